import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { askEngine } from '../../src/evaluation/ask.ts';
import { buildDesignatorCheck } from '../../src/evaluation/designators.ts';
import { parseQuestionSet } from '../../src/evaluation/sets.ts';
import { type Summary, summarise } from '../../src/evaluation/summary.ts';
import { FIRST_START, openShipped, TODAY, wholeKnowledge } from './support/shipped.ts';

/**
 * The development questions, as `npm run evaluate` asks and judges them. The floors lie a few points below what is
 * reached: a change that costs more than that is to be seen.
 */

const FOLDER = 'tests/questions';

let summary: Summary;

beforeAll(async () => {
  const engine = await openShipped();
  const items = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => parseQuestionSet(name, readFileSync(join(FOLDER, name), 'utf8')));
  const posed = items.map((item) => ({ item, text: item.q }));
  summary = summarise(askEngine(engine, posed, TODAY, buildDesignatorCheck(await wholeKnowledge())));
}, FIRST_START);

function percent(count: number, of: number): number {
  return (100 * count) / of;
}

describe('the development questions', () => {
  it('are there: hundreds, in every language', () => {
    expect(summary.all.questions).toBeGreaterThan(300);
    expect([...summary.byLanguage.keys()].sort()).toEqual(['en', 'hi', 'hinglish', 'ru']);
  });

  it('are answered rightly, nearly nine in ten', () => {
    expect(percent(summary.all.right, summary.all.questions)).toBeGreaterThanOrEqual(85);
  });

  it('are seldom answered wrongly', () => {
    expect(percent(summary.all.wrong, summary.all.questions)).toBeLessThanOrEqual(9);
  });

  it('never get the answer to another designator', () => {
    expect(summary.crossed).toEqual([]);
  });

  it('fail no language', () => {
    for (const [language, { right, questions }] of summary.byLanguage) {
      expect(percent(right, questions), language).toBeGreaterThanOrEqual(80);
    }
  });

  it('are mostly declined where nothing is to be answered', () => {
    const { count, of } = summary.answeredWhereNot;
    expect(percent(count, of)).toBeLessThanOrEqual(8);
  });

  it('show what was asked for at the head of most answers', () => {
    const { count, of } = summary.firstTwo.ofRight;
    expect(percent(count, of)).toBeGreaterThanOrEqual(80);
  });

  it('are answered briefly', () => {
    expect(summary.shown.median).toBeLessThanOrEqual(4);
  });
});
