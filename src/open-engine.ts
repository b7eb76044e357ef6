import { createEngine, type Engine, type Work } from './engine.ts';
import type { Fault } from './knowledge/findings.ts';
import { withoutLessons } from './knowledge/lessons.ts';
import type { Knowledge } from './knowledge/schema.ts';
import { openKnowledge } from './knowledge/snapshot.ts';

export type OpenedEngine =
  | { readonly ok: true; readonly engine: Engine }
  | { readonly ok: false; readonly faults: readonly Fault[] };

const KEY = 'engine';

/** All that a start needs: what was learnt, and the knowledge without what it was learnt from. */
interface Learnt {
  readonly knowledge: Knowledge;
  readonly work: Work;
}

/**
 * The engine on the knowledge of a folder, with what training and checking found out kept from one start to the
 * next. Throws nothing: broken knowledge comes back as its faults. `today` is a day such as `2026-11-22`.
 */
export async function openEngine(dir: string, today: string): Promise<OpenedEngine> {
  const opened = await openKnowledge(dir, { today: new Date(`${today}T12:00:00Z`) });
  if (!opened.ok) return opened;
  const { cache } = opened;
  const kept = cache.recall<Learnt>(KEY);
  if (kept !== null) return { ok: true, engine: createEngine(kept.knowledge, kept.work) };
  const whole = opened.knowledge();
  const work = createEngine(whole).work();
  const knowledge = withoutLessons(whole);
  cache.keep(KEY, { knowledge, work } satisfies Learnt);
  return { ok: true, engine: createEngine(knowledge, work) };
}
