import type { z } from 'zod';
import { type Path, parseYaml, type YamlFile } from './document.ts';
import { fault } from './faults.ts';
import type { Fault, IdKind, Place } from './findings.ts';
import type { FileKind, Folder } from './folder.ts';
import { checkForm, field } from './issues.ts';
import {
  type Aspect,
  aspectSchema,
  type ByLanguage,
  type CommandOption,
  type EventWords,
  eventWordsSchema,
  type Fact,
  type Form,
  factSchema,
  files,
  formSchema,
  type Group,
  groupSchema,
  type Listings,
  type OwnCommand,
  optionSchema,
  ownCommandSchema,
  type Smalltalk,
  type Source,
  smalltalkSchema,
  sourceSchema,
  type Topic,
  type Uncovered,
  uncoveredSchema,
  type Word,
  type Wording,
  wordSchema,
} from './schema.ts';

/** A part of the knowledge that is sound in itself, and where it stands. */
export interface Located<T> {
  readonly value: T;
  /** Where a part of it stands, by the path from it; itself without a path. */
  readonly at: (path?: Path, part?: 'key' | 'value') => Place;
}

/** A fact that may have faults of form: the keys that have one hold a stand-in, which no rule is to judge. */
export interface DraftFact extends Located<Fact> {
  readonly lacking: ReadonlySet<keyof Fact>;
}

/** An id that a file gives to something, sound or not. */
export interface Declared {
  readonly what: IdKind;
  readonly id: string;
  readonly place: () => Place;
}

export type TopicShell = Omit<Topic, 'facts'>;

export interface DraftTopic {
  /** The topic's id, or its file's name where it has none. */
  readonly id: string;
  /** Path within the folder. */
  readonly file: string;
  /** Null where the topic itself, apart from its facts, is not sound. */
  readonly shell: Located<TopicShell> | null;
  readonly facts: readonly DraftFact[];
  /** Whether all its facts are sound: only then can anything be said to stand in none of them. */
  readonly whole: boolean;
}

/**
 * What stands in a folder, as far as it is sound part by part: the rules that look across files run on it, so that
 * one fault hides no other.
 */
export interface Draft {
  readonly topics: readonly DraftTopic[];
  readonly aspects: readonly Located<Aspect>[];
  readonly sources: readonly Located<Source>[];
  readonly groups: readonly Located<Group>[];
  readonly uncovered: readonly Located<Uncovered>[];
  readonly smalltalk: readonly Located<Smalltalk>[];
  readonly outside: Located<ByLanguage> | null;
  readonly words: readonly Located<Word>[];
  readonly events: readonly Located<EventWords>[];
  readonly forms: readonly Located<Form>[];
  readonly listings: Located<Listings> | null;
  readonly wording: Located<Wording> | null;
  readonly commands: readonly Located<OwnCommand>[];
  readonly options: readonly Located<CommandOption>[];
  readonly declared: readonly Declared[];
  /** The first line of each file there is only one of. */
  readonly roots: ReadonlyMap<FileKind, Place>;
  /** Kinds of which a file could not be read at all: nothing is called unknown that may stand in it. */
  readonly unread: ReadonlySet<FileKind>;
}

export interface Drafted {
  readonly draft: Draft;
  /** Faults of files and of form. */
  readonly faults: readonly Fault[];
}

