import type { Interpretation, Scored } from '../understanding/interpret.ts';
import type { Library } from './library.ts';
import type { Pair } from './plan.ts';
import type { RankOptions, Request, Words } from './rank.ts';
import { rankFacts } from './rank.ts';

/** What bears on the choice of facts beside the question's own words. */
export type Around = Pick<RankOptions, 'asOf' | 'history' | 'last'>;

/** What can be answered about topics, and offered in their stead. */
export interface Requests {
  /** A topic's facts in order of merit, for the aspects that it has. */
  request(
    topic: string,
    aspects: readonly Scored[],
    words: Words,
    read: Interpretation,
    around?: Partial<Around>,
  ): Request;
  /** A topic with the likeliest aspect that it has. */
  pair(topic: string, aspects: readonly Scored[]): Pair;
  /** The topics of which most is known, for an aspect. */
  popular(aspect: string): Pair[];
  /** What else is known of a topic. */
  nearTopic(topic: string): Pair[];
}

/** Choices that are offered at once. */
export const MOST_CHOICES = 6;
/** What a fact of another aspect is worth that answers in the stead of the one asked. */
const FALLBACK = 0.75;

export function buildRequests(library: Library): Requests {
  function request(
    topic: string,
    aspects: readonly Scored[],
    words: Words,
    read: Interpretation,
    { asOf = null, history = false, last = null }: Partial<Around> = {},
  ): Request {
    const shelf = library.shelf(topic);
    if (shelf === undefined) return { topic, aspect: null, ranked: [] };
    const available = withFallbacks(aspects, shelf.aspects);
    const ranked = rankFacts(shelf, {
      aspects: available,
      terms: words.terms,
      near: words.near,
      told: words.told,
      asOf,
      since: read.forms.has('changes') ? (read.dates[0]?.date ?? null) : null,
      history,
      last,
      latest: read.forms.has('latest'),
    });
    return { topic, aspect: likeliestOf(available) ?? ranked[0]?.filed.fact.aspect ?? null, ranked };
  }

  /** Moves the probability of aspects that the topic lacks to those that answer in their stead. */
  function withFallbacks(aspects: readonly Scored[], available: ReadonlySet<string>): Map<string, number> {
    const mass = new Map<string, number>();
    for (const { id, probability } of aspects) {
      const stand = available.has(id)
        ? id
        : library.aspect(id)?.fallbacks.find((other) => available.has(other));
      if (stand === undefined) continue;
      mass.set(stand, (mass.get(stand) ?? 0) + (stand === id ? 1 : FALLBACK) * probability);
    }
    return mass;
  }

  function pair(topic: string, aspects: readonly Scored[]): Pair {
    const available = library.shelf(topic)?.aspects ?? new Set<string>();
    return { topic, aspect: likeliestOf(withFallbacks(aspects, available)) };
  }

  function popular(aspect: string): Pair[] {
    return [...library.knowledge.topics]
      .filter((topic) => library.shelf(topic.id)?.aspects.has(aspect) === true)
      .sort((a, b) => b.facts.length - a.facts.length)
      .slice(0, MOST_CHOICES)
      .map(({ id }) => ({ topic: id, aspect }));
  }

  function nearTopic(topic: string): Pair[] {
    const available = library.shelf(topic)?.aspects;
    return library.knowledge.aspects
      .filter(({ id }) => available?.has(id) === true)
      .slice(0, MOST_CHOICES)
      .map(({ id }) => ({ topic, aspect: id }));
  }

  return { request, pair, popular, nearTopic };
}

/** The first of the most probable; null of none. */
function likeliestOf(probabilities: ReadonlyMap<string, number>): string | null {
  let best: string | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (const [id, probability] of probabilities) {
    if (probability <= most) continue;
    best = id;
    most = probability;
  }
  return best;
}
