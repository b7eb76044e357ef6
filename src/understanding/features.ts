import { hashOf } from '../language/hash.ts';
import { stem } from '../language/stem.ts';

/** Takes a feature by its hash, with how much its family counts, before its rarity. */
export type TakeFeature = (feature: number, family: number) => void;

/** How much each family of features counts. */
export const FAMILY = { word: 1, stem: 0.8, pair: 0.7, gram: 0.5 } as const;

/** The feature that a word itself is. */
export function wordFeature(word: string): number {
  return hashOf(`w ${word}`);
}

/** What texts are taken apart into: words with their pieces and their neighbours, or words as they are. */
export type Grain = 'pieces' | 'words';

/** Hands on the features of single words and those of their order. */
export interface Taking {
  eachOfWord(word: string, take: TakeFeature): void;
  eachPair(words: readonly string[], take: TakeFeature): void;
}

export const TAKING: Readonly<Record<Grain, Taking>> = {
  pieces: { eachOfWord, eachPair },
  words: { eachOfWord: (word, take) => take(wordFeature(word), FAMILY.word), eachPair: () => {} },
};

/** Hands on what a word is made of: itself, its stem, its runs of 3 to 5 letters, the ends marked by a space. */
function eachOfWord(word: string, take: TakeFeature): void {
  take(wordFeature(word), FAMILY.word);
  take(hashOf(`s ${stem(word)}`), FAMILY.stem);
  if (word.length <= 2 || word.length >= 30) return;
  const padded = ` ${word} `;
  for (let size = 3; size <= 5; size += 1) {
    for (let at = 0; at + size <= padded.length; at += 1) take(hashOf(padded, at, at + size), FAMILY.gram);
  }
}

/** Hands on the pairs of neighbours, the beginning and the end of the text among them. */
function eachPair(words: readonly string[], take: TakeFeature): void {
  for (let i = 0; i <= words.length; i += 1) {
    take(hashOf(`p ${words[i - 1] ?? '^'} ${words[i] ?? '$'}`), FAMILY.pair);
  }
}
