import type { Interpretation, Scored } from '../understanding/interpret.ts';
import type { Library } from './library.ts';
import type { Words } from './rank.ts';

/** What a question's words say for a topic, each from 0 to about 1. */
export interface Bearing {
  /** Share of the words that its best fact holds, and that all its facts hold among them. */
  readonly held: number;
  readonly whole: number;
  /** How near the question is to what people ask for its facts by. */
  readonly near: number;
  /** Its probability by all words of the question. */
  readonly likely: number;
  /** How far it is there for the aspect that is asked: "how does India pay" belongs to the topic about payments. */
  readonly devoted: number;
  /** 1 where it is of the kind ("meeting", "agreement") that the question speaks of. */
  readonly sameKind: number;
}

export interface Bearings {
  of(topic: string): Bearing;
  /** The topics that the words point at most, likeliest first. */
  readonly likeliest: readonly Pointed[];
}

export interface Pointed {
  readonly topic: string;
  /** From 0 to about 1: how much the words point at it, names apart. */
  readonly strength: number;
}

/** A number of one or two digits stands in many facts by chance. */
const SMALL_NUMBER = 0.3;
/** How much each part of the bearing counts in choosing the few topics to look at closely. */
const COUNTS: Bearing = { held: 0.29, whole: 0.16, near: 0.4, likely: 0.5, devoted: 0.3, sameKind: 0.18 };
/** The most topics that are looked at closely for their words alone. */
const LIKELIEST = 8;

/** Costs the facts that hold the words. */
export function bearingsOf(
  { terms, near }: Words,
  aspects: readonly Scored[],
  read: Interpretation,
  library: Library,
): Bearings {
  const total = Math.max(
    1,
    terms.reduce((sum, { weight }) => sum + weight, 0),
  );
  const held = library.held(
    terms.map(({ term, weight }) => ({
      term,
      weight: /^#\d{1,2}$/.test(term) ? weight * SMALL_NUMBER : weight,
    })),
    aspects,
  );
  const nearest = near.toTopics();
  const likelihood = new Map(read.topics().map(({ id, probability }) => [library.numberOf(id), probability]));
  const [top] = aspects;
  const devotion = top === undefined ? null : library.devotion(top.id);
  const kinds = new Set(terms.map(({ term }) => term).filter((term) => term.startsWith('=')));
  const { topics } = library.knowledge;
  const bearingOf = (topic: number): Bearing => ({
    held: held.best(topic) / total,
    whole: held.whole(topic) / total,
    near: nearest.get(topic) ?? 0,
    likely: likelihood.get(topic) ?? 0,
    devoted: (top?.probability ?? 0) * (devotion?.[topic] ?? 0),
    sameKind: kinds.size > 0 && kinds.has(`=${topics[topic]?.kind}`) ? 1 : 0,
  });
  const found = new Set([...held.topics, ...nearest.keys(), ...likelihood.keys()]);
  const likeliest = mostOf(found, (topic) => strengthOf(bearingOf(topic)), LIKELIEST);
  return {
    of: (topic) => bearingOf(library.numberOf(topic)),
    likeliest: likeliest.flatMap(({ item, merit }) => {
      const topic = topics[item];
      return topic === undefined ? [] : [{ topic: topic.id, strength: merit }];
    }),
  };
}

function strengthOf(bearing: Bearing): number {
  return (
    COUNTS.held * bearing.held +
    COUNTS.whole * bearing.whole +
    COUNTS.near * bearing.near +
    COUNTS.likely * bearing.likely +
    COUNTS.devoted * bearing.devoted +
    COUNTS.sameKind * bearing.sameKind
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
