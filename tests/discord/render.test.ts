import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, Choice, CitedSource, ShownFact } from '../../src/answering/answer.ts';
import { codesFor } from '../../src/discord/codes.ts';
import { clip } from '../../src/discord/limits.ts';
import { link, literal } from '../../src/discord/markdown.ts';
import { type Desk, NOTHING_ASKED, showAnswer } from '../../src/discord/present.ts';
import { type Payload, START, toPayload } from '../../src/discord/render/payload.ts';
import type { Button, Control, Sheet } from '../../src/discord/render/sheet.ts';
import type { Press } from '../../src/discord/state/press.ts';
import type { Fact } from '../../src/knowledge/schema.ts';
import { FLAGS } from '../loopback/limits.ts';
import { readMessage } from '../loopback/validate.ts';
import { fakeEngine } from './support/engine.ts';

const engine = fakeEngine();
const ids = engine.knowledge.topics.map(({ id }) => id);
const aspectIds = engine.knowledge.aspects.map(({ id }) => id);
const desk: Desk = { engine, codes: codesFor([...ids, ...aspectIds]), today: () => '2026-11-22' };

// ── Any answer ──

const words = fc.oneof(
  { weight: 3, arbitrary: fc.lorem({ maxCount: 20 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60, size: 'max' }) },
  {
    weight: 1,
    arbitrary: fc.string({
      unit: fc.constantFrom(...'*_~`|<>[]()@#-+\\:/ 1.\n'),
      minLength: 1,
      maxLength: 60,
      size: 'max',
    }),
  },
  { weight: 1, arbitrary: fc.double({ noNaN: true }).map((n) => `Rs ${n} crore (${n} %)`) },
);
/** Some text again and again, up to a length: long enough to meet every limit, and quickly made. */
const text = (max: number) =>
  fc
    .tuple(words, fc.integer({ min: 1, max }))
    .map(([one, length]) =>
      one
        .repeat(Math.ceil(length / one.length))
        .slice(0, length)
        .replace(/[\uD800-\uDBFF]$/, ''),
    )
    .filter((one) => one.trim() !== '');
const url = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc
    .string({ unit: fc.constantFrom(...'abc/()%&?=_-~*.'), maxLength: 700, size: 'max' })
    .map((path) => `https://example.org/${path}`),
);
const target = fc.record({ topic: fc.constantFrom(...ids), aspect: fc.constantFrom(null, ...aspectIds) });
const choice: fc.Arbitrary<Choice> = fc
  .tuple(text(200), target)
  .map(([label, where]) => ({ label, ...where }));
const choices = fc.array(choice, { maxLength: 40, size: 'max' });

const common = {
  question: 'q',
  confidence: 0.9,
  asOf: null,
  explanation: [],
  topics: ['s-400'],
  aspects: ['cost'],
  context: { topics: ['s-400'], aspects: ['cost'], asOf: null, facts: ['s-400.cost'] },
} as const;
const language = fc.constantFrom('en', 'hi', 'hinglish', 'ru');

const source = (number: number): fc.Arbitrary<CitedSource> =>
  fc.record({ title: text(250), publisher: text(60), url }).map((one) => ({
    number,
    source: { id: `source-${number}`, published: '2025-12-04', ...one },
  }));
const sources = (most: number) =>
  fc
    .integer({ min: 0, max: most })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => source(i + 1))));
const shownFact = (cited: number, length: number): fc.Arbitrary<ShownFact> =>
  fc
    .record({
      text: text(length),
      dateline: text(60),
      role: fc.constantFrom('lead', 'also', 'newer', 'earlier'),
      cites: fc.uniqueArray(fc.integer({ min: 1, max: Math.max(1, cited) }), { maxLength: cited }),
    })
    .map((one) => ({ ...one, fact: {} as Fact, topic: 's-400', textLanguage: 'en' as const }));
const section = (cited: number, length: number) =>
  fc.record({
    topic: fc.constantFrom(...ids),
    aspect: fc.constantFrom(null, ...aspectIds),
    heading: text(120),
    facts: fc.array(shownFact(cited, length), { maxLength: 6, size: 'max' }),
  });
const answered = (length: number, most = 14): fc.Arbitrary<Answer> =>
  sources(most).chain((cited) =>
    fc
      .record({
        language,
        sections: fc.array(section(cited.length, length), { minLength: 1, maxLength: 14, size: 'max' }),
        claim: fc.option(
          fc.record({
            verdict: fc.constantFrom('supported', 'contradicted', 'not-covered'),
            sentence: text(300),
            stated: fc.constant(null),
            known: fc.constant(null),
          }),
        ),
        notes: fc.array(text(120), { maxLength: 3 }),
        remaining: fc.nat(40),
        next: choices,
      })
      .map((one): Answer => ({ ...common, kind: 'answered', sources: cited, ...one })),
  );
