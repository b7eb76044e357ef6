import { deserialize, serialize } from 'node:v8';
import { type Cache, cacheFolder, openCache } from './cache.ts';
import { isAfter, latestToday } from './dates.ts';
import type { Fault } from './findings.ts';
import { fingerprintsOf } from './fingerprint.ts';
import { readFolder } from './folder.ts';
import type { Knowledge, PartialDate } from './schema.ts';

export type Opened =
  | {
      readonly ok: true;
      /** Reads the whole of it back, which a start from what was learnt before does not need. */
      readonly knowledge: () => Knowledge;
      /** For whatever else is worked out from this knowledge at every start. */
      readonly cache: Cache;
    }
  | { readonly ok: false; readonly faults: readonly Fault[] };

export interface OpenOptions {
  /** What counts as today; facts and sources dated later are faults. */
  readonly today?: Date;
  /** Where to keep what was read; null keeps nothing. The default is `cacheFolder()`. */
  readonly keepIn?: string | null;
}

const KEY = 'knowledge';

interface Snapshot {
  /** In the form of `serialize`. */
  readonly knowledge: Uint8Array;
  /** The latest date that may not be in the future. */
  readonly newest: PartialDate;
}

/**
 * Does what `loadKnowledge` does, and spares reading and checking the YAML where its bytes have not changed since
 * they were found sound. Nothing is kept of knowledge with faults. A start from what was kept loads neither the YAML
 * parser nor zod.
 */
export async function openKnowledge(dir: string, options: OpenOptions = {}): Promise<Opened> {
  const { today = new Date(), keepIn = cacheFolder() } = options;
  const folder = readFolder(dir);
  const prints = fingerprintsOf(folder.files);
  // of a folder with faults nothing is kept, and nothing can be found
  const snapshots = openCache(prints.read, folder.findings.length > 0 ? null : keepIn);
  const cache = openCache(prints.worked, keepIn);
  const kept = snapshots.recall<Snapshot>(KEY);
  // what was sound on one day is so on every later one; a clock set back is the exception
  if (kept !== null && !isAfter(kept.newest, latestToday(today)))
    return { ok: true, knowledge: () => deserialize(kept.knowledge) as Knowledge, cache };

  const { loadFolder } = await import('./load.ts');
  const loaded = loadFolder(folder, { today });
  if (!loaded.ok) return loaded;
  const { knowledge } = loaded;
  snapshots.keep(KEY, { knowledge: serialize(knowledge), newest: newestOf(knowledge) } satisfies Snapshot);
  return { ok: true, knowledge: () => knowledge, cache };
}

function newestOf({ topics, sources }: Knowledge): PartialDate {
  const dates = [
    ...topics.flatMap(({ facts }) => facts.map((fact) => fact.as_of)),
    ...sources.flatMap(({ published }) => published ?? []),
  ];
  return dates.reduce((newest, date) => (date > newest ? date : newest), '');
}
