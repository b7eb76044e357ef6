import { describe, expect, it } from 'vitest';
import { misspell } from '../../src/evaluation/typos.ts';
import { distanceWithin, editsAllowed } from '../../src/language/distance.ts';
import { pseudoRandom } from '../../src/language/random.ts';
import { buildFuzzyFinder, type Spelling } from '../../src/understanding/fuzzy.ts';

function spelling(key: string): Spelling {
  return { key, letters: key.replace(/\d/g, '').length };
}

/** Words that can be told apart and yet are alike, as names are. */
function makeNames(count: number): Spelling[] {
  const random = pseudoRandom(7);
  const syllables = ['bra', 'mos', 'tri', 'umf', 'su', 'khoi', 'ka', 'lash', 'va', 'nik', 'или', 'зен', 'क्र'];
  const any = (): string => syllables[Math.floor(random() * syllables.length)] ?? '';
  return Array.from({ length: count }, () =>
    spelling(Array.from({ length: 2 + Math.floor(random() * 4) }, any).join('')),
  );
}

/** The least distance of a word to any name near enough, found by looking at all of them. */
function leastOf(word: string, names: readonly Spelling[]): number | null {
  const distances = names.flatMap(
    ({ key, letters }) => distanceWithin(word, key, editsAllowed(Math.min(letters, word.length))) ?? [],
  );
  const some = distances.filter((distance) => distance > 0);
  return some.length === 0 ? null : Math.min(...some);
}

describe('the name nearest to a misspelt one', () => {
  it.each([50, 30_000])('is as near as any of %i names', (count) => {
    const names = makeNames(count);
    const find = buildFuzzyFinder(names);
    const words = names.slice(0, 120).map(({ key }, i) => misspell(key, 1 + (i % 3), i));
    const nearest = words.map((word) => find(word)?.distance ?? null);
    expect(nearest).toEqual(words.map((word) => leastOf(word, names)));
    expect(nearest.filter((distance) => distance !== null).length).toBeGreaterThan(words.length / 2);
  });

  it('has the very same digits', () => {
    const find = buildFuzzyFinder(['barak8', 'barak81', 'barak'].map(spelling));
    expect(find('barrak8')?.entry.key).toBe('barak8');
    expect(find('barrak18')).toBeNull();
  });
});
