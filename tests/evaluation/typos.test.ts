import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { misspell } from '../../src/evaluation/typos.ts';

describe('misspell', () => {
  it('keeps every digit, space and sign, whatever the script', () => {
    const letters = /[\p{L}\p{M}]+/gu;
    const text = fc.array(fc.constantFrom('S-400', 'когда', 'आएगा', 'delivery', '2018,', 'kab?', 'C'), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 2 }), fc.nat(), (words, count, seed) => {
        const before = words.join(' ');
        const after = misspell(before, count, seed);
        expect(after.replace(letters, '')).toBe(before.replace(letters, ''));
      }),
    );
  });

  it('makes the same errors for the same seed, and others for another', () => {
    const question = 'When will the remaining squadrons be delivered?';
    expect(misspell(question, 2, 7)).toBe(misspell(question, 2, 7));
    expect(misspell(question, 2, 7)).not.toBe(misspell(question, 2, 8));
    expect(misspell(question, 1, 7)).not.toBe(question);
  });

  it('leaves alone what has no word to misspell', () => {
    expect(misspell('S-400 ?', 2, 1)).toBe('S-400 ?');
  });
});
