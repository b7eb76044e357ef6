import { createHash, randomUUID } from 'node:crypto';
import {
  accessSync,
  constants,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from './folder.ts';

/**
 * What was worked out from the same knowledge by the same code, kept on disk from one start to the next. Losing it
 * costs time and nothing else: what is damaged is made anew, and where nothing can be written nothing is kept.
 */
export interface Cache {
  /** The bytes kept under a key, or those that `make` gives, which are kept. Aligned to 8 bytes, for typed arrays. */
  remember(key: string, make: () => Uint8Array): Uint8Array;
  /** As `remember`, for what JSON can carry: no Map, no Date, no undefined. */
  rememberJson<T>(key: string, make: () => T): T;
  /** What is kept under a key as JSON; null where nothing is. */
  recallJson<T>(key: string): T | null;
  keepJson(key: string, value: unknown): void;
}

/**
 * @param fingerprint what is kept holds for the same fingerprint alone; of letters and digits
 * @param folder where to keep it; null keeps nothing
 * @throws Error from its functions where a key is not of small letters, digits and "-"
 */
export function openCache(fingerprint: string, folder: string | null): Cache {
  // its checksum holds and the same code wrote it: it is what that code takes it for
  const recallJson = <T>(key: string): T | null => {
    const kept = read(folder, fingerprint, key);
    return kept === null ? null : (JSON.parse(kept.toString('utf8')) as T);
  };
  const keepJson = (key: string, value: unknown): void =>
    write(folder, fingerprint, key, Buffer.from(JSON.stringify(value)));
  return {
    recallJson,
    keepJson,
    rememberJson<T>(key: string, make: () => T): T {
      const kept = recallJson<{ readonly value: T }>(key);
      if (kept !== null) return kept.value;
      const value = make();
      keepJson(key, { value });
      return value;
    },
    remember(key, make) {
      const kept = read(folder, fingerprint, key);
      if (kept !== null) return kept;
      const made = make();
      write(folder, fingerprint, key, made);
      return made;
    },
  };
}

/** The folder to keep things in: beside the packages, else one of our own in the system's; null where neither can be written. */
export function cacheFolder(): string | null {
  const own = join(packageRoot, 'node_modules', '.cache', 'communique');
  if (isWritable(own)) return own;
  const user = process.getuid?.();
  const shared = join(tmpdir(), `communique-${user ?? 'cache'}`);
  // anybody may make folders there: take only one that is ours
  if (
    isWritable(shared) &&
    lstatSync(shared).isDirectory() &&
    (user === undefined || lstatSync(shared).uid === user)
  )
    return shared;
  return null;
}

function isWritable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** A checksum comes before the content. */
const CHECKSUM_BYTES = 32;
/** More files than a few folders of knowledge leave behind. */
const MOST_FILES = 48;

const checksum = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

function nameOf(fingerprint: string, key: string): string {
  if (!/^[a-z0-9-]+$/.test(key)) throw new Error(`a cache key is of small letters, digits and "-": ${key}`);
  return `${fingerprint}.${key}`;
}

function read(folder: string | null, fingerprint: string, key: string): Buffer | null {
  const name = nameOf(fingerprint, key);
  if (folder === null) return null;
  try {
    const bytes = readFileSync(join(folder, name));
    const content = bytes.subarray(CHECKSUM_BYTES);
    return bytes.subarray(0, CHECKSUM_BYTES).equals(checksum(content)) ? content : null;
  } catch {
    return null;
  }
}

function write(folder: string | null, fingerprint: string, key: string, content: Uint8Array): void {
  if (folder === null) return;
  const file = join(folder, nameOf(fingerprint, key));
  const unfinished = `${file}.${randomUUID()}`;
  try {
    // several processes may do this at once: each writes its own, and the last one to finish counts
    writeFileSync(unfinished, Buffer.concat([checksum(content), content]), { mode: 0o600 });
    renameSync(unfinished, file);
    tidy(folder);
  } catch {
    discard(unfinished);
  }
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // where it cannot be removed it could not be written either
  }
}

function tidy(folder: string): void {
  const names = readdirSync(folder);
  if (names.length <= MOST_FILES) return;
  const byAge = names
    .map((name) => join(folder, name))
    .map((path) => ({ path, written: statSync(path).mtimeMs }))
    .sort((a, b) => b.written - a.written);
  for (const { path } of byAge.slice(MOST_FILES / 2)) discard(path);
}
