import type { TextLanguage } from '../terms.ts';
import { COUNTS, MONTHS, SCALES } from './words.ts';

export interface Reading {
  readonly value: number;
  /** Half a unit of the last digit written: how far off the true amount may be. 0 for a plain whole number. */
  readonly half: number;
}

/** A number as a text writes it. */
export interface Figure {
  /** As it stands in the text, with the words that scale it. */
  readonly raw: string;
  /** What it may stand for: the first number of "50 to 52 billion" is read as 50 and as 50 billion. */
  readonly readings: readonly Reading[];
  /** The number without the words that scale it. */
  readonly plain: number;
  /** `name`: digits of a name (S-400, section 231); `ordinal`: 19th. Neither is a statement about an amount. */
  readonly role: 'amount' | 'ordinal' | 'name';
}

/** One spelling for what is the same: Western digits, plain spaces and hyphens, no nuktas, no ё. */
export function fold(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\u093c/g, '')
    .replace(/ё/g, 'е')
    .replace(/Ё/g, 'Е')
    .replace(/[०-९]/g, (digit) => String((digit.codePointAt(0) ?? 0x966) - 0x966))
    .replace(/[\u00a0\u2009\u202f]/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/×/g, 'x');
}

/** Where a word begins and ends, so that "May" is not found in "Mayor". */
export const BEFORE = '(?<![\\p{L}\\p{M}\\p{N}])';
export const AFTER = '(?![\\p{L}\\p{M}\\p{N}])';

const word = (pattern: string, flags = 'u'): RegExp => new RegExp(`${BEFORE}(?:${pattern})${AFTER}`, flags);

/** What is joined to a number by a hyphen without being a name: नवंबर-2019, मध्य-2028. */
const BEFORE_DATE = new RegExp(`^(?:मध्य|${Object.values(MONTHS).flat().join('|')})-\\d`, 'u');
const NUMBERED_NOUNS = [
  '[Pp]roject|[Ss]ections?|[Aa]rticle|[Pp]ublic [Ll]aw|[Rr]esolution|[Tt]ype',
  'परियोजना|प्रोजेक्ट|धारा',
  '[Пп]роект\\p{L}*|[Сс]тат\\p{L}+|[Рр]аздел\\p{L}*',
].join('|');

/** Digits that are part of a name. */
const NAMES = new RegExp(
  [
    // S-400, Mi-17V-5, एस-400; but not mid-2028, for a name begins with a capital where the script has them
    `${BEFORE}[\\p{Lu}\\p{Lo}][\\p{L}\\p{M}]*(?:-[\\p{L}\\p{M}]+)*-\\d[\\p{L}\\p{M}\\p{N}-]*`,
    // News18, www1
    `${BEFORE}(?!(?:Rs|रु)\\d)\\p{L}[\\p{L}\\p{M}]*(?:-[\\p{L}\\p{M}]+)*\\d[\\p{L}\\p{M}\\p{N}-]*`,
    // 3M-54E, 2G1
    `${BEFORE}\\d+(?!(?:MW|GW|KM)${AFTER})\\p{Lu}[\\p{L}\\p{N}-]*`,
    // 7.62x39
    `\\d+(?:[.,]\\d+)?[xх]\\d+`,
    `${BEFORE}(?:${NUMBERED_NOUNS}) \\d[\\d-]*${AFTER}`,
    `${BEFORE}\\d+ series${AFTER}`,
  ].join('|'),
  'gu',
);

/** Whether all digits of a name are seen to be a name's by its form alone. */
export function looksLikeName(name: string): boolean {
  return !/\d/.test(name) || !/\d/.test(name.replace(NAMES, ''));
}

/** 2010-16 and 2010-2016: two years. */
export const YEARS = /(?<![\d.,])((?:19|20)\d\d) ?[-/] ?((?:19|20)\d\d|\d\d)(?![.,]?\d)/gu;

export function secondYear(from: string, to: string): number {
  return Number(to.length === 4 ? to : from.slice(0, 2) + to);
}

const NUMBER: Readonly<Record<TextLanguage, string>> = {
  // 601,427 and, as in India, 6,01,427; 5.43
  en: '\\d+(?:,\\d{2,3})*(?:\\.\\d+)?',
  hi: '\\d+(?:,\\d{2,3})*(?:\\.\\d+)?',
  // 601 427 and, as in India, 6,01,427; 5,43
  ru: '(?:\\d{1,2}(?:,\\d{2})+,\\d{3}(?!\\d)|(?:\\d{1,3}(?: \\d{3})+(?!\\d)|\\d+)(?:,\\d+)?)',
};
const JOINT = '(?: ?- ?| (?:to|or|and|से|या|और|до|или|и) )';

