import type { Dimension } from '../knowledge/schema.ts';
import type { Interpretation, Understanding } from '../understanding/interpret.ts';
import { buildClauseReader } from './clauses.ts';
import { buildDimensionFinder, valuesOn } from './dimensions.ts';
import type { Line } from './explain.ts';
import { buildJointFinder } from './joints.ts';
import type { Library } from './library.ts';
import type { Ranked, Request } from './rank.ts';
import { buildSideReader } from './sides.ts';

/** Several things that a question asks at once, a request for each. */
export interface Several {
  readonly requests: readonly Request[];
  /** Probability that these are the topics and facts that were asked for. */
  readonly confidence: number;
  /** For `--explain`. */
  readonly why: Line;
}

/** The facts of a topic in order of merit for a question that is read as if it were about that topic alone. */
export type Answerer = (topic: string, read: Interpretation) => Request;

export interface SeveralReader {
  /** What is asked of two or more topics; null where there are not two. */
  ofTopics(read: Interpretation, today: string, answer: Answerer): Several | null;
  /** Two or more things that are asked of one topic; null where it is one thing. */
  ofOne(read: Interpretation, topic: string, certainty: number, answer: Answerer): Several | null;
}

/** Of how well facts fit, the share of answers that was right; from the development questions. */
const TRUST = { base: -0.9, slope: 5 } as const;
/** A clause whose best fact fits less well than this asks nothing that the topic answers. */
const FITS = 0.45;
/** In the stead of a fact that an earlier clause has, the next must come this near to it and be on the matter. */
const NEXT_BEST = 0.8;
const SAME_MATTER = 0.5;
/** What a value of the kind asked for counts, and that its fact is the one that leads on the matter. */
const TELLS = 0.7;
const LEADS = 0.6;
/** Of more sides than this each shows one fact, whatever is asked besides. */
const FEW = 3;
/** Rows of names must come this near to the best fact, and so many must fit for the list to be trusted. */
const NEAR_BEST = 0.3;
const SHOWN_ROWS = 4;
const MOST_DATES = 4;
/** Names that so many facts hold are those of the two sides. */
const COMMON_NAME = 0.45;

