import type { PartialDate } from '../knowledge/schema.ts';
import type { UnansweredReason } from './answer.ts';
import type { Finding } from './claims/finding.ts';
import type { Line } from './explain.ts';
import type { Request } from './rank.ts';

export interface Pair {
  readonly topic: string;
  readonly aspect: string | null;
}

export type View = 'plain' | 'several' | 'list' | 'compare' | 'history' | 'timeline';

interface PlanBase {
  /** Probability that this is what was asked. */
  readonly confidence: number;
  readonly asOf: PartialDate | null;
  /** For `--explain`. */
  readonly why: readonly Line[];
}

/** What is to be said, before any word of it is chosen. */
export type Plan = PlanBase &
  (
    | {
        readonly kind: 'show';
        readonly view: View;
        readonly requests: readonly Request[];
        readonly finding: Finding | null;
      }
    | { readonly kind: 'ask'; readonly choices: readonly Pair[] }
    | {
        readonly kind: 'decline';
        readonly reason: Declined;
        readonly near: readonly Pair[];
        readonly smalltalk: string | null;
      }
  );

/** Why nothing is answered; `not-covered` is a claim on which the facts are silent. */
export type Declined = UnansweredReason | 'not-covered';
