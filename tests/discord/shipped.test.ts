import { beforeAll, describe, expect, test } from 'vitest';
import { codesFor } from '../../src/discord/codes.ts';
import { buildCommands, EVERYWHERE } from '../../src/discord/commands/build.ts';
import { commandFaults } from '../../src/discord/commands/faults.ts';
import { type Desk, NOTHING_ASKED, type Presented, present } from '../../src/discord/present.ts';
import { START } from '../../src/discord/render/payload.ts';
import type { Asked, Subject } from '../../src/discord/state/memo.ts';
import type { Engine } from '../../src/engine.ts';
import { LANGUAGES } from '../../src/knowledge/schema.ts';
import { openEngine } from '../../src/open-engine.ts';
import { FLAGS } from '../loopback/limits.ts';
import { readMessage } from '../loopback/validate.ts';

/** The knowledge as it is shipped, on Discord: every topic in every view is a legal message. */

const TODAY = '2026-11-22';
let engine: Engine;
let desk: Desk;

beforeAll(async () => {
  const opened = await openEngine('knowledge', TODAY);
  if (!opened.ok) throw new Error(opened.faults.map(({ message }) => message).join('\n'));
  engine = opened.engine;
  const { topics, aspects } = engine.knowledge;
  const ids = [...topics, ...aspects, ...topics.flatMap(({ facts }) => facts)].map(({ id }) => id);
  desk = { engine, codes: codesFor(ids), today: () => TODAY };
  // the first start after a change of the knowledge trains on it
}, 120_000);

function check({ payload }: Presented): void {
  readMessage(structuredClone(payload), { flags: FLAGS.componentsV2 | (1 << 2), files: [], editing: null });
}

describe('the shipped knowledge', () => {
  test('gives commands that Discord takes', () => {
    expect(commandFaults(buildCommands(engine.knowledge, EVERYWHERE))).toEqual([]);
  });

  test('has a code of its own for every id', () => {
    for (const { id } of engine.knowledge.topics) expect(desk.codes.decode(desk.codes.encode(id))).toBe(id);
  });

  test('is legal for every topic and aspect, as an answer, a timeline and a list of sources', () => {
    const show = (subject: Subject, page = 0, language: (typeof LANGUAGES)[number] = 'en'): void =>
      check(present(desk, { subject, language, asker: 'abcde' }, { ...START, page }));
    const ask = (asked: Partial<Asked>): Subject => ({
      kind: 'question',
      asked: { ...NOTHING_ASKED, ...asked },
    });
    for (const { id: topic, facts } of engine.knowledge.topics) {
      for (const aspect of new Set(facts.flatMap((fact) => [fact.aspect, ...fact.also]))) {
        show(ask({ topic, aspect }), 0, 'hi');
      }
      for (const page of [0, 1, 2, 99]) {
        show(ask({ topic, view: 'timeline' }), page, 'ru');
        show({ kind: 'sources', topic }, page);
      }
    }
    for (const language of LANGUAGES) {
      for (const page of [0, 1, 2]) {
        show({ kind: 'topics' }, page, language);
        show({ kind: 'help' }, page, language);
      }
    }
  });

  test('answers a slash command of every aspect for a topic that has facts on it', () => {
    for (const { id: aspect } of engine.knowledge.aspects) {
      const topic = engine.knowledge.topics.find(({ facts }) => facts.some((fact) => fact.aspect === aspect));
      if (topic === undefined) continue;
      const asked = { ...NOTHING_ASKED, topic: topic.id, aspect };
      const { answer } = present(desk, { subject: { kind: 'question', asked }, language: 'en', asker: null });
      expect(answer?.kind, `${aspect} of ${topic.id}`).toBe('answered');
    }
  });
});
