import type { PartialDate } from '../../knowledge/terms.ts';

/** What a date must look like, for messages. */
export const DATE_FORM = 'write a day, a month or a year that the calendar has: 2019-11-05, 2019-11 or 2019';

const LONGEST_SHOWN = 30;

/** A day, month or year that the calendar has; null where the text is none. */
export function readDate(text: string): PartialDate | null {
  const read = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text.trim());
  if (read === null) return null;
  const [date, year = '', month = '01', day = '01'] = read;
  const whole = new Date(`${year}-${month}-${day}T00:00:00Z`);
  const exists = !Number.isNaN(whole.getTime()) && whole.toISOString().startsWith(`${year}-${month}-${day}`);
  return exists ? date : null;
}

/** A text as a message quotes it: in one line, and not for ever. */
export function quoted(text: string): string {
  const shown = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
  return JSON.stringify(shown);
}
