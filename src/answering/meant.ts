import type { Interpretation } from '../understanding/interpret.ts';
import type { Context } from './answer.ts';
import type { Bearing, Bearings } from './bearing.ts';
import type { Library } from './library.ts';
import type { Request, Words } from './rank.ts';
import type { Named, Topics } from './topics.ts';

/** A topic that a question may mean, with its facts in order of merit. */
export interface Candidate {
  readonly topic: string;
  /** Probability, among the candidates, that it is meant. */
  readonly probability: number;
  readonly by: Named['by'] | 'context' | 'words';
  /** How much the question's words point at it, names and conversation apart, from 0 to about 1. */
  readonly strength: number;
  readonly request: Request;
}

/** What speaks for a topic being meant before its facts are put in order, each from 0 to about 1. */
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
}

/** Weights of a conditional logit model (McFadden 1974) of which topic is meant, fitted on the development questions. */
const MEANT: Evidence = {
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
};
const KINDS = Object.keys(MEANT) as (keyof Evidence)[];
/** In the same model the weight of the merit of the topic's best fact. */
const LEAD = 1.73;

/** A probability less than this says no more than another: what remains of a logarithm that has no end. */
const UNLIKELIEST = 0.005;

/** A topic so far behind the best, in logits, is not made up for by its facts: they need not be put in order. */
const FAR_BEHIND = 2.5;

/**
 * The topics that a question may mean, likeliest first: those named, those carried over from the conversation and
 * those that its words point at, weighed together. `requestFor` puts a topic's facts in order.
 */
export function meantTopics(
  topics: Topics,
  bearings: Bearings,
  carried: readonly string[],
  words: Words,
  library: Library,
  requestFor: (topic: string) => Request,
): Candidate[] {
  const strengths = new Map(bearings.likeliest.map(({ topic, strength }) => [topic, strength]));
  const named = new Map(topics.named.map((name) => [name.topic, name.by]));
  const evidenceOf = gatherer(topics, bearings, carried, words, library);
  const first = [...new Set([...named.keys(), ...carried, ...strengths.keys()])].map((topic) => ({
    topic,
    score: weigh(evidenceOf(topic)),
  }));
  const leader = Math.max(...first.map(({ score }) => score));
  const scored = first
    .filter(({ score }) => score > leader - FAR_BEHIND)
    .map(({ topic, score }) => {
      const request = requestFor(topic);
      return { topic, request, score: score + LEAD * (request.ranked[0]?.score ?? 0) };
    })
    .sort((a, b) => b.score - a.score);
  const best = scored[0]?.score ?? 0;
  const sum = scored.reduce((mass, { score }) => mass + Math.exp(score - best), 0);
  return scored.map(({ topic, request, score }) => ({
    topic,
    request,
    by: named.get(topic) ?? (carried.includes(topic) ? 'context' : 'words'),
    strength: strengths.get(topic) ?? 0,
    probability: Math.exp(score - best) / sum,
  }));
}

function gatherer(
  { named, nouns }: Topics,
  bearings: Bearings,
  carried: readonly string[],
  { terms }: Words,
  library: Library,
): (topic: string) => Evidence {
  const names = new Map(named.filter(({ by }) => by === 'name').map((name) => [name.topic, name]));
  const said = terms.reduce((sum, { weight }) => sum + weight, 0);
  return (topic) => {
    const bearing = bearings.of(topic);
    const name = names.get(topic);
    const ofKind = nouns.some((noun) => noun.includes(topic));
    const shelf = library.shelf(topic);
    const called = terms.reduce((sum, { term, weight }) => sum + (shelf?.isAbout(term) ? weight : 0), 0);
    // written out, since copying and listing properties would cost more than all the rest
    return {
      held: bearing.held,
      whole: bearing.whole,
      near: bearing.near,
      likely: bearing.likely,
      devoted: bearing.devoted,
      sameKind: bearing.sameKind,
      name: name?.certainty ?? 0,
      asked: (name?.certainty ?? 0) * (name?.asks ?? 0),
      ofKind: ofKind ? 1 : 0,
      otherKind: nouns.length > 0 && !ofKind ? 1 : 0,
      likelihood: 1 - Math.log(UNLIKELIEST + (1 - UNLIKELIEST) * bearing.likely) / Math.log(UNLIKELIEST),
      called: called / Math.max(1, said),
      carried: carried[0] === topic ? 1 : 0,
      carriedBeside: carried.includes(topic) ? 1 : 0,
      carriedAlone: carried[0] === topic ? Math.exp(-said) : 0,
    };
  };
}

function weigh(evidence: Evidence): number {
  let score = 0;
  for (const kind of KINDS) score += MEANT[kind] * evidence[kind];
  return score;
}

/** From here on a follow-up has left the subject altogether. */
const ANOTHER_SUBJECT = 0.85;

/** A question of so few words that names another topic wants the same for that one: "and BrahMos?" */
const THE_SAME = 6;

/** The topics that the conversation was about, where the question may go on about them. */
export function carriedTopics(
  context: Context | null,
  { named }: Topics,
  read: Interpretation,
  library: Library,
): readonly string[] {
  const [first] = context?.topics ?? [];
  if (context === null || first === undefined || read.outside > ANOTHER_SUBJECT) return [];
  const renamed = named.some(({ by }) => by === 'name');
  if (renamed && read.forms.has('same') && read.atoms.length <= THE_SAME) return [];
  const sibling = siblingOf(first, read);
  return sibling !== null && library.shelf(sibling) !== undefined ? [sibling] : context.topics;
}

/** "The one after that", "and the 22nd?": another of a numbered series of topics. */
function siblingOf(topic: string, read: Interpretation): string | null {
  const match = /^(.*-)(\d+)$/.exec(topic);
  if (match === null) return null;
  const [, base, number] = match;
  const named = read.atoms.find((atom, i) => atom.digits && read.atoms[i + 1]?.key === 'th');
  if (named !== undefined) return `${base}${named.key}`;
  const step = read.forms.has('following') ? 1 : read.forms.has('preceding') ? -1 : 0;
  return step === 0 ? null : `${base}${Number(number) + step}`;
}
