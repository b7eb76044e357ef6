import { createEngine, type Engine, type Work } from './engine.ts';
import type { Cache } from './knowledge/cache.ts';
import type { Fault } from './knowledge/findings.ts';
import { openKnowledge } from './knowledge/snapshot.ts';
import type { ClassifierData } from './understanding/classifier.ts';
import type { Model } from './understanding/model.ts';
import type { Tellers } from './understanding/tellers.ts';

export type OpenedEngine =
  | { readonly ok: true; readonly engine: Engine }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * The engine on the knowledge of a folder, with what training and checking found out kept from one start to the
 * next. Throws nothing: broken knowledge comes back as its faults. `today` is a day such as `2026-11-22`.
 */
export async function openEngine(dir: string, today: string): Promise<OpenedEngine> {
  const opened = await openKnowledge(dir, { today: new Date(`${today}T12:00:00Z`) });
  if (!opened.ok) return opened;
  const { knowledge, cache } = opened;
  const kept = recallWork(cache);
  const engine = createEngine(knowledge, kept ?? {});
  if (kept === null) keepWork(cache, engine.work);
  return { ok: true, engine };
}

/** Kept by themselves: nothing is read of them before the first question. */
const TOPICS = 'topics';
const FACTS = 'facts';
const REST = 'work';

type Rest = Omit<Work, 'model'> & { readonly model: Omit<Model, 'topics' | 'facts'> };

function keepWork(cache: Cache, { model: { topics, facts, ...model }, ...work }: Work): void {
  cache.keep(TOPICS, topics());
  cache.keep(FACTS, facts());
  cache.keep(REST, { ...work, model } satisfies Rest);
}

function recallWork(cache: Cache): Work | null {
  const rest = cache.recall<Rest>(REST);
  if (rest === null) return null;
  const topics = () => cache.recall<ClassifierData>(TOPICS);
  const facts = () => cache.recall<Tellers>(FACTS);
  return { ...rest, model: { ...rest.model, topics, facts } };
}
