import type { Interpretation } from '../understanding/interpret.ts';
import type { Context } from './answer.ts';
import type { Bearing, Bearings } from './bearing.ts';
import type { Library } from './library.ts';
import type { Ranked, Words } from './rank.ts';
import type { Named, Topics } from './topics.ts';

/** A topic that a question may mean, with its facts in order of merit. */
export interface Candidate {
  readonly topic: string;
  /** Probability, among the candidates, that it is meant. */
  readonly probability: number;
  readonly by: Named['by'] | 'context' | 'words';
  /** How much the question's words point at it, names and conversation apart, from 0 to about 1. */
  readonly strength: number;
  readonly ranked: readonly Ranked[];
}

/** What speaks for a topic being meant, each from 0 to about 1. */
export interface Evidence extends Bearing {
  /** It is called by its name, and how much the sentence asks that the name stands in. */
  readonly name: number;
  readonly asked: number;
  /** A common noun ("the frigates") stands for it, or only for others. */
  readonly ofKind: number;
  readonly otherKind: number;
  /** The logarithm of `likely`, from 0 for the unlikeliest to 1. */
  readonly likelihood: number;
  /** Share of the words that its names and summary hold. */
  readonly called: number;
  /** The conversation was about it, or about it beside others. */
  readonly carried: number;
  readonly carriedBeside: number;
  /** The conversation was about it, and the question says little else. */
  readonly carriedAlone: number;
  /** The merit of its best fact. */
  readonly lead: number;
}

/** Weights of a conditional logit model (McFadden 1974) of which topic is meant, fitted on the development questions. */
export const MEANT: Evidence = {
  name: 1.8,
  asked: 1.4,
  ofKind: 0.2,
  otherKind: -0.2,
  likely: 1.85,
  likelihood: 2.2,
  near: 2.7,
  held: 1.9,
  whole: 1.6,
  devoted: 2,
  sameKind: 0.7,
  called: 3.4,
  carried: 2.4,
  carriedBeside: 2.4,
  carriedAlone: 2.3,
  lead: 1.73,
};

/** A probability less than this says no more than another: what remains of a logarithm that has no end. */
const UNLIKELIEST = 0.005;

/**
 * The topics that a question may mean, likeliest first: those named, those carried over from the conversation and
 * those that its words point at, weighed together. `rank` puts a topic's facts in order.
 */
export function meantTopics(
  { named, nouns }: Topics,
  bearings: Bearings,
  carried: readonly string[],
  words: Words,
  library: Library,
  rank: (topic: string) => readonly Ranked[],
): Candidate[] {
  const pointed = new Map(bearings.likeliest.map(({ topic, strength }) => [topic, strength]));
  const names = new Map(named.map((name) => [name.topic, name]));
  const said = words.terms.reduce((sum, { weight }) => sum + weight, 0);
  const total = Math.max(1, said);
  const considered = new Set([...names.keys(), ...carried, ...pointed.keys()]);
  const scored = [...considered].flatMap((topic) => {
    const shelf = library.shelf(topic);
    if (shelf === undefined) return [];
    const ranked = rank(topic);
    const bearing = bearings.of(topic);
    const name = names.get(topic);
    const isName = name?.by === 'name';
    const ofKind = nouns.some((noun) => noun.includes(topic));
    const evidence: Evidence = {
      ...bearing,
      name: isName ? name.certainty : 0,
      asked: isName ? name.certainty * name.asks : 0,
      ofKind: ofKind ? 1 : 0,
      otherKind: nouns.length > 0 && !ofKind ? 1 : 0,
      likelihood: 1 - Math.log(UNLIKELIEST + (1 - UNLIKELIEST) * bearing.likely) / Math.log(UNLIKELIEST),
      called:
        words.terms.reduce((sum, { term, weight }) => sum + (shelf.own.has(term) ? weight : 0), 0) / total,
      carried: carried[0] === topic ? 1 : 0,
      carriedBeside: carried.includes(topic) ? 1 : 0,
      carriedAlone: carried[0] === topic ? Math.exp(-said) : 0,
      lead: ranked[0]?.score ?? 0,
    };
    const by: Candidate['by'] = name?.by ?? (carried.includes(topic) ? 'context' : 'words');
    return [{ topic, ranked, by, strength: pointed.get(topic) ?? 0, score: weigh(evidence) }];
  });
  const best = Math.max(...scored.map(({ score }) => score));
  const sum = scored.reduce((mass, { score }) => mass + Math.exp(score - best), 0);
  return scored
    .sort((a, b) => b.score - a.score)
    .map(({ topic, ranked, by, strength, score }) => ({
      topic,
      ranked,
      by,
      strength,
      probability: Math.exp(score - best) / sum,
    }));
}

function weigh(evidence: Evidence): number {
  let score = 0;
  for (const [name, value] of Object.entries(evidence)) score += MEANT[name as keyof Evidence] * value;
  return score;
}

/** From here on a follow-up has left the subject altogether. */
const ANOTHER_SUBJECT = 0.85;

/** The topics that the conversation was about, where the question may go on about them. */
export function carriedTopics(
  context: Context | null,
  read: Interpretation,
  library: Library,
): readonly string[] {
  const [first] = context?.topics ?? [];
  if (context === null || first === undefined || read.outside > ANOTHER_SUBJECT) return [];
  const sibling = siblingOf(first, read);
  return sibling !== null && library.shelf(sibling) !== undefined ? [sibling] : context.topics;
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
