import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml';
import { fault } from './faults.ts';
import type { Fault, Place } from './findings.ts';
import type { RawFile } from './folder.ts';

/** Steps from the root of a file to one of its nodes: `['facts', 3, 'as_of']`. */
export type Path = readonly PropertyKey[];

/** A YAML file, read: its data, and where each part of it stands. */
export interface YamlFile {
  readonly raw: RawFile;
  readonly data: unknown;
  /** Where a node stands, or the nearest node above it that exists; with `key`, where its key does. */
  at(path: Path, part?: 'key' | 'value'): Place;
}

export type Parsed =
  | { readonly ok: true; readonly file: YamlFile; readonly faults: readonly Fault[] }
  /** Not a document at all: nothing can be said about its content. */
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** More references to one anchor than any honest file has; a file made to blow up memory has more. */
const MOST_ALIASES = 100;

/** Reads a file of YAML. Keys that stand twice are reported, and the last one counts for what follows. */
export function parseYaml(raw: RawFile): Parsed {
  const start: Place = { file: raw.shown, line: 1, column: 1 };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(raw.bytes);
  } catch {
    return { ok: false, faults: [fault(start, { code: 'not-utf8' })] };
  }

  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file: raw.shown, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const faults: Fault[] = [];
  let brokenTo = 0;
  for (const error of [...document.errors, ...document.warnings]) {
    const place = placeOf(error.pos[0]);
    if (error.code === 'DUPLICATE_KEY') {
      faults.push(fault(place, { code: 'duplicate-key', key: wordAt(text, error.pos[0]) }));
      continue;
    }
    // what follows upon a fault in the same place is its aftermath
    const isAftermath = brokenTo > 0 && (error.code === 'UNEXPECTED_TOKEN' || place.line <= brokenTo);
    brokenTo = place.line + 1;
    if (isAftermath) continue;
    const indent = /^ *\t/.test(text.split('\n')[place.line - 1] ?? '');
    faults.push(
      indent
        ? fault({ ...place, column: 1 }, { code: 'yaml', problem: 'TAB_AS_INDENT', detail: error.message })
        : fault(place, { code: 'yaml', problem: error.code, detail: error.message }),
    );
  }
  if (faults.some(({ code }) => code === 'yaml')) return { ok: false, faults };

  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'it cannot be read';
    return { ok: false, faults: [...faults, fault(start, { code: 'yaml', problem: 'CONTENT', detail })] };
  }

  const at = (path: Path, part: 'key' | 'value' = 'value'): Place => {
    const found = nodeAt(document.contents, path, (node) => (isAlias(node) ? node.resolve(document) : node));
    const node = part === 'key' ? (found.key ?? found.value) : found.value;
    return node?.range ? placeOf(node.range[0]) : start;
  };
  return { ok: true, file: { raw, data, at }, faults };
}

interface Found {
  readonly key: Node | null;
  readonly value: Node | null;
}

function nodeAt(root: Node | null, path: Path, resolve: (node: Node) => Node | undefined): Found {
  let found: Found = { key: null, value: root };
  for (const step of path) {
    const node = found.value === null ? undefined : resolve(found.value);
    let next: Found | null = null;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair) next = ofPair(pair as Pair<Node, Node | null>);
    } else if (isSeq(node) && typeof step === 'number') {
      const item = node.items[step];
      if (item !== undefined) next = { key: null, value: item as Node };
    }
    if (next === null) return found;
    found = next;
  }
  return found;
}

/** A key without a value is pointed at by its key. */
function ofPair({ key, value }: Pair<Node, Node | null>): Found {
  return { key, value: value?.range && value.range[0] !== value.range[1] ? value : key };
}

/** The word that begins at an offset, for messages. */
function wordAt(text: string, offset: number): string {
  return /^["']?([^\s:"']+)/.exec(text.slice(offset, offset + 80))?.[1] ?? '';
}
