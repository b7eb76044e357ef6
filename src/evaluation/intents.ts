import { z } from 'zod';
import { aspectSchema, type Knowledge, topicSchema } from '../knowledge/schema.ts';
import { pseudoRandom, shuffle } from '../language/random.ts';
import { auroc } from './statistics.ts';

/** A text and what is meant by it; null where it is out of scope. */
export interface Labelled {
  readonly text: string;
  readonly intent: string | null;
}

/** The likeliest intent of a text and how sure that is; comparable within one classifier only. */
export interface Guess {
  readonly intent: string | null;
  readonly confidence: number;
}

export interface IntentFigures {
  /** Share of the texts in scope whose likeliest intent is theirs, whatever the confidence. */
  readonly accuracy: number;
  /** How well the confidence tells what is in scope from what is not; 0.5 is not at all, null where nothing is out. */
  readonly auroc: number | null;
  /** Chosen on the validation texts: below it a text counts as out of scope. */
  readonly threshold: number;
  /** Share in scope that get their intent with a confidence of at least the threshold. */
  readonly accuracyAtThreshold: number;
  /** Share of those out of scope whose confidence stays below the threshold; null where there are none. */
  readonly outOfScopeRecall: number | null;
}

/** A file that is not one labelled text a line; `message` names file and line. */
export class BadIntentSet extends Error {
  override readonly name = 'BadIntentSet';
}

const lineSchema = z.object({
  text: z.string({ error: 'text must be a string' }),
  intent: z.string({ error: 'intent must be a string, or null where out of scope' }).min(1).nullable(),
});

/** Reads JSON lines. Throws `BadIntentSet` at the first line that is not as it should be. */
export function parseIntents(name: string, content: string): Labelled[] {
  return content.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    const place = `${name}:${i + 1}`;
    let read: unknown;
    try {
      read = JSON.parse(line);
    } catch {
      throw new BadIntentSet(`${place}: is not JSON; a line looks like {"text": "…", "intent": "…"}`);
    }
    const parsed = lineSchema.safeParse(read);
    if (parsed.success) return [parsed.data];
    const [issue] = parsed.error.issues;
    throw new BadIntentSet(`${place}: ${issue?.message ?? 'is not {"text": "…", "intent": "…"}'}`);
  });
}

/** The intents of a set; aspect number i stands for intent number i. */
export function intentsOf(texts: readonly Labelled[]): string[] {
  return [...new Set(texts.flatMap(({ intent }) => intent ?? []))].sort();
}

export const aspectId = (number: number): string => `intent-${number}`;

/**
 * The set as knowledge of our own schema: one topic with an aspect an intent, whose phrases are the training texts,
 * and one fact an aspect; what is out of scope becomes examples of what is outside. Of `frame` everything is taken
 * that belongs to the program and not to its subject: wording, forms, commands.
 */
export function knowledgeOfIntents(training: readonly Labelled[], frame: Knowledge): Knowledge {
  const intents = intentsOf(training);
  const texts = new Map<string | null, string[]>();
  for (const intent of [null, ...intents]) texts.set(intent, []);
  for (const { text, intent } of training) if (text.trim() !== '') texts.get(intent)?.push(text);
  const source = { id: SET, title: 'Training texts', publisher: 'public', url: 'https://example.org/' };
  return {
    ...frame,
    topics: [
      topicSchema.parse({
        id: SET,
        kind: 'system',
        names: { en: SET },
        aliases: {},
        summary: 'A public set of questions and what is meant by them.',
        facts: intents.map((intent, i) => ({
          id: `${SET}.${aspectId(i)}`,
          aspect: aspectId(i),
          leads: [aspectId(i)],
          as_of: '2026',
          currency: 'current',
          basis: 'report',
          text: intent,
          sources: [source.id],
        })),
      }),
    ],
    aspects: intents.map((intent, i) =>
      aspectSchema.parse({
        id: aspectId(i),
        names: { en: intent },
        phrases: { en: texts.get(intent) ?? [] },
      }),
    ),
    sources: [source],
    outside: { en: texts.get(null) ?? [] },
    groups: [],
    uncovered: [],
    smalltalk: [],
    words: [],
    events: [],
  };
}

const SET = 'intent-set';

/** What somebody guessed for a text that is labelled. */
export interface Guessed extends Guess {
  readonly wanted: string | null;
}

export function guessAll(texts: readonly Labelled[], guess: (text: string) => Guess): Guessed[] {
  return texts.map(({ text, intent }) => ({ ...guess(text), wanted: intent }));
}

/** The figures of a classifier by what it guessed on the validation and on the test texts. */
export function figuresOf(validation: readonly Guessed[], test: readonly Guessed[]): IntentFigures {
  const inside = test.filter(({ wanted }) => wanted !== null);
  const outside = test.filter(({ wanted }) => wanted === null);
  const threshold = chooseThreshold(validation);
  const confidences = (guessed: readonly Guessed[]): number[] => guessed.map(({ confidence }) => confidence);
  return {
    accuracy: accuracyAbove(inside, Number.NEGATIVE_INFINITY),
    auroc: outside.length === 0 ? null : auroc(confidences(inside), confidences(outside)),
    threshold,
    accuracyAtThreshold: accuracyAbove(inside, threshold),
    outOfScopeRecall: outside.length === 0 ? null : shareBelow(outside, threshold),
  };
}

/** What the threshold may cost of the accuracy in scope: one point. */
const COST = 0.01;

/** The highest threshold that costs at most one point of accuracy on the validation texts in scope. */
export function chooseThreshold(validation: readonly Guessed[]): number {
  const inside = validation.filter(({ wanted }) => wanted !== null);
  const right = inside
    .filter(({ intent, wanted }) => intent === wanted)
    .map(({ confidence }) => confidence)
    .sort((a, b) => a - b);
  return right[Math.floor(COST * inside.length)] ?? 0;
}

function accuracyAbove(inside: readonly Guessed[], threshold: number): number {
  const right = inside.filter(
    ({ intent, wanted, confidence }) => intent === wanted && confidence >= threshold,
  );
  return right.length / Math.max(1, inside.length);
}

function shareBelow(guessed: readonly Guessed[], threshold: number): number {
  return guessed.filter(({ confidence }) => confidence < threshold).length / Math.max(1, guessed.length);
}

/** Parts a list at random, always in the same way: `share` of it first, the rest second. */
export function split<T>(items: readonly T[], share: number): readonly [T[], T[]] {
  const order = [...items];
  shuffle(order, pseudoRandom(20181005));
  const cut = Math.round(share * order.length);
  return [order.slice(0, cut), order.slice(cut)];
}
