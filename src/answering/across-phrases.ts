import type { ByLanguage, Listing, Listings } from '../knowledge/schema.ts';
import type { ListingWord } from '../knowledge/terms.ts';
import { LISTING_WORDS } from '../knowledge/terms.ts';
import { atomise } from '../language/atoms.ts';
import { normalise } from '../language/normalise.ts';
import { stem } from '../language/stem.ts';

/** What words do in a question for a list: something of their own, or they name what the list is about. */
export type Role = ListingWord | Listing;

/** Runs of words, by their stems, that all stand in the question, in any order. */
export interface Phrase {
  readonly parts: readonly (readonly string[])[];
  readonly roles: readonly Role[];
  readonly words: number;
}

/** A phrase where it stands: its atoms, and each of its parts from its first atom to the one after its last. */
export interface Match {
  readonly phrase: Phrase;
  readonly atoms: readonly number[];
  readonly spans: readonly (readonly [number, number])[];
}

export interface Phrases {
  /** Every word, and in how many phrases it stands. */
  readonly vocabulary: ReadonlyMap<string, number>;
  /**
   * The phrases in a question, the longest first, each as often as its words stand there; a word is taken once.
   * `stems` has null for what is no word of any phrase.
   */
  find(stems: readonly (string | null)[]): readonly Match[];
}

/** Parts of a phrase that may stand apart are joined by this. */
const APART = /\s\+\s/;

export function buildPhrases({ words, listings }: Listings): Phrases {
  const byKey = new Map<string, { parts: string[][]; roles: Role[] }>();
  const vocabulary = new Map<string, number>();
  const add = (texts: ByLanguage, role: Role): void => {
    for (const text of allOf(texts)) {
      const parts = text.split(APART).map(wordsOf);
      for (const word of parts.flat()) vocabulary.set(word, (vocabulary.get(word) ?? 0) + 1);
      const stemmed = parts.map((part) => part.map(stem));
      const key = stemmed.map((part) => part.join(' ')).join(' + ');
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, { parts: stemmed, roles: [role] });
      else if (!known.roles.includes(role)) known.roles.push(role);
    }
  };
  for (const listing of listings) add(listing.cues, listing);
  for (const word of LISTING_WORDS) add(words[word], word);

  const byFirst = new Map<string, Phrase[]>();
  for (const { parts, roles } of byKey.values()) {
    const first = parts[0]?.[0];
    if (first === undefined) continue;
    const phrase = { parts, roles, words: parts.reduce((sum, part) => sum + part.length, 0) };
    byFirst.set(first, [...(byFirst.get(first) ?? []), phrase]);
  }

  return {
    vocabulary,
    find(stems) {
      const present = new Set(stems);
      const candidates = [...present]
        .flatMap((word) => byFirst.get(word ?? '') ?? [])
        .filter(({ parts }) => parts.every((part) => part.every((word) => present.has(word))))
        .sort((a, b) => b.words - a.words || a.parts.length - b.parts.length);
      const free = stems.map((word) => word !== null);
      const matches: Match[] = [];
      for (const phrase of candidates) {
        for (;;) {
          const match = matchAt(phrase, stems, free);
          if (match === null) break;
          for (const i of match.atoms) free[i] = false;
          matches.push(match);
        }
      }
      return matches;
    },
  };
}

function matchAt(phrase: Phrase, stems: readonly (string | null)[], free: readonly boolean[]): Match | null {
  const atoms: number[] = [];
  const spans: (readonly [number, number])[] = [];
  for (const part of phrase.parts) {
    const start = stems.findIndex((_, i) =>
      part.every((word, j) => stems[i + j] === word && free[i + j] === true && !atoms.includes(i + j)),
    );
    if (start === -1) return null;
    for (let i = 0; i < part.length; i += 1) atoms.push(start + i);
    spans.push([start, start + part.length]);
  }
  return { phrase, atoms, spans };
}

export function allOf(texts: ByLanguage): string[] {
  return Object.values(texts).flatMap((list) => list ?? []);
}

export function wordsOf(text: string): string[] {
  return atomise(normalise(text)).map((atom) => atom.text);
}
