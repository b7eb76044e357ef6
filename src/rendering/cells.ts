/**
 * How many cells of a terminal a text takes. Terminals differ: some give a Devanagari vowel sign that stands beside
 * its letter a cell of its own, some draw the syllable in one. We count the cell, so that a line may end early but
 * never runs over.
 */

const ASCII = /^[\x20-\x7e]*$/;
const DRAWN_AS_ONE = /\p{Emoji_Presentation}|[\ufe0f\u20e3]/u;
const WITHOUT_CELL = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}\u1160-\u11ff]$/u;
const WIDE =
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]$/u;
const HALF_WIDTH = /^[\uff61-\uffdc]$/;

let segmenter: Intl.Segmenter | null = null;

/** The signs of a text as readers see them: a letter with all its marks is one. */
export function* graphemes(text: string): Generator<string> {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  for (const { segment } of segmenter.segment(text)) yield segment;
}

/** Cells that `text`, a single line without controls, takes. */
export function cellsOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  let cells = 0;
  for (const sign of graphemes(text)) cells += cellsOfSign(sign);
  return cells;
}

function cellsOfSign(sign: string): number {
  if (DRAWN_AS_ONE.test(sign)) return 2;
  let cells = 0;
  for (const point of sign) {
    if (WITHOUT_CELL.test(point)) continue;
    cells += WIDE.test(point) && !HALF_WIDTH.test(point) ? 2 : 1;
  }
  return cells;
}
