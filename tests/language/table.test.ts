import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstOf, firstOfHash, indexHashes } from '../../src/language/table.ts';

const hash = fc.oneof(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), fc.integer({ min: -50, max: 50 }));

describe('firstOfHash', () => {
  it('finds what halving the list finds, however the hashes lie', () => {
    fc.assert(
      fc.property(fc.array(hash, { maxLength: 500 }), hash, (hashes, sought) => {
        const ascending = Int32Array.from(hashes).sort();
        const indexed = indexHashes(ascending);
        for (const one of [sought, ...hashes])
          expect(firstOfHash(indexed, one)).toBe(firstOf(ascending, one));
      }),
    );
  });
});