interface Grammar {
  readonly number: RegExp;
  readonly scales: readonly (readonly [pattern: RegExp, factor: number])[];
  /** One group for each month. */
  readonly months: RegExp;
  readonly counts: readonly (readonly [pattern: RegExp, value: number])[];
}

function grammarOf(language: TextLanguage): Grammar {
  const scale = SCALES[language].map(([pattern]) => pattern).join('|');
  const scaled = `(?:[ -](?:${scale})${AFTER}\\.?)+`;
  const number = NUMBER[language];
  return {
    // digits, an ordinal's ending, what scales them; then, looking ahead, what scales the other end of a range
    number: new RegExp(
      `(?<!\\d|\\d[.,])(${number})(st|nd|rd|th)?(?!\\d)(${scaled})?(?:(?=${JOINT}${number}(${scaled}))|)`,
      'gu',
    ),
    scales: SCALES[language].map(([pattern, factor]) => [word(pattern), factor]),
    months: word(MONTHS[language].map((month) => `(${month})`).join('|'), 'gu'),
    counts: COUNTS[language].map(([pattern, value]) => [word(pattern, 'iu'), value]),
  };
}

const GRAMMARS: Readonly<Record<TextLanguage, Grammar>> = {
  en: grammarOf('en'),
  hi: grammarOf('hi'),
  ru: grammarOf('ru'),
};

/** Months of a folded text, from 1: all, or those beside a number. */
export function monthsIn(text: string, language: TextLanguage, which: 'all' | 'dated'): readonly number[] {
  const months: number[] = [];
  for (const match of text.matchAll(GRAMMARS[language].months)) {
    const end = match.index + match[0].length;
    const dated = /\d ?$/.test(text.slice(0, match.index)) || /^,? \d/.test(text.slice(end));
    if (which === 'all' || dated) months.push(match.slice(1).findIndex((month) => month !== undefined) + 1);
  }
  return months;
}

/** Whether a folded text has this small number in words. */
export function hasCount(text: string, language: TextLanguage, count: number): boolean {
  return GRAMMARS[language].counts.some(([pattern, value]) => value === count && pattern.test(text));
}

/**
 * Reads the figures of a folded text.
 * @param names further names that hold digits ("Superjet 100"), as a global pattern; null where there are none
 */
export function figuresIn(text: string, language: TextLanguage, names: RegExp | null): readonly Figure[] {
  const figures: Figure[] = [];
  const add = (raw: string, value: number, role: Figure['role']): void => {
    figures.push({ raw, readings: [{ value, half: 0 }], plain: value, role });
  };
  if (!/\d/.test(text)) return figures;
  const takeName = (raw: string): string => {
    if (BEFORE_DATE.test(raw)) return raw;
    for (const digits of raw.match(/\d+/g) ?? []) add(raw, Number(digits), 'name');
    return blank(raw);
  };
  const rest = (names === null ? text : text.replace(names, takeName))
    .replace(NAMES, takeName)
    .replace(YEARS, (raw, from: string, to: string) => {
      add(raw, Number(from), 'amount');
      add(raw, secondYear(from, to), 'amount');
      return blank(raw);
    });
  for (const [raw, digits = '', ordinal, scaled = '', shared = ''] of rest.matchAll(
    GRAMMARS[language].number,
  ))
    figures.push(figureOf(language, { raw, digits, ordinal, scaled, shared }));
  return figures;
}

/** As many spaces, so that what stood beside the text is not brought together. */
export const blank = (text: string): string => ' '.repeat(text.length);

interface Match {
  readonly raw: string;
  readonly digits: string;
  readonly ordinal: string | undefined;
  readonly scaled: string;
  readonly shared: string;
}

function figureOf(language: TextLanguage, { raw, digits, ordinal, scaled, shared }: Match): Figure {
  const decimalComma = language === 'ru' && !/,\d+,/.test(digits);
  const written = decimalComma ? digits.replace(/ /g, '').replace(',', '.') : digits.replace(/,/g, '');
  const plain = Number(written);
  const decimals = written.split('.')[1]?.length ?? 0;
  const read = (words: string): Reading => {
    const factor = factorOf(language, words);
    const rounded = decimals > 0 || words !== '';
    return { value: plain * factor, half: rounded ? 0.5 * 10 ** -decimals * factor : 0 };
  };
  return {
    raw: raw.trim().replace(/\.$/, ''),
    readings: scaled === '' && shared !== '' ? [read(''), read(shared)] : [read(scaled)],
    plain,
    role: ordinal === undefined ? 'amount' : 'ordinal',
  };
}

function factorOf(language: TextLanguage, words: string): number {
  let factor = 1;
  for (const each of words.split(/[ -]/))
    factor *= GRAMMARS[language].scales.find(([pattern]) => pattern.test(each))?.[1] ?? 1;
  return factor;
}
