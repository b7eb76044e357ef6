import { createHash, randomUUID } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultDeserializer, serialize } from 'node:v8';
import { packageRoot } from './folder.ts';

/**
 * What was worked out from the same knowledge by the same code, kept on disk from one start to the next. Losing it
 * costs time and nothing else: what is damaged is made anew, and where nothing can be written nothing is kept.
 */
export interface Cache {
  /** What is kept under a key; null where nothing is. */
  recall<T>(key: string): T | null;
  /** Keeps plain data: all that `structuredClone` takes. */
  keep(key: string, value: unknown): void;
}

/**
 * @param fingerprint what is kept holds for the same fingerprint alone; of letters and digits
 * @param folder where to keep it; null keeps nothing
 * @throws Error from its functions where a key is not of small letters, digits and "-"
 */
export function openCache(fingerprint: string, folder: string | null): Cache {
  return {
    recall<T>(key: string): T | null {
      const kept = read(folder, fingerprint, key);
      if (kept === null) return null;
      try {
        // its checksum holds and the same code wrote it: it is what that code takes it for
        return valueIn(kept) as T;
      } catch {
        // by a newer Node, whose format this one does not read
        return null;
      }
    },
    keep: (key, value) => write(folder, fingerprint, key, serialize(value)),
  };
}

declare module 'node:v8' {
  interface DefaultDeserializer {
    /** In Node's documentation, not in its types: reads a typed array of any kind. */
    _readHostObject(): Uint8Array;
  }
}

/**
 * Typed arrays come as views of the bytes they are read from, all of which the smallest view would keep from being
 * let go, or as copies where they do not lie even: so all are copied.
 */
class Copying extends DefaultDeserializer {
  override _readHostObject() {
    return super._readHostObject().slice();
  }
}

function valueIn(bytes: Uint8Array): unknown {
  const reader = new Copying(bytes);
  reader.readHeader();
  return reader.readValue();
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

function read(folder: string | null, fingerprint: string, key: string): Uint8Array | null {
  const name = nameOf(fingerprint, key);
  if (folder === null) return null;
  try {
    const bytes = bytesOf(join(folder, name));
    const content = bytes.subarray(CHECKSUM_BYTES);
    return checksum(content).equals(bytes.subarray(0, CHECKSUM_BYTES)) ? content : null;
  } catch {
    return null;
  }
}

/**
 * The bytes of a file, in memory of their own: a buffer that may be resized is taken from the system and given back
 * to it, where a plain one of this size, once freed, has the allocator keep as much for good.
 */
function bytesOf(file: string): Uint8Array {
  const opened = openSync(file, 'r');
  try {
    const { size } = fstatSync(opened);
    const bytes = new Uint8Array(new ArrayBuffer(size, { maxByteLength: size }));
    let read = 0;
    for (let more = -1; more !== 0 && read < size; read += more)
      more = readSync(opened, bytes, read, size - read, null);
    return bytes.subarray(0, read);
  } finally {
    closeSync(opened);
  }
}

function write(folder: string | null, fingerprint: string, key: string, content: Uint8Array): void {
  const name = nameOf(fingerprint, key);
  if (folder === null) return;
  const file = join(folder, name);
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
