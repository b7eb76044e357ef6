import type { Topic } from '../../knowledge/schema.ts';

/** Which topics are asked about the most since the start: counts of topics, nothing of who asked. */
export interface Popularity {
  count(topics: readonly string[]): void;
  /** The most asked first; those asked alike keep their order. */
  sort(topics: readonly Topic[]): readonly Topic[];
}

export function createPopularity(): Popularity {
  const counts = new Map<string, number>();
  const of = (topic: string): number => counts.get(topic) ?? 0;
  return {
    count: (topics) => {
      for (const topic of topics) counts.set(topic, of(topic) + 1);
    },
    // Before anybody asked, the topic with the most facts is the best guess.
    sort: (topics) => [...topics].sort((a, b) => of(b.id) - of(a.id) || b.facts.length - a.facts.length),
  };
}
