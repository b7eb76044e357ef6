import { describe, expect, it } from 'vitest';
import { buildSpeller } from '../../src/language/speller.ts';

const vocabulary = new Map([
  ['delivery', 9],
  ['deliver', 3],
  ['manufacture', 4],
  ['squadron', 6],
  ['price', 20],
  ['поставка', 5],
]);
const spell = buildSpeller(
  { words: () => vocabulary.keys(), uses: (word) => vocabulary.get(word) ?? 0 },
  (word) => word === 'prince',
);

describe('a word is mended', () => {
  it.each([
    ['delivary', 'delivery'],
    ['manufactrue', 'manufacture'],
    ['manuffacturre', 'manufacture'],
    ['sqadron', 'squadron'],
    ['pirce', 'price'],
    ['поставки', 'поставка'],
  ])('%s to %s', (word, mended) => {
    expect(spell(word)).toBe(mended);
  });
});

describe('a word stays', () => {
  it.each([
    ['in the vocabulary', 'deliver'],
    ['ordinary', 'prince'],
    ['with digits', 'pric3'],
    ['far from every other', 'photosynthesis'],
    ['of nearly the same letters in another order', 'yrevileds'],
    ['very short', 'pr'],
    ['very long', 'manufacture'.repeat(3)],
  ])('%s: %s', (_, word) => {
    expect(spell(word)).toBe(word);
  });
});
