import type { PartialDate } from './knowledge/terms.ts';

/** Today where the program runs, as `2026-11-22`. The only look at the clock that answers depend on. */
export function today(now: Date = new Date()): PartialDate {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
