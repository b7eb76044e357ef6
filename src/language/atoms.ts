import { foldDesignatorLetters } from './fold.ts';
import { matchesOf } from './matches.ts';

/** How an atom hangs on the one before it. */
export type Join = 'none' | 'dash' | 'space';

/**
 * The smallest piece that names are matched by: a run of letters or a run of digits. `S-400`, `s400` and
 * `С 400` are all the two atoms `s` and `400`; so a digit is compared as a digit, never as part of a word.
 */
export interface Atom {
  /** As written, after normalisation. */
  readonly text: string;
  /** Latin letters where the atom stands beside digits (the letters of a designator), else as `text`. */
  readonly key: string;
  /** A second reading: Latin letters typed for the Cyrillic ones they look like ("C-400"); often absent. */
  readonly lookalike: string | null;
  readonly digits: boolean;
  readonly join: Join;
  /** Offsets in the normalised text. */
  readonly start: number;
  readonly end: number;
}

const RUN = /\p{Nd}+|[\p{L}\p{M}]+|(?<=\p{Nd} ?)\+(?= ?\p{Nd})/gu;

const ORDINAL_ENDINGS = new Set(
  'st nd rd th vi vin ve va van vaan वीं वी वें वे वां वा й я е го м ой ый ая ое ом ую'.split(' '),
);

/** Most atoms that are read of one text. */
export const MAX_ATOMS = 400;

/** Cuts a normalised text into atoms; punctuation and spaces only leave a trace in `join`. */
export function atomise(normalised: string): Atom[] {
  const runs = matchesOf(RUN, normalised)
    .slice(0, MAX_ATOMS)
    .map((match) => ({
      text: match[0] === '+' ? 'plus' : match[0],
      start: match.index,
      end: match.index + match[0].length,
      digits: /^\p{Nd}/u.test(match[0]),
    }));
  return runs.map((run, i) => {
    const before = runs[i - 1];
    const after = runs[i + 1];
    const join = before === undefined ? 'space' : joinOf(normalised.slice(before.end, run.start));
    const besideDigits =
      !run.digits &&
      ((after?.digits === true && joinOf(normalised.slice(run.end, after.start)) !== 'space') ||
        (before?.digits === true && join !== 'space') ||
        (after?.digits === true && run.text.length <= 4));
    // "21st", "21वीं", "21-я" and "21vi" are one ordinal.
    const ordinal = before?.digits === true && join !== 'space' && ORDINAL_ENDINGS.has(run.text);
    const folded = besideDigits ? foldDesignatorLetters(run.text) : null;
    return {
      text: run.text,
      key: run.digits ? toAsciiDigits(run.text) : ordinal ? 'th' : (folded?.key ?? run.text),
      lookalike: folded?.lookalike ?? null,
      digits: run.digits,
      join,
      start: run.start,
      end: run.end,
    };
  });
}

function joinOf(between: string): Join {
  if (between === '') return 'none';
  return /\s/.test(between) ? 'space' : 'dash';
}

/** Digits of any script as 0-9; every Unicode decimal block begins at a multiple of ten within its block. */
function toAsciiDigits(digits: string): string {
  if (/^[0-9]+$/.test(digits)) return digits;
  return Array.from(digits, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    let zero = code;
    while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String(code - zero);
  }).join('');
}

/**
 * The atoms of a window run together, with a mark between two numbers so that "4 00" is never "400".
 * Names are compared by this key, which makes "igla s", "igla-s" and "iglas" the same.
 */
export function joinedKey(atoms: readonly Pick<Atom, 'key' | 'digits'>[]): string {
  let key = '';
  let digitsBefore = false;
  for (const atom of atoms) {
    key += digitsBefore && atom.digits ? `|${atom.key}` : atom.key;
    digitsBefore = atom.digits;
  }
  return key;
}