const anyAnswer: fc.Arbitrary<Answer> = fc.oneof(
  { weight: 4, arbitrary: answered(1_200) },
  { weight: 1, arbitrary: answered(9_000) },
  fc
    .record({ language, prompt: text(500), choices })
    .map((one): Answer => ({ ...common, kind: 'ambiguous', ...one })),
  fc
    .record({ language, message: text(6_000), near: choices })
    .map((one): Answer => ({ ...common, kind: 'unanswered', reason: 'no-fact', ...one })),
);

// Answers are large: a failure is shown as it was found, since making it small would take minutes.
const SETTINGS = { numRuns: 40, endOnFailure: true } as const;

// ── What is shown ──

const ALLOWED = FLAGS.componentsV2 | (1 << 2);

function pagesOf(answer: Answer, asked = 'any question'): Payload[] {
  const pages: Payload[] = [];
  const memo = { asked: { ...NOTHING_ASKED, text: asked }, asker: 'AbC-_' };
  for (let page = 0; page < 500; page += 1) {
    const { payload } = showAnswer(desk, answer, memo, { ...START, page });
    pages.push(payload);
    if (!JSON.stringify(payload).includes(`"1t`) || !hasNext(payload, page)) return pages;
  }
  throw new Error('there is no end to the pages');
}

const hasNext = (payload: Payload, page: number): boolean =>
  new RegExp(`"custom_id":"1t[0-9a-z]0\\.${page + 1}["~]`).test(JSON.stringify(payload));

function textsOf(payload: Payload): string {
  const walk = (components: readonly unknown[]): string[] =>
    components.flatMap((component) => {
      const { content, components: inner } = component as { content?: string; components?: unknown[] };
      return [...(content === undefined ? [] : [content]), ...walk(inner ?? [])];
    });
  return walk(payload.components).join('\n');
}

/** What Discord shows of escaped text. */
const shown = (markdown: string): string => markdown.replace(/\\([^0-9A-Za-z\s])/g, '$1');
const flat = (one: string): string => one.replace(/\s+/g, ' ').trim();

