import { describe, expect, test } from 'vitest';
import { namesPattern } from '../../src/knowledge/figures/names.ts';
import { compareFigures } from '../../src/knowledge/figures/translations.ts';
import { type Known, knownFrom, unsupported } from '../../src/knowledge/figures/values.ts';
import { shippedFolder } from '../../src/knowledge/folder.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';

const known = (amounts: readonly number[], dates: readonly string[] = []): Known => ({ amounts, dates });
const nothing = known([]);

describe('a figure in the text needs a value', () => {
  test.each<[text: string, values: Known]>([
    ['about Rs 2.38 lakh crore (2.38 trillion rupees)', known([2.38e12])],
    ['Rs 5,249.72 crore (about 52.5 billion rupees)', known([52_497_200_000])],
    ['between 50 and 52 billion rupees', known([50e9, 52e9])],
    ['from 5 to 7 tanks', known([5, 7])],
    ['all 6,01,427 (601,427) rifles', known([601_427])],
    ['a 3.6-tonne helicopter with a 125mm gun', known([3.6, 125])],
    ['on 5 October 2018', known([], ['2018-10-05'])],
    ['on 4-5 December 2025', known([], ['2025-12-04', '2025-12-05'])],
    ['in October 2018', known([], ['2018-10-05'])],
    ['in 2018', known([], ['2018-10'])],
    ['in 2019-23 and 2010-2016', known([], ['2019', '2023', '2010', '2016'])],
    ['from mid-2028', known([], ['2028'])],
  ])('%s: is among the values', (text, values) => {
    expect(unsupported(text, values, null)).toEqual([]);
  });

  test.each<[text: string, values: Known, found: string]>([
    ['$5.44 billion', known([5.43e9]), '5.44 billion'],
    ['$5.43 million', known([5.43e9]), '5.43 million'],
    ['601,428 rifles', known([601_427]), '601,428'],
    ['on 6 October 2018', known([], ['2018-10-05']), '6 October 2018'],
    ['on 5 November 2018', known([], ['2018-10-05']), '5 November 2018'],
    ['on 5 October 2018', known([], ['2018-10']), '5 October 2018'],
    ['in 2019-24', known([], ['2019', '2023']), '2019-24'],
    ['by mid-2029', known([], ['2028']), '2029'],
  ])('%s: is not', (text, values, found) => {
    expect(unsupported(text, values, null)).toEqual([found]);
  });

  test.each([
    'The S-400, the Su-30MKI, the Mi-17V-5, the 3M-54E and the 7.62x39 mm round',
    'the 19th and the 20th session',
    'five squadrons, three of them in Punjab',
    'section 231 of the act',
    'News18 and www1.example wrote',
  ])('%s: names, ordinals and counts in words are passed over', (text) => {
    expect(unsupported(text, nothing, null)).toEqual([]);
  });

  test('a name with a number of its own is known by its topic', () => {
    const text = 'The Superjet 100 is due.';
    expect(unsupported(text, nothing, null)).toEqual(['100']);
    expect(unsupported(text, nothing, namesPattern(['Superjet 100']))).toEqual([]);
  });
});

describe('a translation says the same figures', () => {
  const original = 'India paid $5.43 billion (Rs 40,000 crore) on 5 October 2018 for five S-400 squadrons.';
  const values = known([5.43e9, 400e9, 5], ['2018-10-05']);

  test.each([
    ['hi', 'भारत ने 5 अक्टूबर 2018 को पाँच एस-400 स्क्वाड्रन के लिए 5.43 अरब डॉलर (40,000 करोड़ रुपये) दिए।'],
    ['hi', 'भारत ने ५ अक्तूबर २०१८ को 5 एस-400 स्क्वाड्रन के लिए 5.43 बिलियन डॉलर (400 अरब रुपये) दिए।'],
    [
      'ru',
      '5 октября 2018 года Индия заплатила 5,43 млрд долларов (40 000 крор рупий) за пять эскадрилий С-400.',
    ],
    [
      'ru',
      '5 октября 2018 года Индия заплатила 5,43 миллиарда долларов (400 млрд рупий) за 5 эскадрилий С-400.',
    ],
  ] as const)('%s: %s', (language, translation) => {
    expect(compareFigures(original, translation, language, values, null)).toEqual({ missing: [], extra: [] });
  });

  test.each([
    [
      'another amount',
      'ru',
      'Индия заплатила 5 октября 2018 года 5,34 млрд (40 000 крор) за С-400.',
      ['5.43 billion'],
      ['5,34 млрд'],
    ],
    [
      'another scale',
      'ru',
      'Индия заплатила 5 октября 2018 года 5,43 млн (40 000 крор) за С-400.',
      ['5.43 billion'],
      ['5,43 млн'],
    ],
    [
      'another month',
      'hi',
      '5 नवंबर 2018 को 5.43 अरब डॉलर (40,000 करोड़ रुपये), एस-400',
      ['October'],
      ['November'],
    ],
    ['another name', 'hi', '5 अक्टूबर 2018 को 5.43 अरब डॉलर (40,000 करोड़ रुपये), एस-300', ['S-400'], ['एस-300']],
    ['a figure left out', 'hi', '5 अक्टूबर 2018 को 5.43 अरब डॉलर, एस-400', ['40,000 crore'], []],
  ] as const)('%s is found out', (_, language, translation, missing, extra) => {
    expect(compareFigures(original, translation, language, values, null)).toEqual({ missing, extra });
  });
});

describe('in the shipped knowledge', () => {
  const loaded = loadKnowledge(shippedFolder);
  const topics = loaded.ok ? loaded.knowledge.topics : [];
  const names = namesPattern(
    topics.flatMap(({ names, aliases }) => [
      names.en,
      ...(aliases.en ?? []),
      ...(aliases.hi ?? []),
      ...(aliases.ru ?? []),
    ]),
  );

  /** Every digit of a text replaced by the next one, one at a time; digits of names and ordinals are left alone. */
  function* changed(text: string): Generator<string> {
    const plain = text.replace(
      /[\p{L}\p{M}][\p{L}\p{M}\p{N}-]*\d[\p{L}\p{M}\p{N}-]*|\d+(?:st|nd|rd|th|x\d+)/gu,
      (name) => '#'.repeat(name.length),
    );
    for (const { index } of plain.matchAll(/\d/g))
      yield text.slice(0, index) + ((Number(text[index]) + 1) % 10) + text.slice(index + 1);
  }

  test('at least 95 in 100 changed digits are found out, in texts and in translations', () => {
    const count = { texts: 0, textsFound: 0, translations: 0, translationsFound: 0 };
    for (const { facts } of topics)
      for (const { text, values, as_of } of facts) {
        const from = knownFrom(values, [as_of]);
        for (const wrong of changed(text.en)) {
          count.texts++;
          if (unsupported(wrong, from, names).length > 0) count.textsFound++;
        }
        for (const language of ['hi', 'ru'] as const)
          for (const wrong of changed(text[language] ?? '')) {
            count.translations++;
            const { missing, extra } = compareFigures(text.en, wrong, language, from, names);
            if (missing.length + extra.length > 0) count.translationsFound++;
          }
      }
    expect(count.texts).toBeGreaterThan(5000);
    expect(count.translations).toBeGreaterThan(2000);
    expect(count.textsFound / count.texts).toBeGreaterThan(0.95);
    expect(count.translationsFound / count.translations).toBeGreaterThan(0.95);
  });
});
