import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Finding } from './findings.ts';
import type { files } from './schema.ts';

export type FileKind = keyof typeof files;

/** Files beside `topics/`. A kind's file is `KIND.yaml`. */
const TOP_KINDS = [
  'aspects',
  'commands',
  'events',
  'forms',
  'groups',
  'listings',
  'outside',
  'sources',
  'uncovered',
  'vocabulary',
  'wording',
] as const satisfies readonly Exclude<FileKind, 'topic'>[];

/** Without these there is nothing to answer with; the rest counts as empty where it is missing. */
const COMPULSORY: ReadonlySet<FileKind> = new Set(['aspects', 'sources']);

/** About the engine rather than its subject: a folder without them gets those that come with the program. */
const SHIPPED: ReadonlySet<FileKind> = new Set(['commands', 'forms', 'wording']);

/** The root of the package, with a separator at its end. */
export const packageRoot = fileURLToPath(new URL('../../', import.meta.url));

/** The knowledge that comes with the program. */
export const shippedFolder = join(packageRoot, 'knowledge');

export interface RawFile {
  readonly kind: FileKind;
  /** Path within its folder, with `/` on every system. */
  readonly name: string;
  /** Path as a person would type it from the working directory. */
  readonly shown: string;
  readonly bytes: Uint8Array;
}

/** Something wrong with a file or folder as such, before any of its lines is read. */
export interface FolderFinding {
  readonly shown: string;
  readonly finding: Finding;
}

export interface Folder {
  readonly files: readonly RawFile[];
  readonly findings: readonly FolderFinding[];
}

/**
 * Reads the bytes of every file that makes up the knowledge in `dir`. Throws nothing: what cannot be read is a
 * finding.
 */
export function readFolder(dir: string): Folder {
  const files: RawFile[] = [];
  const findings: FolderFinding[] = [];
  const root = resolve(dir);

  const names = list(root, 'folder', findings);
  if (names === null) return { files, findings };

  const take = (folder: string, kind: FileKind, name: string): void => {
    const path = join(folder, ...name.split('/'));
    const shown = asShown(path);
    try {
      files.push({ kind, name, shown, bytes: readFileSync(path) });
    } catch (error) {
      findings.push({ shown, finding: unreadable(error, 'file') });
    }
  };

  for (const kind of TOP_KINDS) {
    const name = `${kind}.yaml`;
    if (names.includes(name)) take(root, kind, name);
    else if (SHIPPED.has(kind)) take(shippedFolder, kind, name);
    else if (COMPULSORY.has(kind))
      findings.push({ shown: asShown(join(root, name)), finding: { code: 'file-missing', file: name } });
  }
  for (const name of names) {
    if (!/\.ya?ml$/.test(name) || TOP_KINDS.some((kind) => name === `${kind}.yaml`)) continue;
    const known = TOP_KINDS.map((kind) => `${kind}.yaml`);
    findings.push({ shown: asShown(join(root, name)), finding: { code: 'unknown-file', file: name, known } });
  }
  for (const name of topicFiles(root, findings)) take(root, 'topic', name);
  return { files, findings };
}

function topicFiles(root: string, findings: FolderFinding[]): readonly string[] {
  const found: string[] = [];
  const before = findings.length;
  const walk = (folder: string): void => {
    for (const entry of list(join(root, ...folder.split('/')), 'folder', findings) ?? []) {
      const name = `${folder}/${entry}`;
      if (entry.startsWith('.')) continue;
      if (entry.endsWith('.yaml')) found.push(name);
      else if (entry.endsWith('.yml'))
        findings.push({
          shown: asShown(join(root, ...name.split('/'))),
          finding: { code: 'unknown-file', file: entry, known: [entry.replace(/yml$/, 'yaml')] },
        });
      else if (!entry.includes('.')) walk(name);
    }
  };
  walk('topics');
  if (found.length === 0 && findings.length === before)
    findings.push({ shown: asShown(join(root, 'topics')), finding: { code: 'no-topics' } });
  return found;
}

/** Names in a folder, in the same order on every system; null where it cannot be listed. */
function list(path: string, what: 'folder', findings: FolderFinding[]): readonly string[] | null {
  try {
    return readdirSync(path).sort();
  } catch (error) {
    findings.push({ shown: asShown(path), finding: unreadable(error, what) });
    return null;
  }
}

function unreadable(error: unknown, what: 'file' | 'folder'): Finding {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  if (reason === 'ENOENT') return { code: 'not-there', what };
  if (reason === 'ENOTDIR') return { code: 'not-a-folder' };
  if (reason === 'EISDIR') return { code: 'not-a-file' };
  return { code: 'unreadable', what, reason };
}

/** A path as a person would type it: from the working directory where it is below that, else whole. */
export function asShown(path: string): string {
  const near = relative(process.cwd(), resolve(path));
  return near === '' ? '.' : near.startsWith(`..${sep}`) || near === '..' ? resolve(path) : near;
}
