import { createEngine, type Engine } from './engine.ts';
import type { Fault } from './knowledge/findings.ts';
import { openKnowledge } from './knowledge/snapshot.ts';
import type { ClassifierData } from './understanding/classifier.ts';

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
  const shape = cache.recallJson<ModelShape>(SHAPE);
  if (shape === null) {
    const engine = createEngine(knowledge);
    const { weights, biases, ...rest } = engine.model;
    cache.remember(WEIGHTS, () => bytesOf(weights));
    cache.keepJson(SHAPE, { ...rest, biases: [...biases] } satisfies ModelShape);
    return { ok: true, engine };
  }
  const bytes = cache.remember(WEIGHTS, () => bytesOf(createEngine(knowledge).model.weights));
  const model: ClassifierData = {
    ...shape,
    biases: Float32Array.from(shape.biases),
    // a copy of its own: a Buffer's slice would still be the whole file, checksum and all
    weights: new Float32Array(new Uint8Array(bytes).buffer),
  };
  return { ok: true, engine: createEngine(knowledge, model) };
}

const SHAPE = 'model-shape';
const WEIGHTS = 'model-weights';

type ModelShape = Omit<ClassifierData, 'weights' | 'biases'> & { readonly biases: readonly number[] };

function bytesOf(numbers: Float32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
