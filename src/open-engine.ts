import { createEngine, type Engine } from './engine.ts';
import type { Cache } from './knowledge/cache.ts';
import type { Fault } from './knowledge/findings.ts';
import { openKnowledge } from './knowledge/snapshot.ts';
import type { Pages } from './language/notes.ts';
import type { ClassifierData } from './understanding/classifier.ts';
import type { Model } from './understanding/interpret.ts';

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
  const pages = cache.recallJson<Pages>(PAGES);
  const engine = createEngine(knowledge, { ...(model && { model }), ...(pages && { pages }) });
  if (model === null) keepModel(cache, engine.work.model);
  if (pages === null) cache.keepJson(PAGES, engine.work.pages);
  return { ok: true, engine };
}

const PAGES = 'pages';

type Shape = Omit<ClassifierData, 'weights' | 'biases'> & { readonly biases: readonly number[] };

function keepModel(cache: Cache, { aspects, subject, topics }: Model): void {
  keepClassifier(cache, 'aspects', aspects);
  keepClassifier(cache, 'subject', subject);
  const trained = topics();
  if (trained !== null) keepClassifier(cache, 'topics', trained);
}

function keepClassifier(cache: Cache, part: keyof Model, { weights, biases, ...rest }: ClassifierData): void {
  cache.remember(
    `weights-${part}`,
    () => new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength),
  );
  cache.keepJson(`shape-${part}`, { ...rest, biases: [...biases] } satisfies Shape);
}

function recallModel(cache: Cache): Model | null {
  const aspects = recallClassifier(cache, 'aspects');
  const subject = recallClassifier(cache, 'subject');
  if (aspects === null || subject === null) return null;
  return { aspects, subject, topics: () => recallClassifier(cache, 'topics') };
}

function recallClassifier(cache: Cache, part: keyof Model): ClassifierData | null {
  const shape = cache.recallJson<Shape>(`shape-${part}`);
  if (shape === null) return null;
  const bytes = cache.remember(`weights-${part}`, () => new Uint8Array());
  if (bytes.length !== 4 * shape.features.length * shape.labels.length) return null;
  return {
    ...shape,
    biases: Float32Array.from(shape.biases),
    // a copy of its own: a Buffer's slice would still be the whole file, checksum and all
    weights: new Float32Array(new Uint8Array(bytes).buffer),
  };
}
