import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import type { Knowledge } from '../knowledge/schema.ts';
import { judge, type Reply } from './judge.ts';
import type { Item } from './sets.ts';

/** A fact as a search library indexes it: its text, and a title that says what it is about. */
export interface Entry {
  readonly id: number;
  readonly topic: string;
  readonly aspects: readonly string[];
  readonly title: string;
  readonly text: string;
}

export interface Hit {
  readonly entry: Entry;
  /** Higher is better; comparable within one baseline only. */
  readonly score: number;
}

export interface Baseline {
  readonly name: string;
  /** Best first, at most four. */
  search(text: string): readonly Hit[];
}

/** As many facts as Communiqué shows at once. */
const SHOWN = 4;
/** Thresholds that are tried, from the lowest score of a best fact to the highest. */
const TRIED = 60;

export function entriesOf(knowledge: Knowledge): Entry[] {
  const aspectNames = new Map(knowledge.aspects.map(({ id, names }) => [id, names.en]));
  return knowledge.topics
    .flatMap((topic) => topic.facts.map((fact) => ({ topic, fact })))
    .map(({ topic, fact }, id) => ({
      id,
      topic: topic.id,
      aspects: [fact.aspect, ...fact.also],
      title: `${topic.names.en}: ${aspectNames.get(fact.aspect) ?? fact.aspect}`,
      text: fact.text.en,
    }));
}

/** What people reach for first: fuse.js over the facts with the options that its examples show. */
export function plainFuse(entries: readonly Entry[]): Baseline {
  const fuse = new Fuse(entries, {
    keys: ['title', 'text'],
    threshold: 0.4,
    ignoreLocation: true,
    includeScore: true,
  });
  return fuseBaseline('fuse.js', fuse);
}

/** The mode of fuse.js meant for questions: every word is searched by itself and weighed by its rarity. */
export function tokenFuse(entries: readonly Entry[]): Baseline {
  const fuse = new Fuse(entries, {
    keys: ['title', 'text'],
    threshold: 0.2,
    ignoreLocation: true,
    includeScore: true,
    useTokenSearch: true,
  });
  return fuseBaseline('fuse.js token search', fuse);
}

function fuseBaseline(name: string, fuse: Fuse<Entry>): Baseline {
  return {
    name,
    search: (text) =>
      fuse
        .search(text, { limit: SHOWN })
        .map(({ item, score }) => ({ entry: item, score: 1 - (score ?? 1) })),
  };
}

export function miniSearch(entries: readonly Entry[]): Baseline {
  const index = new MiniSearch<Entry>({
    fields: ['title', 'text'],
    searchOptions: { fuzzy: 0.2, prefix: true },
  });
  index.addAll(entries);
  return {
    name: 'MiniSearch',
    search: (text) =>
      index
        .search(text)
        .slice(0, SHOWN)
        .flatMap(({ id, score }) => {
          const entry = entries[id as number];
          return entry === undefined ? [] : [{ entry, score }];
        }),
  };
}

/** What a search library would reply: its best facts above a score, or that it does not know. */
export function replyFrom(hits: readonly Hit[], threshold: number): Reply {
  const shown = hits.filter(({ score }) => score >= threshold).map(({ entry }) => entry);
  return {
    kind: shown.length > 0 ? 'answered' : 'unanswered',
    topics: [...new Set(shown.map(({ topic }) => topic))],
    aspects: [...new Set(shown.flatMap(({ aspects }) => aspects))],
    texts: shown.map(({ text }) => text),
    verdict: null,
    confidence: hits[0]?.score ?? 0,
  };
}

/**
 * The threshold at which a baseline looks best on these very questions: most right, then fewest wrong. It is
 * chosen on what it is measured by, so the baseline's figures are upper bounds.
 */
export function bestThreshold(items: readonly Item[], hits: readonly (readonly Hit[])[]): number {
  const scores = hits.flatMap(([best]) => (best === undefined ? [] : [best.score])).sort((a, b) => a - b);
  const tried = [
    0,
    ...Array.from({ length: TRIED }, (_, i) => scores[Math.floor((i * scores.length) / TRIED)] ?? 0),
  ];
  let best = { threshold: 0, right: -1, wrong: 0 };
  for (const threshold of tried) {
    const results = items.map((item, i) => judge(item, replyFrom(hits[i] ?? [], threshold)).result);
    const right = results.filter((result) => result === 'right').length;
    const wrong = results.filter((result) => result === 'wrong').length;
    if (right > best.right || (right === best.right && wrong < best.wrong))
      best = { threshold, right, wrong };
  }
  return best.threshold;
}
