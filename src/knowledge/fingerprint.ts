import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot, type RawFile } from './folder.ts';

/** What reads the knowledge, and what works on it from there. */
const READING = ['knowledge'];
const WORKING = ['.', 'language', 'understanding', 'answering'];

/** Names for a state of the knowledge together with a state of code: any byte changed in either gives another. */
export interface Fingerprints {
  /** With the code that reads and checks it. */
  readonly read: string;
  /** With all code that works anything out from it, and the packages that it uses. */
  readonly worked: string;
}

export function fingerprintsOf(files: readonly RawFile[]): Fingerprints {
  const knowledge = digest(files.map(({ kind, name, bytes }) => [`${kind} ${name}`, bytes]));
  const code = fileURLToPath(new URL('..', import.meta.url));
  const of = (rooms: readonly string[]): readonly Named[] =>
    rooms
      .flatMap((room) => codeIn(join(code, room), room !== '.'))
      .map((file) => [file, readFileSync(file)] as const);
  const packages: Named = ['package.json', readFileSync(join(packageRoot, 'package.json'))];
  const read = digest([['knowledge', knowledge], packages, ...of(READING)]);
  return { read: name(read), worked: name(digest([['read', read], ...of(WORKING)])) };
}

type Named = readonly [name: string, content: Uint8Array];

function digest(parts: readonly Named[]): Buffer {
  const hash = createHash('sha256');
  for (const [name, content] of parts) hash.update(`${name}\0${content.length}\0`).update(content);
  return hash.digest();
}

const name = (digested: Buffer): string => digested.toString('hex').slice(0, 32);

function codeIn(folder: string, deep: boolean): readonly string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return deep ? codeIn(path, true) : [];
    return /(?<!\.d)\.[jt]s$/.test(entry.name) ? [path] : [];
  });
}
