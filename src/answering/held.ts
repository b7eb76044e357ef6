import type { Topic } from '../knowledge/schema.ts';
import type { Postings } from '../language/postings.ts';
import type { Scored } from '../understanding/interpret.ts';

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
export function buildHeldIndex(topics: readonly Topic[], postings: Postings<string>): HeldIndex {
  const topicOf = Uint32Array.from(topics.flatMap(({ facts }, topic) => facts.map(() => topic)));
  const profiles = profilesOf(topics);
  const { profileOf } = profiles;
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

/** What facts answer, as numbers: most have it in common with others. */
interface Profiles {
  readonly aspects: readonly string[];
  /** By profile the aspect filed under, then those answered besides. */
  readonly answered: readonly (readonly number[])[];
  /** By fact. */
  readonly profileOf: Uint32Array;
}

function profilesOf(topics: readonly Topic[]): Profiles {
  const aspects = new Map<string, number>();
  const profiles = new Map<string, number>();
  const answered: (readonly number[])[] = [];
  const numberOf = (numbers: Map<string, number>, key: string): number => {
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  };
  const profileOf = Uint32Array.from(
    topics.flatMap(({ facts }) =>
      facts.map(({ aspect, also }) => {
        const all = [aspect, ...also];
        const profile = numberOf(profiles, all.join(' '));
        answered[profile] ??= all.map((id) => numberOf(aspects, id));
        return profile;
      }),
    ),
  );
  return { aspects: [...aspects.keys()], answered, profileOf };
}

/** By profile how well it fits the aspects asked. */
function fitsOf({ aspects, answered }: Profiles, asked: readonly Scored[]): Float64Array {
  const probability = new Map(asked.map(({ id, probability: p }) => [id, p]));
  const probabilities = aspects.map((id) => probability.get(id) ?? 0);
  const fits = new Float64Array(answered.length);
  for (let profile = 0; profile < answered.length; profile += 1) {
    const numbers = answered[profile] ?? [];
    let fit = 0;
    for (let i = 0; i < numbers.length; i += 1) {
      const p = probabilities[numbers[i] ?? 0] ?? 0;
      fit = Math.max(fit, i === 0 ? p : BESIDES * p);
    }
    fits[profile] = fit;
  }
  return fits;
}
