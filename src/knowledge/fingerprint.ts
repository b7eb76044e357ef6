import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot, type RawFile } from './folder.ts';

/** The rooms whose code decides what is made of the knowledge. */
const ROOMS = ['.', 'knowledge', 'language', 'understanding', 'answering'];

/**
 * A name for a state of the knowledge together with the state of the code that reads it and of the packages that it
 * uses: any byte changed in any of them gives another.
 */
export function fingerprintOf(files: readonly RawFile[]): string {
  const hash = createHash('sha256');
  const add = (name: string, bytes: Uint8Array): void => {
    hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  };
  for (const { kind, name, bytes } of files) add(`${kind} ${name}`, bytes);
  const code = fileURLToPath(new URL('..', import.meta.url));
  for (const room of ROOMS)
    for (const file of codeIn(join(code, room), room !== '.')) add(file, readFileSync(file));
  add('package.json', readFileSync(join(packageRoot, 'package.json')));
  return hash.digest('hex').slice(0, 32);
}

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
