import { describe, expect, it } from 'vitest';
import { bestThreshold, entriesOf, miniSearch, replyFrom } from '../../src/evaluation/baselines.ts';
import { buildDesignatorCheck } from '../../src/evaluation/designators.ts';
import { enlarge } from '../../src/evaluation/enlarge.ts';
import { communique } from '../../src/evaluation/intent-guessers.ts';
import type { Reply } from '../../src/evaluation/judge.ts';
import { parseQuestionSet } from '../../src/evaluation/sets.ts';
import { shippedFolder } from '../../src/knowledge/folder.ts';
import { openKnowledge } from '../../src/knowledge/snapshot.ts';

const opened = await openKnowledge(shippedFolder);
if (!opened.ok) throw new Error('the shipped knowledge is broken');
const knowledge = opened.knowledge();

const answerOn = (topic: string, ...texts: string[]): Reply => ({
  kind: 'answered',
  topics: [topic],
  aspects: [],
  texts,
  verdict: null,
  confidence: 1,
});

describe('the designator check', () => {
  const crossed = buildDesignatorCheck(knowledge);

  it.each(['S-300 price?', 'price of the s300', 'S 300 cost', 'сколько стоит С-300', 'एस-300 की कीमत'])(
    'sees that an answer on the S-400 is none to: %s',
    (question) => {
      expect(crossed(question, answerOn('s-400', 'A fact on the S-400.'))).toBe('s300');
    },
  );

  it.each(['S-400 price?', 'S 400', 'С-400', 'in May 2018', 'a 3 billion deal', 'price?'])(
    'has nothing against an answer on the S-400 to: %s',
    (question) => {
      expect(crossed(question, answerOn('s-400', 'A fact on the S-400.'))).toBeNull();
    },
  );

  it('takes a fact that names the designator', () => {
    expect(crossed('S-300 price?', answerOn('s-400', 'It replaces the S-300.'))).toBeNull();
  });
});

describe('a baseline', () => {
  const baseline = miniSearch(entriesOf(knowledge));

  it('answers with its best facts, their topics and aspects', () => {
    const reply = replyFrom(baseline.search('BrahMos Philippines contract'), 0);
    expect(reply.kind).toBe('answered');
    expect(reply.topics).toContain('brahmos');
    expect(reply.texts.length).toBeLessThanOrEqual(4);
  });

  it('abstains below its threshold', () => {
    expect(replyFrom(baseline.search('BrahMos'), Number.POSITIVE_INFINITY)).toMatchObject({
      kind: 'unanswered',
      texts: [],
    });
  });

  it('gets the threshold at which it is right most often', () => {
    const items = parseQuestionSet(
      'set.yaml',
      '- {q: a, lang: en, tag: direct, topic: brahmos}\n- {q: b, lang: en, tag: oos, want: unanswered}',
    );
    const [entry] = entriesOf(knowledge).filter(({ topic }) => topic === 'brahmos');
    if (entry === undefined) throw new Error('no fact on BrahMos');
    const threshold = bestThreshold(items, [[{ entry, score: 0.9 }], [{ entry, score: 0.4 }]]);
    expect(threshold).toBeGreaterThan(0.4);
    expect(threshold).toBeLessThanOrEqual(0.9);
  });
});

describe('enlarge', () => {
  const large = enlarge(knowledge, 3);

  it('gives every copy ids of its own', () => {
    const ids = large.topics.flatMap(({ id, facts }) => [id, ...facts.map((fact) => fact.id)]);
    expect(large.topics).toHaveLength(3 * knowledge.topics.length);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives every copy other names and other digits, the same in its facts', () => {
    const original = large.topics.find(({ id }) => id === 's-400');
    const copy = large.topics.find(({ id }) => id === 's-400-copy-2');
    expect(copy?.names.en).not.toBe(original?.names.en);
    expect(copy?.names.en).toContain('2400');
    expect(copy?.facts.some(({ text }) => text.en.includes('2400'))).toBe(true);
    const known = new Set(knowledge.topics.map(({ names }) => names.en));
    expect(large.topics.filter(({ names }) => known.has(names.en))).toHaveLength(knowledge.topics.length);
  });

  it('keeps a copy’s succession within the copy', () => {
    const ids = new Set(large.topics.flatMap(({ facts }) => facts.map((fact) => fact.id)));
    const later = large.topics.flatMap(({ facts }) => facts.flatMap((fact) => fact.superseded_by ?? []));
    expect(later.length).toBeGreaterThan(0);
    expect(later.filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe('Communiqué on an intent set', () => {
  it('learns the intents and is surer in scope than out of it', () => {
    const training = [
      ...['book a table', 'reserve a table for two', 'a table for tonight please'].map((text) => ({
        text,
        intent: 'reserve',
      })),
      ...['what will the weather be', 'is it going to rain', 'weather tomorrow'].map((text) => ({
        text,
        intent: 'weather',
      })),
      { text: 'sing me a song', intent: null },
    ];
    const { guess } = communique(training, knowledge, '2026-11-22');
    expect(guess('can I reserve a table').intent).toBe('reserve');
    expect(guess('rain tomorrow').intent).toBe('weather');
    expect(guess('weather tomorrow').confidence).toBeGreaterThan(guess('sing a song').confidence);
  });
});
