import { describe, expect, it } from 'vitest';
import { buildSpeller, spellerData } from '../../src/language/speller.ts';
import { tableOf } from '../../src/language/table.ts';

const uses = new Map([
  ['delivery', 9],
  ['deliver', 3],
  ['manufacture', 4],
  ['squadron', 6],
  ['price', 20],
  ['поставка', 5],
  ['unuttered', 0],
]);
const vocabulary = { words: tableOf(uses.keys()), uses: Uint32Array.from(uses.values()) };
const spell = buildSpeller(vocabulary, spellerData(vocabulary), (word) => word === 'prince');

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
    ['near to one that is never used', 'unutterred'],
    ['with digits', 'pric3'],
    ['far from every other', 'photosynthesis'],
    ['of nearly the same letters in another order', 'yrevileds'],
    ['very short', 'pr'],
    ['very long', 'manufacture'.repeat(3)],
  ])('%s: %s', (_, word) => {
    expect(spell(word)).toBe(word);
  });
});
