import type { PartialDate, Value } from '../schema.ts';
import { AFTER, BEFORE, blank, figuresIn, fold, secondYear, YEARS } from './scan.ts';
import { MONTHS } from './words.ts';

/** What a text may say in figures: the amounts and dates of the values behind it. */
export interface Known {
  readonly amounts: readonly number[];
  readonly dates: readonly PartialDate[];
}

export function knownFrom(values: readonly Value[], dates: readonly PartialDate[]): Known {
  const known = { amounts: [] as number[], dates: [...dates] };
  for (const value of values) {
    if ('amount' in value) known.amounts.push(value.amount);
    else if (value.kind === 'date') known.dates.push(value.on);
    else if (value.kind === 'period') known.dates.push(value.from, value.to);
  }
  return known;
}

/**
 * The figures and dates of an English text that nothing known stands behind, as they are written. Digits of
 * names (S-400), ordinals (19th) and counts in words (five) are passed over.
 */
export function unsupported(text: string, known: Known, names: RegExp | null): readonly string[] {
  const missing: string[] = [];
  const rest = withoutDates(
    names === null ? fold(text) : fold(text).replace(names, blank),
    (raw, ...dates) => {
      if (!dates.every((date) => hasDate(known, date))) missing.push(raw);
    },
  );
  for (const figure of figuresIn(rest, 'en', null)) {
    if (figure.role !== 'amount') continue;
    if (figure.readings.some(({ value, half }) => known.amounts.some((amount) => same(value, amount, half))))
      continue;
    if (/^\d{4}$/.test(figure.raw) && hasDate(known, { year: figure.plain })) continue;
    missing.push(figure.raw);
  }
  return missing;
}

interface DateParts {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
}

const MONTH = `(${MONTHS.en.join('|')})`;
const DAYS = '(\\d{1,2})(?:(?: ?- ?| (?:to|and|or) )(\\d{1,2}))?';
const DAY_MONTH = new RegExp(`${BEFORE}${DAYS} ${MONTH}(?:,? (\\d{4}))?${AFTER}`, 'gu');
const MONTH_YEAR = new RegExp(`${BEFORE}${MONTH} (\\d{4})${AFTER}`, 'gu');

/** Hands over every date of the text and gives back the text without them. */
function withoutDates(text: string, take: (raw: string, ...dates: DateParts[]) => void): string {
  const month = (name: string): number => MONTHS.en.indexOf(name) + 1;
  return text
    .replace(
      DAY_MONTH,
      (raw, day: string, last: string | undefined, name: string, year: string | undefined) => {
        const common = { month: month(name), ...(year === undefined ? {} : { year: Number(year) }) };
        const days = last === undefined ? [day] : [day, last];
        take(raw, ...days.map((each) => ({ ...common, day: Number(each) })));
        return blank(raw);
      },
    )
    .replace(MONTH_YEAR, (raw, name: string, year: string) => {
      take(raw, { month: month(name), year: Number(year) });
      return blank(raw);
    })
    .replace(YEARS, (raw, from: string, to: string) => {
      take(raw, { year: Number(from) }, { year: secondYear(from, to) });
      return blank(raw);
    });
}

function hasDate(known: Known, wanted: DateParts): boolean {
  return known.dates.some((date) => {
    const [year, month, day] = date.split('-').map(Number);
    return (
      (wanted.year === undefined || wanted.year === year) &&
      (wanted.month === undefined || wanted.month === month) &&
      (wanted.day === undefined || wanted.day === day)
    );
  });
}

export const same = (a: number, b: number, tolerance: number): boolean =>
  Math.abs(a - b) <= Math.max(tolerance, Math.abs(a) * 1e-9) * 1.000001;
