import { describe, expect, it } from 'vitest';
import { inFirstTwo, judge, type Reply } from '../../src/evaluation/judge.ts';
import { type Item, parseQuestionSet } from '../../src/evaluation/sets.ts';

function item(fields: string): Item {
  const [only] = parseQuestionSet('set.yaml', `- {q: "how much?", lang: en, tag: direct, ${fields}}`);
  if (only === undefined) throw new Error('no question');
  return only;
}

const answered: Reply = {
  kind: 'answered',
  topics: ['s-400'],
  aspects: ['cost', 'contract'],
  texts: ['The contract was signed in October 2018.', 'It is worth $5.43 billion.', 'Payment began in 2019.'],
  verdict: null,
  confidence: 0.9,
};
const abstained: Reply = { ...answered, kind: 'unanswered', topics: [], aspects: [], texts: [] };
const asked: Reply = { ...abstained, kind: 'ambiguous', topics: ['s-400', 'brahmos'] };

describe('judge', () => {
  it('finds right what has an accepted topic and aspect and all that it must say', () => {
    expect(
      judge(item("topic: [caatsa, s-400], aspect: cost, must: ['5\\.43', 'OCTOBER']"), answered),
    ).toEqual({
      result: 'right',
      because: '',
    });
    expect(judge(item('all_topics: [s-400], all_aspects: [cost, contract]'), answered).result).toBe('right');
  });

  it.each([
    ['topic: brahmos', 'topic s-400, not brahmos'],
    ['topic: s-400, aspect: delivery', 'aspect cost/contract, not delivery'],
    ['all_topics: [s-400, brahmos]', 'topic brahmos is not there'],
    ['all_aspects: [cost, delivery]', 'aspect delivery is not there'],
    ["must: ['5\\.43', '2026']", 'no fact says /2026/'],
    ['verdict: supported', 'verdict missing, not supported'],
    ['want: unanswered', 'answered where unanswered is wanted'],
  ])('finds wrong what is answered against %s', (fields, because) => {
    expect(judge(item(fields), answered)).toEqual({ result: 'wrong', because });
  });

  it('tells asking back and abstaining from being wrong, and takes them where they are wanted', () => {
    expect(judge(item('topic: s-400'), asked).result).toBe('asked');
    expect(judge(item('want: unanswered'), asked).result).toBe('asked');
    expect(judge(item('topic: s-400'), abstained).result).toBe('abstained');
    expect(judge(item('want: [ambiguous, unanswered]'), asked).result).toBe('right');
    expect(judge(item('want: [ambiguous, unanswered]'), abstained).result).toBe('right');
  });

  it('holds an answer to everything even where asking back would do', () => {
    expect(judge(item("want: [ambiguous, answered], must: '1,300'"), answered).result).toBe('wrong');
  });

  it('takes a declined claim where nothing is known of it', () => {
    expect(judge(item('verdict: not-covered'), abstained).result).toBe('right');
    expect(judge(item('verdict: contradicted'), abstained).result).toBe('abstained');
    expect(judge(item('verdict: contradicted'), { ...answered, verdict: 'contradicted' }).result).toBe(
      'right',
    );
  });
});

describe('inFirstTwo', () => {
  it('looks at the first two facts alone', () => {
    expect(inFirstTwo(item("must: ['5\\.43', '2018']"), answered)).toBe(true);
    expect(inFirstTwo(item("must: '2019'"), answered)).toBe(false);
    expect(inFirstTwo(item('topic: s-400'), answered)).toBeNull();
    expect(inFirstTwo(item("must: '2018'"), abstained)).toBe(false);
  });
});
