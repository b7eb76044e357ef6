import { hashOf, hashOfPair } from '../language/hash.ts';
import { stem } from '../language/stem.ts';

/** Takes a feature by its hash, with how much its family counts, before its rarity. */
export type TakeFeature = (feature: number, family: number) => void;

/** How much each family of features counts. */
export const FAMILY = { word: 1, stem: 0.8, pair: 0.7, gram: 0.5 } as const;

const [WORD, STEM, FIRST, LAST] = [hashOf('w '), hashOf('s '), hashOf('^'), hashOf('$')];

/** The feature that a word itself is. */
export function wordFeature(word: string): number {
  return hashOf(word, 0, word.length, WORD);
}

/** What texts are taken apart into: words with their pieces and their neighbours, or words as they are. */
export type Grain = 'pieces' | 'words';

/** Hands on what a word is made of: itself, its stem, its runs of 3 to 5 letters, the ends marked by a space. */
export function eachOfWord(word: string, grain: Grain, take: TakeFeature): void {
  take(wordFeature(word), FAMILY.word);
  if (grain === 'words') return;
  const root = stem(word);
  take(hashOf(root, 0, root.length, STEM), FAMILY.stem);
  if (word.length <= 2 || word.length >= 30) return;
  const padded = ` ${word} `;
  for (let size = 3; size <= 5; size += 1) {
    for (let at = 0; at + size <= padded.length; at += 1) take(hashOf(padded, at, at + size), FAMILY.gram);
  }
}

/**
 * Hands on the pairs of neighbours, the beginning and the end of the text among them.
 *
 * @param words the features that they themselves are
 */
export function eachPair(words: readonly number[], grain: Grain, take: TakeFeature): void {
  if (grain === 'words') return;
  for (let i = 0; i <= words.length; i += 1)
    take(hashOfPair(words[i - 1] ?? FIRST, words[i] ?? LAST), FAMILY.pair);
}
