import type { Interpretation } from '../understanding/interpret.ts';
import type { Candidate } from './meant.ts';

/** What speaks for an answer being what was asked, each from about 0 to 1. */
export interface Signals {
  readonly fixed: number;
  readonly named: number;
  readonly carried: number;
  readonly probability: number;
  readonly strength: number;
  readonly fit: number;
  readonly words: number;
  readonly near: number;
  readonly told: number;
  readonly lead: number;
  readonly aspect: number;
  readonly known: number;
  readonly outside: number;
  readonly length: number;
}

/** The signals of a question whose best topic and fact are found. */
export function signalsOf(read: Interpretation, best: Candidate): Signals {
  const [lead, second] = best.ranked;
  const is = (...kinds: Candidate['by'][]): number => (kinds.includes(best.by) ? 1 : 0);
  return {
    fixed: is('fixed'),
    named: is('name'),
    carried: is('context'),
    probability: best.probability,
    strength: Math.min(1, best.strength),
    fit: Math.min(1, lead?.fit ?? 0),
    words: Math.min(1, lead?.words ?? 0),
    near: lead?.near ?? 0,
    told: lead?.told ?? 0,
    lead: Math.min(1, (lead?.score ?? 0) - (second?.score ?? 0)),
    aspect: read.aspects[0]?.probability ?? 0,
    known: read.known,
    outside: read.outside,
    length: Math.min(1, read.atoms.length / 40),
  };
}

/** Weights of a logistic regression of "the answer was right" on the signals, fitted on the
 * development questions with five-fold cross-validation; the evaluation prints how far it can be trusted. */
const WEIGHTS: Signals & { readonly bias: number } = {
  bias: -1.77,
  fixed: 6,
  named: 0.19,
  carried: 2.16,
  probability: 1.21,
  strength: 0.79,
  fit: 1.58,
  words: 0.67,
  near: 2.58,
  told: 0.5,
  lead: 0.92,
  aspect: 0.79,
  known: -0.72,
  outside: -0.7,
  length: -0.49,
};

/** Probability, from 0 to 1, that the answer is what was asked. */
export function confidenceOf(signals: Signals): number {
  let sum = WEIGHTS.bias;
  for (const [name, value] of Object.entries(signals)) sum += WEIGHTS[name as keyof Signals] * value;
  return 1 / (1 + Math.exp(-sum));
}
