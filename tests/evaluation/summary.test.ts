import { describe, expect, it } from 'vitest';
import { askAll } from '../../src/evaluation/ask.ts';
import type { Reply } from '../../src/evaluation/judge.ts';
import { listOutcomes, report } from '../../src/evaluation/report.ts';
import { parseQuestionSet } from '../../src/evaluation/sets.ts';
import { auroc, quantile } from '../../src/evaluation/statistics.ts';
import { summarise } from '../../src/evaluation/summary.ts';

const items = parseQuestionSet(
  'set.yaml',
  [
    "- {q: one, lang: en, tag: direct, topic: s-400, must: '5'}",
    "- {q: two, lang: ru, tag: direct, topic: s-400, must: '9'}",
    '- {q: three, lang: en, tag: oos, want: unanswered}',
    '- {q: four, lang: en, tag: oos, want: unanswered}',
  ].join('\n'),
);
const reply = (changes: Partial<Reply>): Reply => ({
  kind: 'answered',
  topics: ['s-400'],
  aspects: ['cost'],
  texts: ['1', '2', '5'],
  verdict: null,
  confidence: 0.95,
  ...changes,
});
const replies: Readonly<Record<string, Reply>> = {
  one: reply({}),
  two: reply({ confidence: 0.55, texts: ['2'] }),
  three: reply({ kind: 'unanswered', texts: [], confidence: 0 }),
  four: reply({ confidence: 0.55 }),
};
const outcomes = askAll(
  items.map((item) => ({ item, text: item.q })),
  (text) => replies[text] ?? reply({}),
  (question) => (question === 'four' ? 's300' : null),
);

describe('summarise', () => {
  const summary = summarise(outcomes);

  it('counts by tag, by language and in all', () => {
    expect(summary.all).toEqual({ questions: 4, right: 2, asked: 0, abstained: 0, wrong: 2 });
    expect(summary.byTag.get('oos')).toMatchObject({ questions: 2, right: 1, wrong: 1 });
    expect(summary.byLanguage.get('ru')).toMatchObject({ questions: 1, wrong: 1 });
  });

  it('says what stands first, what should not be answered and which digits were crossed', () => {
    expect(summary.firstTwo).toEqual({ ofRight: { count: 0, of: 1 }, ofAll: { count: 0, of: 2 } });
    expect(summary.answeredWhereNot).toEqual({ count: 1, of: 2 });
    expect(summary.crossed).toEqual([{ place: 'set.yaml:4', question: 'four', designator: 's300' }]);
    expect(summary.shown).toEqual({ median: 3, p90: 3 });
  });

  it('holds confidence against the share of right answers', () => {
    const [sure] = summary.reliability.filter(({ from }) => from === 0.9);
    expect(sure).toMatchObject({ given: 1, right: 1 });
    // one answer of three is 0.05 off, two are 0.55 off
    expect(summary.calibrationError).toBeCloseTo((0.05 + 2 * 0.55) / 3);
  });
});

describe('report', () => {
  it('sets the baselines beside the engine', () => {
    const measured = { name: 'Communiqué', summary: summarise(outcomes) };
    const text = report(measured, [{ ...measured, name: 'other' }]);
    expect(text).toContain('other: right / wrong');
    expect(text).toMatch(/\*\*all\*\* +\| +4 \| +2 \(50\.0 %\) .*50\.0 % \/ 50\.0 % \|/);
    expect(text).toContain('set.yaml:4: "four" (s300)');
  });

  it('lists a question with the reason for its result', () => {
    expect(listOutcomes(outcomes)).toMatch(/wrong +set\.yaml:2 \[direct ru\] two\n +no fact says \/9\//);
  });
});

describe('statistics', () => {
  it('takes the nearest rank', () => {
    expect(quantile([3, 1, 2, 4], 0.5)).toBe(2);
    expect(quantile([3, 1, 2, 4], 0.99)).toBe(4);
    expect(quantile([], 0.5)).toBe(0);
  });

  it('finds out how well scores tell two kinds apart', () => {
    expect(auroc([3, 4], [1, 2])).toBe(1);
    expect(auroc([1, 2], [3, 4])).toBe(0);
    expect(auroc([1, 1], [1, 1])).toBe(0.5);
    expect(auroc([1, 3], [2])).toBe(0.5);
  });
});
