import Fuse from 'fuse.js';
import { distanceWithin, editsAllowed } from '../language/distance.ts';
import { differingBits, KINDS_PER_EDIT, kindsOf } from '../language/kinds.ts';
import { buildPostings, type Postings } from '../language/postings.ts';
import { firstOf } from '../language/table.ts';

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
/** Names that are sooner looked at one and all than sorted by their letter pairs. */
const FEW = 2000;
/** Characters that fuse.js takes as one pattern. */
const LONGEST_PATTERN = 32;

/** The names with the same digits, the shortest first. */
interface Shelf<T> {
  readonly entries: readonly T[];
  readonly lengths: Uint16Array;
  /** The letters of each entry as bits: tells most names that have no chance at a glance. */
  readonly kinds: Int32Array;
  readonly byPair: Postings<number>;
}

/**
 * Finds the name nearest to a misspelt one. Only names with the very same digits and nearly the same length are
 * looked at, and of them only those that share one of the word's rarest letter pairs and most of its letters: a name
 * within the allowed edits shares all pairs but three an edit, so it cannot be missed, and the cost hardly grows with
 * the number of names. Edit distance decides who is near enough, fuse.js who is nearest.
 */
export function buildFuzzyFinder<T extends Spelling>(
  entries: readonly T[],
): (key: string) => FuzzyMatch<T> | null {
  const byDigits = new Map<string, T[]>();
  for (const entry of entries) {
    if (editsAllowed(entry.letters) === 0) continue;
    const digits = digitsOf(entry.key);
    const same = byDigits.get(digits);
    if (same === undefined) byDigits.set(digits, [entry]);
    else same.push(entry);
  }
  const shelves = new Map([...byDigits].map(([digits, same]) => [digits, shelve(same)]));

  return (key) => {
    const shelf = shelves.get(digitsOf(key));
    return shelf === undefined ? null : nearest(key, nearOn(shelf, key));
  };
}

function shelve<T extends Spelling>(names: readonly T[]): Shelf<T> {
  const entries = names.toSorted((a, b) => a.key.length - b.key.length);
  return {
    entries,
    lengths: Uint16Array.from(entries, ({ key }) => key.length),
    kinds: Int32Array.from(entries, ({ key }) => kindsOf(key)),
    byPair: buildPostings(entries.map(({ key }) => pairsOf(key))),
  };
}

function nearOn<T extends Spelling>(
  { entries, lengths, kinds, byPair }: Shelf<T>,
  key: string,
): FuzzyMatch<T>[] {
  const most = editsAllowed(key.length);
  const own = kindsOf(key);
  const shortest = firstOf(lengths, key.length - most);
  const longest = firstOf(lengths, key.length + most + 1);
  if (shortest === longest) return [];
  const near: FuzzyMatch<T>[] = [];
  const seen = new Set<number>();
  const consider = (number: number): void => {
    if (differingBits(own, kinds[number] ?? 0) > KINDS_PER_EDIT * most || seen.has(number)) return;
    seen.add(number);
    const entry = entries[number];
    if (entry === undefined) return;
    const distance = distanceWithin(key, entry.key, editsAllowed(Math.min(entry.letters, key.length)));
    if (distance !== null && distance > 0) near.push({ entry, distance });
  };
  if (longest - shortest <= FEW) {
    for (let number = shortest; number < longest; number += 1) consider(number);
    return near;
  }
  const rarest = [...pairsOf(key)]
    .map((pair) => between(byPair(pair), shortest, longest))
    .sort((a, b) => a.length - b.length)
    .slice(0, PAIRS_PER_EDIT * most + 1);
  for (const list of rarest) for (let i = 0; i < list.length; i += 1) consider(list[i] ?? 0);
  return near;
}

/** The numbers of an ascending list that are not below `from` and below `to`. */
function between(numbers: Uint32Array, from: number, to: number): Uint32Array {
  return numbers.subarray(firstOf(numbers, from), firstOf(numbers, to));
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

function digitsOf(key: string): string {
  return (key.match(/\d+/g) ?? []).join('|');
}

/** The pairs of neighbouring characters, each as a small number that few share; the word's ends count as characters. */
function pairsOf(key: string): Set<number> {
  const pairs = new Set<number>();
  let before = 0;
  for (let i = 0; i <= key.length; i += 1) {
    const code = i < key.length ? key.charCodeAt(i) : 0;
    pairs.add((Math.imul(before, LETTERS) + code) & MOST_PAIRS);
    before = code;
  }
  return pairs;
}

/** More than the letters of one script, so that their pairs get numbers of their own. */
const LETTERS = 67;
const MOST_PAIRS = 0xffff;
