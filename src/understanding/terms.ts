import type { Word } from '../knowledge/schema.ts';
import type { Atom } from '../language/atoms.ts';
import { atomise, joinedKey } from '../language/atoms.ts';
import { normalise } from '../language/normalise.ts';
import type { Notes } from '../language/notes.ts';
import { stem } from '../language/stem.ts';
import { findDates } from './time.ts';

/**
 * What a text is about, as a set of language-free terms: words of the vocabulary by their English term
 * ("=squadron"), other words by their stem, designators run together ("s400"), dates at every precision
 * ("@2019", "@2019-11"), other numbers ("#1300").
 */
export interface TermFinder {
  /** `from` and `to` of a term are atoms. */
  find(atoms: readonly Atom[]): Term[];
  /** The terms of a text of the knowledge. */
  of(text: string): Set<string>;
  /** Terms that are proper names, with the kind of thing they name. */
  readonly names: ReadonlyMap<string, Word['kind']>;
}

export interface Term {
  readonly term: string;
  readonly from: number;
  readonly to: number;
}

const LONGEST = 4;

export function buildTermFinder(words: readonly Word[], notes: Notes): TermFinder {
  const meanings = new Map<string, string[]>();
  const names = new Map<string, Word['kind']>();
  for (const word of words) {
    const term = `=${word.term.toLowerCase()}`;
    if (word.kind !== 'word') names.set(term, word.kind);
    for (const form of formsOf(word)) {
      const key = notes.note('meaning', form, (text) => atomise(normalise(text)).map(keyOf).join(' '));
      if (key === '') continue;
      const known = meanings.get(key);
      if (known === undefined) meanings.set(key, [term]);
      else if (!known.includes(term)) known.push(term);
    }
  }

  const firstKeys = new Set([...meanings.keys()].map((key) => key.split(' ', 1)[0] ?? key));

  function find(atoms: readonly Atom[]): Term[] {
    const found: Term[] = [];
    const taken = new Uint8Array(atoms.length);
    for (const date of findDates(atoms, null)) {
      for (const term of dateTerms(date.date)) found.push({ term, from: date.from, to: date.to });
      taken.fill(1, date.from, date.to);
    }
    const keys = atoms.map(keyOf);
    const begins = keys.map((key) => firstKeys.has(key));
    for (let size = LONGEST; size > 0; size -= 1) {
      for (let from = 0; from + size <= atoms.length; from += 1) {
        if (begins[from] === false || taken.subarray(from, from + size).includes(1)) continue;
        const known = meanings.get(keys.slice(from, from + size).join(' '));
        if (known === undefined) continue;
        for (const term of known) found.push({ term, from, to: from + size });
        taken.fill(1, from, from + size);
      }
    }
    for (const [at, atom] of atoms.entries()) {
      if (taken[at] === 1) continue;
      const next = atoms[at + 1];
      if (atom.digits) found.push({ term: `#${atom.key}`, from: at, to: at + 1 });
      else found.push({ term: keyOf(atom), from: at, to: at + 1 });
      if (!atom.digits && next?.digits === true && taken[at + 1] !== 1 && atom.key.length < 6) {
        found.push({ term: joinedKey([atom, next]), from: at, to: at + 2 });
      }
    }
    return found;
  }

  /** The single words inside longer names: "Kerala" of the Kerala Police. */
  function inside(atoms: readonly Atom[]): Term[] {
    return atoms.flatMap((atom, at) => {
      const key = keyOf(atom);
      const known = atom.digits ? [] : (meanings.get(key) ?? [key]);
      return known.map((term) => ({ term, from: at, to: at + 1 }));
    });
  }

  return {
    find,
    of: (text) =>
      new Set(
        notes.note('terms', text, (whole) => {
          const atoms = atomise(normalise(whole));
          return [...new Set([...find(atoms), ...inside(atoms)].map(({ term }) => term))];
        }),
      ),
    names,
  };
}

/** Every way of writing a word of the vocabulary. */
export function formsOf({ term, en, hi, hinglish, ru }: Word): string[] {
  return [term, ...(en ?? []), ...(hi ?? []), ...(hinglish ?? []), ...(ru ?? [])];
}

/** A date as terms of every precision: `@2019`, `@2019-11`, `@2019-11-06`. */
export function dateTerms(date: string): string[] {
  return [4, 7, 10].filter((length) => date.length >= length).map((length) => `@${date.slice(0, length)}`);
}

function keyOf({ key, digits }: Atom): string {
  return digits ? key : stem(key);
}
