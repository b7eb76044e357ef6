const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * FNV-1a in 32 bits, signed, of a piece of a text: of the bytes of its UTF-16 units, the lower byte first. A number
 * for a text where the text itself need not be kept; two texts of 60,000 share one once in two such vocabularies.
 *
 * @param before the hash of what is thought to stand before it
 */
export function hashOf(text: string, from = 0, to = text.length, before = OFFSET): number {
  let hash = before;
  for (let i = from; i < to; i += 1) {
    const unit = text.charCodeAt(i);
    hash = Math.imul(hash ^ (unit & 0xff), PRIME);
    hash = Math.imul(hash ^ (unit >>> 8), PRIME);
  }
  return hash | 0;
}

/** A number for two hashes in their order, as evenly spread as they are (the mixing of MurmurHash3, Appleby 2011). */
export function hashOfPair(first: number, second: number): number {
  let hash = Math.imul(first ^ (first >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13) ^ second, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}
