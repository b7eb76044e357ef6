import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Question } from '../../src/answering/answer.ts';
import type { Engine } from '../../src/engine.ts';
import { FIRST_START, idsOf, openShipped, questionOf } from './support/shipped.ts';

/** What holds of every answer, whatever was typed. */

let engine: Engine;

beforeAll(async () => {
  engine = await openShipped();
}, FIRST_START);

function ask(parts: Partial<Question>): Answer {
  return engine.answer(questionOf(parts));
}

/** Everything that a person sees of an answer or that the next question leans on. */
function seen(answer: Answer) {
  const { kind, topics, aspects } = answer;
  return { kind, topics, aspects, facts: idsOf(answer) };
}

/** The promises of `Answer` that its type cannot make. */
function keepsItsPromises(answer: Answer): void {
  expect(answer.confidence).toBeGreaterThanOrEqual(0);
  expect(answer.confidence).toBeLessThanOrEqual(1);
  if (answer.kind !== 'answered') {
    expect(answer).not.toHaveProperty('sources');
    expect(answer).not.toHaveProperty('sections');
    expect((answer.kind === 'ambiguous' ? answer.prompt : answer.message).trim()).not.toBe('');
    if (answer.kind === 'ambiguous') expect(answer.choices).not.toEqual([]);
    return;
  }
  expect(answer.sections).not.toEqual([]);
  expect(answer.sources).not.toEqual([]);
  expect(answer.sources.map(({ number }) => number)).toEqual(answer.sources.map((_, i) => i + 1));
  const cited = new Set<number>();
  for (const { facts } of answer.sections) {
    expect(facts).not.toEqual([]);
    for (const { cites, text } of facts) {
      expect(text.trim()).not.toBe('');
      expect(cites).not.toEqual([]);
      for (const number of cites) cited.add(number);
    }
  }
  expect([...cited].sort((a, b) => a - b)).toEqual(answer.sources.map(({ number }) => number));
}

/** Spellings that share a shape with what people type: names, cues, dates, numbers, marks, other scripts. */
const SCRAPS = [
  'S-400',
  'С-400',
  'एस-400',
  'Su-30MKI',
  'ak203',
  'brahmos',
  'RELOS',
  'as of November 2019',
  'how much',
  'kab milega',
  'कब मिलेगा',
  'сколько стоит',
  'compare',
  'is it true that',
  'history of',
  'list all',
  'and',
  'vs',
  'not',
  '$5.43 billion',
  '2019-13-45',
  '31 February 2021',
  '९९९',
  '?',
  '\u0000',
  '\u202e',
  '\ud83d',
  '\udc00',
  'ﷺ',
  '🇮🇳🇷🇺',
  '__proto__',
  'constructor',
  '$(x)',
  '{topic}',
  '<@123>',
  '`',
  '))((',
] as const;

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  // lone surrogates included
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 })
    .map((units) => String.fromCharCode(...units)),
  fc.array(fc.constantFrom(...SCRAPS), { maxLength: 12 }).map((words) => words.join(' ')),
  fc.array(fc.constantFrom(...SCRAPS), { maxLength: 12 }).map((words) => words.join('')),
);

