import Fuse from 'fuse.js';
import { distanceWithin, editsAllowed } from '../language/distance.ts';
import { differingBits, KINDS_PER_EDIT, kindsOf } from '../language/kinds.ts';
import { type NumberPostings, numberPostings, numberPostingsFrom } from '../language/postings.ts';
import { between, firstOf, numberOf, type TextTable, tableOf } from '../language/table.ts';

/** A name near to a misspelt one, by its number. */
export interface FuzzyMatch {
  readonly number: number;
  readonly distance: number;
}

/**
 * Names that can be found misspelt, as plain data: those with the same digits beside each other, the shortest first.
 * Places are those of the lists below.
 */
export interface FuzzyData {
  /** The digits that names have. */
  readonly digits: TextTable;
  /** By the number of the digits the place where their names begin; the last one ends at the end. */
  readonly bounds: Uint32Array;
  /** By place the number of the name. */
  readonly numbers: Uint32Array;
  readonly lengths: Uint16Array;
  /** How many of a name's characters are letters: only those may be misspelt. */
  readonly letters: Uint16Array;
  /** The letters of a name as bits: tells most names that have no chance at a glance. */
  readonly kinds: Int32Array;
  /** Places by pairs of neighbouring characters. */
  readonly byPair: NumberPostings;
}

/** An edit spoils at most two letter pairs, a swap of neighbours three. */
const PAIRS_PER_EDIT = 3;
/** Names that are sooner looked at one and all than sorted by their letter pairs. */
const FEW = 2000;
/** Characters that fuse.js takes as one pattern. */
const LONGEST_PATTERN = 32;

/** @param keys the names' letters and digits run together; their numbers are their places here */
export function fuzzyData(keys: readonly string[]): FuzzyData {
  const byDigits = new Map<string, number[]>();
  for (const [number, key] of keys.entries()) {
    if (editsAllowed(lettersIn(key)) === 0) continue;
    const digits = digitsOf(key);
    const same = byDigits.get(digits);
    if (same === undefined) byDigits.set(digits, [number]);
    else same.push(number);
  }
  const shelves = Array.from(byDigits.values(), (numbers) =>
    numbers.toSorted((a, b) => (keys[a]?.length ?? 0) - (keys[b]?.length ?? 0)),
  );
  const numbers = Uint32Array.from(shelves.flat());
  const inOrder = Array.from(numbers, (number) => keys[number] ?? '');
  let end = 0;
  return {
    digits: tableOf(byDigits.keys()),
    bounds: Uint32Array.from([0, ...shelves.map((shelf) => (end += shelf.length))]),
    numbers,
    lengths: Uint16Array.from(inOrder, (key) => key.length),
    letters: Uint16Array.from(inOrder, lettersIn),
    kinds: Int32Array.from(inOrder, kindsOf),
    byPair: numberPostings(inOrder.map(pairsOf)),
  };
}

/**
 * Finds the name nearest to a misspelt one. Only names with the very same digits and nearly the same length are
 * looked at, and of them only those that share one of the word's rarest letter pairs and most of its letters: a name
 * within the allowed edits shares all pairs but three an edit, so it cannot be missed, and the cost hardly grows with
 * the number of names. Edit distance decides who is near enough, fuse.js who is nearest.
 *
 * @param keyOf the name with a number, its letters and digits run together
 */
export function buildFuzzyFinder(
  data: FuzzyData,
  keyOf: (number: number) => string,
): (key: string) => FuzzyMatch | null {
  const { digits, bounds, numbers, letters, kinds } = data;
  const byPair = numberPostingsFrom(data.byPair);
  const seen = new Uint32Array(numbers.length);
  let search = 0;

  function nearTo(key: string): FuzzyMatch[] {
    const shelf = numberOf(digits, digitsOf(key));
    if (shelf === null) return [];
    const most = editsAllowed(key.length);
    const own = kindsOf(key);
    const lengths = data.lengths.subarray(bounds[shelf], bounds[shelf + 1]);
    const start = bounds[shelf] ?? 0;
    const shortest = start + firstOf(lengths, key.length - most);
    const longest = start + firstOf(lengths, key.length + most + 1);
    if (shortest === longest) return [];
    const near: FuzzyMatch[] = [];
    search = (search + 1) >>> 0;
    const consider = (place: number): void => {
      if (differingBits(own, kinds[place] ?? 0) > KINDS_PER_EDIT * most || seen[place] === search) return;
      seen[place] = search;
      const number = numbers[place] ?? 0;
      const allowed = editsAllowed(Math.min(letters[place] ?? 0, key.length));
      const distance = distanceWithin(key, keyOf(number), allowed);
      if (distance !== null && distance > 0) near.push({ number, distance });
    };
    if (longest - shortest <= FEW) {
      for (let place = shortest; place < longest; place += 1) consider(place);
      return near;
    }
    const rarest = Array.from(pairsOf(key), (pair) => between(byPair(pair), shortest, longest))
      .sort((a, b) => a.length - b.length)
      .slice(0, PAIRS_PER_EDIT * most + 1);
    for (const list of rarest) for (let i = 0; i < list.length; i += 1) consider(list[i] ?? 0);
    return near;
  }

  /** Of several that are near the nearest. */
  function nearest(key: string, near: readonly FuzzyMatch[]): FuzzyMatch | null {
    const [first] = near;
    if (first === undefined || near.length === 1) return first ?? null;
    const least = Math.min(...near.map(({ distance }) => distance));
    const equals = near.filter(({ distance }) => distance === least);
    const fuse = new Fuse(
      equals.map(({ number }) => keyOf(number)),
      { threshold: 1, includeScore: true },
    );
    const [best] = fuse.search(key.slice(0, LONGEST_PATTERN));
    return equals[best?.refIndex ?? 0] ?? first;
  }

  return (key) => nearest(key, nearTo(key));
}

/** How many of a name's characters are letters. */
export function lettersIn(key: string): number {
  return key.replace(/[\d|]/g, '').length;
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
