import type { Aspect, Fact, Knowledge, Source, Topic } from './schema.ts';

/** Knowledge by id, made once at load. */
export interface KnowledgeIndex {
  readonly topics: ReadonlyMap<string, Topic>;
  readonly aspects: ReadonlyMap<string, Aspect>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly facts: ReadonlyMap<string, FactOfTopic>;
}

export interface FactOfTopic {
  readonly fact: Fact;
  readonly topic: Topic;
}

export function indexKnowledge(knowledge: Knowledge): KnowledgeIndex {
  const byId = <T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
    new Map(items.map((item) => [item.id, item]));
  return {
    topics: byId(knowledge.topics),
    aspects: byId(knowledge.aspects),
    sources: byId(knowledge.sources),
    facts: new Map(
      knowledge.topics.flatMap((topic) => topic.facts.map((fact) => [fact.id, { fact, topic }] as const)),
    ),
  };
}
