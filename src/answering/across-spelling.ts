import { distanceWithin, editsAllowed } from '../language/distance.ts';

/** The word of a small vocabulary that a misspelt one stands for, or null where none is near. */
export type Mender = (word: string) => string | null;

/**
 * Builds a mender more lenient than the speller of questions: it may be, since its word must fit into a sentence
 * that is known word by word. One edit is allowed, two from eight letters on. Words that `isOrdinary` knows are
 * spelt right; very short ones are mended only to those that `isSmall` tells to change little. Neighbours are found
 * by leaving out a letter, so a look-up costs the word's length.
 */
export function buildMender(
  vocabulary: ReadonlyMap<string, number>,
  isOrdinary: (word: string) => boolean,
  isSmall: (word: string) => boolean,
): Mender {
  const neighbours = new Map<string, string[]>();
  for (const word of vocabulary.keys()) {
    if (word.length > LONGEST) continue;
    for (const form of shorter(word)) {
      const list = neighbours.get(form);
      if (list === undefined) neighbours.set(form, [word]);
      else list.push(word);
    }
  }
  return (word) => {
    const { least: shortest, full } = lengths(word);
    if (word.length < shortest || word.length > LONGEST || isOrdinary(word)) return null;
    const edits = Math.max(1, editsAllowed(word.length));
    const near = new Set([...shorter(word)].flatMap((form) => neighbours.get(form) ?? []));
    let best: string | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const candidate of near) {
      if (candidate.length < SHORTEST || (word.length < full && !isSmall(candidate))) continue;
      const limit = Math.min(edits, Math.max(1, editsAllowed(candidate.length)));
      const distance = distanceWithin(word, candidate, limit);
      if (distance === null) continue;
      const strange = candidate[0] === word[0] ? 0 : 0.5;
      const rank = distance + strange - Math.min(0.4, (vocabulary.get(candidate) ?? 0) / 50);
      if (rank < least) {
        best = candidate;
        least = rank;
      }
    }
    return best;
  };
}

const LONGEST = 24;

/** A misspelt word of two letters can stand for nearly any other. */
const SHORTEST = 3;

/**
 * From how many letters on a word is mended at all, and to any word. Other scripts have no list of ordinary words
 * to keep words of other questions from being mended.
 */
function lengths(word: string): { readonly least: number; readonly full: number } {
  return /^[a-z]/.test(word) ? { least: 3, full: 4 } : { least: 4, full: 5 };
}

function shorter(word: string): Set<string> {
  const forms = new Set([word]);
  for (let i = 0; i < word.length; i += 1) forms.add(word.slice(0, i) + word.slice(i + 1));
  return forms;
}
