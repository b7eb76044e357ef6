import type { Knowledge } from '../knowledge/schema.ts';
import { once } from '../language/once.ts';
import { buildPostings, pack } from '../language/postings.ts';
import type { TermFinder } from '../understanding/terms.ts';

/** How near a question is to what people ask for facts by, from 0 to 1: 0 where it is far. */
export interface Nearness {
  to(fact: string): number;
  /** To the nearest fact of each topic, by the topic's number in the knowledge; topics that are far are left out. */
  toTopics(): ReadonlyMap<number, number>;
}

/** Tells how near a question's terms are to the `asked` phrases of the facts. */
export type AskedIndex = (terms: readonly string[]) => Nearness;

/** A term in more than this share of all phrases tells nothing apart. */
const COMMON = 0.08;
/** What a term of the question that no phrase holds counts, beside one that a single phrase holds. */
const UNHEARD = 0.6;
/** Facts nearer than this are told. */
const NEAR = 0.2;

/**
 * Indexes the phrases of all facts by their terms. Nearness is the cosine of the two sets of terms, each term
 * weighed by its rarity among the phrases (Spärck Jones 1972), of a fact's best phrase. Built once; a question
 * costs the phrases that hold its rarer terms, and phrases of the same terms ("when was it signed?") cost as one.
 */
export function buildAskedIndex(knowledge: Knowledge, finder: TermFinder): AskedIndex {
  const { phrases, factsOf, topicsOf, counts, total } = collect(knowledge, finder);
  const rarest = Math.log(Math.max(2, total));
  const weights = new Map([...counts].map(([term, count]) => [term, Math.log(total / count) / rarest]));
  const lengths = Float32Array.from(
    phrases,
    (terms) => Math.hypot(...terms.map((term) => weights.get(term) ?? 0)) || 1,
  );
  const isTelling = (term: string): boolean => (counts.get(term) ?? 0) <= COMMON * total;
  const holding = buildPostings(phrases.map((terms) => terms.filter(isTelling)));
  const sums = new Float32Array(phrases.length);

  return (asked) => {
    const touched: number[] = [];
    let square = 0;
    for (const term of new Set(asked)) {
      const weight = weights.get(term) ?? UNHEARD;
      square += weight * weight;
      const list = holding(term);
      for (let i = 0; i < list.length; i += 1) {
        const phrase = list[i] ?? 0;
        const sum = sums[phrase] ?? 0;
        if (sum === 0) touched.push(phrase);
        sums[phrase] = sum + weight * weight;
      }
    }
    const length = Math.sqrt(square) || 1;
    const near = new Map<number, number>();
    for (const phrase of touched) {
      const cosine = (sums[phrase] ?? 0) / (length * (lengths[phrase] ?? 1));
      sums[phrase] = 0;
      if (cosine >= NEAR) near.set(phrase, cosine);
    }
    const facts = once(() => {
      const nearest = new Map<string, number>();
      for (const [phrase, cosine] of near) {
        for (const fact of factsOf[phrase] ?? []) {
          if (cosine > (nearest.get(fact) ?? 0)) nearest.set(fact, cosine);
        }
      }
      return nearest;
    });
    return {
      to: (fact) => facts().get(fact) ?? 0,
      toTopics() {
        const nearest = new Map<number, number>();
        for (const [phrase, cosine] of near) {
          for (const topic of topicsOf(phrase)) {
            if (cosine > (nearest.get(topic) ?? 0)) nearest.set(topic, cosine);
          }
        }
        return nearest;
      },
    };
  };
}

/** The nearest of several readings of a question, each with how much it counts. */
export function nearestOf(
  readings: readonly { readonly near: Nearness; readonly counts: number }[],
): Nearness {
  return {
    to: (fact) => readings.reduce((most, { near, counts }) => Math.max(most, counts * near.to(fact)), 0),
    toTopics() {
      const nearest = new Map<number, number>();
      for (const { near, counts } of readings) {
        for (const [topic, cosine] of near.toTopics()) {
          if (counts * cosine > (nearest.get(topic) ?? 0)) nearest.set(topic, counts * cosine);
        }
      }
      return nearest;
    },
  };
}

interface Phrases {
  /** The terms of each phrase; phrases of the same terms are one. */
  readonly phrases: readonly (readonly string[])[];
  /** By phrase the ids of the facts that it asks for. */
  readonly factsOf: readonly (readonly string[])[];
  readonly topicsOf: (phrase: number) => Uint32Array;
  /** In how many phrases a term stands, the same ones each counted. */
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
}

function collect({ topics }: Knowledge, finder: TermFinder): Phrases {
  const phrases: (readonly string[])[] = [];
  const numbers = new Map<string, number>();
  const factsOf: string[][] = [];
  const askedOf: Set<number>[] = [];
  const counts = new Map<string, number>();
  let total = 0;
  for (const [topic, { facts }] of topics.entries()) {
    for (const { id, asked } of facts) {
      for (const text of Object.values(asked).flatMap((list) => list ?? [])) {
        const terms = [...finder.of(text)];
        total += 1;
        for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
        const key = terms.toSorted().join('\n');
        const phrase = numbers.get(key) ?? phrases.push(terms) - 1;
        numbers.set(key, phrase);
        const facts = factsOf[phrase];
        if (facts === undefined) factsOf[phrase] = [id];
        else if (facts.at(-1) !== id) facts.push(id);
        askedOf[phrase] = (askedOf[phrase] ?? new Set<number>()).add(topic);
      }
    }
  }
  return { phrases, factsOf, topicsOf: pack(askedOf), counts, total };
}
