import { stem } from '../language/stem.ts';
import type { Span } from '../understanding/found.ts';
import type { Interpretation, Understanding } from '../understanding/interpret.ts';
import type { Joint, JointFinder } from './joints.ts';
import type { Library } from './library.ts';
import { isStory } from './saying.ts';

/** One of several topics that a question asks the same of, or a thing of its own each. */
export interface Side {
  readonly topic: string;
  /** From 0 to 1: how surely the topic is named. */
  readonly certainty: number;
  /** The question as it would be put for this topic alone. */
  readonly read: Interpretation;
}

export type SideReader = (read: Interpretation, today: string) => Side[];

/** A name of a topic in the question. */
interface Named {
  readonly topic: string;
  readonly from: number;
  readonly to: number;
  readonly certainty: number;
  /** A noun that only one topic goes by: "the rifle". */
  readonly noun: boolean;
}

/** How two neighbouring names stand: the same is asked of both, each has its own question, or neither. */
type Bond = 'shared' | 'own' | null;

/** How sure a topic is that is not named itself but the only one under a noun. */
const ONLY_ONE_OF_ITS_KIND = 0.85;
/** How sure a topic is that is told by a word that hardly any other speaks of. */
const BY_WORD = 0.8;
/** Words between two names that are set against each other. */
const FAR_APART = 10;
/** From how many aspects' phrases on a word is too small to ask anything of its own. */
const SMALL_WORD = 6;
const MOST_SIDES = 8;
/** Every side is a reading of its own: longer texts than people write are not read once for each. */
const MOST_ATOMS = 120;
/** A word points at a topic where it is this rare among all facts and so many that hold it are the topic's. */
const POINTS = { rarity: 0.5, share: 0.6 } as const;

/**
 * Builds what tells the topics that a question sets side by side ("the S-400 and BrahMos", "who makes the one and
 * who the other", "A or B, which …") and what is asked of each. A name that is merely mentioned in a question about
 * another topic is no side. Empty where there are not two.
 */
