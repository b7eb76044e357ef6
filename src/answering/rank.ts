import type { PartialDate } from '../knowledge/schema.ts';
import type { Interpretation, Understanding } from '../understanding/interpret.ts';
import type { Teller } from '../understanding/tellers.ts';
import { firstDay, lastDay } from '../understanding/time.ts';
import { type Nearness, nearestOf } from './asked.ts';
import type { Filed, Library, Shelf } from './library.ts';

/** A term of the question with what it weighs in choosing a fact. */
export interface Weighed {
  readonly term: string;
  readonly weight: number;
  /** A country or a place that is asked about: another country's deal is another deal. */
  readonly binding: boolean;
}

/** A fact with its marks: how well it fits the aspect asked, and the question's own words. */
export interface Ranked {
  readonly filed: Filed;
  readonly score: number;
  /** Probability mass of the aspects that the fact answers, from 0 to 1, and more where it leads one. */
  readonly fit: number;
  /** Share of the question's telling words that stand in the fact, from 0 to 1. */
  readonly words: number;
  /** How near the question is to what people ask for the fact by, from 0 to 1. */
  readonly near: number;
  /** How likely it is asked for rather than the topic's other facts, from 0 to 1. */
  readonly told: number;
}

/** From how many aspects' phrases on a word is taken to say nothing about any fact. */
const EVERYWHERE = 6;

/**
 * The question's words that can single out a fact. A word weighs more the fewer facts hold it, less the more
 * aspects' phrases use it, and little where it is ordinary and no fact holds it.
 */
function weighTerms(
  interpretation: Interpretation,
  library: Library,
  understanding: Understanding,
): Weighed[] {
  const weighed = new Map<string, Weighed>();
  for (const { term, from, to } of interpretation.terms) {
    const name = understanding.terms.names.has(term);
    const written = interpretation.atoms.slice(from, to).map((atom) => atom.key);
    const spread = name ? 0 : Math.max(...written.map((word) => understanding.spread(word)));
    if (spread >= EVERYWHERE) continue;
    const held = library.holding(term).length > 0;
    const ordinary = written.every((word) => understanding.isOrdinary(word) || word.length < 4);
    let weight = library.rarity(term) ** 1.5 / (1 + spread / 2);
    if (name) weight *= 1.3;
    if (term.startsWith('@')) weight = Math.max(weight, 0.35) * (term.length > 5 ? 1.2 : 1);
    // The vocabulary says of which ordinary words the facts really speak.
    else if (ordinary && !term.startsWith('=')) weight *= 0.3;
    if (!held) weight *= ordinary ? 0.2 : 0.5;
    weight *= askedIn(interpretation, from);
    if (weight < 0.02) continue;
    const binding =
      BINDING.has(understanding.terms.names.get(term) ?? 'word') &&
      library.rarity(term) > COMMON_NAME &&
      askedIn(interpretation, from) >= TELLING;
    weighed.set(term, { term, weight, binding });
  }
  return [...weighed.values()];
}

const BINDING: ReadonlySet<string> = new Set(['country', 'place']);
/** Names that so many facts hold stand for the two governments rather than for a thing of their own. */
const COMMON_NAME = 0.5;

/** The countries and places of a question that a topic does not know. */
export function foreignTo(shelf: Shelf, terms: readonly Weighed[], teller: Teller): string[] {
  return terms
    .filter(({ term, binding }) => binding && !shelf.isAbout(term) && !teller.knows(shelf.topic.id, term))
    .map(({ term }) => term);
}

/** How much the sentence asks that an atom stands in; names and dates told before the question still matter. */
function askedIn(interpretation: Interpretation, atom: number): number {
  const sentence = interpretation.sentences.find(({ from, to }) => atom >= from && atom < to);
  return Math.max(0.4, Math.min(1, sentence?.asks ?? 1));
}

/** What a question's words say of the facts. */
export interface Words {
  readonly terms: readonly Weighed[];
  readonly near: Nearness;
  /** How likely each fact of a topic is asked for, in the order of its facts. */
  told(topic: string): Float32Array;
}

/**
 * Weighs the words of a question. The facts are looked for by the sentences that ask, together and each by itself;
 * the story around them tells the topic's facts apart a little.
 */
export function readWords(read: Interpretation, library: Library, understanding: Understanding): Words {
  const termsOf = (from: number, to: number): string[] =>
    read.terms.filter((term) => term.from >= from && term.from < to).map(({ term }) => term);
  const asks = read.sentences.filter((sentence) => sentence.asks >= TELLING);
  const asking = read.terms.filter(({ from }) => askedIn(read, from) >= TELLING).map(({ term }) => term);
  const together = library.asked(asking);
  const each = asks.length < 2 ? [] : asks.map(({ from, to }) => library.asked(termsOf(from, to)));
  const { teller } = understanding;
  const all = read.terms.map(({ term }) => term);
  return {
    terms: weighTerms(read, library, understanding),
    near: nearestOf([together, ...each]),
    told: (topic) =>
      all.length === asking.length
        ? teller.facts(topic, asking)
        : mixed(teller.facts(topic, asking), teller.facts(topic, all)),
  };
}

/** How much a story counts beside the question in it. */
const STORY = 0.35;

function mixed(asked: Float32Array, all: Float32Array): Float32Array {
  return asked.map((told, fact) => (1 - STORY) * told + STORY * (all[fact] ?? 0));
}

/** A sentence that asks less than this only tells. */
const TELLING = 0.5;

/** One topic to answer about, with its facts in order of merit. */
export interface Request {
  readonly topic: string;
  readonly aspect: string | null;
  readonly ranked: readonly Ranked[];
}

