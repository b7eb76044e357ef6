import type { Interpretation, Scored, Understanding } from '../understanding/interpret.ts';
import type { Context, Question } from './answer.ts';
import type { Nearness } from './asked.ts';
import type { Library } from './library.ts';
import type { Weighed } from './rank.ts';

/** A topic that a question may be about. */
export interface Candidate {
  readonly topic: string;
  /** From 0 to 1: how surely. */
  readonly certainty: number;
  readonly by: 'fixed' | 'name' | 'group' | 'context' | 'words';
}

/** What a question's words say of its topics, before any is chosen. */
export interface Topics {
  /** Topics that are named, or fixed by the surface, in order. */
  readonly named: readonly Candidate[];
  /** Topics under the common nouns of the question ("helicopters"), where they are several. */
  readonly grouped: readonly string[];
  /** Topics whose facts hold the question's words, likeliest first; not looked for where one is named. */
  readonly byWords: readonly Candidate[];
  /** Topics that are all wanted: compared, listed, or named side by side. */
  readonly several: readonly string[];
}

/** How sure a topic is that is not named itself but the only one under a noun ("the rifle"). */
const ONLY_ONE_OF_ITS_KIND = 0.85;
/** Rows that a list shows at the most. */
const MOST_ROWS = 8;
/** Words between two names that set them side by side. */
const BESIDE = new Set([
  'and',
  'or',
  'vs',
  'versus',
  'the',
  'a',
  'with',
  'to',
  'aur',
  'ya',
  'और',
  'या',
  'и',
  'или',
  'с',
  'со',
  'plus',
  's',
]);
/** Words that set two names against each other, even with other words between. */
const EITHER = new Set(['or', 'vs', 'versus', 'ya', 'या', 'или', 'बनाम']);
const FAR_APART = 8;
/** Words that ask for every thing under a plural noun. */
const ASKS_FOR_ALL = new Set([
  'which',
  'what',
  'list',
  'all',
  'name',
  'every',
  'many',
  'какие',
  'все',
  'сколько',
  'कौन',
  'सभी',
  'कितने',
  'कितनी',
  'kaun',
  'konse',
  'sabhi',
  'kitne',
  'kitni',
]);
const REACH = 5;

export function findTopics(
  question: Question,
  read: Interpretation,
  terms: readonly Weighed[],
  near: Nearness,
  aspects: readonly Scored[],
  library: Library,
): Topics {
  const named = namedTopics(question, read, library);
  const grouped = groupedTopics(read, library);
  return {
    named,
    grouped,
    byWords: isSettled(named) ? [] : topicsByWords(terms, near, aspects, read.topics, library),
    several: severalTopics(read, named, grouped),
  };
}

/** Whether the names leave nothing for the words to decide. */
function isSettled([first, ...others]: readonly Candidate[]): boolean {
  return first?.by === 'fixed' || (first?.by === 'name' && others.length === 0);
}

function namedTopics(question: Question, read: Interpretation, library: Library): Candidate[] {
  const named: Candidate[] = [];
  const add = (topic: string, certainty: number, by: Candidate['by']): void => {
    if (!named.some((candidate) => candidate.topic === topic)) named.push({ topic, certainty, by });
  };
  for (const id of [question.topic, question.against]) if (id !== undefined) add(id, 1, 'fixed');
  if (named.length > 0) return named;
  for (const mention of read.mentions) {
    for (const target of mention.targets) {
      if (target.kind === 'topic') add(target.id, mention.certainty / mention.targets.length ** 0.2, 'name');
      const group = target.kind === 'group' ? library.group(target.id) : undefined;
      const [only] = group?.topics ?? [];
      if (group?.topics.length === 1 && only !== undefined)
        add(only, ONLY_ONE_OF_ITS_KIND * mention.certainty, 'group');
    }
  }
  const byName = named.filter(({ by }) => by === 'name');
  return byName.length > 0 ? byName : named;
}

function groupedTopics(read: Interpretation, library: Library): string[] {
  const groups = read.mentions.flatMap(({ targets }) =>
    targets.flatMap((target) => (target.kind === 'group' ? (library.group(target.id) ?? []) : [])),
  );
  return unique(groups.filter(({ topics }) => topics.length > 1).flatMap(({ topics }) => topics));
}