/** Checks every part of a folder by itself. */
export function draftFrom(folder: Folder): Drafted {
  const faults: Fault[] = folder.findings.map(({ shown, finding }) =>
    fault({ file: shown, line: 1, column: 1 }, finding),
  );
  const unread = new Set<FileKind>();
  const found = new Map<FileKind, YamlFile[]>();
  for (const raw of folder.files) {
    const parsed = parseYaml(raw);
    faults.push(...parsed.faults);
    if (parsed.ok) found.set(raw.kind, [...(found.get(raw.kind) ?? []), parsed.file]);
    else unread.add(raw.kind);
  }
  // a folder that cannot be listed may hold anything
  if (folder.findings.some(({ finding }) => finding.code !== 'unknown-file')) unread.add('topic');
  for (const { finding } of folder.findings)
    if (finding.code === 'file-missing' || finding.code === 'unreadable' || finding.code === 'not-a-file')
      for (const kind of ['aspects', 'sources', 'events'] as const) if (!found.has(kind)) unread.add(kind);

  const declared: Declared[] = [];
  const listed = <T extends z.ZodType>(
    kind: FileKind,
    key: string | null,
    schema: T,
    what: IdKind | null,
  ) => {
    const file = found.get(kind)?.[0];
    if (file === undefined) return [];
    const root: Path = key === null ? [] : [key];
    return soundItems(file, root, schema, what, declared);
  };
  const whole = <T extends z.ZodType>(kind: FileKind, schema: T, root: Path): Located<z.output<T>> | null => {
    const file = found.get(kind)?.[0];
    if (file === undefined) return null;
    const at = root.length === 0 ? file.data : field(file.data, String(root[0]));
    const result = schema.safeParse(at);
    return result.success ? located(file, root, result.data) : null;
  };

  for (const [kind, each] of found)
    for (const file of each) {
      const form = checkForm(files[kind] as z.ZodType, file.data, file.raw.name);
      if (form.ok) continue;
      for (const { path, part, finding } of form.findings) faults.push(fault(file.at(path, part), finding));
    }

  const draft: Draft = {
    topics: (found.get('topic') ?? []).map((file) => draftTopic(file, declared)),
    aspects: listed('aspects', 'aspects', aspectSchema, 'aspect'),
    sources: listed('sources', null, sourceSchema, 'source'),
    groups: listed('groups', 'groups', groupSchema, 'group'),
    uncovered: listed('uncovered', 'uncovered', uncoveredSchema, 'uncovered thing'),
    smalltalk: listed('outside', 'smalltalk', smalltalkSchema, 'small talk'),
    outside: whole('outside', files.outside.shape.outside, ['outside']),
    words: listed('vocabulary', 'words', wordSchema, null),
    events: listed('events', 'events', eventWordsSchema, 'event'),
    forms: listed('forms', 'forms', formSchema, 'form'),
    listings: whole('listings', files.listings, []),
    wording: whole('wording', files.wording, []),
    commands: listed('commands', 'commands', ownCommandSchema, 'command'),
    options: listed('commands', 'options', optionSchema, 'option'),
    declared,
    roots: new Map([...found].flatMap(([kind, [file]]) => (file === undefined ? [] : [[kind, file.at([])]]))),
    unread,
  };
  return { draft, faults };
}

function located<T>(file: YamlFile, root: Path, value: T): Located<T> {
  return { value, at: (path = [], part = 'value') => file.at([...root, ...path], part) };
}

/** The sound entries of a list; the ids of all of them, sound or not, are added to `declared`. */
function soundItems<T extends z.ZodType>(
  file: YamlFile,
  root: Path,
  schema: T,
  what: IdKind | null,
  declared: Declared[],
): readonly Located<z.output<T>>[] {
  const list = root.length === 0 ? file.data : field(file.data, String(root[0]));
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown, index) => {
    const path = [...root, index];
    const id = field(entry, 'id');
    if (what !== null && typeof id === 'string') declared.push({ what, id, place: () => file.at(path) });
    const result = schema.safeParse(entry);
    return result.success ? [located(file, path, result.data)] : [];
  });
}

const shellSchema = files.topic.omit({ facts: true }).strip();

function draftTopic(file: YamlFile, declared: Declared[]): DraftTopic {
  const given = field(file.data, 'id');
  const id = typeof given === 'string' ? given : file.raw.name.replace(/^.*\/|\.yaml$/g, '');
  declared.push({ what: 'topic', id, place: () => file.at(['id']) });
  const shell = shellSchema.safeParse(file.data);
  const list = field(file.data, 'facts');
  const entries: readonly unknown[] = Array.isArray(list) ? list : [];
  const facts = entries.flatMap((entry, index) => draftFact(file, ['facts', index], entry) ?? []);
  for (const { value, at } of facts) declared.push({ what: 'fact', id: value.id, place: at });
  return {
    id,
    file: file.raw.name,
    shell: shell.success ? located(file, [], shell.data) : null,
    facts,
    whole:
      Array.isArray(list) &&
      facts.length === entries.length &&
      facts.every(({ lacking }) => lacking.size === 0),
  };
}

const STAND_IN: Omit<Fact, 'id'> = {
  aspect: '',
  also: [],
  leads: [],
  as_of: '',
  currency: 'historical',
  basis: 'report',
  text: { en: '' },
  values: [],
  sources: [],
  asked: {},
};

/** Null where there is not even an id to call it by. */
function draftFact(file: YamlFile, path: Path, entry: unknown): DraftFact | null {
  const whole = factSchema.safeParse(entry);
  if (whole.success) return { ...located(file, path, whole.data), lacking: new Set() };
  const id = field(entry, 'id');
  if (typeof id !== 'string') return null;
  const lacking = new Set<keyof Fact>();
  const value: Record<string, unknown> = { ...STAND_IN, id };
  for (const [key, schema] of Object.entries(factSchema.shape)) {
    const part = schema.safeParse(field(entry, key));
    if (!part.success) lacking.add(key as keyof Fact);
    else if (part.data !== undefined) value[key] = part.data;
  }
  // every key is either parsed or a stand-in
  return { ...located(file, path, value as Fact), lacking };
}
