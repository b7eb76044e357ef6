import type { Value } from '../../knowledge/schema.ts';
import type { Verdict } from '../answer.ts';
import type { Line } from '../explain.ts';
import type { Filed } from '../library.ts';

/** What is known on a point: a value of a fact, names, or a fact's own words. */
export type Known =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'text'; readonly text: string };

/** What holding a statement against the facts came to. */
export interface Finding {
  readonly verdict: Verdict;
  /** The part of the statement that was checked, as it was written. */
  readonly stated: string | null;
  readonly known: Known | null;
  /** How far the known figure is from the stated one, as a share of it; null where they are the same or differ. */
  readonly rounding: number | null;
  /** The facts that decide, the strongest first. */
  readonly evidence: readonly Filed[];
  /** Which check decided, for `--explain`. */
  readonly by: Line;
}

export const NOTHING: Finding = {
  verdict: 'not-covered',
  stated: null,
  known: null,
  rounding: null,
  evidence: [],
  by: () => 'nothing',
};
