import { hashOf } from './hash.ts';

/** Texts by their number: plain data that is used as it lies, so that thousands are read back as quickly as one. */
export interface Texts {
  /** All of them, one after the other. */
  readonly joined: string;
  /** Where each ends; it begins where the one before it ends. */
  readonly ends: Uint32Array;
}

/** Texts with their numbers by the text: what a Map would be, without being built at every start. */
export interface TextTable extends Texts {
  /** Hashes of the texts, ascending. */
  readonly hashes: Int32Array;
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
    hashes: Int32Array.from(order, (number) => hashes[number] ?? 0),
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
  for (let place = firstOfHash(hashes, hash); hashes[place] === hash; place += 1) {
    const number = numbers[place] ?? 0;
    const start = ends[number - 1] ?? 0;
    if ((ends[number] ?? 0) - start === text.length && joined.startsWith(text, start)) return number;
  }
  return null;
}

/** Hashes of texts, ascending: tells nearly all others from them, at four bytes a text. */
export function hashesOf(texts: Iterable<string>): Int32Array {
  return Int32Array.from(new Set(Array.from(texts, (text) => hashOf(text)))).sort();
}

/** Whether a text is among those hashed; of four million others it may say so of one for every thousand hashed. */
export function mayHold(hashes: Int32Array, text: string): boolean {
  const hash = hashOf(text);
  return hashes[firstOfHash(hashes, hash)] === hash;
}

/** How many places off a guess is taken to be at first. */
const OFF = 32;

/**
 * As `firstOf`, for hashes, which lie evenly: where one should stand is known but for a few dozen places
 * (interpolation search, Peterson 1957). Halving the whole list would visit places all over the memory, which costs
 * most where questions come one by one.
 */
export function firstOfHash(hashes: Int32Array, hash: number): number {
  const { length } = hashes;
  let low = Math.floor(((hash + 0x8000_0000) / 0x1_0000_0000) * length);
  let high = low;
  for (let off = OFF; low > 0 && (hashes[low - 1] ?? 0) >= hash; off *= 2) low = Math.max(0, low - off);
  for (let off = OFF; high < length && (hashes[high] ?? 0) < hash; off *= 2)
    high = Math.min(length, high + off);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((hashes[middle] ?? 0) < hash) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the first number stands that is not below `least`, in an ascending list. */
export function firstOf(numbers: Int32Array | Uint32Array | Uint16Array, least: number): number {
  let low = 0;
  let high = numbers.length;
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
