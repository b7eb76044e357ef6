import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesOf } from '../../src/language/matches.ts';

const PATTERNS = [/a+/g, /a*/g, /(?<=b)a|\p{L}$/gu, /(a)(b)?/g];

describe('the matches of a pattern', () => {
  it('are those that matchAll finds, whatever was matched before', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PATTERNS),
        fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'й') }), { minLength: 1, maxLength: 4 }),
        (pattern, texts) => {
          for (const text of texts) {
            const found = matchesOf(pattern, text).map((match) => [match.index, ...match]);
            expect(found).toEqual(
              [...text.matchAll(new RegExp(pattern))].map((match) => [match.index, ...match]),
            );
          }
        },
      ),
    );
  });
});
