import type { ListingWord } from '../knowledge/terms.ts';
import type { NamedDate } from '../understanding/time.ts';
import { firstDay, lastDay } from '../understanding/time.ts';

/** From one day to another, both included. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

const FIRST_DAY = '0000-01-01';
const LAST_DAY = '9999-12-31';

/** The times that the dates of a question mean beside its words; null where the two do not fit together. */
export function spansOf(
  dates: readonly NamedDate[],
  does: (word: ListingWord) => boolean,
): readonly Span[] | null {
  const [first, second] = dates;
  if (first === undefined) return [];
  const bounds = (['since', 'after', 'before', 'until'] as const).filter(does);
  // with a single date it is "between India and Russia"
  if (does('between') && second !== undefined) {
    if (dates.length > 2 || bounds.length > 0) return null;
    return [{ from: firstDay(first.date), to: lastDay(second.until) }];
  }
  const [bound] = bounds;
  if (bound === undefined) {
    return dates.map(({ date, until }) => ({ from: firstDay(date), to: lastDay(until) }));
  }
  if (bounds.length > 1 || dates.length > 1) return null;
  switch (bound) {
    case 'since':
      return [{ from: firstDay(first.date), to: LAST_DAY }];
    case 'after':
      return [{ from: besideDay(lastDay(first.until), 1), to: LAST_DAY }];
    case 'before':
      return [{ from: FIRST_DAY, to: besideDay(firstDay(first.date), -1) }];
    case 'until':
      return [{ from: FIRST_DAY, to: lastDay(first.until) }];
  }
}

/** So many days after a day, or before it. */
function besideDay(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

export function isWithin(at: Span | null, spans: readonly Span[]): boolean {
  return at !== null && spans.some(({ from, to }) => at.from >= from && at.to <= to);
}

export function overlaps(a: Span, b: Span): boolean {
  return a.from <= b.to && b.from <= a.to;
}

export function isOneDay({ from, to }: Span): boolean {
  return from === to;
}
