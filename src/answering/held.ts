import type { Topic } from '../knowledge/schema.ts';
import type { Scored } from '../understanding/interpret.ts';
import type { Postings } from './postings.ts';

/** What the facts of the topics hold of a question's words; topics by their number in the knowledge. */
export interface Held {
  /** Topics of which a fact holds a word, in the order of the words. */
  readonly topics: readonly number[];
  /** What the words weigh that the topic's best fact holds, a fifth less where it is of another aspect. */
  best(topic: number): number;
  /** What the words weigh that the topic's facts hold among them. */
  whole(topic: number): number;
}

interface Weight {
  readonly term: string;
  readonly weight: number;
}

/** Costs the facts that hold the words, and for each a few additions. */
export type HeldIndex = (terms: readonly Weight[], aspects: readonly Scored[]) => Held;

/** What a fact answers besides counts beside what it is filed under. */
const BESIDES = 0.8;
/** Share of a fact's weight that hangs on its aspect. */
const BY_ASPECT = 0.2;

/** `postings` number the facts of all topics one after the other. */
export function buildHeldIndex(topics: readonly Topic[], postings: Postings): HeldIndex {
  const topicOf = Uint32Array.from(topics.flatMap(({ facts }, topic) => facts.map(() => topic)));
  const { profiles, profileOf } = profilesOf(topics);
  const sums = new Float64Array(topicOf.length);

  return (terms, aspects) => {
    const fits = fitsOf(profiles, aspects);
    const whole = new Float64Array(topics.length);
    const best = new Float64Array(topics.length);
    const counted = new Int32Array(topics.length).fill(-1);
    const found: number[] = [];
    for (const [turn, { term, weight }] of terms.entries()) {
      const facts = postings(term);
      for (let i = 0; i < facts.length; i += 1) {
        const fact = facts[i] ?? 0;
        sums[fact] = (sums[fact] ?? 0) + weight;
        const topic = topicOf[fact] ?? 0;
        const last = counted[topic] ?? -1;
        if (last === turn) continue;
        if (last === -1) found.push(topic);
        counted[topic] = turn;
        whole[topic] = (whole[topic] ?? 0) + weight;
      }
    }
    // reading all sums in order is quicker than keeping a list of those to read
    for (let fact = 0; fact < sums.length; fact += 1) {
      const sum = sums[fact] ?? 0;
      if (sum === 0) continue;
      sums[fact] = 0;
      const topic = topicOf[fact] ?? 0;
      const merit = sum * (1 - BY_ASPECT + BY_ASPECT * (fits[profileOf[fact] ?? 0] ?? 0));
      if (merit > (best[topic] ?? 0)) best[topic] = merit;
    }
    return { topics: found, best: (topic) => best[topic] ?? 0, whole: (topic) => whole[topic] ?? 0 };
  };
}

/** The aspects that some facts have in common: the one they are filed under, and those they answer besides. */
interface Profile {
  readonly aspect: string;
  readonly also: readonly string[];
}

function profilesOf(topics: readonly Topic[]): { profiles: readonly Profile[]; profileOf: Uint32Array } {
  const profiles: Profile[] = [];
  const numbers = new Map<string, number>();
  const numberOf = ({ aspect, also }: Profile): number => {
    const key = [aspect, ...also].join(' ');
    const known = numbers.get(key) ?? profiles.push({ aspect, also }) - 1;
    numbers.set(key, known);
    return known;
  };
  const profileOf = Uint32Array.from(topics.flatMap(({ facts }) => facts.map(numberOf)));
  return { profiles, profileOf };
}

function fitsOf(profiles: readonly Profile[], aspects: readonly Scored[]): Float64Array {
  const probability = new Map(aspects.map(({ id, probability: p }) => [id, p]));
  const of = (aspect: string): number => probability.get(aspect) ?? 0;
  return Float64Array.from(profiles, ({ aspect, also }) =>
    also.reduce((fit, id) => Math.max(fit, BESIDES * of(id)), of(aspect)),
  );
}
