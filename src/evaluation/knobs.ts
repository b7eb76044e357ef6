import type { Knobs } from '../answering/decide.ts';
import type { Result } from './judge.ts';

/** What became of every question, in their order, under one setting of the knobs. */
export interface Setting {
  readonly knobs: Knobs;
  readonly results: readonly Result[];
}

export interface Fitted {
  /** How many parts the questions were dealt into. */
  readonly folds: number;
  /** The setting chosen for each part, on all the other parts. */
  readonly chosen: readonly Knobs[];
  /** What became of every question under the setting that was chosen without it. */
  readonly results: readonly Result[];
}

const WEAK = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
const CLOSE = [0, 0.05, 0.1, 0.2, 0.3];

/** Every pair of values that is tried, and the one in use where it is none of them. */
export function grid(inUse: Knobs): Knobs[] {
  const pairs = WEAK.flatMap((weak) => CLOSE.map((close): Knobs => ({ weak, close })));
  return pairs.some((knobs) => isSame(knobs, inUse)) ? pairs : [inUse, ...pairs];
}

/** How many right answers one wrong one undoes: who is told something wrong has been misled. */
export const WRONG_COSTS = 3;

/** The setting with the most right answers less the price of the wrong ones, on the questions that `counts` picks. */
export function bestSetting(
  settings: readonly Setting[],
  inUse: Knobs,
  counts: (question: number) => boolean = () => true,
): Setting | null {
  let best: { setting: Setting; worth: number } | null = null;
  // the one in use first: another has to be better, not as good
  const ordered = [...settings].sort((a, b) => distance(a.knobs, inUse) - distance(b.knobs, inUse));
  for (const setting of ordered) {
    const worth = setting.results.reduce(
      (sum, result, i) =>
        counts(i) ? sum + (result === 'right' ? 1 : result === 'wrong' ? -WRONG_COSTS : 0) : sum,
      0,
    );
    if (best === null || worth > best.worth) best = { setting, worth };
  }
  return best?.setting ?? null;
}

/** Deals the questions into `folds` parts and answers each part with the setting that is best on the others. */
export function crossValidate(settings: readonly Setting[], inUse: Knobs, folds: number): Fitted {
  const parts = Array.from({ length: folds }, (_, fold) =>
    bestSetting(settings, inUse, (question) => question % folds !== fold),
  );
  const questions = settings[0]?.results.length ?? 0;
  return {
    folds,
    chosen: parts.flatMap((setting) => setting?.knobs ?? []),
    results: Array.from({ length: questions }, (_, i) => parts[i % folds]?.results[i] ?? 'abstained'),
  };
}

export function isSame(a: Knobs, b: Knobs): boolean {
  return a.weak === b.weak && a.close === b.close;
}

function distance(a: Knobs, b: Knobs): number {
  return Math.hypot(a.weak - b.weak, a.close - b.close);
}
