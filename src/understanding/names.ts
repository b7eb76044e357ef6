import { allOf } from '../knowledge/languages.ts';
import type { ByLanguage, Knowledge } from '../knowledge/schema.ts';
import { type Atom, atomise, joinedKey } from '../language/atoms.ts';
import { normalise } from '../language/normalise.ts';
import { type Lists, listAt, pack } from '../language/postings.ts';
import { stem } from '../language/stem.ts';
import {
  type Hashes,
  hashesOf,
  numberOf,
  type Texts,
  type TextTable,
  tableOf,
  textAt,
  textsOf,
} from '../language/table.ts';
import { type FuzzyData, fuzzyData, lettersIn } from './fuzzy.ts';

export type Target =
  | { readonly kind: 'topic'; readonly id: string }
  | { readonly kind: 'group'; readonly id: string }
  | { readonly kind: 'uncovered'; readonly id: string };

/** A way of calling something. */
export interface Name {
  readonly alias: string;
  readonly target: Target;
}

/** The names that are one spelling. */
export interface NameEntry {
  /** Letters and digits run together. */
  readonly key: string;
  /** The first of the names, as it stands in the knowledge. */
  readonly alias: string;
  readonly targets: readonly Target[];
  /** How many of the key's characters are letters. */
  readonly letters: number;
}

/** Names by how they are spelt, in one sense of it. */
export interface Spellings {
  get(spelling: string): NameEntry | undefined;
  at(number: number): NameEntry;
}

/** The names of all things as plain data: a start reads them without looking at a single one. */
export interface NameData {
  readonly targets: readonly Target[];
  readonly aliases: Texts;
  /** By their key. */
  readonly exact: SpellingData;
  /** By the stems of their words. */
  readonly stemmed: SpellingData;
  /** The keys of `exact` by their numbers, to be found misspelt. */
  readonly misspelt: FuzzyData;
  /** Hashes of how names begin: of all beginnings of up to `HEAD` characters. */
  readonly heads: Hashes;
  /** Hashes of how stemmed names begin: of their first stem, their first two, and so on. */
  readonly stemHeads: Hashes;
  /** Letters that designators begin with: s, su, mig, t … */
  readonly families: readonly string[];
}

interface SpellingData {
  readonly spellings: TextTable;
  readonly keys: Texts;
  /** By the number of a spelling the number of an alias. */
  readonly aliases: Uint32Array;
  /** By the number of a spelling the numbers of targets. */
  readonly targets: Lists;
}

/** Letters by which names are told from other words at a glance. */
export const HEAD = 4;

/** Every name of every thing that the knowledge knows of. */
export function namesOf(knowledge: Knowledge): Name[] {
  const of = (aliases: ByLanguage, names: object, target: Name['target']): Name[] =>
    [...allOf(aliases), ...Object.values(names)].map((alias: string) => ({ alias, target }));
  return [
    ...knowledge.topics.flatMap((topic) => of(topic.aliases, topic.names, { kind: 'topic', id: topic.id })),
    ...knowledge.groups.flatMap((group) => of(group.aliases, group.names, { kind: 'group', id: group.id })),
    ...knowledge.uncovered.flatMap((thing) =>
      of(thing.aliases, thing.names, { kind: 'uncovered', id: thing.id }),
    ),
  ];
}

export function nameData(names: readonly Name[]): NameData {
  const targets = new Map<string, { readonly target: Target; readonly number: number }>();
  const exact = new Map<string, Draft>();
  const stemmed = new Map<string, Draft>();
  for (const [alias, { alias: text, target }] of names.entries()) {
    const atoms = atomise(normalise(text));
    const key = joinedKey(atoms);
    if (key === '') continue;
    const id = `${target.kind} ${target.id}`;
    const { number } = targets.get(id) ?? { number: targets.size };
    targets.set(id, { target, number });
    remember(exact, key, key, alias, number);
    remember(stemmed, stemmedKey(atoms), key, alias, number);
  }
  return {
    targets: Array.from(targets.values(), ({ target }) => target),
    aliases: textsOf(names.map(({ alias }) => alias)),
    exact: spellingData(exact),
    stemmed: spellingData(stemmed),
    misspelt: fuzzyData([...exact.keys()]),
    heads: hashesOf([...exact.keys()].flatMap(headsOf)),
    stemHeads: hashesOf([...stemmed.keys()].flatMap(stemHeadsOf)),
    families: designatorFamilies(exact.keys()),
  };
}

export function spellingsFrom(data: NameData, which: 'exact' | 'stemmed'): Spellings {
  const { spellings, keys, aliases, targets } = data[which];
  const made = new Map<number, NameEntry>();
  const entryAt = (number: number): NameEntry => {
    const before = made.get(number);
    if (before !== undefined) return before;
    const key = textAt(keys, number);
    const entry = {
      key,
      alias: textAt(data.aliases, aliases[number] ?? 0),
      targets: Array.from(listAt(targets, number)).flatMap((target) => data.targets[target] ?? []),
      letters: lettersIn(key),
    };
    made.set(number, entry);
    return entry;
  };
  return {
    get(spelling) {
      const number = numberOf(spellings, spelling);
      return number === null ? undefined : entryAt(number);
    },
    at: entryAt,
  };
}

/** A spelling while its names are being collected. */
interface Draft {
  readonly key: string;
  readonly alias: number;
  readonly targets: Set<number>;
}

function remember(into: Map<string, Draft>, at: string, key: string, alias: number, target: number): void {
  const draft = into.get(at);
  if (draft === undefined) into.set(at, { key, alias, targets: new Set([target]) });
  else draft.targets.add(target);
}

function spellingData(drafts: ReadonlyMap<string, Draft>): SpellingData {
  const all = [...drafts.values()];
  return {
    spellings: tableOf(drafts.keys()),
    keys: textsOf(all.map(({ key }) => key)),
    aliases: Uint32Array.from(all, ({ alias }) => alias),
    targets: pack(all.map(({ targets }) => targets)),
  };
}

export function stemmedKey(atoms: readonly Atom[]): string {
  return atoms.map(stemOf).join(' ');
}

export function stemOf({ key, digits }: Atom): string {
  return digits ? key : stem(key);
}

function headsOf(key: string): string[] {
  return Array.from({ length: Math.min(HEAD, key.length) + 1 }, (_, length) => key.slice(0, length));
}

function stemHeadsOf(stems: string): string[] {
  const parts = stems.split(' ');
  return parts.map((_, i) => parts.slice(0, i + 1).join(' '));
}

/** Words that stand before a number in any text. */
const NO_FAMILY = new Set('ka mi a k i in ins of no to se ki ke me ko x e'.split(' '));

function designatorFamilies(keys: Iterable<string>): string[] {
  const families = new Set<string>();
  for (const key of keys) {
    const letters = /^([a-z]{1,3})\d/.exec(key)?.[1];
    if (letters !== undefined && !NO_FAMILY.has(letters)) families.add(letters);
  }
  return [...families];
}
