import type { Outcome } from './ask.ts';
import type { Result } from './judge.ts';
import { median, quantile } from './statistics.ts';

/** How many questions had which result. */
export type Tally = Readonly<Record<Result, number>> & { readonly questions: number };

export interface Share {
  readonly count: number;
  readonly of: number;
}

/** The answers given with a confidence from `from` up to `to`, and how many of them were right. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly given: number;
  readonly right: number;
  /** Mean confidence of those given. */
  readonly confidence: number;
}

export interface Summary {
  readonly all: Tally;
  readonly byTag: ReadonlyMap<string, Tally>;
  readonly byLanguage: ReadonlyMap<string, Tally>;
  /** Facts that an answer shows. */
  readonly shown: { readonly median: number; readonly p90: number };
  /** Whether what was asked stands in the first two facts: among right answers, and among all that should answer. */
  readonly firstTwo: { readonly ofRight: Share; readonly ofAll: Share };
  readonly answeredWhereNot: Share;
  /** Claims with the verdict wanted, or declined where that is fine. */
  readonly verdicts: Share;
  readonly crossed: readonly {
    readonly place: string;
    readonly question: string;
    readonly designator: string;
  }[];
  readonly reliability: readonly Bin[];
  /** Expected calibration error: how far confidence and share right lie apart, weighed by answers. */
  readonly calibrationError: number;
}

export function tally(outcomes: readonly Outcome[]): Tally {
  const of = (wanted: Result): number =>
    outcomes.filter(({ judgement }) => judgement.result === wanted).length;
  return {
    questions: outcomes.length,
    right: of('right'),
    asked: of('asked'),
    abstained: of('abstained'),
    wrong: of('wrong'),
  };
}

export function summarise(outcomes: readonly Outcome[]): Summary {
  const answered = outcomes.filter(({ reply }) => reply.kind === 'answered');
  const shown = answered.map(({ reply }) => reply.texts.length);
  const asked = outcomes.filter(({ item, firstTwo }) => firstTwo !== null && item.want.includes('answered'));
  const askedOnly = asked.filter(({ item }) => item.want.length === 1);
  const gotRight = asked.filter(
    ({ judgement, reply }) => judgement.result === 'right' && reply.kind === 'answered',
  );
  const mustNot = outcomes.filter(({ item }) => !item.want.includes('answered'));
  const claims = outcomes.filter(({ item }) => item.verdict !== null);
  const reliability = binned(answered);
  return {
    all: tally(outcomes),
    byTag: tallyBy(outcomes, ({ item }) => item.tag),
    byLanguage: tallyBy(outcomes, ({ item }) => item.lang),
    shown: { median: median(shown), p90: quantile(shown, 0.9) },
    firstTwo: {
      ofRight: share(gotRight, ({ firstTwo }) => firstTwo === true),
      ofAll: share(askedOnly, ({ firstTwo }) => firstTwo === true),
    },
    answeredWhereNot: share(mustNot, ({ reply }) => reply.kind === 'answered'),
    verdicts: share(
      claims,
      ({ item, reply }) =>
        reply.verdict === item.verdict || (item.verdict === 'not-covered' && reply.kind === 'unanswered'),
    ),
    crossed: outcomes.flatMap(({ item, text, crossed }) =>
      crossed === null ? [] : [{ place: item.place, question: text, designator: crossed }],
    ),
    reliability,
    calibrationError: reliability.reduce(
      (sum, { given, right, confidence }) =>
        given === 0 ? sum : sum + (given / answered.length) * Math.abs(confidence - right / given),
      0,
    ),
  };
}

function tallyBy(outcomes: readonly Outcome[], keyOf: (outcome: Outcome) => string): Map<string, Tally> {
  const keys = [...new Set(outcomes.map(keyOf))];
  return new Map(keys.map((key) => [key, tally(outcomes.filter((outcome) => keyOf(outcome) === key))]));
}

function share(outcomes: readonly Outcome[], holds: (outcome: Outcome) => boolean): Share {
  return { count: outcomes.filter(holds).length, of: outcomes.length };
}

const BINS = 10;

function binned(answered: readonly Outcome[]): Bin[] {
  return Array.from({ length: BINS }, (_, i) => {
    const from = i / BINS;
    const to = (i + 1) / BINS;
    const inside = answered.filter(
      ({ reply }) => Math.min(BINS - 1, Math.floor(reply.confidence * BINS)) === i,
    );
    const sum = inside.reduce((total, { reply }) => total + reply.confidence, 0);
    return {
      from,
      to,
      given: inside.length,
      right: inside.filter(({ judgement }) => judgement.result === 'right').length,
      confidence: inside.length === 0 ? 0 : sum / inside.length,
    };
  });
}
