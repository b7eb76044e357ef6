import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answering/answer.ts';
import type { Engine } from '../../src/engine.ts';
import { FIRST_START, factsOf, idsOf, openShipped, questionOf } from './support/shipped.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await openShipped();
}, FIRST_START);

function ask(text: string): Answer {
  return engine.answer(questionOf({ text }));
}

/** The topics of the facts that stand first, side by side. */
function heads(answer: Answer, count: number): string[] {
  return factsOf(answer)
    .slice(0, count)
    .map(({ topic }) => topic)
    .sort();
}

describe('several topics at once', () => {
  it.each<[string, string[]]>([
    ['who builds the T-90 and who the AK-203?', ['ak-203', 't-90s']],
    ['how many BMP-2 and how many T-72 does India have', ['bmp-2', 't-72']],
    ['delivery dates of the S-400 and of the AK-203', ['ak-203', 's-400']],
    ['is the S-400 more expensive than the BrahMos?', ['brahmos', 's-400']],
    ['S-400 aur Igla-S ki range batao', ['igla-s', 's-400']],
    ['टी-72 और टी-90 की संख्या बताइए', ['t-72', 't-90s']],
    ['сколько стоят С-400 и Су-30МКИ', ['s-400', 'su-30mki']],
  ])('shows both sides first: %s', (text, topics) => {
    const answer = ask(text);
    expect(answer.kind).toBe('answered');
    expect(heads(answer, 2)).toEqual(topics);
  });

  it('takes no name in the story before the question for a side of it', () => {
    const { topics } = ask(
      'Last year I wrote a post about BrahMos and the Igla-S. How much did the S-400 cost?',
    );
    expect(topics).toEqual(['s-400']);
  });

  it('takes a list of numbers of one series for so many of its members', () => {
    const { topics } = ask('where were the 19th, 20th and 21st session held?');
    expect([...topics].sort()).toEqual(['irigc-mmtc-19', 'irigc-mmtc-20', 'irigc-mmtc-21']);
  });

  it('finds the other number of a series that stands far from the first', () => {
    const { topics } = ask('what did the 21st session agree on compared with the 22nd?');
    expect([...topics].sort()).toEqual(['irigc-mmtc-21', 'irigc-mmtc-22']);
  });

  it('finds a side that is named by a word of one topic only', () => {
    const { topics } = ask('which is cheaper, the Igla-S or the Tunguska?');
    expect([...topics].sort()).toEqual(['air-defence-proposals', 'igla-s']);
  });

  it('shows of each side the values that the question compares', () => {
    const answer = ask('which has the longer range, the S-400 or the Igla-S?');
    for (const { fact } of factsOf(answer).slice(0, 2)) {
      expect(fact.values.some((value) => value.kind === 'measure' && value.unit === 'km')).toBe(true);
    }
  });

  it('answers about one topic where another is only mentioned', () => {
    expect(ask('did the delivery of the S-400 suffer under CAATSA?').topics).toEqual(['s-400']);
    expect(ask('when were the BrahMos missiles put on the Su-30MKI?').topics.length).toBe(1);
  });
});

describe('several things asked of one topic', () => {
  it.each<[string, string, string[]]>([
    ['S-400: price, and when does the last one come', 's-400', ['cost', 'delivery']],
    ['what does the AK-203 cost and where is it made', 'ak-203', ['cost', 'production']],
    ['T-72 - how many, and which engine upgrade', 't-72', ['quantity']],
    ['сколько стоит С-400 и когда поставят последний полк', 's-400', ['cost', 'delivery']],
    ['S-400 kitne ka hai aur kab aayega', 's-400', ['cost', 'delivery']],
  ])('answers each: %s', (text, topic, aspects) => {
    const answer = ask(text);
    expect(answer.topics).toEqual([topic]);
    expect(answer.aspects).toEqual(expect.arrayContaining(aspects));
  });

  it('does not take two people for two questions', () => {
    const whole = ask('what did Rajnath Singh and Belousov agree on at the 21st session?');
    expect(whole.topics).toEqual(['irigc-mmtc-21']);
  });

  it('gives a row for each name of the kind asked for', () => {
    const texts = factsOf(ask('which countries were sanctioned under CAATSA?')).map(
      ({ fact }) => fact.text.en,
    );
    expect(texts.some((text) => text.includes('Turkey'))).toBe(true);
    expect(texts.some((text) => text.includes('China'))).toBe(true);
  });

  it('shows no fact twice', () => {
    const ids = idsOf(ask('S-400: price, number of squadrons, and when does the last one come'));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('nouns side by side', () => {
  it('lists the topics of all of them', () => {
    const { topics } = ask('list the tanks and troop carriers from Russia');
    expect([...topics].sort()).toEqual(['bmp-2', 't-72', 't-90s']);
  });

  it('does not take an inflected ordinary word for a misspelt name', () => {
    expect(ask('which tanks does the army drive? list them').topics).not.toContain('exercise-indra');
    expect(ask('tanks the army drives, list').topics).not.toContain('exercise-indra');
  });
});
