import type { Interpretation, Understanding } from '../understanding/interpret.ts';
import { QUESTION_WORDS } from '../understanding/sentences.ts';
import type { Term } from '../understanding/terms.ts';
import type { Joint, JointFinder } from './joints.ts';

/** Cuts a question that asks several things of one topic; empty where it asks one thing. */
export type ClauseReader = (read: Interpretation) => Interpretation[];

const MOST_CLAUSES = 6;
const MOST_ATOMS = 40;
/** A clause without a word that asks must be read this surely. */
const SURE = 0.15;
/** A clause that is another subject's by this much, by itself and as a part of the whole, says nothing. */
const OUTSIDE = 0.5;

/**
 * Builds what cuts a question at its joints ("how many, for how much, and made where?"). A clause that does not
 * name the topic is read as if it did.
 */
export function buildClauseReader(understanding: Understanding, joints: JointFinder): ClauseReader {
  const namesIn = ({ terms }: Pick<Interpretation, 'terms'>): Term[] =>
    terms.filter(({ term }) => understanding.terms.names.has(term));

  /** Whether words beside names, dates and numbers ask for something. */
  function asks({ atoms, mentions, dates, terms, aspects: [top] }: Interpretation): boolean {
    const spans = [...mentions, ...dates, ...namesIn({ terms })];
    const words = atoms.filter(
      ({ digits, text }, i) =>
        !digits && text.length > 1 && !spans.some(({ from, to }) => i >= from && i < to),
    );
    if (words.length === 0) return false;
    return words.some(({ text }) => QUESTION_WORDS.has(text)) || (top?.probability ?? 0) >= SURE;
  }

  return (read) => {
    if (read.atoms.length > MOST_ATOMS) return [];
    const spans = cut(read, joints.find(read), namesIn(read));
    if (spans.length < 2 || spans.length > MOST_CLAUSES) return [];
    const isNamed = read.mentions.some(({ targets }) => targets.some(({ kind }) => kind === 'topic'));
    const clauses: Interpretation[] = [];
    for (const [from, to] of spans) {
      if (isHeading(read, from, to)) continue;
      const alone = understanding.without(read, [
        { from: 0, to: from },
        { from: to, to: read.atoms.length },
      ]);
      if (joints.isAside(alone) || !asks(alone)) continue;
      // the name tells the aspect, but the facts by nothing that the others have not
      const clause = isNamed && alone.mentions.length === 0 ? understanding.besideName(alone) : alone;
      const strange = (clause.outside + read.outside) / 2;
      const small = (clause.smalltalk.probability + read.smalltalk.probability) / 2;
      if (strange <= OUTSIDE && small <= OUTSIDE) clauses.push(clause);
    }
    return clauses.length > 1 ? clauses : [];
  };
}

/** "Chakra II for dummies:" names what the rest is about. */
function isHeading({ text, atoms, mentions }: Interpretation, from: number, to: number): boolean {
  const [last, next] = [atoms[to - 1], atoms[to]];
  if (from > 0 || last === undefined || next === undefined) return false;
  return (
    text.slice(last.end, next.start).includes(':') &&
    mentions.some((mention) => mention.to <= to) &&
    !atoms.slice(from, to).some(({ text: word }) => QUESTION_WORDS.has(word))
  );
}

/** The runs of atoms between joints; one within a name, or between two names ("Shoigu and Rajnath Singh"), is none. */
function cut(
  { atoms, mentions, dates }: Interpretation,
  joints: readonly Joint[],
  names: readonly Term[],
): [number, number][] {
  const spans: [number, number][] = [];
  let start = 0;
  for (const { from, to, how } of joints) {
    const inside = [...mentions, ...dates].some((span) => from > span.from && to < span.to);
    const between = names.some((name) => name.to === from) && names.some((name) => name.from === to);
    if (how === 'either' || inside || between || from < start) continue;
    if (from > start) spans.push([start, from]);
    start = to;
  }
  if (start < atoms.length) spans.push([start, atoms.length]);
  return spans;
}
