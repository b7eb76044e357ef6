import type { Interpretation } from '../understanding/interpret.ts';
import type { Question } from './answer.ts';
import type { Bearings } from './bearing.ts';
import type { Candidate } from './meant.ts';
import type { Weighed } from './rank.ts';
import type { Topics } from './topics.ts';

/** From `strange` on a question is another subject's, after what the facts hold of its words is taken off. */
const GATE = { strange: 0.4, ours: 0.35, followUp: 0.8, smalltalk: 0.42, joined: 0.2 } as const;

/** A follow-up of so few words has no subject of its own. */
export const SHORT = 7;

/**
 * Whether a text is no question at all; the more the facts hold of its words, the surer that must be, and surer still
 * where it joins what was said before: "and …".
 */
export function isSmalltalk(
  { context }: Question,
  { likeliest: [best] }: Bearings,
  { smalltalk, forms }: Interpretation,
): boolean {
  const joined = forms.has('same') && (context?.topics.length ?? 0) > 0 ? GATE.joined : 0;
  return smalltalk.probability - GATE.ours * Math.min(1, best?.strength ?? 0) > GATE.smalltalk + joined;
}

/** Whether the facts hold so much of what is asked that it can hardly be another subject. */
export function isOurs({ likeliest: [best] }: Bearings, read: Interpretation): boolean {
  return read.outside - GATE.ours * Math.min(1, best?.strength ?? 0) <= GATE.strange;
}

/** Whether a short question can only be a follow-up: "кто его производит?" */
export function goesOn({ context }: Question, read: Interpretation): boolean {
  return (context?.topics.length ?? 0) > 0 && read.atoms.length <= SHORT && read.outside <= GATE.followUp;
}

const VAGUE = { likely: 0.4, telling: 0.6, sure: 0.9, beside: 0.45 } as const;

/** Whether the words point at a topic without telling it from others of its kind: "the helicopter deal". */
export function isVague(
  best: Candidate,
  { grouped }: Topics,
  terms: readonly Weighed[],
  read: Interpretation,
): boolean {
  if (grouped.length > 0) return besideNouns(read, terms) < VAGUE.beside || best.probability < VAGUE.likely;
  const telling = terms.reduce((sum, { weight }) => sum + weight, 0);
  return telling < VAGUE.telling && best.strength < VAGUE.sure;
}

/** What the words tell beside common nouns such as "the submarine deal". */
function besideNouns(read: Interpretation, terms: readonly Weighed[]): number {
  const nouns = read.mentions.filter(({ targets }) => targets.some(({ kind }) => kind === 'group'));
  const inNoun = new Set(
    read.terms
      .filter(({ from, to }) => nouns.some((noun) => noun.from <= from && noun.to >= to))
      .map(({ term }) => term),
  );
  return terms.reduce((sum, { term, weight }) => sum + (inNoun.has(term) ? 0 : weight), 0);
}
