import { createEngine, type Engine } from './engine.ts';
import type { Cache } from './knowledge/cache.ts';
import type { Fault } from './knowledge/findings.ts';
import { openKnowledge } from './knowledge/snapshot.ts';
import type { Pages } from './language/notes.ts';
import type { ClassifierData } from './understanding/classifier.ts';
import type { Model } from './understanding/interpret.ts';
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
  const model = recallModel(cache);
  const pages = cache.recall<Pages>(PAGES);
  const engine = createEngine(knowledge, { ...(model && { model }), ...(pages && { pages }) });
  if (model === null) keepModel(cache, engine.work.model);
  if (pages === null) cache.keep(PAGES, engine.work.pages);
  return { ok: true, engine };
}

const PAGES = 'pages';

function keepModel(cache: Cache, { aspects, subject, topics, facts }: Model): void {
  cache.keep('aspects', aspects);
  cache.keep('subject', subject);
  const trained = topics();
  if (trained !== null) cache.keep('topics', trained);
  const told = facts();
  if (told !== null) cache.keep('facts', told);
}

function recallModel(cache: Cache): Model | null {
  const aspects = cache.recall<ClassifierData>('aspects');
  const subject = cache.recall<ClassifierData>('subject');
  if (aspects === null || subject === null) return null;
  return {
    aspects,
    subject,
    topics: () => cache.recall<ClassifierData>('topics'),
    facts: () => cache.recall<Tellers>('facts'),
  };
}
