/**
 * The kinds of characters in a word as bits of a number; some characters share a bit. Words an edit apart differ in
 * two bits at the most (`KINDS_PER_EDIT`), so that most words that are not alike are told apart at a glance.
 */
export function kindsOf(word: string): number {
  let kinds = 0;
  for (let i = 0; i < word.length; i += 1) kinds |= 1 << (word.charCodeAt(i) & 31);
  return kinds;
}

/** An edit takes one kind of letter out of a word, brings one in, or both. */
export const KINDS_PER_EDIT = 2;

/** In how many bits two numbers differ (Warren 2012). */
export function differingBits(a: number, b: number): number {
  const bits = a ^ b;
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
