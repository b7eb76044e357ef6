import { NUMBER_WORDS } from '../language/number-words.ts';

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

const MULTIPLIERS: Readonly<Record<string, number>> = {
  thousand: 1e3,
  k: 1e3,
  हजार: 1e3,
  hazar: 1e3,
  hajar: 1e3,
  тысяч: 1e3,
  тысячи: 1e3,
  тыс: 1e3,
  lakh: 1e5,
  lakhs: 1e5,
  lac: 1e5,
  lacs: 1e5,
  लाख: 1e5,
  лакх: 1e5,
  лакхов: 1e5,
  million: 1e6,
  millions: 1e6,
  mn: 1e6,
  mln: 1e6,
  मिलियन: 1e6,
  миллион: 1e6,
  миллиона: 1e6,
  миллионов: 1e6,
  млн: 1e6,
  crore: 1e7,
  crores: 1e7,
  cr: 1e7,
  करोड: 1e7,
  karod: 1e7,
  крор: 1e7,
  кроров: 1e7,
  billion: 1e9,
  billions: 1e9,
  bn: 1e9,
  bln: 1e9,
  अरब: 1e9,
  बिलियन: 1e9,
  arab: 1e9,
  миллиард: 1e9,
  миллиарда: 1e9,
  миллиардов: 1e9,
  млрд: 1e9,
  trillion: 1e12,
  tn: 1e12,
  трлн: 1e12,
  ट्रिलियन: 1e12,
};

const UNITS: Readonly<Record<string, string>> = {
  $: 'USD',
  usd: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  bucks: 'USD',
  डॉलर: 'USD',
  доллар: 'USD',
  доллара: 'USD',
  долларов: 'USD',
  '₹': 'INR',
  rs: 'INR',
  inr: 'INR',
  rupee: 'INR',
  rupees: 'INR',
  रुपये: 'INR',
  रुपए: 'INR',
  rupaye: 'INR',
  рупий: 'INR',
  '€': 'EUR',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  евро: 'EUR',
  यूरो: 'EUR',
  '₽': 'RUB',
  rub: 'RUB',
  rouble: 'RUB',
  roubles: 'RUB',
  ruble: 'RUB',
  rubles: 'RUB',
  рублей: 'RUB',
  रूबल: 'RUB',
  '%': 'percent',
  percent: 'percent',
  pct: 'percent',
  प्रतिशत: 'percent',
  फीसदी: 'percent',
  процент: 'percent',
  процентов: 'percent',
  процента: 'percent',
  km: 'km',
  kms: 'km',
  kilometre: 'km',
  kilometres: 'km',
  kilometer: 'km',
  kilometers: 'km',
  किमी: 'km',
  किलोमीटर: 'km',
  км: 'km',
  километров: 'km',
  mile: 'mile',
  miles: 'mile',
  mm: 'mm',
  мм: 'mm',
  hp: 'hp',
  mach: 'Mach',
  kg: 'kg',
  tonne: 'tonne',
  tonnes: 'tonne',
  tons: 'tonne',
};

/** Other units of the same measure, as factors to the one that facts use. */
export const CONVERSIONS: Readonly<Record<string, readonly [string, number]>> = { mile: ['km', 1.609344] };

const NUMBER =
  /(?<![\p{L}\p{N}-])([$₹€₽]|rs\.?\s?|usd\s?|inr\s?)?(\d{1,3}(?:[,\u00a0 ]\d{2,3})+(?![\d])|\d+)(?:([.,])(\d+))?(?=[^\p{N}]|$)\s?(%|[\p{L}\p{M}]+)?(?:\.?\s?([\p{L}\p{M}]+))?/gu;
/** A number word with what may multiply it and its unit. */
const SPELT_OUT = /([\p{L}\p{M}]+)(?:(?=\s([\p{L}\p{M}]+)(?:\s([\p{L}\p{M}]+))?)|)/gu;
const OVER =
  /(?:more than|over|above|at least|exceed\w*|upwards of|से ज्यादा|से अधिक|se zyada|se jyada|больше|более|свыше|минимум)\s*(?:rs\.?|\$)?\s*$/u;
const UNDER =
  /(?:less than|under|below|at most|up to|fewer than|से कम|se kam|меньше|менее|до)\s*(?:rs\.?|\$)?\s*$/u;
const ABOUT =
  /(?:about|around|roughly|nearly|almost|some|approx\w*|circa|like|~|करीब|लगभग|karib|kareeb|lagbhag|около|примерно|почти)\s*(?:rs\.?|\$)?\s*$/u;

/** The figures in a normalised text; designators ("s-400"), years and ordinals are none. */
export function findAmounts(text: string): Amount[] {
  const found: Amount[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const [whole, sign = '', whole1 = '', , fraction = '', first = '', second = ''] = match;
    const digits = whole1.replace(/\D/g, '') + fraction;
    let amount = Number(`${whole1.replace(/\D/g, '')}.${fraction || '0'}`);
    const multiplier = MULTIPLIERS[first];
    const unitWord = multiplier === undefined ? first : second;
    if (multiplier !== undefined) amount *= multiplier;
    const unit = UNITS[sign.replace(/[.\s]/g, '')] ?? UNITS[unitWord] ?? null;
    const isYear =
      multiplier === undefined && unit === null && fraction === '' && /^(?:19|20)\d\d$/.test(whole1);
    if (isYear || /^(?:st|nd|rd|th|го|й|я)$/.test(first)) continue;
    const before = text.slice(Math.max(0, match.index - 24), match.index);
    // Words after the number that neither multiply it nor are its unit are not part of it.
    const tail =
      unit !== null && UNITS[unitWord] !== undefined ? unitWord : multiplier === undefined ? '' : first;
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
  for (const match of text.matchAll(SPELT_OUT)) {
    const [, word = '', multiplier = '', unitWord = ''] = match;
    const count = NUMBER_WORDS[word];
    const times = MULTIPLIERS[multiplier];
    if (count === undefined || (count === 1 && times === undefined)) continue;
    const written = times === undefined ? word : `${word} ${multiplier}`;
    found.push({
      amount: count * (times ?? 1),
      unit: UNITS[times === undefined ? multiplier : unitWord] ?? null,
      bound: 'exactly',
      digits: 1,
      text: written,
      start: match.index,
      end: match.index + written.length,
    });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** How far a known figure may be from a stated one: half a unit of the last digit given, at least 2 %, 10 % for "about". */
export function agrees(stated: Amount, known: number): boolean {
  if (stated.bound === 'over') return known >= stated.amount * 0.98 && known <= stated.amount * 2;
  if (stated.bound === 'under') return known <= stated.amount * 1.02 && known >= stated.amount * 0.5;
  const rounding = 0.5 * 10 ** (Math.floor(Math.log10(Math.max(1e-9, stated.amount))) - stated.digits + 1);
  const slack = Math.max(
    stated.amount >= 1000
      ? Math.min(rounding, 0.05 * stated.amount)
      : Math.min(rounding, 0.02 * stated.amount),
    0.02 * stated.amount,
  );
  return Math.abs(known - stated.amount) <= (stated.bound === 'about' ? 0.1 * stated.amount : slack) + 1e-9;
}

/** Length of the sign and digits that a match begins with. */
function numberLength(whole: string): number {
  return /^[^\d]*[\d.,\u00a0 ]*\d/.exec(whole)?.[0].length ?? whole.length;
}
