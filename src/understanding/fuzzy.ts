import Fuse from 'fuse.js';
import { distanceWithin, editsAllowed } from '../language/distance.ts';

/** A name that can be found misspelt: its letters and digits run together. */
export interface Spelling {
  readonly key: string;
  /** How many of the key's characters are letters: only those may be misspelt. */
  readonly letters: number;
}

export interface FuzzyMatch<T extends Spelling> {
  readonly entry: T;
  readonly distance: number;
}

/** An edit spoils at most two letter pairs, a swap of neighbours three. */
const PAIRS_PER_EDIT = 3;
/** Characters that fuse.js takes as one pattern. */
const LONGEST_PATTERN = 32;

interface Shelf<T> {
  readonly entries: T[];
  readonly byPair: Map<string, number[]>;
}

/**
 * Finds the name nearest to a misspelt one. Only names with the very same digits and nearly the same length are
 * looked at, and of them only those that share one of the word's rarest letter pairs: a name within the allowed
 * edits shares all pairs but three an edit, so it cannot be missed, and the cost hardly grows with the number of
 * names. Edit distance decides who is near enough, fuse.js who is nearest.
 */
export function buildFuzzyFinder<T extends Spelling>(
  entries: readonly T[],
): (key: string) => FuzzyMatch<T> | null {
  const shelves = new Map<string, Shelf<T>>();
  for (const entry of entries) {
    if (editsAllowed(entry.letters) === 0) continue;
    const label = shelfOf(digitsOf(entry.key), entry.key.length);
    const shelf: Shelf<T> = shelves.get(label) ?? { entries: [], byPair: new Map() };
    shelves.set(label, shelf);
    const number = shelf.entries.push(entry) - 1;
    for (const pair of pairsOf(entry.key)) {
      const list = shelf.byPair.get(pair);
      if (list === undefined) shelf.byPair.set(pair, [number]);
      else list.push(number);
    }
  }

  return (key) => {
    const digits = digitsOf(key);
    const pairs = [...pairsOf(key)];
    const most = editsAllowed(key.length);
    const near: FuzzyMatch<T>[] = [];
    for (let length = key.length - most; length <= key.length + most; length += 1) {
      const shelf = shelves.get(shelfOf(digits, length));
      if (shelf !== undefined) near.push(...nearOn(shelf, key, pairs, most));
    }
    return nearest(key, near);
  };
}

function nearOn<T extends Spelling>(
  shelf: Shelf<T>,
  key: string,
  pairs: readonly string[],
  most: number,
): FuzzyMatch<T>[] {
  const lists = pairs.map((pair) => shelf.byPair.get(pair) ?? []).sort((a, b) => a.length - b.length);
  const near: FuzzyMatch<T>[] = [];
  const seen = new Set<number>();
  for (const list of lists.slice(0, PAIRS_PER_EDIT * most + 1)) {
    for (const number of list) {
      if (seen.has(number)) continue;
      seen.add(number);
      const entry = shelf.entries[number];
      if (entry === undefined) continue;
      const distance = distanceWithin(key, entry.key, editsAllowed(Math.min(entry.letters, key.length)));
      if (distance !== null && distance > 0) near.push({ entry, distance });
    }
  }
  return near;
}

function nearest<T extends Spelling>(key: string, near: readonly FuzzyMatch<T>[]): FuzzyMatch<T> | null {
  const [first] = near;
  if (first === undefined || near.length === 1) return first ?? null;
  const least = Math.min(...near.map(({ distance }) => distance));
  const equals = near.filter(({ distance }) => distance === least);
  const fuse = new Fuse(
    equals.map(({ entry }) => entry.key),
    { threshold: 1, includeScore: true },
  );
  const [best] = fuse.search(key.slice(0, LONGEST_PATTERN));
  return equals[best?.refIndex ?? 0] ?? first;
}

function shelfOf(digits: string, length: number): string {
  return `${length} ${digits}`;
}

function digitsOf(key: string): string {
  return (key.match(/\d+/g) ?? []).join('|');
}

function pairsOf(key: string): Set<string> {
  const padded = `^${key}$`;
  const pairs = new Set<string>();
  for (let i = 0; i + 2 <= padded.length; i += 1) pairs.add(padded.slice(i, i + 2));
  return pairs;
}
