import { allOf } from '../knowledge/languages.ts';
import type { Knowledge } from '../knowledge/schema.ts';
import { atomise } from '../language/atoms.ts';
import { normalise } from '../language/normalise.ts';
import { type SpellerData, spellerData, type Vocabulary } from '../language/speller.ts';
import { stem } from '../language/stem.ts';
import { numberOf, tableOf } from '../language/table.ts';
import { maskPhrase } from './mask.ts';
import { formsOf } from './terms.ts';

/** What the phrases of all aspects and the vocabulary tell of single words: plain data, figures by word; uses in phrases count twice. */
export interface LexiconData extends Vocabulary {
  readonly spread: Uint32Array;
  readonly english: Uint32Array;
  readonly hinglish: Uint32Array;
  /** 1 or 0. */
  readonly meaningful: Uint32Array;
  /** How the words that are used are misspelt. */
  readonly misspelt: SpellerData;
}

export interface Lexicon {
  /** How many aspects' phrases use it. */
  spread(word: string): number;
  /** How often phrases of a language use it. */
  usesIn(language: 'english' | 'hinglish', word: string): number;
  /** Of all words together. */
  totalIn(language: 'english' | 'hinglish'): number;
  /** Whether it is a single word of the vocabulary and no name, or the stem of one: none is a misspelt name. */
  isMeaningful(word: string): boolean;
}

/** Figures of words while they are being counted. */
class Counts extends Map<string, number> {
  add(word: string, count = 1): void {
    this.set(word, (this.get(word) ?? 0) + count);
  }
}

export function lexiconData({ aspects, words }: Knowledge): LexiconData {
  const spread = new Counts();
  const uses = new Counts();
  const english = new Counts();
  const hinglish = new Counts();
  const meaningful = new Counts();
  for (const { phrases } of aspects) {
    const own = allOf(phrases).flatMap(maskPhrase);
    for (const word of own) uses.add(word, 2);
    for (const word of new Set(own)) spread.add(word);
    for (const word of (phrases.en ?? []).flatMap(maskPhrase)) english.add(word);
    for (const word of (phrases.hinglish ?? []).flatMap(maskPhrase)) hinglish.add(word);
  }
  for (const word of words) {
    for (const form of formsOf(word)) {
      const parts = atomise(normalise(form)).flatMap(({ text, digits }) => (digits ? [] : [text]));
      for (const part of parts) uses.add(part);
      const [only, ...rest] = parts;
      if (word.kind !== 'word' || only === undefined || rest.length > 0) continue;
      meaningful.set(only, 1);
      meaningful.set(stem(only), 1);
    }
  }
  const all = [...new Set([...uses.keys(), ...meaningful.keys()])];
  const byWord = (counts: Counts): Uint32Array => Uint32Array.from(all, (word) => counts.get(word) ?? 0);
  const vocabulary = { words: tableOf(all), uses: byWord(uses) };
  return {
    ...vocabulary,
    misspelt: spellerData(vocabulary),
    spread: byWord(spread),
    english: byWord(english),
    hinglish: byWord(hinglish),
    meaningful: byWord(meaningful),
  };
}

export function lexiconFrom(data: LexiconData): Lexicon {
  const of = (counts: Uint32Array, word: string): number => counts[numberOf(data.words, word) ?? -1] ?? 0;
  const totals = { english: sumOf(data.english), hinglish: sumOf(data.hinglish) };
  return {
    spread: (word) => of(data.spread, word),
    usesIn: (language, word) => of(data[language], word),
    totalIn: (language) => totals[language],
    isMeaningful: (word) => of(data.meaningful, word) > 0,
  };
}

function sumOf(counts: Uint32Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
