import type { Language, PartialDate } from '../knowledge/schema.ts';

/** Locales whose month names an asker reads; Hindi with the digits that the facts use. */
const LOCALES: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  hinglish: 'en-GB',
  hi: 'hi-IN-u-nu-latn',
  ru: 'ru-RU',
};

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, precision: number): Intl.DateTimeFormat {
  const key = `${language} ${precision}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(LOCALES[language], {
    timeZone: 'UTC',
    year: 'numeric',
    ...(precision > 4 ? { month: 'long' as const } : {}),
    ...(precision > 7 ? { day: 'numeric' as const } : {}),
  });
  formats.set(key, made);
  return made;
}

const remembered = new Map<string, string>();
/** More than the dates that facts bear; dates of questions beyond that are written anew. */
const REMEMBER_AT_MOST = 10_000;

/** "4 December 2025", "December 2025" or "2025", in the asker's language and no more precise than it is known. */
export function dateInWords(date: PartialDate, language: Language): string {
  if (date.length === 4) return date;
  const key = `${language} ${date}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const words = writeDate(date, language);
  if (remembered.size < REMEMBER_AT_MOST) remembered.set(key, words);
  return words;
}

function writeDate(date: PartialDate, language: Language): string {
  const day = new Date(`${date.padEnd(10, '-01')}T00:00:00Z`);
  return format(language, date.length)
    .format(day)
    .replace(/\s?г\.$/, date.length === 7 ? '' : ' г.');
}
