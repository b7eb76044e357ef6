/** The numbers of the things that hold a term, ascending; empty where none does. */
export type Postings<T> = (term: T) => Uint32Array;

const NONE = new Uint32Array(0);

/** Postings of things numbered in their order; `terms` of each, every one once. */
export function buildPostings<T>(terms: Iterable<Iterable<T>>): Postings<T> {
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
  const packed = pack(lists.values());
  const places = new Map<T, number>();
  for (const term of lists.keys()) places.set(term, places.size);
  return (term) => {
    const place = places.get(term);
    return place === undefined ? NONE : packed(place);
  };
}

/** Many lists of numbers as one array: a tenth of the memory, and read without a jump. */
export function pack(lists: Iterable<Iterable<number>>): (list: number) => Uint32Array {
  const all: number[] = [];
  const ends: number[] = [];
  for (const list of lists) {
    for (const number of list) all.push(number);
    ends.push(all.length);
  }
  const numbers = Uint32Array.from(all);
  const bounds = Uint32Array.from([0, ...ends]);
  return (list) => numbers.subarray(bounds[list] ?? 0, bounds[list + 1] ?? 0);
}
