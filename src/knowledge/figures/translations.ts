import type { TextLanguage } from '../terms.ts';
import { type Figure, figuresIn, fold, hasCount, monthsIn } from './scan.ts';
import { type Known, same } from './values.ts';
import { MONTHS } from './words.ts';

export interface Difference {
  /** Figures of the original that the translation lacks, as the original writes them. */
  readonly missing: readonly string[];
  /** Figures of the translation that the original has not, as the translation writes them. */
  readonly extra: readonly string[];
}

/**
 * Compares a translation's figures with those of its English original: digits of names too, a number in words
 * counting as the number, and a lakh or crore as so many thousand or million. A translation may say besides what
 * the values say.
 */
export function compareFigures(
  original: string,
  translation: string,
  language: Exclude<TextLanguage, 'en'>,
  known: Known,
  names: RegExp | null,
): Difference {
  const from = read(original, 'en', names);
  const to = read(translation, language, names);
  const spare = [...known.amounts, ...known.dates.flatMap((date) => date.split('-').map(Number))];
  const spared = (figure: Figure): boolean =>
    figure.readings.some(({ value }) => spare.some((other) => same(value, other, 0)));

  const missing = from.figures.filter((figure) => !says(to, figure)).map((figure) => figure.raw);
  const extra = to.figures
    .filter((figure) => !says(from, figure) && !spared(figure))
    .map((figure) => figure.raw);

  const toMonths = new Set(monthsIn(to.text, language, 'all'));
  const fromMonths = new Set(monthsIn(from.text, 'en', 'all'));
  for (const date of known.dates) fromMonths.add(Number(date.split('-')[1]));
  missing.push(...named(monthsIn(from.text, 'en', 'dated').filter((month) => !toMonths.has(month))));
  extra.push(...named(monthsIn(to.text, language, 'dated').filter((month) => !fromMonths.has(month))));
  return { missing: [...new Set(missing)], extra: [...new Set(extra)] };
}

interface Reading {
  readonly text: string;
  readonly language: TextLanguage;
  readonly figures: readonly Figure[];
}

function read(text: string, language: TextLanguage, names: RegExp | null): Reading {
  const folded = fold(text);
  return { text: folded, language, figures: figuresIn(folded, language, names) };
}

function says(reading: Reading, figure: Figure): boolean {
  return (
    reading.figures.some((other) =>
      figure.readings.some(({ value }) => other.readings.some((its) => same(value, its.value, 0))),
    ) || hasCount(reading.text, reading.language, figure.plain)
  );
}

const named = (months: readonly number[]): readonly string[] =>
  months.map((month) => MONTHS.en[month - 1] ?? '');
