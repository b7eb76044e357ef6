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
  bias: -0.83,
  fixed: 6,
  named: 0.45,
  carried: 0.76,
  probability: 1.79,
  strength: 0.81,
  fit: 1.09,
  words: 1.08,
  near: 0.79,
  told: 1.66,
  lead: 0.23,
  aspect: -0.41,
  known: -0.82,
  outside: -3.03,
  length: -0.5,
};

/** Probability, from 0 to 1, that the answer is what was asked. */
export function confidenceOf(signals: Signals): number {
  let sum = WEIGHTS.bias;
  for (const [name, value] of Object.entries(signals)) sum += WEIGHTS[name as keyof Signals] * value;
  return 1 / (1 + Math.exp(-sum));
}
