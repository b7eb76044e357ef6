import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as russian } from '@orama/stemmers/russian';

const remembered = new Map<string, string>();
/** Enough for the words of a knowledge folder a hundred times ours; beyond that stems are made anew. */
const REMEMBER_AT_MOST = 200_000;

const HINDI_ENDINGS = ['ियों', 'ाएं', 'ियां', 'ाओं', 'ुओं', 'ों', 'ें', 'ीं', 'ां', 'ी', 'े', 'ा', 'ो', 'ि'];

/** The stem of a normalised word: Snowball for Latin and Cyrillic script, case endings off for Devanagari. */
export function stem(word: string): string {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const made = makeStem(word);
  if (remembered.size < REMEMBER_AT_MOST) remembered.set(word, made);
  return made;
}

function makeStem(word: string): string {
  if (word.length < 3 || word.length > 40) return word;
  if (/^[a-z]+$/.test(word)) {
    const short = english(word);
    // "used" would become "us", the United States.
    return short.length < 3 ? word : short;
  }
  if (/^[а-я]+$/.test(word)) return russian(word);
  if (/^\p{sc=Devanagari}/u.test(word) && word.length > 3) {
    const ending = HINDI_ENDINGS.find(
      (candidate) => word.endsWith(candidate) && word.length - candidate.length >= 2,
    );
    return ending === undefined ? word : word.slice(0, -ending.length);
  }
  return word;
}
