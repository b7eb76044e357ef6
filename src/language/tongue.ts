import type { Language } from '../knowledge/terms.ts';

/** Tells the language of a question from its words, or null where nothing tells. */
export type TongueTeller = (words: readonly string[]) => Language | null;

/**
 * Cyrillic is Russian and Devanagari Hindi; Latin letters are Hinglish where words that only Hinglish examples
 * use outweigh those that only English ones use. `weights` come from the phrases of the knowledge.
 */
export function buildTongueTeller(
  english: Iterable<readonly string[]>,
  hinglish: Iterable<readonly string[]>,
  isOrdinary: (word: string) => boolean,
): TongueTeller {
  const inEnglish = countWords(english);
  const inHinglish = countWords(hinglish);
  const total = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((sum, n) => sum + n, 1);
  const englishTotal = total(inEnglish);
  const hinglishTotal = total(inHinglish);

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
        const hindi = ((inHinglish.get(word) ?? 0) + 0.2) / hinglishTotal;
        const plain = ((inEnglish.get(word) ?? 0) + (isOrdinary(word) ? 2 : 0.2)) / englishTotal;
        leaning += Math.max(-2, Math.min(2, Math.log(hindi / plain)));
      }
    }
    if (devanagari > 0 && devanagari >= cyrillic && devanagari * 2 >= latin) return 'hi';
    if (cyrillic > 0 && cyrillic * 2 >= latin) return 'ru';
    if (latin === 0) return null;
    return leaning > 0.5 ? 'hinglish' : 'en';
  };
}

function countWords(texts: Iterable<readonly string[]>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const words of texts) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
