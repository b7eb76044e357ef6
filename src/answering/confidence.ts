import type { Interpretation } from '../understanding/interpret.ts';
import type { Candidate } from './meant.ts';

/** What speaks for an answer being what was asked, each from about 0 to 1. */
export interface Signals {
  readonly fixed: number;
  /** Logarithm of how much likelier the topic is than the next. */
  readonly odds: number;
  readonly fit: number;
  readonly words: number;
  readonly near: number;
  readonly told: number;
  /** How likely what is asked for is among the first few facts. */
  readonly among: number;
  readonly score: number;
  readonly aspect: number;
  readonly known: number;
  readonly outside: number;
  readonly length: number;
}

/** Facts that are shown at once. */
const FIRST = 4;
/** Keeps the odds of a topic without rivals from having no end. */
const LEAST = 0.02;

/** The signals of a question whose best topic and fact are found; `second` is the next likeliest topic. */
export function signalsOf(read: Interpretation, best: Candidate, second: Candidate | undefined): Signals {
  const { ranked } = best.request;
  const [lead] = ranked;
  return {
    fixed: best.by === 'fixed' ? 1 : 0,
    odds: Math.log((LEAST + best.probability) / (LEAST + (second?.probability ?? 0))),
    fit: Math.min(1, lead?.fit ?? 0),
    words: Math.min(1, lead?.words ?? 0),
    near: lead?.near ?? 0,
    told: lead?.told ?? 0,
    among: ranked.slice(0, FIRST).reduce((sum, { told }) => sum + told, 0),
    score: (lead?.score ?? 0) / 4,
    aspect: read.aspects[0]?.probability ?? 0,
    known: read.known,
    outside: read.outside,
    length: Math.min(1, read.atoms.length / 40),
  };
}

/** Weights of a logistic regression of "the answer was right" on the signals, fitted on the
 * development questions with five-fold cross-validation; the evaluation prints how far it can be trusted. */
const WEIGHTS: Signals & { readonly bias: number } = {
  bias: -1.33,
  fixed: 6,
  odds: 0.44,
  fit: 0.49,
  words: 0.74,
  near: 0.36,
  told: 1.76,
  among: 1.87,
  score: 1.45,
  aspect: -0.33,
  known: -0.39,
  outside: -2.52,
  length: -0.42,
};

/** Probability, from 0 to 1, that the answer is what was asked. */
export function confidenceOf(signals: Signals): number {
  let sum = WEIGHTS.bias;
  for (const [name, value] of Object.entries(signals)) sum += WEIGHTS[name as keyof Signals] * value;
  return 1 / (1 + Math.exp(-sum));
}
