import type { Listing, Value } from '../knowledge/schema.ts';
import type { PartialDate } from '../knowledge/terms.ts';
import { firstDay, lastDay } from '../understanding/time.ts';
import type { RoughWorth } from './across-money.ts';
import { COMMON_CURRENCY } from './across-money.ts';
import type { Span } from './across-time.ts';
import type { Filed } from './library.ts';

/** That a fact makes a row of a listing, and what the row can be put in order by. */
export interface Proof {
  readonly filed: Filed;
  /** When it happened, or is to happen; null where the fact does not say. */
  readonly at: Span | null;
  /** Rough worth of the amount of money, in a common currency. */
  readonly worth: number | null;
  /** Days of the longest length of time that the listing looks for. */
  readonly days: number | null;
  /** How directly the fact speaks of it; for choosing among facts that prove the same. */
  readonly strength: number;
}

/** What makes one fact speak more directly than another, the weightiest first. */
const STRENGTH = {
  first: 4,
  filed: 2,
  event: 1.2,
  label: 1,
  leads: 0.4,
  exact: 0.3,
  current: 0.2,
  official: 0.1,
} as const;

/** Letters of a date that name its year. */
const YEAR = 4;
const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30.4, year: 365 };

/** Tells how well a label fits: 1 for the first of the words looked for, less for later ones, 0 for none. */
type LabelTest = (label: string) => number;

/** Gives every proof that a fact holds of a listing: one a date or amount, or one for the state of things. */
export type Prover = (filed: Filed) => Proof[];

/** Builds the prover of a listing; its labels are prepared once. */
export function buildProver(listing: Listing, worthOf: RoughWorth): Prover {
  const isDate = labelTest(listing.dates);
  const isAmount = labelTest(listing.amounts);
  const isLength = labelTest(listing.measures);
  const barsDate = barTest(listing.dates);
  const barsAmount = barTest(listing.amounts);

  return (filed) => {
    const { fact } = filed;
    const filedUnder = [fact.aspect, ...fact.also];
    // what is replaced today was current once
    if (
      !filedUnder.some((aspect) => listing.aspects.includes(aspect)) ||
      (listing.needs.length > 0 && !filedUnder.some((aspect) => listing.needs.includes(aspect))) ||
      (listing.leads.length > 0 && !fact.leads.some((aspect) => listing.leads.includes(aspect))) ||
      !listing.bases.includes(fact.basis) ||
      !listing.currencies.includes(fact.currency === 'superseded' ? 'current' : fact.currency)
    ) {
      return [];
    }
    const reported = fact.values.filter((value) => value.kind === 'event');
    const reports = (asListed: boolean): boolean =>
      reported.some(({ event, happened }) =>
        listing.events.some((its) => its.event === event && (its.happened === happened) === asListed),
      );
    const happened = reports(true);
    const days = longestOf(fact.values, isLength);
    const strength =
      (fact.aspect === listing.aspects[0] ? STRENGTH.first : 0) +
      (listing.aspects.includes(fact.aspect) ? STRENGTH.filed : 0) +
      (happened ? STRENGTH.event : 0) +
      (fact.leads.some((aspect) => listing.aspects.includes(aspect)) ? STRENGTH.leads : 0) +
      (fact.currency === 'current' ? STRENGTH.current : 0) +
      (fact.basis === 'official' || fact.basis === 'treaty' ? STRENGTH.official : 0);
    const proof = (dated: Dated | null, worth: number | null = null): Proof => ({
      filed,
      at: dated?.at ?? null,
      worth,
      days,
      strength:
        strength +
        (dated === null ? 0 : STRENGTH.label * dated.fit) +
        (dated !== null && dated.at.from === dated.at.to ? STRENGTH.exact : 0),
    });
    const said = spanOf(fact.as_of, fact.as_of);
    const dates = datesOf(fact.values, isDate);
    const times =
      dates.length > 0
        ? dates
        : [
            happened && saysWhen(fact.values, said, barsDate) && listing.aspects.includes(fact.aspect)
              ? { at: said, fit: 0 }
              : null,
          ];

    switch (listing.by) {
      case 'date':
        return happened || (listing.events.length === 0 && dates.length > 0)
          ? times.map((date) => proof(date))
          : [];
      case 'amount': {
        if (!happened && reports(false)) return [];
        const fits = (label: string): boolean => isAmount(label) > 0 || (happened && barsAmount(label) === 0);
        return worthsOf(fact.values, fits, fact.as_of, worthOf).flatMap((worth) =>
          times.map((date) => proof(date, worth)),
        );
      }
      case 'state': {
        const [next] = dates
          .filter(({ at }) => at.to > said.to)
          .sort((a, b) => a.at.from.localeCompare(b.at.from));
        if (next !== undefined) return [proof(next)];
        return happened || days !== null ? [proof(null)] : [];
      }
    }
  };
}

/**
 * Whether the date of a fact is that of the event it reports: not where it dates something else, past or of
 * another matter, since then it may only have been said at that date.
 */
function saysWhen(values: readonly Value[], said: Span, barsDate: LabelTest): boolean {
  return values.every((value) => {
    if (value.kind !== 'date' && value.kind !== 'period') return true;
    const from = firstDay(value.kind === 'date' ? value.on : value.from);
    return barsDate(value.label) === 0 && from.slice(0, YEAR) >= said.from.slice(0, YEAR);
  });
}

interface Dated {
  readonly at: Span;
  readonly fit: number;
}

function datesOf(values: readonly Value[], isDate: LabelTest): Dated[] {
  return values.flatMap((value) => {
    if (value.kind !== 'date' && value.kind !== 'period') return [];
    const fit = isDate(value.label);
    if (fit === 0) return [];
    return [{ at: value.kind === 'date' ? spanOf(value.on, value.on) : spanOf(value.from, value.to), fit }];
  });
}

function spanOf(from: PartialDate, to: PartialDate): Span {
  return { from: firstDay(from), to: lastDay(to) };
}

/** The amounts of a fact; where it gives them in the common currency and another, those in the common one. */
function worthsOf(
  values: readonly Value[],
  fits: (label: string) => boolean,
  on: PartialDate,
  worthOf: RoughWorth,
): number[] {
  const money = values.filter((value) => value.kind === 'money').filter(({ label }) => fits(label));
  const common = money.filter(({ currency }) => currency === COMMON_CURRENCY);
  return (common.length > 0 ? common : money).flatMap((value) => worthOf(value, on) ?? []);
}

function longestOf(values: readonly Value[], isLength: LabelTest): number | null {
  const days = values.flatMap((value) => {
    if (value.kind !== 'measure' && value.kind !== 'quantity') return [];
    const unit = DAYS[value.unit];
    return unit !== undefined && isLength(value.label) > 0 ? [value.amount * unit] : [];
  });
  return days.length === 0 ? null : Math.max(...days);
}

function labelTest(labels: Listing['dates']): LabelTest {
  if (labels === undefined) return () => 0;
  const words = labels.words.map(spacedOut);
  const without = labels.without.map(spacedOut);
  return (label) => {
    const spaced = spacedOut(label);
    const at = words.findIndex((run) => spaced.includes(run));
    return at === -1 || without.some((run) => spaced.includes(run)) ? 0 : 1 - at / words.length;
  };
}

/** Finds the words that a label may not hold. */
function barTest(labels: Listing['dates']): LabelTest {
  return labelTest(labels === undefined ? undefined : { words: labels.without, without: [] });
}

function spacedOut(text: string): string {
  if (/^[a-z]+$/.test(text)) return ` ${text} `;
  return ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `.replace(/ +/g, ' ');
}