describe('any text at all', () => {
  it('gets an answer that keeps its promises', () => {
    fc.assert(
      fc.property(anyText, (text) => keepsItsPromises(ask({ text }))),
      { numRuns: 250 },
    );
  });

  it('gets one after any other question, too', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, text) => {
        const { context } = ask({ text: before });
        keepsItsPromises(ask({ text, context }));
      }),
      { numRuns: 80 },
    );
  });

  it('gets one under every view, date and language', () => {
    const { topics, aspects } = engine.knowledge;
    const topic = fc.constantFrom(...topics.map(({ id }) => id), 'no-such-topic');
    const aspect = fc.constantFrom(...aspects.map(({ id }) => id), 'no-such-aspect');
    const parts: fc.Arbitrary<Partial<Question>> = fc.record(
      {
        text: fc.constantFrom('', ...SCRAPS),
        topic,
        against: topic,
        aspect,
        asOf: fc.constantFrom('1950', '2019-11', '2025-12-04', '2999'),
        view: fc.constantFrom('answer' as const, 'timeline' as const, 'claim' as const),
        locale: fc.constantFrom('en' as const, 'hi' as const, 'hinglish' as const, 'ru' as const),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(parts, (some) => keepsItsPromises(ask(some))),
      { numRuns: 250 },
    );
  });

  // Bug: nothing is left to show, and yet it is `answered`, without sections or sources.
  it('gets one where all facts have been seen', () => {
    keepsItsPromises(ask({ text: 'S-400 delivery', skip: 1_000 }));
  });

  it.each([
    ['words', 'delivery of the S-400 '],
    ['one letter', 'a'],
    ['digits', '400 '],
    ['brackets', '(('],
    ['Devanagari', 'एस-400 कब मिलेगा '],
    ['joined marks', 'क़्'],
    ['lone surrogates', '\ud83d'],
    ['emoji of many parts', '👩‍👩‍👧‍👦'],
    ['spaces', ' \t\n\u00a0'],
  ])('may be 6,000 characters of %s', (_, piece) => {
    keepsItsPromises(ask({ text: piece.repeat(6_000).slice(0, 6_000) }));
  });
});

/** Letters, digits and letters of a designator: `S`, `400`, ``. */
interface Designator {
  readonly topic: string;
  readonly letters: string;
  readonly digits: string;
  readonly suffix: string;
}

/** The designators among the English names of all topics that name one topic alone. */
function designators(): Designator[] {
  const found = new Map<string, Designator>();
  const shared = new Set<string>();
  for (const { id: topic, aliases } of engine.knowledge.topics) {
    for (const alias of aliases.en ?? []) {
      const [, letters = '', digits = '', suffix = ''] =
        /^([A-Z][A-Za-z]{0,2})-(\d{2,3})([A-Z]{0,3})$/.exec(alias) ?? [];
      if (letters === '') continue;
      const key = `${letters}${digits}${suffix}`.toLowerCase();
      const other = found.get(key);
      if (other !== undefined && other.topic !== topic) shared.add(key);
      found.set(key, { topic, letters, digits, suffix });
    }
  }
  return [...found].filter(([key]) => !shared.has(key)).map(([, designator]) => designator);
}

/** What the digits of a topic's own names are: another number of the same topic crosses nothing. */
function numbersOf(topicId: string): Set<string> {
  const topic = engine.knowledge.topics.find(({ id }) => id === topicId);
  const texts = Object.values(topic?.aliases ?? {}).flat();
  return new Set(texts.flatMap((text) => text?.match(/\d+/g) ?? []));
}

const FRAMES = [
  (name: string) => name,
  (name: string) => `When will India get the ${name}?`,
  (name: string) => `${name} price`,
  (name: string) => `${name} kitne ka hai`,
  (name: string) => `сколько стоит ${name}`,
  (name: string) => `Is it true that the ${name} contract is worth 2 billion dollars?`,
];

describe('digits', () => {
  it('are never crossed: one of them changed is another thing', () => {
    const known = designators();
    expect(known.length).toBeGreaterThan(20);
    const crossed: string[] = [];
    for (const [i, { topic, letters, digits, suffix }] of known.entries()) {
      const own = numbersOf(topic);
      for (let at = 0; at < digits.length; at++) {
        for (let other = 0; other <= 9; other++) {
          const changed = digits.slice(0, at) + other + digits.slice(at + 1);
          if (changed === digits || changed.startsWith('0') || own.has(changed)) continue;
          // every frame for some names rather than all for all: it is thousands of questions otherwise
          const frame = FRAMES[(i + at + other) % FRAMES.length] ?? String;
          const text = frame(`${letters}-${changed}${suffix}`);
          const answer = ask({ text });
          if (answer.kind === 'answered' && answer.topics.includes(topic)) crossed.push(`${text} → ${topic}`);
        }
      }
    }
    expect(crossed).toEqual([]);
  });

  it.each([
    ['S-300', 's-400'],
    ['S-401', 's-400'],
    ['S-40', 's-400'],
    ['S-4000', 's-400'],
    ['T-71', 't-72'],
    ['AK-204', 'ak-203'],
    ['Su-31', 'su-30mki'],
    ['Su-30000', 'su-30mki'],
    ['С-300', 's-400'],
    ['एस-300', 's-400'],
  ])('keep %s from being answered as %s', (name, topic) => {
    for (const frame of FRAMES) expect(ask({ text: frame(name) }).topics, frame(name)).not.toContain(topic);
  });
});

