import { allOf } from '../knowledge/languages.ts';
import type { Knowledge } from '../knowledge/schema.ts';
import { type Lists, pack } from '../language/postings.ts';
import { firstOf, numberOf, type TextTable, tableOf } from '../language/table.ts';
import type { TermFinder } from '../understanding/terms.ts';

/** How near a question is to what people ask for facts by, from 0 to 1; what is far is left out. */
export interface Nearness {
  /**
   * To the facts of one topic, by the fact's number, all facts counted one after the other. Costs the topic's phrases.
   *
   * @param topic its number in the knowledge
   */
  toFactsOf(topic: number): ReadonlyMap<number, number>;
  /** To the nearest fact of each topic, by the topic's number. Costs the phrases that hold the question's terms. */
  toTopics(): ReadonlyMap<number, number>;
}

/** The facts, by number, that people ask for with a term; none where a good part of all phrases holds it. */
export type AskedBy = (term: string) => ReadonlySet<number>;

/** Tells how near a question's terms are to the `asked` phrases of the facts. */
export type AskedIndex = (terms: readonly string[]) => Nearness;

/** A term in more than this share of all phrases tells nothing apart. */
const COMMON = 0.08;
/** What a term of the question that no phrase holds counts, beside one that a single phrase holds. */
const UNHEARD = 0.6;
/** Facts nearer than this are told. */
const NEAR = 0.2;
/** Weights are added up in whole numbers of a unit: two bytes each are half to be read, and exact enough. */
const UNITS = 2048;
const MOST_UNITS = 65_535;

/** The phrases of all facts by their terms, as plain data; phrases of the same terms are one. */
export interface AskedData {
  readonly terms: TextTable;
  /** By term how rare it is among the phrases, from 0 to 1. */
  readonly rarity: Float64Array;
  /** By term the phrases that hold it; none where it is common. */
  readonly holding: Lists;
  /** By phrase the length of the vector of its terms. */
  readonly lengths: Float32Array;
  /** By phrase the facts that it asks for, all facts counted one after the other. */
  readonly facts: Lists;
  /** By phrase the topics of its facts. */
  readonly topics: Lists;
  /** Where the phrases of each topic begin, and the last ones end; before them are those of several. */
  readonly bounds: Uint32Array;
}

/** What is asked for by the same terms. */
interface Phrase {
  /** Their numbers. */
  readonly terms: readonly number[];
  readonly facts: Set<number>;
  readonly topics: Set<number>;
}

/** Weighs each term by its rarity among the phrases (Spärck Jones 1972). */
export function askedData({ topics }: Knowledge, finder: TermFinder): AskedData {
  const terms = new Map<string, { readonly number: number; readonly phrases: number[]; count: number }>();
  const phrases = new Map<string, Phrase>();
  let fact = 0;
  let total = 0;
  const numberOfTerm = (term: string): number => {
    const entry = terms.get(term) ?? { number: terms.size, phrases: [], count: 0 };
    terms.set(term, entry);
    entry.count += 1;
    return entry.number;
  };
  for (const [topic, { facts }] of topics.entries()) {
    for (const { asked } of facts) {
      for (const text of allOf(asked)) {
        const held = Array.from(finder.of(text), numberOfTerm);
        total += 1;
        const key = held.toSorted().join(' ');
        const phrase = phrases.get(key) ?? { terms: held, facts: new Set(), topics: new Set() };
        phrases.set(key, phrase);
        phrase.facts.add(fact);
        phrase.topics.add(topic);
      }
      fact += 1;
    }
  }
  const shared: Phrase[] = [];
  const own: Phrase[][] = topics.map(() => []);
  for (const phrase of phrases.values()) {
    const [topic = 0, ...others] = phrase.topics;
    (others.length > 0 ? shared : own[topic])?.push(phrase);
  }
  const all = [shared, ...own].flat();
  const entries = [...terms.values()];
  for (const [number, phrase] of all.entries())
    for (const term of phrase.terms) entries[term]?.phrases.push(number);
  const rarest = Math.log(Math.max(2, total));
  const rarity = entries.map(({ count }) => Math.log(total / count) / rarest);
  let end = shared.length;
  return {
    terms: tableOf(terms.keys()),
    rarity: Float64Array.from(rarity),
    holding: pack(entries.map((entry) => (entry.count <= COMMON * total ? entry.phrases : []))),
    lengths: Float32Array.from(
      all,
      (phrase) => Math.hypot(...phrase.terms.map((term) => rarity[term] ?? 0)) || 1,
    ),
    facts: pack(all.map((phrase) => phrase.facts)),
    topics: pack(all.map((phrase) => phrase.topics)),
    bounds: Uint32Array.from([shared.length, ...own.map(({ length }) => (end += length))]),
  };
}

