import type { Knowledge } from '../knowledge/schema.ts';
import { buildUnderstanding } from '../understanding/interpret.ts';
import { type Baseline, type Entry, miniSearch, plainFuse, tokenFuse } from './baselines.ts';
import { aspectId, type Guess, intentsOf, knowledgeOfIntents, type Labelled } from './intents.ts';

/** Something that guesses the intent of a text. */
export interface Guesser {
  readonly name: string;
  guess(text: string): Guess;
}

/**
 * Communiqué's own understanding, on knowledge made of the training texts. Its confidence is the probability of
 * the likeliest aspect, less that of being outside, times the share of the words that the knowledge uses at all.
 */
export function communique(training: readonly Labelled[], frame: Knowledge, today: string): Guesser {
  const intents = intentsOf(training);
  const byAspect = new Map(intents.map((intent, i) => [aspectId(i), intent]));
  const understanding = buildUnderstanding(knowledgeOfIntents(training, frame));
  return {
    name: 'Communiqué',
    guess(text) {
      const { aspects, outside, known } = understanding.interpret(text, today);
      const [top] = aspects;
      if (top === undefined) return { intent: null, confidence: 0 };
      return {
        intent: byAspect.get(top.id) ?? null,
        confidence: top.probability * (1 - outside) * known,
      };
    },
  };
}

/** Always the commonest intent of the training texts: what anything has to beat. */
function majority(training: readonly Labelled[]): Guesser {
  const counts = new Map<string, number>();
  for (const { intent } of training) if (intent !== null) counts.set(intent, (counts.get(intent) ?? 0) + 1);
  const commonest = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
  return { name: 'commonest intent', guess: () => ({ intent: commonest, confidence: 1 }) };
}

/** A way to make a guesser from training texts. `slow`: asking it thousands of texts takes many minutes. */
export interface Maker {
  readonly slow: boolean;
  make(training: readonly Labelled[]): Guesser;
}

/** Search libraries over the training texts (the intent of the best hit), and the commonest intent. */
export const BASELINES: readonly Maker[] = [
  { slow: true, make: (training) => searcher(plainFuse(entriesOfTexts(training))) },
  { slow: true, make: (training) => searcher(tokenFuse(entriesOfTexts(training))) },
  { slow: false, make: (training) => searcher(miniSearch(entriesOfTexts(training))) },
  { slow: false, make: majority },
];

function entriesOfTexts(training: readonly Labelled[]): Entry[] {
  return training.map(({ text, intent }, id) => ({
    id,
    topic: '',
    aspects: intent === null ? [] : [intent],
    title: '',
    text,
  }));
}

function searcher({ name, search }: Baseline): Guesser {
  return {
    name,
    guess(text) {
      const hits = search(text);
      const intent = hits.flatMap(({ entry }) => entry.aspects)[0] ?? null;
      const [best] = hits;
      // nearest to an example out of scope: in scope with no confidence at all
      return { intent, confidence: best === undefined || best.entry.aspects.length === 0 ? 0 : best.score };
    },
  };
}