export interface RankOptions extends Words {
  /** The probability of each aspect to be asked, by its number. */
  readonly aspects: Float64Array;
  /** Only what was known then. */
  readonly asOf: PartialDate | null;
  /** Only what became known from then on. */
  readonly since: PartialDate | null;
  /** What was replaced counts as much as what replaced it. */
  readonly history: boolean;
  readonly latest: boolean;
  /** The fact that led the answer before; null where the question does not go on from it. */
  readonly last: Filed | null;
}

/**
 * How much each consideration counts: those of a conditional logit model (McFadden 1974) of which fact was asked for,
 * fitted on the development questions with cross-validation, at a third of their size.
 */
export const WEIGHTS = {
  fit: 0.88,
  lead: 0.42,
  words: 1.3,
  near: 0.95,
  told: 1.4,
  recency: 0.37,
  /** Where a date is named that some fact knows, the newest is hardly likelier than others. */
  recencyOfDated: 0.1,
  latest: 0.5,
  superseded: 0.3,
  also: 0.8,
  /** Less than this much weight of words in all does not make a question specific. */
  specific: 1.1,
  /** So much weight of words says hardly more than the aspect. */
  little: 0.3,
  current: 0.05,
  /** Chosen by follow-ups alone. */
  kin: 0.95,
} as const;

/** A fact likelier than this is hardly less likely than any other: what remains of a logarithm that has no end. */
const LEAST_LIKELY = 0.01;

/** The logarithm of a probability, from 0 for next to nothing to 1 for certain. */
function likelihoodOf(probability: number): number {
  return 1 - Math.log(LEAST_LIKELY + (1 - LEAST_LIKELY) * probability) / Math.log(LEAST_LIKELY);
}

/** The facts of a topic, the one that answers best first. Costs the topic's facts, and those that hold the question's words. */
export function rankFacts(shelf: Shelf, options: RankOptions): Ranked[] {
  const { aspects, terms, asOf, since, history, last } = options;
  const total = terms.reduce((sum, { weight }) => sum + weight, 0);
  const held = weightsOf(shelf, terms);
  const near = options.near.toFactsOf(shelf.number);
  const told = options.told(shelf.topic.id);
  const isOfLast = last?.topic === shelf.topic;
  const isDated = terms.some(({ term }) => term.startsWith('@') && shelf.holding(term).length > 0);
  const isAtDate = options.latest || asOf !== null;
  // Who says no more than the aspect wants what stands for it, unless it goes on about a thing.
  const bare = isOfLast ? 0 : Math.exp(-total / WEIGHTS.little);
  const leading = WEIGHTS.lead * (asOf === null ? 1 : 0.5) * (1 + bare);
  const newness = (isDated ? WEIGHTS.recencyOfDated : WEIGHTS.recency) + (isAtDate ? WEIGHTS.latest : 0);
  // "where was it held?" goes on about the same summit; the less, the more the question says itself
  const kin = isOfLast ? shelf.kinTo(last) : null;
  const leaning = WEIGHTS.kin * Math.exp(-total);
  const ranked: Ranked[] = [];
  for (const [place, filed] of shelf.facts.entries()) {
    const { fact } = filed;
    if (!isKnownBy(filed, asOf) || (since !== null && fact.as_of < since)) continue;
    const leads = likeliestOf(filed.leads, aspects);
    const fit = Math.max(aspects[filed.aspect] ?? 0, WEIGHTS.also * likeliestOf(filed.also, aspects), leads);
    const item = {
      filed,
      score: 0,
      fit,
      words: (held[place] ?? 0) / Math.max(WEIGHTS.specific, total),
      near: near.get(filed.number) ?? 0,
      told: told[place] ?? 0,
    };
    item.score =
      WEIGHTS.fit * fit +
      leading * leads +
      WEIGHTS.words * item.words +
      WEIGHTS.near * item.near +
      WEIGHTS.told * likelihoodOf(item.told) +
      leaning * (kin?.[place] ?? 0) +
      newness * filed.recency +
      (fact.currency === 'current' ? WEIGHTS.current : 0) -
      (!history && isSuperseded(filed, asOf) ? WEIGHTS.superseded : 0);
    ranked.push(item);
  }
  return ranked.sort((a, b) => b.score - a.score || b.filed.fact.as_of.localeCompare(a.filed.fact.as_of));
}

function likeliestOf(aspects: readonly number[], probabilities: Float64Array): number {
  let most = 0;
  for (const aspect of aspects) most = Math.max(most, probabilities[aspect] ?? 0);
  return most;
}

/**
 * What the terms weigh that each fact of a topic holds, in the order of the facts. A term weighs less the more of
 * them hold it, and nothing where the topic is called by it.
 */
function weightsOf(shelf: Shelf, terms: readonly Weighed[]): Float64Array {
  const weights = new Float64Array(shelf.facts.length);
  for (const { term, weight } of terms) {
    const holding = shelf.holding(term);
    if (holding.length === 0 || shelf.isCalled(term)) continue;
    const telling = weight * (1 - 0.9 * (holding.length / shelf.facts.length));
    for (let i = 0; i < holding.length; i += 1) {
      const place = (holding[i] ?? 0) - shelf.first;
      weights[place] = (weights[place] ?? 0) + telling;
    }
  }
  return weights;
}

/** Whether a fact was known at a date. */
export function isKnownBy(filed: Filed, asOf: PartialDate | null): boolean {
  return asOf === null || firstDay(filed.fact.as_of) <= lastDay(asOf);
}

/** Whether a later fact had replaced this one by then: looking back, it is as good as new until that was known. */
export function isSuperseded(filed: Filed, asOf: PartialDate | null): boolean {
  return filed.replacedOn !== null && (asOf === null || firstDay(filed.replacedOn) <= lastDay(asOf));
}
