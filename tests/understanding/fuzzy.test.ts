import { describe, expect, it } from 'vitest';
import { misspell } from '../../src/evaluation/typos.ts';
import { distanceWithin, editsAllowed } from '../../src/language/distance.ts';
import { pseudoRandom } from '../../src/language/random.ts';
import { buildFuzzyFinder, fuzzyData, lettersIn } from '../../src/understanding/fuzzy.ts';

/** The nearest of some names, as they are written. */
function finderOf(names: readonly string[]): (word: string) => { name: string; distance: number } | null {
  const find = buildFuzzyFinder(fuzzyData(names), (number) => names[number] ?? '');
  return (word) => {
    const match = find(word);
    return match === null ? null : { name: names[match.number] ?? '', distance: match.distance };
  };
}

/** Words that can be told apart and yet are alike, as names are. */
function makeNames(count: number): string[] {
  const random = pseudoRandom(7);
  const syllables = ['bra', 'mos', 'tri', 'umf', 'su', 'khoi', 'ka', 'lash', 'va', 'nik', 'или', 'зен', 'क्र'];
  const any = (): string => syllables[Math.floor(random() * syllables.length)] ?? '';
  return Array.from({ length: count }, () =>
    Array.from({ length: 2 + Math.floor(random() * 4) }, any).join(''),
  );
}

/** The least distance of a word to any name near enough, found by looking at all of them. */
function leastOf(word: string, names: readonly string[]): number | null {
  const distances = names.flatMap(
    (name) => distanceWithin(word, name, editsAllowed(Math.min(lettersIn(name), word.length))) ?? [],
  );
  const some = distances.filter((distance) => distance > 0);
  return some.length === 0 ? null : Math.min(...some);
}

describe('the name nearest to a misspelt one', () => {
  it.each([50, 30_000])('is as near as any of %i names', (count) => {
    const names = makeNames(count);
    const find = finderOf(names);
    const words = names.slice(0, 120).map((name, i) => misspell(name, 1 + (i % 3), i));
    const nearest = words.map((word) => find(word)?.distance ?? null);
    expect(nearest).toEqual(words.map((word) => leastOf(word, names)));
    expect(nearest.filter((distance) => distance !== null).length).toBeGreaterThan(words.length / 2);
  });

  it('has the very same digits', () => {
    const find = finderOf(['barak8', 'barak81', 'barak']);
    expect(find('barrak8')?.name).toBe('barak8');
    expect(find('barrak18')).toBeNull();
  });
});
