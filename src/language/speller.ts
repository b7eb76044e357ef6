import { distanceWithin, editsAllowed } from './distance.ts';
import { hashOf } from './hash.ts';
import { differingBits, KINDS_PER_EDIT, kindsOf } from './kinds.ts';
import { firstOf, firstOfHash, type Hashes, indexHashes, numberOf, type TextTable, textAt } from './table.ts';

/** Mends one normalised word to a word of the vocabulary, or gives it back as it is. */
export type Speller = (word: string) => string;

/** Words that spelling is mended to. */
export interface Vocabulary {
  readonly words: TextTable;
  /** How often a word is used, by its number; one that is not used is no word of the vocabulary. */
  readonly uses: Uint32Array;
}

/** The vocabulary by how its words are misspelt: plain data. */
export interface SpellerData {
  /** Hashes, ascending, of what is left of words when one letter is taken out, and of words themselves. */
  readonly forms: Hashes;
  /** The number of the word that the form in the same place is of. */
  readonly wordOf: Uint32Array;
  /** Lengths of words, ascending, and the kinds of letters of each. */
  readonly lengths: Uint16Array;
  readonly kinds: Int32Array;
}

/** Words shorter than this have too many neighbours to be mended safely. */
const SHORTEST = 4;
/** Longer ones are hardly words, and have too many deletions. */
const LONGEST = 24;
/** How often a word must occur for a very short one to be mended to it. */
const COMMON = 12;
/** From this length on the first letter may be the wrong one. */
const SURE_LENGTH = 6;

/** Looks at every word once, so that a start need not. */
export function spellerData({ words, uses }: Vocabulary): SpellerData {
  const forms: { readonly hash: number; readonly word: number }[] = [];
  const all: string[] = [];
  for (let word = 0; word < uses.length; word += 1) {
    if (uses[word] === 0) continue;
    const text = textAt(words, word);
    all.push(text);
    if (text.length < SHORTEST || text.length > LONGEST) continue;
    for (const form of deletions(text, 1)) forms.push({ hash: hashOf(form), word });
  }
  forms.sort((a, b) => a.hash - b.hash || a.word - b.word);
  all.sort((a, b) => a.length - b.length);
  return {
    forms: indexHashes(Int32Array.from(forms, ({ hash }) => hash)),
    wordOf: Uint32Array.from(forms, ({ word }) => word),
    lengths: Uint16Array.from(all, ({ length }) => length),
    kinds: Int32Array.from(all, kindsOf),
  };
}

/**
 * A speller to our own vocabulary. Words that the vocabulary or `isOrdinary` knows stay; others become the
 * nearest vocabulary word within one edit (two from eight letters on), the commonest among equals. Digits are
 * never touched. Neighbours are found by deletions (Garbe's symmetric delete method), so a look-up costs the
 * word's length, not the vocabulary's size.
 */
export function buildSpeller(
  { words, uses }: Vocabulary,
  { forms, wordOf, lengths, kinds }: SpellerData,
  isOrdinary: (word: string) => boolean,
): Speller {
  const isUsed = (word: string): boolean => (uses[numberOf(words, word) ?? -1] ?? 0) > 0;

  /** Whether any word has nearly the letters of this one: spares the many deletions of a long strange word. */
  function mayBeNear(word: string, limit: number): boolean {
    const own = kindsOf(word);
    const end = firstOf(lengths, word.length + limit + 1);
    for (let at = firstOf(lengths, word.length - limit); at < end; at += 1) {
      if (differingBits(own, kinds[at] ?? 0) <= KINDS_PER_EDIT * limit) return true;
    }
    return false;
  }

  return (word) => {
    if (word.length < SHORTEST - 1 || word.length > LONGEST) return word;
    const least = word.length <= SHORTEST ? COMMON : 0;
    if (isUsed(word) || isOrdinary(word) || /\d/.test(word)) return word;
    let best = word;
    let bestRank = Number.POSITIVE_INFINITY;
    const limit = Math.max(1, editsAllowed(word.length));
    if (limit > 1 && !mayBeNear(word, limit)) return word;
    for (const form of deletions(word, limit)) {
      const hash = hashOf(form);
      for (let at = firstOfHash(forms, hash); forms.ascending[at] === hash; at += 1) {
        const number = wordOf[at] ?? 0;
        const candidate = textAt(words, number);
        const used = uses[number] ?? 0;
        const distance = distanceWithin(word, candidate, Math.min(limit, editsAllowed(candidate.length)));
        if (distance === null || used < least) continue;
        if (candidate[0] !== word[0] && word.length < SURE_LENGTH) continue;
        const strange = candidate[0] === word[0] ? 0 : 0.6;
        const rank = distance + strange - Math.min(0.5, Math.log1p(used) / 20);
        if (rank < bestRank) {
          best = candidate;
          bestRank = rank;
        }
      }
    }
    return best;
  };
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
