import type { PartialDate } from '../knowledge/schema.ts';
import type { Atom } from '../language/atoms.ts';
import { NUMBER_WORDS } from '../language/number-words.ts';

/** A date that a question names, as precise as it was named. */
export interface NamedDate {
  readonly date: PartialDate;
  /** The last day, month or year meant: differs from `date` for "by the end of 2023" or "2018-2019". */
  readonly until: PartialDate;
  readonly from: number;
  readonly to: number;
}

const MONTHS: readonly (readonly string[])[] = [
  ['january', 'jan', 'जनवरी', 'janvari', 'январ'],
  ['february', 'feb', 'फरवरी', 'farvari', 'феврал'],
  ['march', 'mar', 'मार्च', 'март'],
  ['april', 'apr', 'अप्रैल', 'aprail', 'апрел'],
  ['may', 'मई', 'мае', 'май', 'мая'],
  ['june', 'jun', 'जून', 'июн'],
  ['july', 'jul', 'जुलाई', 'julai', 'июл'],
  ['august', 'aug', 'अगस्त', 'agast', 'август'],
  ['september', 'sep', 'sept', 'सितंबर', 'sitambar', 'сентябр'],
  ['october', 'oct', 'अक्टूबर', 'अक्तूबर', 'aktubar', 'октябр'],
  ['november', 'nov', 'नवंबर', 'navambar', 'ноябр'],
  ['december', 'dec', 'दिसंबर', 'disambar', 'декабр'],
];

const MONTH_NUMBERS = new Map(MONTHS.flatMap((names, i) => names.map((name) => [name, i + 1] as const)));
const RUSSIAN_STEMS = [...MONTH_NUMBERS].filter(([name]) => /^[а-я]{4,}$/.test(name));

const AGO = /^(?:ago|back|पहले|pehle|pahle|назад)$/;
const YEARS = /^(?:years?|yrs?|साल|वर्ष|saal|sal|год|года|лет)$/;
const LAST_YEAR = new Set(['last year', 'पिछले साल', 'pichle saal', 'прошлом году', 'прошлого года']);
/** The words that the time until now may begin with. */
const BEFORE_AGO = new Set([
  ...Object.keys(NUMBER_WORDS),
  ...[...LAST_YEAR].map((words) => words.split(' ')[0] ?? ''),
]);
const EARLIEST_YEAR = 1945;
const LATEST_YEAR = 2060;

/** The dates that a question names, in any of its languages; `today` resolves "five years ago", which without it is no date. */
export function findDates(atoms: readonly Atom[], today: PartialDate | null): NamedDate[] {
  const found: NamedDate[] = [];
  let i = 0;
  while (i < atoms.length) {
    const date = dateAt(atoms, i, today);
    if (date === null) {
      i += 1;
    } else {
      found.push(date);
      i = date.to;
    }
  }
  return found;
}

function dateAt(atoms: readonly Atom[], at: number, today: PartialDate | null): NamedDate | null {
  return (
    isoDate(atoms, at) ??
    dayMonthYear(atoms, at) ??
    monthFirst(atoms, at) ??
    yearAt(atoms, at) ??
    (today === null ? null : ago(atoms, at, today))
  );
}

function isoDate(atoms: readonly Atom[], at: number): NamedDate | null {
  const [year, month, day] = [atoms[at], atoms[at + 1], atoms[at + 2]];
  if (year === undefined || yearOf(year) === null || month?.join !== 'dash' || !inRange(month, 1, 12))
    return null;
  if (month.key.length !== 2) return null;
  if (day?.join === 'dash' && day.key.length === 2 && inRange(day, 1, 31)) {
    const date = `${year.key}-${month.key}-${day.key}`;
    return { date, until: date, from: at, to: at + 3 };
  }
  const date = `${year.key}-${month.key}`;
  return { date, until: date, from: at, to: at + 2 };
}

function dayMonthYear(atoms: readonly Atom[], at: number): NamedDate | null {
  const day = atoms[at];
  if (day === undefined || !inRange(day, 1, 31)) return null;
  const ordinal = /^(?:st|nd|rd|th|го|е)$/.test(atoms[at + 1]?.text ?? '') ? 1 : 0;
  const month = monthOf(atoms[at + 1 + ordinal]);
  if (month === null) return null;
  const year = yearOf(atoms[at + 2 + ordinal]);
  if (year === null) return null;
  const date = `${year}-${two(month)}-${two(Number(day.key))}`;
  return { date, until: date, from: at, to: at + 3 + ordinal };
}