export function buildSideReader(
  library: Library,
  understanding: Understanding,
  joints: JointFinder,
): SideReader {
  // "the latest summit and the first dialogue": which one of each is meant
  const { newest, oldest } = library.knowledge.listings.words;
  const ranks = new Set(
    [newest, oldest].flatMap((texts) => Object.values(texts).flatMap((list) => list ?? [])),
  );
  const topicOf = library.knowledge.topics.flatMap(({ id, facts }) => facts.map(() => id));

  return (read, today) => {
    if (read.atoms.length > MOST_ATOMS) return [];
    const found = joints.find(read);
    const names = namesIn(read).filter(({ from }) => read.forms.has('compare') || !isStory(read, from));
    const sides = names.length > 1 ? joined(names, read, found) : againstUnnamed(names, read, found, today);
    if (sides === null) return [];
    return sides.names.slice(0, MOST_SIDES).map((name, i) => ({
      topic: name.topic,
      certainty: name.certainty,
      read: readFor(i, sides, read, found),
    }));
  };

  /** The question without the other names; where each name has a question of its own, that alone. */
  function readFor(at: number, run: Run, read: Interpretation, found: readonly Joint[]): Interpretation {
    const own = understanding.without(read, othersThan(at, run, read, found));
    const asks = own.words.some((word) => !word.startsWith('§'));
    if (asks || run.bonds.every((bond) => bond === 'shared')) return own;
    const shared = { ...run, bonds: run.bonds.map((): Bond => 'shared') };
    return understanding.without(read, othersThan(at, shared, read, found));
  }

  function namesIn({ mentions }: Interpretation): Named[] {
    const names: Named[] = [];
    for (const { targets, from, to, certainty } of mentions) {
      const target = targets.find(({ kind }) => kind === 'topic');
      if (target !== undefined) {
        names.push({ topic: target.id, from, to, certainty, noun: false });
        continue;
      }
      const [only, ...others] = targets.flatMap(({ kind, id }) =>
        kind === 'group' ? (library.group(id)?.topics ?? []) : [],
      );
      if (only === undefined || others.length > 0) continue;
      names.push({ topic: only, from, to, certainty: ONLY_ONE_OF_ITS_KIND * certainty, noun: true });
    }
    return names;
  }

  /** The largest run of names that are set side by side, and the bonds between them. */
  function joined(all: readonly Named[], read: Interpretation, found: readonly Joint[]): Run | null {
    const compared = read.forms.has('compare');
    // in "RELOS: logistics for ships" the noun is the topic's own
    const topics = new Set(all.filter(({ noun }) => !noun).map(({ topic }) => topic));
    const names = all.filter(({ noun, topic }) => !noun || !topics.has(topic));
    const runs: Run[] = [];
    for (const [i, name] of names.entries()) {
      const before = names[i - 1];
      const bond = before === undefined ? null : bondOf(before, name, read, found, compared);
      const run = runs.at(-1);
      if (run === undefined || bond === null) runs.push({ names: [name], bonds: [] });
      else if (!run.names.some(({ topic }) => topic === name.topic)) {
        runs[runs.length - 1] = { names: [...run.names, name], bonds: [...run.bonds, bond] };
      }
    }
    const longest = Math.max(0, ...runs.map((run) => run.names.length));
    return longest > 1 ? (runs.find((run) => run.names.length === longest) ?? null) : null;
  }

  function bondOf(
    a: Named,
    b: Named,
    read: Interpretation,
    found: readonly Joint[],
    compared: boolean,
  ): Bond {
    const between = found.filter(({ from, to }) => from >= a.to && to <= b.from);
    const either = between.some(({ how }) => how === 'either');
    if (either && b.from - a.to < FAR_APART) return 'shared';
    if (compared && !(a.noun || b.noun)) return 'shared';
    const joining = between.filter(({ how }) => how === 'joins');
    if (joining.length === 0) return null;
    const inJoint = (atom: number): boolean => joining.some(({ from, to }) => atom >= from && atom < to);
    const said = new Set(read.atoms.slice(0, a.from).map(({ text }) => stem(text)));
    const light = read.atoms
      .slice(a.to, b.from)
      .every(({ text }, i) => inJoint(a.to + i) || said.has(stem(text)) || isLight(text));
    if (light) return 'shared';
    return a.noun || b.noun ? null : 'own';
  }

  function isLight(word: string): boolean {
    return word.length < 3 || understanding.spread(word) >= SMALL_WORD || ranks.has(word);
  }

  /** "AK-203 or the Tunguska": one side is no topic's name, but a word that hardly any other topic speaks of. */
  function againstUnnamed(
    [name, ...others]: readonly Named[],
    read: Interpretation,
    found: readonly Joint[],
    today: string,
  ): Run | null {
    if (name === undefined || others.length > 0 || name.noun) return null;
    for (const { from, to, how } of found) {
      if (how !== 'either' && !(how === 'joins' && read.forms.has('compare'))) continue;
      const [start, end] = name.to <= from ? [to, read.atoms.length] : [0, from];
      if (name.from < end && name.to > start) continue;
      const other = numbered(name, read, start, end, today) ?? pointedAt(read, start, end, name.topic);
      if (other !== null) {
        const names = [name, other].sort((a, b) => a.from - b.from);
        return { names, bonds: ['shared'] };
      }
    }
    return null;
  }

  /** "The 19th session compared with the 20th": the other number of a series. */
  function numbered(
    { topic, from, to }: Named,
    { atoms, text }: Interpretation,
    start: number,
    end: number,
    today: string,
  ): Named | null {
    const own = atoms.slice(from, to).find(({ digits }) => digits);
    const at = atoms.findIndex(({ digits }, i) => digits && i >= start && i < end);
    const other = atoms[at];
    if (own === undefined || other === undefined) return null;
    const name =
      text.slice(atoms[from]?.start, own.start) + other.text + text.slice(own.end, atoms[to - 1]?.end);
    const [mention] = understanding.interpret(name, today).mentions;
    const target =
      mention?.how === 'exact' ? mention.targets.find(({ kind }) => kind === 'topic') : undefined;
    if (target === undefined || target.id === topic) return null;
    const ordinal = atoms[at + 1]?.join === 'none' ? 2 : 1;
    return { topic: target.id, from: at, to: at + ordinal, certainty: 1, noun: false };
  }

  function pointedAt(read: Interpretation, start: number, end: number, but: string): Named | null {
    for (const { term, from, to } of read.terms) {
      if (from < start || to > end || library.rarity(term) < POINTS.rarity) continue;
      const facts = library.holding(term);
      const counts = new Map<string, number>();
      for (const fact of facts) {
        const topic = topicOf[fact] ?? '';
        counts.set(topic, (counts.get(topic) ?? 0) + 1);
      }
      const [topic, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
      if (topic === but || count < POINTS.share * facts.length || count < 2) continue;
      return { topic, from, to, certainty: BY_WORD, noun: true };
    }
    return null;
  }
}

interface Run {
  readonly names: readonly Named[];
  /** Between each name and the next. */
  readonly bonds: readonly Bond[];
}

/** The atoms that do not belong to what is asked of one of the names. */
function othersThan(
  at: number,
  { names, bonds }: Run,
  { atoms }: Interpretation,
  found: readonly Joint[],
): Span[] {
  let first = at;
  let last = at;
  while (first > 0 && bonds[first - 1] === 'shared') first -= 1;
  while (last < names.length - 1 && bonds[last] === 'shared') last += 1;
  const jointsBetween = (i: number): readonly Joint[] => {
    const [a, b] = [names[i], names[i + 1]];
    return a === undefined || b === undefined
      ? []
      : found.filter(({ from, to, how }) => how !== 'head' && from >= a.to && to <= b.from);
  };
  const start = first === 0 ? 0 : (jointsBetween(first - 1).at(-1)?.to ?? 0);
  const end = last === names.length - 1 ? atoms.length : (jointsBetween(last).at(-1)?.from ?? atoms.length);
  const others: Span[] = [
    { from: 0, to: start },
    { from: end, to: atoms.length },
    ...names.filter((_, i) => i !== at),
  ];
  for (let i = first; i < last; i += 1) others.push(...jointsBetween(i));
  return others;
}
