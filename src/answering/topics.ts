import type { Interpretation } from '../understanding/interpret.ts';
import type { Question } from './answer.ts';
import type { Library } from './library.ts';

/** A topic that a question names, or that the surface fixed. */
export interface Named {
  readonly topic: string;
  /** From 0 to 1: how surely. */
  readonly certainty: number;
  readonly by: 'fixed' | 'name' | 'group';
  /** How much the sentence asks that the name stands in: 1 for a plain question. */
  readonly asks: number;
}

/** What a question's names say of its topics. */
export interface Topics {
  /** Topics that are named, or fixed by the surface, in order. */
  readonly named: readonly Named[];
  /** The topics under each common noun of the question ("helicopters"). */
  readonly nouns: readonly (readonly string[])[];
  /** The topics under the common nouns that stand for several. */
  readonly grouped: readonly string[];
  /** Topics that are all wanted: compared, listed, or named side by side. */
  readonly several: readonly string[];
}

/** How sure a topic is that is not named itself but the only one under a noun ("the rifle"). */
const ONLY_ONE_OF_ITS_KIND = 0.85;
/** Rows that a list shows at the most. */
const MOST_ROWS = 8;
/** How far before a plural noun a word may stand that asks for all of them. */
const REACH = 5;

/** What the names in a question say, before its other words are looked at. */
export function findTopics(question: Question, read: Interpretation, library: Library): Topics {
  const named = namedTopics(question, read, library);
  const nouns = topicsOfNouns(read, library);
  const grouped = unique(nouns.filter((topics) => topics.length > 1).flat());
  return { named, nouns, grouped, several: severalTopics(read, named, grouped) };
}

function namedTopics(question: Question, read: Interpretation, library: Library): Named[] {
  const named: Named[] = [];
  const add = (name: Named): void => {
    const known = named.findIndex(({ topic }) => topic === name.topic);
    if (known === -1) named.push(name);
    else if ((named[known]?.asks ?? 0) < name.asks && named[known]?.by === name.by) named[known] = name;
  };
  for (const topic of [question.topic, question.against]) {
    if (topic !== undefined) add({ topic, certainty: 1, by: 'fixed', asks: 1 });
  }
  if (named.length > 0) return named;
  for (const { targets, certainty, from } of read.mentions) {
    const asks = read.sentences.find((sentence) => from >= sentence.from && from < sentence.to)?.asks ?? 1;
    for (const { kind, id } of targets) {
      if (kind === 'topic')
        add({ topic: id, certainty: certainty / targets.length ** 0.2, by: 'name', asks });
      const group = kind === 'group' ? library.group(id) : undefined;
      const [only] = group?.topics ?? [];
      if (group?.topics.length === 1 && only !== undefined)
        add({ topic: only, certainty: ONLY_ONE_OF_ITS_KIND * certainty, by: 'group', asks });
    }
  }
  const byName = named.filter(({ by }) => by === 'name');
  return byName.length > 0 ? byName : named;
}

function topicsOfNouns(read: Interpretation, library: Library): (readonly string[])[] {
  return read.mentions.flatMap(({ targets }) =>
    targets.flatMap(({ kind, id }) => {
      const group = kind === 'group' ? library.group(id) : undefined;
      return group === undefined ? [] : [group.topics];
    }),
  );
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
    words.every(({ term }) => (shelf?.holding(term).length ?? 0) > 0)
  );
}

function severalTopics(read: Interpretation, named: readonly Named[], grouped: readonly string[]): string[] {
  const ids = named.map(({ topic }) => topic);
  const setSideBySide = read.forms.has('compare') || read.forms.has('list');
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

/** "Which Russian helicopters …", "how many tanks": a plural noun with a word before it that wants them all. */
function asksForAll(read: Interpretation): boolean {
  return read.mentions.some(({ targets, from, to }) => {
    if (!targets.some(({ kind }) => kind === 'group')) return false;
    const last = read.atoms[to - 1]?.text ?? '';
    if (/^[a-z]+$/.test(last) && !last.endsWith('s') && !last.endsWith('aircraft')) return false;
    return read.cues.some((cue) => cue.form === 'every' && cue.from < from && cue.from >= from - REACH);
  });
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