function monthFirst(atoms: readonly Atom[], at: number): NamedDate | null {
  const month = monthOf(atoms[at]);
  if (month === null) return null;
  const next = atoms[at + 1];
  const year = yearOf(next) ?? shortYear(next);
  if (year !== null) {
    const date = `${year}-${two(month)}`;
    return { date, until: date, from: at, to: at + 2 };
  }
  const later = yearOf(atoms[at + 2]);
  if (next !== undefined && inRange(next, 1, 31) && later !== null) {
    const date = `${later}-${two(month)}-${two(Number(next.key))}`;
    return { date, until: date, from: at, to: at + 3 };
  }
  return null;
}

function yearAt(atoms: readonly Atom[], at: number): NamedDate | null {
  const year = yearOf(atoms[at]);
  if (year === null) return null;
  const next = atoms[at + 1];
  const second = next?.join === 'dash' ? yearOf(next) : null;
  if (second !== null) return { date: String(year), until: String(second), from: at, to: at + 2 };
  const half = halfBefore(atoms[at - 1]?.text);
  const until = half === null ? String(year) : `${year}-${half}`;
  return { date: half === null ? String(year) : until, until, from: at, to: at + 1 };
}

/** The month that "early", "mid" and "late" end with. */
function halfBefore(word: string | undefined): string | null {
  switch (word) {
    case 'early':
    case 'начале':
      return '04';
    case 'mid':
    case 'середине':
      return '07';
    case 'late':
    case 'конце':
      return '12';
    default:
      return null;
  }
}

function ago(atoms: readonly Atom[], at: number, today: PartialDate): NamedDate | null {
  const [number, unit, word] = [atoms[at], atoms[at + 1], atoms[at + 2]];
  if (number === undefined || unit === undefined) return null;
  if (!number.digits && !BEFORE_AGO.has(number.text)) return null;
  const thisYear = Number(today.slice(0, 4));
  if (LAST_YEAR.has(`${number.text} ${unit.text}`)) {
    const date = String(thisYear - 1);
    return { date, until: date, from: at, to: at + 2 };
  }
  const count = number.digits ? Number(number.key) : NUMBER_WORDS[number.text];
  if (
    count === undefined ||
    count > 80 ||
    word === undefined ||
    !YEARS.test(unit.text) ||
    !AGO.test(word.text)
  )
    return null;
  const date = String(thisYear - count);
  return { date, until: date, from: at, to: at + 3 };
}

function monthOf(atom: Atom | undefined): number | null {
  if (atom === undefined || atom.digits) return null;
  const exact = MONTH_NUMBERS.get(atom.text);
  if (exact !== undefined) return exact;
  // Russian months are inflected: the stem is enough.
  return /^[а-я]{4,10}$/.test(atom.text)
    ? (RUSSIAN_STEMS.find(([name]) => atom.text.startsWith(name))?.[1] ?? null)
    : null;
}

function yearOf(atom: Atom | undefined): number | null {
  if (atom === undefined || !atom.digits || atom.key.length !== 4) return null;
  const year = Number(atom.key);
  return year >= EARLIEST_YEAR && year <= LATEST_YEAR ? year : null;
}

function shortYear(atom: Atom | undefined): number | null {
  if (atom === undefined || !atom.digits || atom.key.length !== 2) return null;
  const year = 2000 + Number(atom.key);
  return year <= LATEST_YEAR - 20 ? year : null;
}

function inRange(atom: Atom, low: number, high: number): boolean {
  return atom.digits && atom.key.length <= 2 && Number(atom.key) >= low && Number(atom.key) <= high;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** The last day that a partial date can mean, for comparing dates of unequal precision. */
export function lastDay(date: PartialDate): string {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length === 7) return `${date}-31`;
  return date;
}

/** The first day that a partial date can mean. */
export function firstDay(date: PartialDate): string {
  if (date.length === 4) return `${date}-01-01`;
  if (date.length === 7) return `${date}-01`;
  return date;
}
