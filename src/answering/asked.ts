import { allOf } from '../knowledge/languages.ts';
import type { Knowledge } from '../knowledge/schema.ts';
import { once } from '../language/once.ts';
import { type Lists, pack } from '../language/postings.ts';
import { numberOf, type TextTable, tableOf } from '../language/table.ts';
import type { TermFinder } from '../understanding/terms.ts';

/** How near a question is to what people ask for facts by, from 0 to 1: 0 where it is far. */
export interface Nearness {
  /** @param fact its number, all facts counted one after the other */
  to(fact: number): number;
  /** To the nearest fact of each topic, by the topic's number in the knowledge; topics that are far are left out. */
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
}

/** Weighs each term by its rarity among the phrases (Spärck Jones 1972). */
export function askedData({ topics }: Knowledge, finder: TermFinder): AskedData {
  const terms = new Map<string, { readonly number: number; readonly phrases: number[]; count: number }>();
  const numbers = new Map<string, number>();
  const phrases: (readonly number[])[] = [];
  const factsOf: Set<number>[] = [];
  const topicsOf: Set<number>[] = [];
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
        const phrase = numbers.get(key) ?? phrases.push(held) - 1;
        numbers.set(key, phrase);
        factsOf[phrase] = (factsOf[phrase] ?? new Set<number>()).add(fact);
        topicsOf[phrase] = (topicsOf[phrase] ?? new Set<number>()).add(topic);
      }
      fact += 1;
    }
  }
  const entries = [...terms.values()];
  for (const [phrase, held] of phrases.entries())
    for (const term of held) entries[term]?.phrases.push(phrase);
  const rarest = Math.log(Math.max(2, total));
  const rarity = entries.map(({ count }) => Math.log(total / count) / rarest);
  return {
    terms: tableOf(terms.keys()),
    rarity: Float64Array.from(rarity),
    holding: pack(entries.map((entry) => (entry.count <= COMMON * total ? entry.phrases : []))),
    lengths: Float32Array.from(phrases, (held) => Math.hypot(...held.map((term) => rarity[term] ?? 0)) || 1),
    facts: pack(factsOf),
    topics: pack(topicsOf),
  };
}

/**
 * Nearness is the cosine of two sets of terms, of a fact's best phrase. A question costs the phrases that hold its
 * rarer terms, and phrases of the same terms ("when was it signed?") cost as one.
 */
export function askedIndexFrom({ terms, rarity, holding, lengths, facts, topics }: AskedData): AskedIndex {
  // side by side, since they are read together: each phrase's sum, then its length
  const slots = new Float32Array(2 * lengths.length);
  for (const [phrase, length] of lengths.entries()) slots[2 * phrase + 1] = length;
  const touched = new Uint32Array(lengths.length);

  return (asked) => {
    let count = 0;
    let square = 0;
    for (const term of new Set(asked)) {
      const number = numberOf(terms, term);
      const weight = number === null ? UNHEARD : (rarity[number] ?? 0);
      square += weight * weight;
      if (number === null) continue;
      const end = holding.bounds[number + 1] ?? 0;
      for (let i = holding.bounds[number] ?? 0; i < end; i += 1) {
        const slot = 2 * (holding.numbers[i] ?? 0);
        const sum = slots[slot] ?? 0;
        if (sum === 0) {
          touched[count] = slot;
          count += 1;
        }
        slots[slot] = sum + weight * weight;
      }
    }
    const length = Math.sqrt(square) || 1;
    const near: NearPhrase[] = [];
    for (let i = 0; i < count; i += 1) {
      const slot = touched[i] ?? 0;
      const sum = slots[slot] ?? 0;
      const both = length * (slots[slot + 1] ?? 1);
      slots[slot] = 0;
      if (sum >= NEAR * both) near.push({ phrase: slot / 2, cosine: sum / both });
    }
    const toFacts = once(() => nearestBy(facts, near));
    return {
      to: (fact) => toFacts().get(fact) ?? 0,
      toTopics: () => nearestBy(topics, near),
    };
  };
}

/** The nearest of several readings of a question. */
export function nearestOf(readings: readonly Nearness[]): Nearness {
  const [only, ...others] = readings;
  if (only !== undefined && others.length === 0) return only;
  return {
    to(fact) {
      let most = 0;
      for (const near of readings) most = Math.max(most, near.to(fact));
      return most;
    },
    toTopics() {
      const nearest = new Map<number, number>();
      for (const near of readings) {
        for (const [topic, cosine] of near.toTopics()) {
          if (cosine > (nearest.get(topic) ?? 0)) nearest.set(topic, cosine);
        }
      }
      return nearest;
    },
  };
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
