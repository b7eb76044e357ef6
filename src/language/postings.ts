import { firstOf, numberOf, type TextTable, tableOf } from './table.ts';

/** The numbers of the things that hold a term, ascending; empty where none does. */
export type Postings<T> = (term: T) => Uint32Array;

/** Many lists of numbers as one array: a tenth of the memory, and read without a jump. Plain data. */
export interface Lists {
  readonly numbers: Uint32Array;
  /** Where each list begins, and the last one ends. */
  readonly bounds: Uint32Array;
}

/** The things that hold each term, as plain data. */
export interface PostingsData {
  readonly terms: TextTable;
  readonly lists: Lists;
}

/** As `PostingsData`, of terms that are numbers. */
export interface NumberPostings {
  /** Ascending. */
  readonly terms: Uint32Array;
  readonly lists: Lists;
}

const NONE = new Uint32Array(0);

/** Of things numbered in their order; `terms` of each, every one once. */
export function postingsData(terms: Iterable<Iterable<string>>): PostingsData {
  const held = listsOf(terms);
  return { terms: tableOf(held.keys()), lists: pack(held.values()) };
}

export function postingsFrom({ terms, lists }: PostingsData): Postings<string> {
  return (term) => {
    const number = numberOf(terms, term);
    return number === null ? NONE : listAt(lists, number);
  };
}

export function numberPostings(terms: Iterable<Iterable<number>>): NumberPostings {
  const held = [...listsOf(terms)].sort(([a], [b]) => a - b);
  return { terms: Uint32Array.from(held, ([term]) => term), lists: pack(held.map(([, list]) => list)) };
}

export function numberPostingsFrom({ terms, lists }: NumberPostings): Postings<number> {
  return (term) => {
    const place = firstOf(terms, term);
    return terms[place] === term ? listAt(lists, place) : NONE;
  };
}

function listsOf<T>(terms: Iterable<Iterable<T>>): Map<T, number[]> {
  const lists = new Map<T, number[]>();
  let number = 0;
  for (const held of terms) {
    for (const term of held) {
      const list = lists.get(term);
      if (list === undefined) lists.set(term, [number]);
      else list.push(number);
    }
    number += 1;
  }
  return lists;
}

export function pack(lists: Iterable<Iterable<number>>): Lists {
  const all: number[] = [];
  const bounds: number[] = [0];
  for (const list of lists) {
    for (const number of list) all.push(number);
    bounds.push(all.length);
  }
  return { numbers: Uint32Array.from(all), bounds: Uint32Array.from(bounds) };
}

export function listAt({ numbers, bounds }: Lists, list: number): Uint32Array {
  return numbers.subarray(bounds[list] ?? 0, bounds[list + 1] ?? 0);
}
