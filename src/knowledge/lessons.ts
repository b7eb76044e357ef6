import type { Knowledge } from './schema.ts';

/**
 * The knowledge without what is there only to be learnt from: the ways of asking, and other names than those of
 * topics. It is all that an engine needs which has learnt, and half of what there is.
 */
export function withoutLessons(knowledge: Knowledge): Knowledge {
  return {
    ...knowledge,
    topics: knowledge.topics.map((topic) => ({
      ...topic,
      facts: topic.facts.map((fact) => ({ ...fact, asked: {} })),
    })),
    aspects: knowledge.aspects.map((aspect) => ({ ...aspect, phrases: {} })),
    groups: knowledge.groups.map((group) => ({ ...group, aliases: {} })),
    uncovered: [],
    smalltalk: knowledge.smalltalk.map((kind) => ({ ...kind, examples: {} })),
    outside: {},
    words: [],
  };
}
