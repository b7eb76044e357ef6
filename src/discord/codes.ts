/**
 * Short codes for the long ids of the knowledge, so that a button's state fits into its 100 characters. A code is
 * a hash of its id: it stays the same over restarts and when other ids come and go.
 */
export interface Codes {
  /** Five characters for an id of the knowledge; any other id gets five that decode to nothing. */
  encode(id: string): string;
  /** The id of a code; null where no id has it any more. */
  decode(code: string): string | null;
}

export const CODE_LENGTH = 5;
const NOBODY = '='.repeat(CODE_LENGTH);
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Five characters that stand for any text: 30 bits of its FNV-1a hash. */
export function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  // Folds the upper bits in, since only 30 of the 32 are kept.
  hash = (hash ^ (hash >>> 15)) >>> 0;
  let code = '';
  for (let i = 0; i < CODE_LENGTH; i += 1) {
    code += ALPHABET.charAt(hash & 63);
    hash >>>= 6;
  }
  return code;
}

/** Codes for a set of ids. Two ids with one hash are told apart by salting the later one in the alphabet. */
export function codesFor(ids: Iterable<string>): Codes {
  const codeOf = new Map<string, string>();
  const idOf = new Map<string, string>();
  for (const id of [...new Set(ids)].sort()) {
    let code = hashOf(id);
    for (let salt = 1; idOf.has(code); salt += 1) code = hashOf(`${id}#${salt}`);
    codeOf.set(id, code);
    idOf.set(code, id);
  }
  return {
    encode: (id) => codeOf.get(id) ?? NOBODY,
    decode: (code) => idOf.get(code) ?? null,
  };
}
