import type { Knowledge } from '../knowledge/schema.ts';
import type { TermFinder } from '../understanding/terms.ts';

/** How near a question is to what people ask for each fact by, from 0 to 1; facts that are far are left out. */
export type Nearness = ReadonlyMap<string, number>;

/** Finds the facts whose `asked` phrases are nearest to a question's terms. */
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
 * costs the phrases that hold its rarer terms.
 */
export function buildAskedIndex(knowledge: Knowledge, finder: TermFinder): AskedIndex {
  const phrases = knowledge.topics.flatMap((topic) =>
    topic.facts.flatMap((fact) =>
      Object.values(fact.asked).flatMap((list) =>
        (list ?? []).map((text) => ({ fact: fact.id, terms: [...finder.of(text)] })),
      ),
    ),
  );
  const postings = new Map<string, number[]>();
  for (const [number, { terms }] of phrases.entries()) {
    for (const term of terms) {
      const list = postings.get(term);
      if (list === undefined) postings.set(term, [number]);
      else list.push(number);
    }
  }
  const rarest = Math.log(Math.max(2, phrases.length));
  const weights = new Map(
    [...postings].map(([term, { length }]) => [term, Math.log(phrases.length / length) / rarest]),
  );
  const lengths = Float32Array.from(
    phrases,
    ({ terms }) => Math.hypot(...terms.map((term) => weights.get(term) ?? 0)) || 1,
  );
  const sums = new Float32Array(phrases.length);

  return (asked) => {
    const touched: number[] = [];
    let square = 0;
    for (const term of new Set(asked)) {
      const weight = weights.get(term) ?? UNHEARD;
      square += weight * weight;
      const list = postings.get(term);
      if (list === undefined || list.length > COMMON * phrases.length) continue;
      for (const number of list) {
        if (sums[number] === 0) touched.push(number);
        sums[number] = (sums[number] ?? 0) + weight * weight;
      }
    }
    const length = Math.sqrt(square) || 1;
    const nearest = new Map<string, number>();
    for (const number of touched) {
      const cosine = (sums[number] ?? 0) / (length * (lengths[number] ?? 1));
      sums[number] = 0;
      const fact = phrases[number]?.fact;
      if (fact === undefined || cosine < NEAR) continue;
      if (cosine > (nearest.get(fact) ?? 0)) nearest.set(fact, cosine);
    }
    return nearest;
  };
}