/** A common noun whose words the last answer's topic speaks of is a detail of it, not a subject of its own. */
export function isDetailOf(
  topic: string,
  { named }: Topics,
  read: Interpretation,
  library: Library,
): boolean {
  const shelf = library.shelf(topic);
  const nouns = read.mentions.filter(({ targets }) => targets.every(({ kind }) => kind === 'group'));
  const words = read.terms.filter(({ from, to }) => nouns.some((noun) => noun.from <= from && noun.to >= to));
  return (
    named.every(({ by }) => by === 'group') &&
    words.length > 0 &&
    words.every(({ term }) => shelf?.frequency.has(term) ?? false)
  );
}

function severalTopics(
  read: Interpretation,
  named: readonly Candidate[],
  grouped: readonly string[],
): string[] {
  const ids = named.map(({ topic }) => topic);
  const setSideBySide = read.forms.has('compare') || read.forms.has('list') || standSideBySide(read);
  if (ids.length > 1 && (setSideBySide || named.every(({ by }) => by === 'fixed')))
    return ids.slice(0, MOST_ROWS);
  const byName = named.filter(({ by }) => by === 'name');
  if (
    grouped.length > 0 &&
    byName.length === 0 &&
    (read.forms.has('list') || read.forms.has('compare') || asksForAll(read))
  ) {
    return unique([...ids, ...grouped]).slice(0, MOST_ROWS);
  }
  return [];
}

/** Whether two names of topics have nothing but "or", "and" and the like between them. */
function standSideBySide(read: Interpretation): boolean {
  const names = read.mentions.filter(({ targets }) => targets.some(({ kind }) => kind === 'topic'));
  return names.some((name, i) => {
    const next = names[i + 1];
    if (next === undefined || next.targets[0]?.id === name.targets[0]?.id) return false;
    const between = read.atoms.slice(name.to, next.from);
    if (between.length < FAR_APART && between.some(({ text }) => EITHER.has(text))) return true;
    return between.length > 0 && between.length < 4 && between.every(({ text }) => BESIDE.has(text));
  });
}

/** "Which Russian helicopters …", "how many tanks": a plural noun with a word before it that wants them all. */
function asksForAll(read: Interpretation): boolean {
  return read.mentions.some(({ targets, from, to }) => {
    if (!targets.some(({ kind }) => kind === 'group')) return false;
    const last = read.atoms[to - 1]?.text ?? '';
    if (/^[a-z]+$/.test(last) && !last.endsWith('s') && !last.endsWith('aircraft')) return false;
    return read.atoms.slice(Math.max(0, from - REACH), from).some(({ text }) => ASKS_FOR_ALL.has(text));
  });
}

/** A number of one or two digits stands in many facts by chance. */
const SMALL_NUMBER = 0.3;
/**
 * What speaks for a topic that is not named: its facts hold the words, people ask for them by such words, it is
 * there for the aspect asked, and it is of the kind ("meeting", "agreement") that the question speaks of.
 */
export const BY = { held: 0.45, likely: 0.5, near: 0.4, devoted: 0.3, sameKind: 0.18 } as const;

/** The most topics that are told by words alone. */
const LIKELIEST = 8;

/**
 * Topics by the question's words alone: the best fact of each, what the rest of the topic adds, and whether the
 * topic is there for the aspect that was asked ("how does India pay" belongs to the topic about payments).
 * Costs the facts that hold the words.
 */
