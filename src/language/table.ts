import { hashOf } from './hash.ts';

/** Texts by their number: plain data that is used as it lies, so that thousands are read back as quickly as one. */
export interface Texts {
  /** All of them, one after the other. */
  readonly joined: string;
  /** Where each ends; it begins where the one before it ends. */
  readonly ends: Uint32Array;
}

/**
 * Hashes with the places where those of the same first bits begin, as many beginnings as hashes: one is found by a
 * look at where it should stand. Halving the list would visit places all over the memory, which costs most where
 * questions come one by one.
 */
export interface Hashes {
  readonly ascending: Int32Array;
  /** One more than a power of two. */
  readonly starts: Uint32Array;
}

/** Texts with their numbers by the text: what a Map would be, without being built at every start. */
export interface TextTable extends Texts {
  readonly hashes: Hashes;
  /** The number of the text with the hash in the same place. */
  readonly numbers: Uint32Array;
}

export function textsOf(texts: Iterable<string>): Texts {
  const parts = [...texts];
  let end = 0;
  return { joined: parts.join(''), ends: Uint32Array.from(parts, ({ length }) => (end += length)) };
}

/** Numbers texts in their order; each may stand there once. */
export function tableOf(texts: Iterable<string>): TextTable {
  const parts = [...texts];
  const hashes = parts.map((text) => hashOf(text));
  const order = Array.from(parts.keys()).sort((a, b) => (hashes[a] ?? 0) - (hashes[b] ?? 0));
  return {
    ...textsOf(parts),
    hashes: indexHashes(Int32Array.from(order, (number) => hashes[number] ?? 0)),
    numbers: Uint32Array.from(order),
  };
}

export function textAt({ joined, ends }: Texts, number: number): string {
  return joined.slice(ends[number - 1] ?? 0, ends[number] ?? 0);
}

/** The texts in the order of their numbers. */
export function* eachText(texts: Texts): Generator<string> {
  for (let number = 0; number < texts.ends.length; number += 1) yield textAt(texts, number);
}

/** The number of a text; null where the table does not hold it. */
export function numberOf({ joined, ends, hashes, numbers }: TextTable, text: string): number | null {
  const hash = hashOf(text);
  for (let place = firstOfHash(hashes, hash); hashes.ascending[place] === hash; place += 1) {
    const number = numbers[place] ?? 0;
    const start = ends[number - 1] ?? 0;
    if ((ends[number] ?? 0) - start === text.length && joined.startsWith(text, start)) return number;
  }
  return null;
}

/** Hashes of texts, ascending: tells nearly all others from them, at four bytes a text. */
export function hashesOf(texts: Iterable<string>): Hashes {
  return indexHashes(Int32Array.from(new Set(Array.from(texts, (text) => hashOf(text)))).sort());
}

/** Whether a text is among those hashed; of four million others it may say so of one for every thousand hashed. */
export function mayHold(hashes: Hashes, text: string): boolean {
  return placeOf(hashes, hashOf(text)) !== null;
}

/** @param ascending hashes, of which several may be the same */
export function indexHashes(ascending: Int32Array): Hashes {
  const bits = Math.max(1, Math.ceil(Math.log2(ascending.length + 1)));
  const starts = new Uint32Array(2 ** bits + 1).fill(ascending.length);
  for (let place = ascending.length - 1; place >= 0; place -= 1)
    starts[firstBits(ascending[place] ?? 0, 32 - bits)] = place;
  for (let at = starts.length - 2; at >= 0; at -= 1) {
    if (starts[at] === ascending.length) starts[at] = starts[at + 1] ?? 0;
  }
  return { ascending, starts };
}

/** The first bits of a hash, as a number that grows with it. */
function firstBits(hash: number, dropped: number): number {
  return (hash ^ 0x8000_0000) >>> dropped;
}

/** Where the first hash stands that is not below the one sought. */
export function firstOfHash({ ascending, starts }: Hashes, sought: number): number {
  const bits = firstBits(sought, Math.clz32(starts.length - 1) + 1);
  const end = starts[bits + 1] ?? 0;
  let place = starts[bits] ?? 0;
  while (place < end && (ascending[place] ?? 0) < sought) place += 1;
  return place;
}

/** Where a hash stands; null where it does not. */
export function placeOf(hashes: Hashes, sought: number): number | null {
  const place = firstOfHash(hashes, sought);
  return hashes.ascending[place] === sought ? place : null;
}

/** Where the first number stands that is not below `least`, in an ascending list or between two places of it. */
export function firstOf(
  numbers: Int32Array | Uint32Array | Uint16Array,
  least: number,
  from = 0,
  to = numbers.length,
): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of an ascending list the numbers that are not below `from` and below `to`. */
export function between(numbers: Uint32Array, from: number, to: number): Uint32Array {
  return numbers.subarray(firstOf(numbers, from), firstOf(numbers, to));
}

/** Whether a number stands in an ascending list. */
export function isAmong(numbers: Uint32Array, number: number): boolean {
  return numbers[firstOf(numbers, number)] === number;
}
