import { distanceWithin, editsAllowed } from './distance.ts';
import { differingBits, KINDS_PER_EDIT, kindsOf } from './kinds.ts';
import { once } from './once.ts';

/** Mends one normalised word to a word of the vocabulary, or gives it back as it is. */
export type Speller = (word: string) => string;

/** Words that spelling is mended to. */
export interface Vocabulary {
  words(): Iterable<string>;
  /** How often a word is used; 0 for no word of the vocabulary. */
  uses(word: string): number;
}

/** Words shorter than this have too many neighbours to be mended safely. */
const SHORTEST = 4;
/** How often a word must occur for a very short one to be mended to it. */
const COMMON = 12;
/** From this length on the first letter may be the wrong one. */
const SURE_LENGTH = 6;

/**
 * A speller to our own vocabulary. Words that the vocabulary or `isOrdinary` knows stay; others become the
 * nearest vocabulary word within one edit (two from eight letters on), the commonest among equals. Digits are
 * never touched. Neighbours are found by deletions (Garbe's symmetric delete method), so a look-up costs the
 * word's length, not the vocabulary's size.
 */
export function buildSpeller(vocabulary: Vocabulary, isOrdinary: (word: string) => boolean): Speller {
  const neighbours = once(() => neighboursOf(vocabulary.words()));
  const kinds = once(() => kindsByLength(vocabulary.words()));

  /** Whether any word has nearly the letters of this one: spares the many deletions of a long strange word. */
  function mayBeNear(word: string, limit: number): boolean {
    const own = kindsOf(word);
    for (let length = word.length - limit; length <= word.length + limit; length += 1) {
      for (const other of kinds().get(length) ?? []) {
        if (differingBits(own, other) <= KINDS_PER_EDIT * limit) return true;
      }
    }
    return false;
  }

  return (word) => {
    if (word.length < SHORTEST - 1 || word.length > 24) return word;
    const least = word.length <= SHORTEST ? COMMON : 0;
    if (vocabulary.uses(word) > 0 || isOrdinary(word) || /\d/.test(word)) return word;
    let best = word;
    let bestRank = Number.POSITIVE_INFINITY;
    const limit = Math.max(1, editsAllowed(word.length));
    if (limit > 1 && !mayBeNear(word, limit)) return word;
    for (const form of deletions(word, limit)) {
      for (const candidate of neighbours().get(form) ?? []) {
        const distance = distanceWithin(word, candidate, Math.min(limit, editsAllowed(candidate.length)));
        if (distance === null || vocabulary.uses(candidate) < least) continue;
        if (candidate[0] !== word[0] && word.length < SURE_LENGTH) continue;
        const strange = candidate[0] === word[0] ? 0 : 0.6;
        const rank = distance + strange - Math.min(0.5, Math.log1p(vocabulary.uses(candidate)) / 20);
        if (rank < bestRank) {
          best = candidate;
          bestRank = rank;
        }
      }
    }
    return best;
  };
}

/** The kinds of letters of the words of each length. */
function kindsByLength(words: Iterable<string>): Map<number, readonly number[]> {
  const kinds = new Map<number, number[]>();
  for (const word of words) {
    const list = kinds.get(word.length);
    if (list === undefined) kinds.set(word.length, [kindsOf(word)]);
    else list.push(kindsOf(word));
  }
  return kinds;
}

/** Words by what is left of them when one letter is taken out. */
function neighboursOf(words: Iterable<string>): Map<string, string[]> {
  const neighbours = new Map<string, string[]>();
  for (const word of words) {
    if (word.length < SHORTEST || word.length > 24) continue;
    for (const form of deletions(word, 1)) {
      const list = neighbours.get(form);
      if (list === undefined) neighbours.set(form, [word]);
      else list.push(word);
    }
  }
  return neighbours;
}

function deletions(word: string, count: number): Set<string> {
  const forms = new Set([word]);
  let last = [word];
  for (let round = 0; round < count; round += 1) {
    const next: string[] = [];
    for (const form of last) {
      for (let i = 0; i < form.length; i += 1) {
        const shorter = form.slice(0, i) + form.slice(i + 1);
        if (!forms.has(shorter)) {
          forms.add(shorter);
          next.push(shorter);
        }
      }
    }
    last = next;
  }
  return forms;
}
