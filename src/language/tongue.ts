import type { Language } from '../knowledge/terms.ts';

/** Tells the language of a question from its words, or null where nothing tells. */
export type TongueTeller = (words: readonly string[]) => Language | null;

/** How often single words are used in texts of a language, and all of them together. */
export interface WordUse {
  of(word: string): number;
  readonly total: number;
}

/**
 * Cyrillic is Russian and Devanagari Hindi; Latin letters are Hinglish where words that only Hinglish examples
 * use outweigh those that only English ones use.
 */
export function buildTongueTeller(
  english: WordUse,
  hinglish: WordUse,
  isOrdinary: (word: string) => boolean,
): TongueTeller {
  return (words) => {
    let cyrillic = 0;
    let devanagari = 0;
    let latin = 0;
    let leaning = 0;
    for (const word of words) {
      if (/\p{sc=Cyrillic}/u.test(word)) cyrillic += 1;
      else if (/\p{sc=Devanagari}/u.test(word)) devanagari += 1;
      else if (/[a-z]/.test(word)) {
        latin += 1;
        const hindi = (hinglish.of(word) + 0.2) / (hinglish.total + 1);
        const plain = (english.of(word) + (isOrdinary(word) ? 2 : 0.2)) / (english.total + 1);
        leaning += Math.max(-2, Math.min(2, Math.log(hindi / plain)));
      }
    }
    if (devanagari > 0 && devanagari >= cyrillic && devanagari * 2 >= latin) return 'hi';
    if (cyrillic > 0 && cyrillic * 2 >= latin) return 'ru';
    if (latin === 0) return null;
    return leaning > 0.5 ? 'hinglish' : 'en';
  };
}