function topicsByWords(
  terms: readonly Weighed[],
  near: Nearness,
  aspects: readonly Scored[],
  likely: readonly Scored[],
  library: Library,
): Candidate[] {
  const total = terms.reduce((sum, { weight }) => sum + weight, 0);
  const held = library.held(
    terms.map(({ term, weight }) => ({
      term,
      weight: /^#\d{1,2}$/.test(term) ? weight * SMALL_NUMBER : weight,
    })),
    aspects,
  );
  const nearest = near.toTopics();
  const likelihood = new Map(likely.map(({ id, probability }) => [library.numberOf(id), probability]));
  const [top] = aspects;
  const devotion = top === undefined ? null : library.devotion(top.id);
  const kinds = new Set(terms.map(({ term }) => term).filter((term) => term.startsWith('=')));
  const { topics } = library.knowledge;
  const certaintyOf = (topic: number): number => {
    const holds = (0.65 * held.best(topic) + 0.35 * held.whole(topic)) / Math.max(1, total);
    const devoted = top === undefined ? 0 : top.probability * (devotion?.[topic] ?? 0);
    const sameKind = kinds.size > 0 && kinds.has(`=${topics[topic]?.kind}`) ? 1 : 0;
    return (
      BY.held * holds +
      BY.likely * (likelihood.get(topic) ?? 0) +
      BY.near * (nearest.get(topic) ?? 0) +
      BY.devoted * devoted +
      BY.sameKind * sameKind
    );
  };
  const others = new Set([...nearest.keys(), ...likelihood.keys()]);
  for (const topic of held.topics) others.delete(topic);
  return mostOf([...held.topics, ...others], certaintyOf, LIKELIEST).flatMap(
    ({ item, merit }): Candidate[] => {
      const topic = topics[item];
      return topic === undefined ? [] : [{ topic: topic.id, by: 'words', certainty: merit }];
    },
  );
}

/** The few items of the greatest merit, greatest first; of equals those that come first. */
function mostOf<T>(
  items: Iterable<T>,
  meritOf: (item: T) => number,
  most: number,
): { readonly item: T; readonly merit: number }[] {
  const best: { readonly item: T; readonly merit: number }[] = [];
  for (const item of items) {
    const merit = meritOf(item);
    if (best.length === most && merit <= (best.at(-1)?.merit ?? 0)) continue;
    let at = best.length;
    while (at > 0 && (best[at - 1]?.merit ?? 0) < merit) at -= 1;
    best.splice(at, 0, { item, merit });
    if (best.length > most) best.pop();
  }
  return best;
}

/** A stem as short as this is a pronoun or a particle, not a subject. */
const SHORTEST_NOUN = 3;
/** From here on a follow-up has left the subject altogether. */
const ANOTHER_SUBJECT = 0.85;
/** From this certainty on, words that point elsewhere end the subject of the conversation. */
const SUBJECT_CHANGED = 0.7;
/** Weight of words below which a follow-up cannot be about something else. */
const ENOUGH_SAID = 1;

/** The last answer's topic, where the question goes on about it; null where it has left the subject. */
export function topicFromContext(
  context: Context,
  topics: Topics,
  read: Interpretation,
  terms: readonly Weighed[],
  library: Library,
  understanding: Understanding,
): Candidate | null {
  const [first] = context.topics;
  if (first === undefined || read.outside > ANOTHER_SUBJECT) return null;
  if (topics.grouped.length > 0 && !context.topics.some((topic) => topics.grouped.includes(topic)))
    return null;
  const [strongest] = topics.byWords;
  const said = terms.reduce((sum, { weight }) => sum + weight, 0);
  if (
    strongest !== undefined &&
    !context.topics.includes(strongest.topic) &&
    strongest.certainty > SUBJECT_CHANGED &&
    said > ENOUGH_SAID
  ) {
    return null;
  }
  const sibling = siblingOf(first, read);
  if (sibling !== null && library.shelf(sibling) !== undefined)
    return { topic: sibling, certainty: 0.9, by: 'context' };
  const shelf = library.shelf(first);
  const strange = terms.filter(
    ({ term, weight }) =>
      weight > 0.3 &&
      term.length > SHORTEST_NOUN &&
      !(shelf?.frequency.has(term) ?? false) &&
      (understanding.terms.names.has(term) || library.holding(term).length === 0),
  );
  return { topic: first, certainty: Math.max(0.2, 0.9 - 0.3 * strange.length), by: 'context' };
}

const NEXT = /\b(?:after (?:that|it)|following one|next one after)\b/;
const PREVIOUS = /\b(?:before (?:that|it)|previous one)\b/;

/** "The one after that", "and the 22nd?": another of a numbered series of topics. */
function siblingOf(topic: string, read: Interpretation): string | null {
  const match = /^(.*-)(\d+)$/.exec(topic);
  if (match === null) return null;
  const [, base, number] = match;
  const named = read.atoms.find((atom, i) => atom.digits && read.atoms[i + 1]?.key === 'th');
  if (named !== undefined) return `${base}${named.key}`;
  const step = NEXT.test(read.text) ? 1 : PREVIOUS.test(read.text) ? -1 : 0;
  return step === 0 ? null : `${base}${Number(number) + step}`;
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
