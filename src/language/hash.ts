const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * FNV-1a in 32 bits, signed, of a piece of a text: of the bytes of its UTF-16 units, the lower byte first. A number
 * for a text where the text itself need not be kept; two texts of 60,000 share one once in two such vocabularies.
 */
export function hashOf(text: string, from = 0, to = text.length): number {
  let hash = OFFSET;
  for (let i = from; i < to; i += 1) {
    const unit = text.charCodeAt(i);
    hash = Math.imul(hash ^ (unit & 0xff), PRIME);
    hash = Math.imul(hash ^ (unit >>> 8), PRIME);
  }
  return hash | 0;
}