/** Builds what answers questions for several things at once, each as if it alone were asked. */
export function buildSeveralReader(library: Library, understanding: Understanding): SeveralReader {
  const joints = buildJointFinder(library.knowledge.forms);
  const sidesOf = buildSideReader(library, understanding, joints);
  const { names } = understanding.terms;
  const dimensionsOf = buildDimensionFinder(library.knowledge.listings.dimensions);
  const clausesOf = buildClauseReader(understanding, joints);

  function valuesAsked(read: Interpretation): Dimension[] {
    return dimensionsOf(read).filter(({ kinds }) => kinds.length > 0);
  }

  /** "Which countries …", asked of one topic: a row for every fact that names another of them. */
  function ofNames(read: Interpretation, topic: string, certainty: number, answer: Answerer): Several | null {
    const kinds = new Set<string>(dimensionsOf(read).flatMap((dimension) => dimension.names));
    if (kinds.size === 0) return null;
    const request = answer(topic, read);
    const [best] = request.ranked;
    if (best === undefined) return null;
    const said = new Set(read.terms.map(({ term }) => term));
    const told = new Set<string>();
    const rows: Ranked[] = [];
    for (const item of request.ranked) {
      if (item.score < NEAR_BEST * best.score || item.fit < NEAR_BEST * best.fit) continue;
      const others = [...item.filed.terms].filter(
        (term) => kinds.has(names.get(term) ?? '') && library.rarity(term) > COMMON_NAME && !said.has(term),
      );
      if (others.every((name) => told.has(name))) continue;
      for (const name of others) told.add(name);
      rows.push({ ...item, score: best.score });
    }
    if (rows.length < 2) return null;
    const rest = request.ranked.filter(({ filed }) => !rows.some((row) => row.filed === filed));
    return {
      requests: [{ ...request, ranked: [...rows, ...rest] }],
      confidence: certainty * trustIn(rows.slice(0, SHOWN_ROWS).map(fitOf)),
      why: () => `names asked of ${topic}: ${[...told].join(', ')}`,
    };
  }

  /** "The orders of 2001, 2007 and 2019": the question for each of the dates that stand side by side. */
  function datesOf(read: Interpretation): Interpretation[] {
    const { dates } = read;
    const between = joints.find(read).filter(({ how }) => how === 'joins');
    const isJoined = dates.every((date, i) => {
      const before = dates[i - 1];
      return before === undefined || between.some(({ from, to }) => from === before.to && to === date.from);
    });
    if (dates.length < 2 || dates.length > MOST_DATES || !isJoined) return [];
    return dates.map((date) =>
      understanding.without(
        read,
        dates.filter((other) => other !== date),
      ),
    );
  }

  function ofOne(read: Interpretation, topic: string, certainty: number, answer: Answerer): Several | null {
    const named = ofNames(read, topic, certainty, answer);
    if (named !== null) return named;
    const parts: Request[] = [];
    const dated = datesOf(read);
    for (const clause of dated.length > 1 ? dated : clausesOf(read)) {
      const request = measured(answer(topic, clause), valuesAsked(clause));
      const taken = new Set(parts.map(({ ranked: [lead] }) => lead?.filed));
      const lead = request.ranked.find(({ filed }) => !taken.has(filed));
      const [top] = request.ranked;
      if (lead === undefined || top === undefined || fitOf(lead) < FITS) continue;
      // what an earlier clause was answered with may answer this one too
      if (lead !== top && (lead.score < NEXT_BEST * top.score || lead.fit < SAME_MATTER)) continue;
      parts.push({ ...request, ranked: [lead, ...request.ranked.filter((item) => item !== lead)] });
    }
    if (parts.length < 2) return null;
    const fits = parts.map(({ ranked: [lead] }) => (lead === undefined ? 0 : fitOf(lead)));
    return {
      requests: parts,
      confidence: certainty * trustIn(fits),
      why: () => `several of ${topic}: ${fits.map((fit) => fit.toFixed(2)).join(', ')}`,
    };
  }

  function ofTopics(read: Interpretation, today: string, answer: Answerer): Several | null {
    const sides = sidesOf(read, today);
    if (sides.length < 2) return null;
    const requests: Request[] = [];
    const fits: number[] = [];
    const told: Line[] = [];
    // "the one or the other, which …" asks one thing of both
    const isOneThing = sides.length > FEW || joints.find(read).some(({ how }) => how === 'either');
    for (const { topic, read: own, certainty } of sides) {
      const whole = measured(answer(topic, own), valuesAsked(read));
      const parts = isOneThing ? null : ofOne(own, topic, certainty, answer);
      const request = parts === null ? whole : { ...whole, ranked: leadsFirst(parts.requests, whole.ranked) };
      const [lead] = request.ranked;
      if (lead === undefined) continue;
      requests.push(request);
      const fit = certainty * fitOf(lead);
      fits.push(fit);
      told.push(() => `${topic} "${own.text.replace(/\s+/g, ' ').trim()}" ${fit.toFixed(2)}`);
    }
    if (requests.length < 2) return null;
    return {
      requests,
      confidence: trustIn(fits),
      why: () => `sides: ${told.map((line) => line()).join('; ')}`,
    };
  }

  return { ofTopics, ofOne };
}

/** Facts whose values tell what is asked for come before those that only speak of it. */
function measured(request: Request, dimensions: readonly Dimension[]): Request {
  if (dimensions.length === 0) return request;
  const share = (item: Ranked): number =>
    dimensions.filter((dimension) => valuesOn(item.filed.fact, dimension).length > 0).length /
    dimensions.length;
  const aspects = new Set(dimensions.flatMap((dimension) => dimension.aspects));
  const leads = ({ filed }: Ranked): number =>
    filed.fact.leads.some((aspect) => aspects.has(aspect)) ? 1 : 0;
  const ranked = request.ranked
    .map((item) => {
      const { filed, score, fit, words, near, told } = item;
      const telling = share(item);
      return {
        filed,
        score: score + TELLS * telling + (telling > 0 ? LEADS * leads(item) : 0),
        fit,
        words,
        near,
        told,
      };
    })
    .sort((a, b) => b.score - a.score);
  return { ...request, ranked };
}

function leadsFirst(parts: readonly Request[], whole: readonly Ranked[]): Ranked[] {
  const top = whole[0]?.score ?? 0;
  const leads = parts.flatMap(({ ranked: [lead] }) => (lead === undefined ? [] : [{ ...lead, score: top }]));
  return [...leads, ...whole.filter(({ filed }) => !leads.some((lead) => lead.filed === filed))];
}

/** How well the best fact answers, from 0 to 1. */
function fitOf({ fit, words, near }: Ranked): number {
  return 1 / (1 + Math.exp(-(-1.6 + 1.8 * Math.min(1, fit) + 1.5 * Math.min(1, words) + 3 * near)));
}

/**
 * The share of answers with such facts that was right on the development questions: a logistic curve through the
 * mean of how well the facts fit.
 */
function trustIn(fits: readonly number[]): number {
  const mean = fits.reduce((sum, fit) => sum + fit, 0) / Math.max(1, fits.length);
  return 1 / (1 + Math.exp(-(TRUST.base + TRUST.slope * mean)));
}
