import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_LENGTH, normalise } from '../../src/language/normalise.ts';

describe('normalise', () => {
  it.each([
    ['S–400', 's-400'],
    ['Ｓ－４００', 's-400'],
    ['what’s  the\n“price”', 'what\'s the "price"'],
    ['ещё', 'еще'],
    ['Какой', 'какой'],
    ['ब्रह्मोस की क़ीमत', 'ब्रह्मोस की कीमत'],
    ['पाँच', 'पांच'],
    ['é', 'e'],
    ['<@123456789012345678> price?', 'price?'],
    ['see https://example.org/a?b=c now', 'see now'],
    ['S\u200b-4\u00ad00', 's-400'],
  ])('%j → %j', (written, spelt) => {
    expect(normalise(written)).toBe(spelt);
  });

  it('keeps Devanagari vowel signs and Russian й, which tell words apart', () => {
    expect(normalise('कितने')).toBe('कितने');
    expect(normalise('война')).toBe('война');
    expect(normalise('й')).not.toBe(normalise('и'));
  });

  it('is idempotent on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(normalise(normalise(text))).toBe(normalise(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('spells a plain text as it would one with something to take out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 80 }), (text) => {
        expect(normalise(text)).toBe(normalise(`${text}\u200b`));
      }),
      { numRuns: 1000 },
    );
  });

  it('never gives back more than it reads', () => {
    expect(normalise('ﷺ'.repeat(6000)).length).toBeLessThanOrEqual(MAX_LENGTH);
    expect(normalise(`a${'\u0301'.repeat(6000)}`).length).toBeLessThan(10);
  });
});
