import type { Aspect } from '../knowledge/schema.ts';
import type { Interpretation, Scored } from '../understanding/interpret.ts';
import type { Library, Shelf } from './library.ts';
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
/** So improbable an aspect moves no fact. */
const NEGLIGIBLE = 0.001;

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
    const available = withFallbacks(aspects, shelf);
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
    return { topic, aspect: likeliestOf(available)?.id ?? ranked[0]?.filed.fact.aspect ?? null, ranked };
  }

  /** The probability of each aspect, by its number; that of aspects which the topic lacks goes to their stand-ins. */
  function withFallbacks(aspects: readonly Scored[], { standIns }: Shelf): Float64Array {
    const mass = new Float64Array(standIns.length);
    for (const { id, probability } of aspects) {
      if (probability < NEGLIGIBLE) continue;
      const aspect = library.aspectNumber(id);
      const stand = standIns[aspect] ?? -1;
      if (stand === -1) continue;
      mass[stand] = (mass[stand] ?? 0) + (stand === aspect ? 1 : FALLBACK) * probability;
    }
    return mass;
  }

  /** The first of the most probable; none where all are ruled out. */
  function likeliestOf(probabilities: Float64Array): Aspect | undefined {
    const most = Math.max(...probabilities);
    return most > 0 ? library.knowledge.aspects[probabilities.indexOf(most)] : undefined;
  }

  function pair(topic: string, aspects: readonly Scored[]): Pair {
    const shelf = library.shelf(topic);
    const likeliest = shelf === undefined ? undefined : likeliestOf(withFallbacks(aspects, shelf));
    return { topic, aspect: likeliest?.id ?? null };
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
