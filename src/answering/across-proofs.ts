import type { Listing, Value } from '../knowledge/schema.ts';
import type { PartialDate } from '../knowledge/terms.ts';
import { atomise } from '../language/atoms.ts';
import { normalise } from '../language/normalise.ts';
import { firstDay, lastDay } from '../understanding/time.ts';
import type { RoughWorth } from './across-money.ts';
import type { Span } from './across-question.ts';
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

type Labels = NonNullable<Listing['dates']>;

/** What makes one fact speak more directly than another; the steps outweigh each other from the top down. */
const STRENGTH = {
  first: 4,
  filed: 2,
  event: 1.2,
  leads: 0.6,
  exact: 0.3,
  current: 0.2,
  official: 0.1,
} as const;

const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30.4, year: 365 };

/** Every proof that a fact holds of a listing: one for each date or amount, or one for the state of things. */
export function proofsOf(filed: Filed, listing: Listing, worthOf: RoughWorth): Proof[] {
  const { fact } = filed;
  const filedUnder = [fact.aspect, ...fact.also];
  const rank = listing.aspects.findIndex((aspect) => filedUnder.includes(aspect));
  if (rank === -1 || !listing.bases.includes(fact.basis) || !listing.currencies.includes(fact.currency)) {
    return [];
  }
  const events = fact.values.filter((value) => value.kind === 'event');
  const wanted = events.filter((value) =>
    listing.events.some(({ event, happened }) => value.event === event && value.happened === happened),
  );
  const denied = events.some((value) =>
    listing.events.some(({ event, happened }) => value.event === event && value.happened !== happened),
  );
  if (denied && wanted.length === 0) return [];

  const dates = listing.dates === undefined ? [] : datesOf(fact.values, listing.dates);
  const days = listing.measures === undefined ? null : longest(fact.values, listing.measures);
  const strength =
    (listing.aspects.indexOf(fact.aspect) === 0 ? STRENGTH.first : 0) +
    (listing.aspects.includes(fact.aspect) ? STRENGTH.filed : 0) +
    (wanted.length > 0 ? STRENGTH.event : 0) +
    (fact.leads.some((aspect) => listing.aspects.includes(aspect)) ? STRENGTH.leads : 0) +
    (fact.currency === 'current' ? STRENGTH.current : 0) +
    (fact.basis === 'official' || fact.basis === 'treaty' ? STRENGTH.official : 0);
  const proof = (at: Span | null, worth: number | null = null): Proof => ({
    filed,
    at,
    worth,
    days,
    strength: strength + (at !== null && at.from === at.to ? STRENGTH.exact : 0),
  });
  const saidAt: Span = { from: firstDay(fact.as_of), to: lastDay(fact.as_of) };

  switch (listing.by) {
    case 'date':
      if (dates.length > 0) return dates.map((at) => proof(at));
      return wanted.length > 0 && fact.aspect === listing.aspects[rank] ? [proof(saidAt)] : [];
    case 'amount': {
      const worth = worthsOf(fact.values, listing, worthOf);
      const when = dates.length > 0 ? dates : [wanted.length > 0 ? saidAt : null];
      return worth.flatMap((each) => when.map((at) => proof(at, each)));
    }
    case 'state': {
      const open = dates.filter(({ to }) => to > saidAt.to).sort((a, b) => a.from.localeCompare(b.from));
      const [next] = open;
      if (next !== undefined) return [proof(next)];
      return wanted.length > 0 || days !== null ? [proof(null)] : [];
    }
  }
}

function datesOf(values: readonly Value[], labels: Labels): Span[] {
  return values.flatMap((value) => {
    if (value.kind === 'date' && isLabelled(value.label, labels)) return [spanOf(value.on, value.on)];
    if (value.kind === 'period' && isLabelled(value.label, labels)) return [spanOf(value.from, value.to)];
    return [];
  });
}

function spanOf(from: PartialDate, to: PartialDate): Span {
  return { from: firstDay(from), to: lastDay(to) };
}

/** The amounts of a fact; where it gives them in the common currency and another, those in the common one. */
function worthsOf(values: readonly Value[], { amounts }: Listing, worthOf: RoughWorth): number[] {
  const money = values.filter((value) => value.kind === 'money');
  const fit = amounts === undefined ? money : money.filter(({ label }) => isLabelled(label, amounts));
  const common = fit.filter((value) => worthOf({ amount: 1, currency: value.currency }) === 1);
  return (common.length > 0 ? common : fit).flatMap((value) => worthOf(value) ?? []);
}

function longest(values: readonly Value[], labels: Labels): number | null {
  const days = values.flatMap((value) => {
    if (value.kind !== 'measure' && value.kind !== 'quantity') return [];
    const unit = DAYS[value.unit];
    return unit !== undefined && isLabelled(value.label, labels) ? [value.amount * unit] : [];
  });
  return days.length === 0 ? null : Math.max(...days);
}

function isLabelled(label: string, { words, without }: Labels): boolean {
  const spaced = spacedOut(label);
  return (
    words.some((run) => spaced.includes(spacedOut(run))) &&
    !without.some((run) => spaced.includes(spacedOut(run)))
  );
}

function spacedOut(text: string): string {
  return ` ${atomise(normalise(text))
    .map((atom) => atom.text)
    .join(' ')} `;
}
