import Fuse from 'fuse.js';
import type { Knowledge, Topic } from '../knowledge/schema.ts';
import { atomise, joinedKey } from '../language/atoms.ts';
import { normalise } from '../language/normalise.ts';

/** Topics for what a person has typed so far, best first; the ones with most facts when nothing is typed. */
export type Suggester = (typed: string, limit: number) => readonly Topic[];

/** What is typed into a topic field is short; more is not looked at. */
const LONGEST = 60;

/**
 * Completes topics by name or alias in any language: exact first, then by what it begins with, then by what a word
 * inside begins with, then by fuse.js where no digit differs.
 */
export function buildSuggester(knowledge: Knowledge): Suggester {
  const byFacts = [...knowledge.topics].sort((a, b) => b.facts.length - a.facts.length);
  const entries = byFacts.flatMap((topic) => {
    const names = [
      topic.id,
      ...Object.values(topic.names),
      ...Object.values(topic.aliases).flatMap((list) => list ?? []),
    ];
    return names
      .flatMap((name) => (name === undefined ? [] : [name]))
      .map((name) => ({ topic, key: keyOf(name), words: normalise(name) }));
  });
  const fuse = new Fuse(entries, {
    keys: ['words'],
    threshold: 0.35,
    ignoreLocation: true,
    includeScore: true,
  });

  return (typed, limit) => {
    const words = normalise(typed).slice(0, LONGEST);
    const key = keyOf(words);
    if (key === '') return byFacts.slice(0, limit);
    const found = new Set<Topic>();
    const take = (matching: (entry: (typeof entries)[number]) => boolean): void => {
      for (const entry of entries) if (found.size < limit && matching(entry)) found.add(entry.topic);
    };
    take((entry) => entry.key === key);
    take((entry) => entry.key.startsWith(key));
    take((entry) => entry.words.includes(` ${words}`));
    if (found.size < limit) {
      const digits = digitsOf(words);
      for (const { item } of fuse.search(words)) {
        if (found.size >= limit) break;
        if (digits === '' || digitsOf(item.words).startsWith(digits)) found.add(item.topic);
      }
    }
    return [...found].slice(0, limit);
  };
}

function keyOf(name: string): string {
  return joinedKey(atomise(normalise(name)));
}

function digitsOf(words: string): string {
  return (words.match(/\d+/g) ?? []).join('|');
}
