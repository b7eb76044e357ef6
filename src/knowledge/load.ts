import { latestToday } from './dates.ts';
import { type Draft, draftFrom } from './draft.ts';
import type { Fault } from './findings.ts';
import { type Folder, readFolder } from './folder.ts';
import { indexKnowledge, type KnowledgeIndex } from './lookup.ts';
import { commandFaults } from './rules/commands.ts';
import { dateFaults } from './rules/dates.ts';
import { figureFaults } from './rules/figures.ts';
import { idFaults } from './rules/ids.ts';
import { listingFaults } from './rules/listings.ts';
import { nameFaults } from './rules/names.ts';
import { referenceFaults } from './rules/references.ts';
import { sourceFaults } from './rules/sources.ts';
import { successionFaults } from './rules/succession.ts';
import { textFaults } from './rules/texts.ts';
import { type Knowledge, NO_LISTINGS, type PartialDate } from './schema.ts';

export type Loaded =
  | { readonly ok: true; readonly knowledge: Knowledge; readonly index: KnowledgeIndex }
  | { readonly ok: false; readonly faults: readonly Fault[] };

export interface LoadOptions {
  /** What counts as today; facts and sources dated later are faults. */
  readonly today?: Date;
}

const RULES: readonly ((draft: Draft, today: PartialDate) => readonly Fault[])[] = [
  idFaults,
  referenceFaults,
  successionFaults,
  dateFaults,
  figureFaults,
  nameFaults,
  sourceFaults,
  textFaults,
  commandFaults,
  listingFaults,
];

/**
 * Reads and checks the knowledge in a folder. Throws nothing: where anything is wrong, all faults of all files come
 * back, in the order of files and lines, and no knowledge.
 */
export function loadKnowledge(dir: string, options: LoadOptions = {}): Loaded {
  return loadFolder(readFolder(dir), options);
}

/** As `loadKnowledge`, of a folder whose bytes are read. */
export function loadFolder(folder: Folder, options: LoadOptions = {}): Loaded {
  const { draft, faults } = inspect(folder, options);
  if (faults.length > 0) return { ok: false, faults };
  const knowledge = assemble(draft);
  // without faults all parts are there; a missing one would be a fault that no rule has found
  if (knowledge === null) throw new Error('the knowledge is not whole, and no fault says why');
  return { ok: true, knowledge, index: indexKnowledge(knowledge) };
}

export interface Inspected {
  /** The folder's content as far as it is sound. */
  readonly draft: Draft;
  readonly faults: readonly Fault[];
}

/** What the checker works on: faults do not keep it from looking at the rest. */
export function inspect(folder: Folder, { today = new Date() }: LoadOptions = {}): Inspected {
  const { draft, faults } = draftFrom(folder);
  const day = latestToday(today);
  return { draft, faults: inOrder([...faults, ...RULES.flatMap((rule) => rule(draft, day))]) };
}

function inOrder(faults: readonly Fault[]): readonly Fault[] {
  return [...faults].sort(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
  );
}

function assemble(draft: Draft): Knowledge | null {
  if (draft.wording === null) return null;
  const values = <T>(parts: readonly { readonly value: T }[]): readonly T[] =>
    parts.map(({ value }) => value);
  return {
    topics: draft.topics.flatMap(({ shell, facts }) =>
      shell === null ? [] : [{ ...shell.value, facts: [...values(facts)] }],
    ),
    aspects: values(draft.aspects),
    sources: values(draft.sources),
    groups: values(draft.groups),
    uncovered: values(draft.uncovered),
    smalltalk: values(draft.smalltalk),
    outside: draft.outside?.value ?? {},
    words: values(draft.words),
    events: values(draft.events),
    forms: values(draft.forms),
    listings: draft.listings?.value ?? NO_LISTINGS,
    wording: draft.wording.value,
    commands: values(draft.commands),
    options: values(draft.options),
  };
}
