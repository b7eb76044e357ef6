import fc from 'fast-check';
import type { Answer, Choice, CitedSource, ShownFact } from '../../../src/answering/answer.ts';
import { codesFor } from '../../../src/discord/codes.ts';
import { type Desk, NOTHING_ASKED, showAnswer } from '../../../src/discord/present.ts';
import { type Payload, START } from '../../../src/discord/render/payload.ts';
import type { Fact } from '../../../src/knowledge/schema.ts';
import { FLAGS } from '../../loopback/limits.ts';
import { fakeEngine } from './engine.ts';

const engine = fakeEngine();
export const ids = engine.knowledge.topics.map(({ id }) => id);
export const aspectIds = engine.knowledge.aspects.map(({ id }) => id);
export const desk: Desk = { engine, codes: codesFor([...ids, ...aspectIds]), today: () => '2026-11-22' };

// ── Any answer ──

export const words = fc.oneof(
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
export const text = (max: number) =>
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
export const target = fc.record({
  topic: fc.constantFrom(...ids),
  aspect: fc.constantFrom(null, ...aspectIds),
});
const choice: fc.Arbitrary<Choice> = fc
  .tuple(text(200), target)
  .map(([label, where]) => ({ label, ...where }));
export const choices = fc.array(choice, { maxLength: 40, size: 'max' });

export const common = {
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
export const answered = (length: number, most = 14): fc.Arbitrary<Answer> =>
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
export const anyAnswer: fc.Arbitrary<Answer> = fc.oneof(
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
export const SETTINGS = { numRuns: 40, endOnFailure: true } as const;

// ── What is shown ──

export const ALLOWED = FLAGS.componentsV2 | (1 << 2);

export function pagesOf(answer: Answer, asked = 'any question'): Payload[] {
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

export function textsOf(payload: Payload): string {
  const walk = (components: readonly unknown[]): string[] =>
    components.flatMap((component) => {
      const { content, components: inner } = component as { content?: string; components?: unknown[] };
      return [...(content === undefined ? [] : [content]), ...walk(inner ?? [])];
    });
  return walk(payload.components).join('\n');
}

/** What Discord shows of escaped text. */
export const shown = (markdown: string): string => markdown.replace(/\\([^0-9A-Za-z\s])/g, '$1');
export const flat = (one: string): string => one.replace(/\s+/g, ' ').trim();
