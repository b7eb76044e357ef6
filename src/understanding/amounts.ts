import { matchesOf } from '../language/matches.ts';
import { NUMBER_WORDS } from '../language/number-words.ts';
import { MULTIPLIERS, UNITS } from './units.ts';

/** A figure as somebody states it. */
export interface Amount {
  readonly amount: number;
  /** `USD`, `INR`, …, `percent`, a measure such as `km`, or null where only a number stands. */
  readonly unit: string | null;
  /** `about` allows rounding; the others are bounds. */
  readonly bound: 'exactly' | 'about' | 'over' | 'under';
  /** The significant digits that were given: 5.43 has three, 10 has one or two. */
  readonly digits: number;
  /** As it stands in the normalised text. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const NUMBER =
  /(?<![\p{L}\p{N}.-])([$₹€₽]|rs\.?\s?|usd\s?|inr\s?)?(\d{1,3}(?:[,\u00a0 ]\d{2,3})*[,\u00a0 ]\d{3}(?!\d)|\d+)(?:([.,])(\d+))?(?=[^\p{N}]|$)(?![xх×]\d)\s?(%|[\p{L}\p{M}]+)?(?:\.?\s?([\p{L}\p{M}]+))?/gu;
/** A number word with what may multiply it and its unit. */
const SPELT_OUT = /([\p{L}\p{M}]+)(?:(?=\s([\p{L}\p{M}]+)(?:\s([\p{L}\p{M}]+))?)|)/gu;
const OVER =
  /(?:more than|over|above|at least|exceed\w*|upwards of|से ज्यादा|से अधिक|se zyada|se jyada|больше|более|свыше|минимум)\s*(?:rs\.?|\$)?\s*$/u;
const UNDER = /(?:less than|under|below|fewer than|से कम|se kam|меньше|менее)\s*(?:rs\.?|\$)?\s*$/u;
const ABOUT =
  /(?:about|around|roughly|nearly|almost|some|approx\w*|circa|like|~|करीब|लगभग|karib|kareeb|lagbhag|около|примерно|почти)\s*(?:rs\.?|\$)?\s*$/u;

const PER_HOUR = /^\s?(?:\/\s?(?:h|ч)|per hour|an hour|в час|प्रति घंट)/u;

/** Shares that are named without a figure. */
const MAJORITY =
  /(?<![\p{L}\p{M}])(?:(?:the |a )?majority(?: stake| share)?|controlling (?:stake|interest)|more than half|over half|most of the shares|बहुमत|आधे से ज्यादा|aadhe se (?:zyada|jyada)|контрольн\p{L}+ пакет\p{L}*|больше половины|более половины|большинств\p{L}+)(?![\p{L}\p{M}])/gu;

/** The figures in a normalised text; designators ("s-400"), years and ordinals are none. */
export function findAmounts(text: string): Amount[] {
  const found: Amount[] = [];
  for (const match of matchesOf(NUMBER, text)) {
    const [whole, sign = '', whole1 = '', , fraction = '', first = '', second = ''] = match;
    const digits = whole1.replace(/\D/g, '') + fraction;
    let amount = Number(`${whole1.replace(/\D/g, '')}.${fraction || '0'}`);
    const multiplier = MULTIPLIERS[first];
    const unitWord = multiplier === undefined ? first : second;
    // "2.38 lakh crore"
    const further = multiplier === undefined ? undefined : MULTIPLIERS[second];
    amount *= (multiplier ?? 1) * (further ?? 1);
    const named = UNITS[sign.replace(/[.\s]/g, '')] ?? UNITS[unitWord] ?? null;
    const isSpeed =
      named === 'km' &&
      PER_HOUR.test(text.slice(match.index + whole.lastIndexOf(unitWord) + unitWord.length));
    const unit = isSpeed ? 'km/h' : named;
    const isYear =
      multiplier === undefined &&
      (unit === null || unit === 'year') &&
      fraction === '' &&
      /^(?:19|20)\d\d$/.test(whole1);
    if (isYear || /^(?:st|nd|rd|th|го|й|я)$/.test(first)) continue;
    const before = text.slice(Math.max(0, match.index - 24), match.index);
    // Words after the number that neither multiply it nor are its unit are not part of it.
    const tail =
      unit !== null && UNITS[unitWord] !== undefined
        ? unitWord
        : multiplier === undefined
          ? ''
          : further === undefined
            ? first
            : second;
    const length = tail === '' ? numberLength(whole) : whole.indexOf(tail) + tail.length;
    found.push({
      amount,
      unit,
      bound: OVER.test(before)
        ? 'over'
        : UNDER.test(before)
          ? 'under'
          : ABOUT.test(before)
            ? 'about'
            : 'exactly',
      digits: digits.replace(/^0+|0+$/g, '').length || 1,
      text: whole.slice(0, length).trim(),
      start: match.index,
      end: match.index + length,
    });
  }
  for (const match of matchesOf(SPELT_OUT, text)) {
    const [, word = '', multiplier = '', unitWord = ''] = match;
    const count = NUMBER_WORDS[word];
    const times = MULTIPLIERS[multiplier];
    if (count === undefined || (count === 1 && times === undefined)) continue;
    const unit = UNITS[times === undefined ? multiplier : unitWord] ?? null;
    const parts = [
      word,
      times === undefined ? '' : multiplier,
      unit === null ? '' : times === undefined ? multiplier : unitWord,
    ];
    const written = parts.filter((part) => part !== '').join(' ');
    found.push({
      amount: count * (times ?? 1),
      unit,
      bound: 'exactly',
      digits: 1,
      text: written,
      start: match.index,
      end: match.index + written.length,
    });
  }
  for (const match of matchesOf(MAJORITY, text)) {
    found.push({
      amount: 50,
      unit: 'percent',
      bound: 'over',
      digits: 5,
      text: match[0],
      start: match.index,
      end: match.index + match[0].length,
    });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** How a known figure stands to a stated one; `open` where a bound holds by far, so that neither proves anything. */
export type Agreement = 'same' | 'rounded' | 'open' | 'other';

/** Shares of a stated amount within which a known one is still the same. */
export const TOLERANCE = { figure: 0.02, precise: 0.005, about: 0.1, rounding: 0.05 } as const;

/**
 * Compares a known figure with a stated one of the same unit. Allowed for: half a unit of the last digit given (at
 * most 5 %), of money and measures at least 2 % or, given with three digits and more, 0.5 %, for "about" 10 %; a bound ("over 40 %") holds up to twice itself.
 */
export function compareAmount(stated: Amount, known: number, counted = false): Agreement {
  const { amount, bound } = stated;
  const slack = slackOf(stated, counted) + 1e-9;
  if (bound === 'over') {
    if (known < amount) return known < amount - slack ? 'other' : 'open';
    return known <= 2 * amount ? 'same' : 'open';
  }
  if (bound === 'under') {
    if (known > amount) return known > amount + slack ? 'other' : 'open';
    return known >= 0.5 * amount ? 'same' : 'open';
  }
  const away = Math.abs(known - amount);
  if (away <= 1e-9 * Math.abs(amount)) return 'same';
  return away <= slack ? 'rounded' : 'other';
}

function slackOf({ amount, digits, bound }: Amount, counted: boolean): number {
  if (bound === 'about') return TOLERANCE.about * amount;
  const lastDigit = 0.5 * 10 ** (Math.floor(Math.log10(Math.max(1e-9, amount))) - digits + 1);
  const rounding = Math.min(lastDigit, (amount >= 1000 ? TOLERANCE.rounding : TOLERANCE.figure) * amount);
  const least = counted || bound !== 'exactly' ? 0 : digits > 2 ? TOLERANCE.precise : TOLERANCE.figure;
  return Math.max(rounding, least * amount);
}

/** Length of the sign and digits that a match begins with. */
function numberLength(whole: string): number {
  return /^[^\d]*[\d.,\u00a0 ]*\d/.exec(whole)?.[0].length ?? whole.length;
}
