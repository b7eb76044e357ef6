import type { Language, Value } from '../knowledge/schema.ts';
import { dateInWords } from './dates.ts';

/** Locales that figures are written in; Hindi with the digits that the facts use. */
const LOCALES: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  hinglish: 'en-GB',
  hi: 'hi-IN-u-nu-latn',
  ru: 'ru-RU',
};
/** Where rupees are counted in lakh and crore, the locale that has the words for them. */
const INDIAN: Partial<Readonly<Record<Language, string>>> = {
  en: 'en-IN',
  hinglish: 'en-IN',
  hi: 'hi-IN-u-nu-latn',
};
const LAKH = 1e5;
const CRORE = 1e7;
const BILLION = 1e9;
const MILLION = 1e6;
const TRILLION = 1e12;

/** Units of the facts as Intl names them; others are written as they are. */
const UNITS: Readonly<Record<string, string>> = {
  km: 'kilometer',
  m: 'meter',
  mm: 'millimeter',
  kg: 'kilogram',
  mile: 'mile',
  'km/h': 'kilometer-per-hour',
  year: 'year',
  month: 'month',
  week: 'week',
  day: 'day',
};

/** What is made for a locale and options, which is costly to make, made once. */
const formats = new Map<string, Intl.NumberFormat>();

function format(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(locale, options);
  formats.set(key, made);
  return made;
}

/** A number with the grouping and the decimal sign of the asker's language, at most four decimals. */
export function numberInWords(amount: number, language: Language): string {
  return format(INDIAN[language] ?? LOCALES[language], { maximumFractionDigits: 4 }).format(amount);
}

/** A share of 1 as a percentage with at most one decimal: "1.3%". */
export function percentInWords(share: number, language: Language): string {
  return format(LOCALES[language], { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

/**
 * A sum in its own currency, which is never converted: "$5.43 billion"; rupees in lakh or crore with millions or
 * billions beside them, "₹40,000 crore (400 billion)".
 */
export function moneyInWords(amount: number, currency: string, language: Language): string {
  const indian = INDIAN[language];
  const size = Math.abs(amount);
  if (currency === 'INR' && indian !== undefined && size >= LAKH) {
    const counted = `₹${rupeesInWords(amount, indian)}`;
    // Hindi counts millions in lakhs.
    if (size < MILLION || (language === 'hi' && size < BILLION)) return counted;
    const beside = size >= TRILLION && language !== 'hi' ? TRILLION : size >= BILLION ? BILLION : MILLION;
    return `${counted} (${inSizeOf(amount, beside, LOCALES[language])})`;
  }
  const short = language !== 'hi';
  return format(LOCALES[language], {
    style: 'currency',
    currency,
    notation: size >= MILLION ? 'compact' : 'standard',
    compactDisplay: short ? 'short' : 'long',
    currencyDisplay: language === 'en' || language === 'hinglish' ? 'narrowSymbol' : 'name',
    maximumFractionDigits: 4,
    minimumFractionDigits: 0,
  })
    .format(amount)
    .replace(/(?<=\d)(m|bn|tn)$/, (unit) => ` ${LONG[unit] ?? unit}`);
}

/** "9.75 lakh", "40,000 crore", "2.38 lakh crore". */
function rupeesInWords(amount: number, locale: string): string {
  const size = Math.abs(amount);
  if (size < CRORE) return inSizeOf(amount, LAKH, locale);
  if (size < LAKH * CRORE) return inSizeOf(amount, CRORE, locale);
  return `${inSizeOf(amount / CRORE, LAKH, locale)} ${wordFor(CRORE, locale)}`;
}

/** Short forms of English that the facts write out. */
const LONG: Readonly<Record<string, string>> = { m: 'million', bn: 'billion', tn: 'trillion' };

/** An amount in so many of a size, with the locale's own word for the size: "40,000 crore". */
function inSizeOf(amount: number, size: number, locale: string): string {
  return `${format(locale, { maximumFractionDigits: 4 }).format(amount / size)} ${wordFor(size, locale)}`;
}

function wordFor(size: number, locale: string): string {
  const parts = format(locale, { notation: 'compact', compactDisplay: 'long' }).formatToParts(size);
  return parts.find(({ type }) => type === 'compact')?.value ?? '';
}

/**
 * A value of a fact in the asker's language; null where it has no words in that language. Labels, units that are
 * things and reports of events are written in English only.
 */
export function valueInWords(value: Value, language: Language): string | null {
  const figure = figureInWords(value, language);
  if (language === 'hi' || language === 'ru') return figure;
  return figure === null ? value.label : `${value.label}: ${figure}`;
}

function figureInWords(value: Value, language: Language): string | null {
  switch (value.kind) {
    case 'money':
      return moneyInWords(value.amount, value.currency, language);
    case 'share':
      return percentInWords(value.amount / 100, language);
    case 'date':
      return dateInWords(value.on, language);
    case 'period':
      return `${dateInWords(value.from, language)} – ${dateInWords(value.to, language)}`;
    case 'event':
      return null;
    default:
      return amountInWords(value.amount, value.unit, language);
  }
}

function amountInWords(amount: number, unit: string, language: Language): string {
  const known = UNITS[unit];
  if (known !== undefined) {
    return format(LOCALES[language], { style: 'unit', unit: known, unitDisplay: 'long' }).format(amount);
  }
  const number = numberInWords(amount, language);
  // What is counted stands in the label and in the fact; its English word has no plural here.
  return unit.length > 3 && unit !== 'tonne' ? number : `${number} ${unit}`;
}