describe('the payload of any answer', () => {
  test('is legal on every page', () => {
    fc.assert(
      fc.property(anyAnswer, text(1_000), (answer, asked) => {
        for (const payload of pagesOf(answer, asked)) {
          readMessage(structuredClone(payload), { flags: ALLOWED, files: [], editing: null });
          expect(payload.allowed_mentions).toEqual({ parse: [] });
        }
      }),
      SETTINGS,
    );
  });

  test('holds every fact, its date, and every link whole, on some page', () => {
    fc.assert(
      fc.property(answered(1_200), (answer) => {
        if (answer.kind !== 'answered') return;
        const pages = pagesOf(answer).map(textsOf);
        for (const { text: fact, dateline } of answer.sections.flatMap(({ facts }) => facts)) {
          expect(pages.some((page) => page.includes(literal(fact)) && page.includes(literal(dateline)))).toBe(
            true,
          );
        }
        for (const { source: one } of answer.sources) {
          expect(
            pages.some((page) => page.includes(`${link(one.title, one.url)} · ${literal(one.publisher)}`)),
          ).toBe(true);
        }
        for (const { source: one } of answer.sources.filter((s) => /^[^\s<>\\()]*$/.test(s.source.url))) {
          expect(pages.some((page) => page.includes(`(<${one.url}>)`))).toBe(true);
        }
        for (const note of answer.notes) expect(pages[0]).toContain(literal(note));
      }),
      SETTINGS,
    );
  });

  test('shows each fact on the same page as its sources', () => {
    fc.assert(
      // so much as a page holds of one fact: its text and two sources, every sign of them escaped
      fc.property(answered(300, 2), (answer) => {
        if (answer.kind !== 'answered') return;
        for (const page of pagesOf(answer).map(textsOf)) {
          const cited = [...page.matchAll(/(?<=(?:\s|\]))\[(\d+)\](?=\[|$|\n)/gm)].map(([, number]) =>
            Number(number),
          );
          const listed = new Set([...page.matchAll(/^-# (\d+)\. \[/gm)].map(([, number]) => Number(number)));
          for (const number of cited.filter((one) => answer.sources.some((s) => s.number === one))) {
            expect(listed).toContain(number);
          }
        }
      }),
      SETTINGS,
    );
  });

  test('a text that no page can hold is divided between words, none lost', () => {
    const long = Array.from({ length: 2_000 }, (_, i) => `${i + 1}.5%`).join(' ');
    const answer: Answer = {
      ...common,
      language: 'en',
      kind: 'unanswered',
      reason: 'no-fact',
      message: long,
      near: [],
    };
    const pages = pagesOf(answer);
    expect(pages.length).toBeGreaterThan(2);
    const all = pages.map((page) => shown(textsOf(page).replace(/\n-# Page \d+ of \d+$/, ''))).join(' ');
    expect(all.split(/\s+/)).toEqual(long.split(' '));
  });

  test('a fact with more sources than a page holds is followed by them all', () => {
    const numbers = Array.from({ length: 200 }, (_, i) => i + 1);
    const one: ShownFact = {
      fact: {} as Fact,
      topic: 's-400',
      role: 'lead',
      text: 'The fact.',
      textLanguage: 'en',
      dateline: 'as of 2025',
      cites: numbers,
    };
    const answer: Answer = {
      ...common,
      language: 'en',
      kind: 'answered',
      sections: [{ topic: 's-400', aspect: 'cost', heading: 'S-400', facts: [one] }],
      claim: null,
      notes: [],
      sources: numbers.map((number) => ({
        number,
        source: { id: `s-${number}`, title: 'T', publisher: 'P', url: `https://e.org/${number}` },
      })),
      remaining: 0,
      next: [],
    };
    const pages = pagesOf(answer);
    for (const page of pages)
      readMessage(structuredClone(page), { flags: ALLOWED, files: [], editing: null });
    const all = pages.map(textsOf).join('\n');
    for (const number of numbers) expect(all).toContain(`-# ${number}. [T](<https://e.org/${number}>) · P`);
  });

  test('an address that no message can hold is left out, its title kept', () => {
    const answer: Answer = {
      ...common,
      language: 'en',
      kind: 'answered',
      sections: [
        {
          topic: 's-400',
          aspect: 'cost',
          heading: 'S-400',
          facts: [
            {
              fact: {} as Fact,
              topic: 's-400',
              role: 'lead',
              text: 'The fact.',
              textLanguage: 'en',
              dateline: 'as of 2025',
              cites: [1],
            },
          ],
        },
      ],
      claim: null,
      notes: [],
      sources: [
        {
          number: 1,
          source: { id: 's', title: 'The title', publisher: 'P', url: `https://e.org/${'x'.repeat(5_000)}` },
        },
      ],
      remaining: 0,
      next: [],
    };
    const all = pagesOf(answer).map(textsOf).join('\n');
    expect(all).toContain('The fact. [1]');
    expect(all).toContain('1. The title · P');
  });
});

describe('the payload of any sheet', () => {
  const option = fc.record({ label: text(150), target });
  const press = fc.oneof(
    fc.record({ do: fc.constant('ask'), target: fc.option(target), asOf: fc.constant(null) }),
    fc.record({ do: fc.constant('sources'), topic: fc.constantFrom(...ids) }),
  ) as fc.Arbitrary<Press>;
  const button = fc.record({ label: text(150), press, look: fc.constantFrom('main', 'quiet') });
  const sheet: fc.Arbitrary<Sheet> = fc.record({
    tone: fc.constantFrom('answer', 'question', 'unknown', 'supported', 'contradicted', 'plain'),
    blocks: fc.array(
      fc.record({ heading: text(100), text: text(400), sources: fc.constant([]), option: fc.option(option) }),
      { maxLength: 60, size: 'max' },
    ),
    choices: fc.option(
      fc.oneof(
        fc.record({
          kind: fc.constant('buttons'),
          buttons: fc.array(button, { maxLength: 40, size: 'max' }),
        }),
        fc.record({
          kind: fc.constant('menu'),
          placeholder: text(300),
          press: fc.constant({ do: 'choose', target: null } as const),
          options: fc.array(option, { maxLength: 40, size: 'max' }),
        }),
      ),
    ) as fc.Arbitrary<Control | null>,
    about: fc.array(button, { maxLength: 8, size: 'max' }) as fc.Arbitrary<Button[]>,
    shown: fc.nat(9),
    remaining: fc.nat(99),
  });
  const frame = {
    sources: 'Sources',
    back: 'Back',
    more: 'More',
    choose: 'Choose',
    pageOf: (a: number, b: number) => `${a}/${b}`,
  };

  test('is legal, with the memo in it or none', () => {
    fc.assert(
      fc.property(sheet, fc.nat(3), text(2_000), (one, page, memo) => {
        const payload = toPayload(one, { skip: 0, page }, [memo], frame, desk.codes);
        readMessage(structuredClone(payload), { flags: ALLOWED, files: [], editing: null });
      }),
      SETTINGS,
    );
  });
});

describe('text', () => {
  test('is shown as it was written, whatever it holds', () => {
    fc.assert(
      fc.property(fc.oneof(words, fc.string({ unit: 'binary', maxLength: 200 })), (one) => {
        expect(shown(literal(one))).toBe(flat(one));
      }),
    );
  });

  test.for([
    '**b**',
    '_i_',
    '~~s~~',
    '`c`',
    '||s||',
    '> q',
    '# h',
    '-# s',
    '- l',
    '1. n',
    '<@1>',
    '<#1>',
    '<:e:1>',
    '[t](u)',
    '@everyone',
    'https://x.org',
  ])('has no markup left: %s', (one) => {
    expect(literal(one)).not.toBe(one);
  });

  test('of a label is cut at a word, marked, and never in a pair', () => {
    expect(clip('Overview of the agreement', 13)).toBe('Overview of…');
    expect(clip('short', 13)).toBe('short');
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 120 }),
        fc.integer({ min: 2, max: 80 }),
        (one, max) => {
          const cut = clip(one, max);
          expect(cut.length).toBeLessThanOrEqual(max);
          expect(cut).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
        },
      ),
    );
  });
});