describe('a designator in any spelling', () => {
  const FULL_WIDTH = 0xfee0;
  const fullWidth = (text: string): string =>
    text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + FULL_WIDTH));
  const JOINTS = ['-', ' ', '', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212', '\u00a0'];
  const CASES: readonly ((text: string) => string)[] = [
    (text) => text,
    (text) => text.toLowerCase(),
    (text) => text.toUpperCase(),
    fullWidth,
  ];

  const NAMES = [
    ['S-400', 'S', '400'],
    ['Su-30MKI', 'Su', '30MKI'],
    ['AK-203', 'AK', '203'],
    ['T-90S', 'T', '90S'],
    ['Mi-17V-5', 'Mi', '17V5'],
    ['MiG-29', 'MiG', '29'],
    ['Il-76', 'Il', '76'],
    ['P-75I', 'P', '75I'],
  ] as const;

  it.each(NAMES)('is the same thing: %s', (plain, letters, rest) => {
    const expected = seen(ask({ text: `${plain} delivery` }));
    expect(expected.kind).toBe('answered');
    for (const joint of JOINTS) {
      for (const change of CASES) {
        const spelt = change(letters + joint + rest);
        expect(seen(ask({ text: `${spelt} delivery` })), spelt).toEqual(expected);
      }
    }
  });

  // Bug: with spaces around the dash the answer is another one.
  it('is the same thing with spaces around the dash: MiG - 29', () => {
    expect(seen(ask({ text: 'MiG - 29 delivery' }))).toEqual(seen(ask({ text: 'MiG-29 delivery' })));
  });

  it.each([
    ['S-400', 'С-400'],
    ['Su-30', 'Су-30'],
    ['AK-203', 'АК-203'],
    ['T-90', 'Т-90'],
    ['MiG-29', 'МиГ-29'],
    ['Il-76', 'Ил-76'],
    ['S-400', 'एस-400'],
    ['S-400', 'एस-४००'],
  ])('is the same thing in another script: %s as %s', (latin, other) => {
    for (const text of ['', ' delivery', ' price']) {
      const expected = seen(ask({ text: latin + text, locale: 'en' }));
      const spelt = seen(ask({ text: other + text, locale: 'en' }));
      expect(spelt, other + text).toEqual(expected);
    }
  });
});

describe('an answer', () => {
  it('is the same whenever it is asked for, whatever was asked before', () => {
    const asked = fc.constantFrom(
      'When will the S-400 be delivered?',
      'RELOS',
      'AK-203 ka daam',
      'कब मिलेगा एस-400',
      'Какой самый крупный контракт?',
      'history of BrahMos',
      'the biggest deal',
    );
    fc.assert(
      fc.property(asked, fc.array(anyText, { maxLength: 4 }), (text, between) => {
        const first = ask({ text });
        for (const other of between) ask({ text: other });
        expect(ask({ text })).toEqual(first);
      }),
      { numRuns: 40 },
    );
  });

  it('does not depend on what an earlier answer was used for', () => {
    const text = 'What does the S-400 cost?';
    const first = ask({ text });
    const before = structuredClone(first);
    ask({ text: 'and the delivery?', context: first.context });
    expect(first).toEqual(before);
  });
});
