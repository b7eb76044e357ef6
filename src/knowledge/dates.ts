import type { PartialDate } from './terms.ts';

/** Whether one date is after another as far as both are known: 2026 is not after 2026-11. */
export function isAfter(date: PartialDate, other: PartialDate): boolean {
  const length = Math.min(date.length, other.length);
  return date.slice(0, length) > other.slice(0, length);
}

/** The date that is today somewhere on earth: who adds a fact in the east is not told that it is of tomorrow. */
export function latestToday(now: Date): PartialDate {
  return new Date(now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10);
}
