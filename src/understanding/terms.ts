import type { Word } from '../knowledge/schema.ts';
import type { Atom } from '../language/atoms.ts';
import { atomise, joinedKey } from '../language/atoms.ts';
import { normalise } from '../language/normalise.ts';
import { type Lists, listAt, pack } from '../language/postings.ts';
import { stem } from '../language/stem.ts';
import { type Hashes, hashesOf, mayHold, numberOf, type TextTable, tableOf } from '../language/table.ts';
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

/** What the words of the vocabulary mean, as plain data. */
export interface MeaningData {
  readonly terms: readonly string[];
  /** Every way of writing a word, as the stems of its parts. */
  readonly forms: TextTable;
  /** By the number of a form the numbers of terms. */
  readonly meant: Lists;
  /** Hashes of the forms' first stems. */
  readonly firstKeys: Hashes;
  /** Terms that are proper names. */
  readonly names: ReadonlyMap<string, Word['kind']>;
}

export function meaningData(words: readonly Word[]): MeaningData {
  const terms = new Map<string, number>();
  const meant = new Map<string, Set<number>>();
  const names = new Map<string, Word['kind']>();
  for (const word of words) {
    const term = `=${word.term.toLowerCase()}`;
    if (word.kind !== 'word') names.set(term, word.kind);
    const number = terms.get(term) ?? terms.size;
    terms.set(term, number);
    for (const form of formsOf(word)) {
      const key = atomise(normalise(form)).map(keyOf).join(' ');
      if (key === '') continue;
      meant.set(key, (meant.get(key) ?? new Set()).add(number));
    }
  }
  return {
    terms: [...terms.keys()],
    forms: tableOf(meant.keys()),
    meant: pack(meant.values()),
    firstKeys: hashesOf(Array.from(meant.keys(), (key) => key.split(' ', 1)[0] ?? key)),
    names,
  };
}

export function buildTermFinder({ terms, forms, meant, firstKeys, names }: MeaningData): TermFinder {
  function meaningsOf(key: string): string[] | null {
    const form = numberOf(forms, key);
    return form === null ? null : Array.from(listAt(meant, form)).flatMap((term) => terms[term] ?? []);
  }

  function find(atoms: readonly Atom[]): Term[] {
    const found: Term[] = [];
    const taken = new Uint8Array(atoms.length);
    for (const date of findDates(atoms, null)) {
      for (const term of dateTerms(date.date)) found.push({ term, from: date.from, to: date.to });
      taken.fill(1, date.from, date.to);
    }
    const keys = atoms.map(keyOf);
    const begins = keys.map((key) => mayHold(firstKeys, key));
    for (let size = LONGEST; size > 0; size -= 1) {
      for (let from = 0; from + size <= atoms.length; from += 1) {
        if (begins[from] === false || taken.subarray(from, from + size).includes(1)) continue;
        const known = meaningsOf(keys.slice(from, from + size).join(' '));
        if (known === null) continue;
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
      const known = atom.digits ? [] : (meaningsOf(key) ?? [key]);
      return known.map((term) => ({ term, from: at, to: at + 1 }));
    });
  }

  return {
    find,
    of(text) {
      const atoms = atomise(normalise(text));
      return new Set([...find(atoms), ...inside(atoms)].map(({ term }) => term));
    },
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