/**
 * Nearness is the cosine of two sets of terms, of a fact's best phrase. Phrases of the same terms ("when was it
 * signed?") cost as one.
 */
export function askedIndexFrom({
  terms,
  rarity,
  holding,
  lengths,
  facts,
  topics,
  bounds,
}: AskedData): AskedIndex {
  // side by side, since they are read together: each phrase's sum, then its length
  const slots = new Uint16Array(2 * lengths.length);
  for (const [phrase, length] of lengths.entries()) slots[2 * phrase + 1] = inUnits(length);
  const touched = new Uint32Array(lengths.length);
  const shared = bounds[0] ?? 0;

  return (asked) => {
    const sought: { readonly term: number; readonly square: number }[] = [];
    let squares = 0;
    for (const text of new Set(asked)) {
      const term = numberOf(terms, text);
      const weight = term === null ? UNHEARD : (rarity[term] ?? 0);
      squares += weight * weight;
      if (term !== null) sought.push({ term, square: inUnits(weight * weight) });
    }
    const length = Math.sqrt(squares) || 1;

    /** Adds up the phrases from one to another that hold a term, which become touched; how many are by then. */
    function touch(from: number, to: number, before: number): number {
      let count = before;
      for (const { term, square } of sought) {
        const end = holding.bounds[term + 1] ?? 0;
        const first = firstOf(holding.numbers, from, holding.bounds[term] ?? 0, end);
        for (let i = first; i < end; i += 1) {
          const phrase = holding.numbers[i] ?? 0;
          if (phrase >= to) break;
          const slot = 2 * phrase;
          const sum = slots[slot] ?? 0;
          if (sum === 0) {
            touched[count] = slot;
            count += 1;
          }
          slots[slot] = Math.min(MOST_UNITS, sum + square);
        }
      }
      return count;
    }

    /** The near ones of those that were touched, which are so no more. */
    function nearOf(count: number): NearPhrase[] {
      const near: NearPhrase[] = [];
      for (let i = 0; i < count; i += 1) {
        const slot = touched[i] ?? 0;
        const sum = slots[slot] ?? 0;
        const both = length * (slots[slot + 1] ?? 1);
        slots[slot] = 0;
        if (sum >= NEAR * both) near.push({ phrase: slot / 2, cosine: sum / both });
      }
      return near;
    }

    return {
      toFactsOf(topic) {
        const several = touch(0, shared, 0);
        const own = touch(bounds[topic] ?? 0, bounds[topic + 1] ?? 0, several);
        return nearestBy(facts, nearOf(own));
      },
      toTopics: () => nearestBy(topics, nearOf(touch(0, lengths.length, 0))),
    };
  };
}

function inUnits(weight: number): number {
  return Math.min(MOST_UNITS, Math.max(1, Math.round(UNITS * weight)));
}

/** The nearest of several readings of a question. */
export function nearestOf(readings: readonly Nearness[]): Nearness {
  const [only, ...others] = readings;
  if (only !== undefined && others.length === 0) return only;
  return {
    toFactsOf: (topic) => nearestIn(readings.map((near) => near.toFactsOf(topic))),
    toTopics: () => nearestIn(readings.map((near) => near.toTopics())),
  };
}

function nearestIn(maps: readonly ReadonlyMap<number, number>[]): Map<number, number> {
  const nearest = new Map<number, number>();
  for (const map of maps) {
    for (const [number, cosine] of map) if (cosine > (nearest.get(number) ?? 0)) nearest.set(number, cosine);
  }
  return nearest;
}

interface NearPhrase {
  readonly phrase: number;
  readonly cosine: number;
}

/** Costs the phrases that hold the term. */
export function askedByFrom({ terms, holding, facts }: AskedData): AskedBy {
  return (term) => {
    const found = new Set<number>();
    const number = numberOf(terms, term);
    if (number === null) return found;
    const end = holding.bounds[number + 1] ?? 0;
    for (let i = holding.bounds[number] ?? 0; i < end; i += 1) {
      const phrase = holding.numbers[i] ?? 0;
      const last = facts.bounds[phrase + 1] ?? 0;
      for (let at = facts.bounds[phrase] ?? 0; at < last; at += 1) found.add(facts.numbers[at] ?? 0);
    }
    return found;
  };
}

/** What the phrases that are near ask for, by its number, each with its nearest phrase's nearness. */
function nearestBy({ numbers, bounds }: Lists, near: readonly NearPhrase[]): Map<number, number> {
  const nearest = new Map<number, number>();
  for (const { phrase, cosine } of near) {
    const end = bounds[phrase + 1] ?? 0;
    for (let i = bounds[phrase] ?? 0; i < end; i += 1) {
      const number = numbers[i] ?? 0;
      if (cosine > (nearest.get(number) ?? 0)) nearest.set(number, cosine);
    }
  }
  return nearest;
}
