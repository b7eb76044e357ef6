import { remembering } from '../language/once.ts';
import { pseudoRandom, shuffle } from '../language/random.ts';
import { type Hashes, indexHashes, placeOf } from '../language/table.ts';
import { eachOfWord, eachPair, FAMILY, type Grain, wordFeature } from './features.ts';

export interface Example {
  readonly words: readonly string[];
  readonly label: string;
}

/** What a trained classifier is made of: plain data that is used as it lies, so that it is read back at no cost. */
export interface ClassifierData {
  readonly grain: Grain;
  readonly labels: readonly string[];
  /** Hashes of the features: the features themselves need not be kept (Weinberger et al. 2009). */
  readonly features: Hashes;
  /** What each feature weighs in a text: what its family counts, times its rarity. */
  readonly values: Float32Array;
  /** `features × labels`, row by row, in units of the row's scale. */
  readonly weights: Int8Array;
  readonly scales: Float32Array;
  readonly biases: Float32Array;
}

export interface Classifier {
  readonly labels: readonly string[];
  readonly data: ClassifierData;
  /** The probability of each label, in the order of `labels`; they add up to 1. */
  classify(words: readonly string[]): Float32Array;
  /** Whether a word was seen in training. */
  knows(word: string): boolean;
}

export interface TrainingOptions {
  readonly epochs: number;
  readonly rate: number;
  /** Share of an example's features that is left out at each visit. */
  readonly dropout: number;
  readonly grain: Grain;
}

const DEFAULTS: TrainingOptions = { epochs: 6, rate: 0.5, dropout: 0.3, grain: 'pieces' };

/** Errors smaller than this move no weight: late in training nearly all are, and most of the time is saved. */
const NEGLIGIBLE = 0.01;
/** Epochs, the last ones, whose weights are averaged: the order of the examples then hardly matters (Polyak & Juditsky 1992). */
const AVERAGED = 4;
/** Keeps the first steps of a weight that has hardly been moved from being too long. */
const CAUTION = 0.02;

/**
 * Multinomial logistic regression over words, stems, word pairs and character 3- to 5-grams, each weighed by its
 * rarity: in the project's measurements the technique that beat every search library by 13 to 40 points at this
 * task. Trained by Adagrad (Duchi et al. 2011) with dropout on the features, on the examples in a fixed
 * pseudo-random order, so two runs give one model. Classes weigh by the square root of their rarity.
 * Time: examples × features × labels × epochs.
 */
export function trainClassifier(
  examples: readonly Example[],
  options: Partial<TrainingOptions> = {},
): Classifier {
  const { epochs, rate, dropout, grain } = { ...DEFAULTS, ...options };
  const labels = [...new Set(examples.map((example) => example.label))].sort();
  const { ids, features, families } = numberFeatures(examples, grain);
  const counts = new Uint32Array(features.length);
  for (const list of ids) for (const id of list) counts[id] = (counts[id] ?? 0) + 1;
  const values = Float32Array.from(
    families,
    (family, i) => family * Math.log((examples.length + 1) / (counts[i] ?? 1)),
  );
  const targets = examples.map((example) => labels.indexOf(example.label));

  const width = labels.length;
  const weights = new Float32Array(features.length * width);
  const squares = new Float32Array(features.length * width).fill(CAUTION);
  const biases = new Float32Array(width);
  const scores = new Float32Array(width);
  const errors = new Float32Array(width);
  const erring = new Uint32Array(width);
  const longest = ids.reduce((most, list) => Math.max(most, list.length), 0);
  const rows = new Uint32Array(longest);
  const rowValues = new Float32Array(longest);
  const classWeight = classWeights(targets, width);
  const scales = ids.map((list) => 1 / (lengthOf(list, values) * (1 - dropout)));
  const order = Array.from(examples.keys());
  const random = pseudoRandom(20181005);
  const sums = new Float32Array(weights.length);

  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const index of order) {
      const list = ids[index];
      const target = targets[index];
      if (list === undefined || target === undefined) continue;
      const scale = scales[index] ?? 1;
      let size = 0;
      for (let k = 0; k < list.length; k += 1) {
        if (random() < dropout) continue;
        const id = list[k] ?? 0;
        rows[size] = id * width;
        rowValues[size] = (values[id] ?? 0) * scale;
        size += 1;
      }
      scores.set(biases);
      for (let k = 0; k < size; k += 1) {
        const row = rows[k] ?? 0;
        const value = rowValues[k] ?? 0;
        for (let label = 0; label < width; label += 1) {
          scores[label] = (scores[label] ?? 0) + value * (weights[row + label] ?? 0);
        }
      }
      softmax(scores);
      let count = 0;
      const weight = classWeight[target] ?? 0;
      for (let label = 0; label < width; label += 1) {
        const error = ((scores[label] ?? 0) - (label === target ? 1 : 0)) * weight;
        biases[label] = (biases[label] ?? 0) - 0.01 * error;
        if (error > NEGLIGIBLE || error < -NEGLIGIBLE) {
          erring[count] = label;
          errors[count] = error;
          count += 1;
        }
      }
      for (let k = 0; k < size && count > 0; k += 1) {
        const row = rows[k] ?? 0;
        const value = rowValues[k] ?? 0;
        for (let e = 0; e < count; e += 1) {
          const at = row + (erring[e] ?? 0);
          const gradient = value * (errors[e] ?? 0);
          const square = (squares[at] ?? 0) + gradient * gradient;
          squares[at] = square;
          weights[at] = (weights[at] ?? 0) - (rate * gradient) / Math.sqrt(square);
        }
      }
    }
    if (epoch < epochs - AVERAGED) continue;
    for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] ?? 0) + (weights[at] ?? 0);
  }
  for (let at = 0; at < sums.length; at += 1) weights[at] = (sums[at] ?? 0) / Math.min(epochs, AVERAGED);
  const kept = tellingFeatures(families, values, weights, width).sort(
    (a, b) => (features[a] ?? 0) - (features[b] ?? 0),
  );
  return classifierFrom({
    grain,
    labels,
    features: indexHashes(Int32Array.from(kept, (id) => features[id] ?? 0)),
    values: Float32Array.from(kept, (id) => values[id] ?? 0),
    ...inUnits(kept, weights, width),
    biases,
  });
}

/** What a word says for each label, worked out once: all that it is made of lies together then. */
interface WordRow {
  readonly feature: number;
  /** In the order of the labels. */
  readonly scores: Float32Array;
  /** The square of the length of the vector of what it is made of. */
  readonly square: number;
}

/** A classifier from its data: what `trainClassifier` made earlier. */
export function classifierFrom(data: ClassifierData): Classifier {
  const { grain, labels, features, values, weights, scales, biases } = data;
  const width = labels.length;

  /** Adds what a feature says to the scores; the square of its value, 0 where training did not know it. */
  function add(feature: number, scores: Float32Array): number {
    const id = placeOf(features, feature);
    if (id === null) return 0;
    const value = values[id] ?? 0;
    const unit = value * (scales[id] ?? 0);
    const row = id * width;
    for (let label = 0; label < width; label += 1) {
      scores[label] = (scores[label] ?? 0) + unit * (weights[row + label] ?? 0);
    }
    return value * value;
  }

  const rowOf = remembering((word): WordRow => {
    const scores = new Float32Array(width);
    let square = 0;
    eachOfWord(word, grain, (feature) => {
      square += add(feature, scores);
    });
    return { feature: wordFeature(word), scores, square };
  }, MOST_ROWS);

  /** What the words and their neighbourhood say together, and the square of the length of their vector. */
  function addPieces(words: readonly string[], scores: Float32Array): number {
    let square = 0;
    for (const word of new Set(words)) {
      const row = rowOf(word);
      square += row.square;
      for (let label = 0; label < width; label += 1) {
        scores[label] = (scores[label] ?? 0) + (row.scores[label] ?? 0);
      }
    }
    const neighbours = words.map((word) => rowOf(word).feature);
    eachPair(neighbours, grain, (feature) => {
      square += add(feature, scores);
    });
    return square;
  }

  /** A word that is not taken to pieces is found as quickly as remembered. */
  function addWords(words: readonly string[], scores: Float32Array): number {
    let square = 0;
    for (const word of new Set(words)) square += add(wordFeature(word), scores);
    return square;
  }

  return {
    labels,
    data,
    knows: (word) => placeOf(features, wordFeature(word)) !== null,
    classify(words) {
      const read = words.slice(0, MAX_WORDS);
      const scores = new Float32Array(width);
      const square = grain === 'pieces' ? addPieces(read, scores) : addWords(read, scores);
      const scale = 1 / (Math.sqrt(square) || 1);
      for (let label = 0; label < width; label += 1) {
        scores[label] = (scores[label] ?? 0) * scale + (biases[label] ?? 0);
      }
      softmax(scores);
      return scores;
    },
  };
}

/** Words whose rows are remembered: most that people use, at a few hundred bytes each. */
const MOST_ROWS = 1_500;

function softmax(scores: Float32Array): void {
  let top = Number.NEGATIVE_INFINITY;
  for (const value of scores) if (value > top) top = value;
  let sum = 0;
  for (let i = 0; i < scores.length; i += 1) {
    const value = Math.exp((scores[i] ?? 0) - top);
    scores[i] = value;
    sum += value;
  }
  for (let i = 0; i < scores.length; i += 1) scores[i] = (scores[i] ?? 0) / sum;
}

function classWeights(targets: readonly number[], width: number): Float32Array {
  const counts = new Float32Array(width);
  for (const target of targets) counts[target] = (counts[target] ?? 0) + 1;
  return counts.map((count) => Math.sqrt(targets.length / width / Math.max(1, count)));
}

function lengthOf(ids: Iterable<number>, values: Float32Array): number {
  let sum = 0;
  for (const id of ids) sum += (values[id] ?? 0) ** 2;
  return Math.sqrt(sum) || 1;
}

/** Words of a very long question beyond this many say nothing new about its aspect. */
const MAX_WORDS = 80;

/** Features that a model keeps: the rest tells little, and every one has a row to be read and held. */
const MOST_FEATURES = 60_000;

/**
 * The features to keep, without those that tell the labels apart least: most of what stands in one example is never
 * met again. Words stay, since what is no known word is a misspelt or a strange one.
 */
function tellingFeatures(
  families: readonly number[],
  values: Float32Array,
  weights: Float32Array,
  width: number,
): number[] {
  const all = Array.from(values.keys());
  if (all.length <= MOST_FEATURES) return all;
  const spread = values.map((value, i) => {
    if (families[i] === FAMILY.word) return Number.POSITIVE_INFINITY;
    const row = weights.subarray(i * width, (i + 1) * width);
    return value * (row.reduce((a, b) => Math.max(a, b)) - row.reduce((a, b) => Math.min(a, b)));
  });
  const least = spread.toSorted().at(-MOST_FEATURES) ?? 0;
  return all.filter((i) => (spread[i] ?? 0) >= least);
}

/** The largest weight of a row, in units. */
const MOST_UNITS = 127;

/** The rows of some features in whole numbers of a unit of their own: a quarter of the bytes, and answers stay as they are. */
function inUnits(
  kept: readonly number[],
  from: Float32Array,
  width: number,
): Pick<ClassifierData, 'weights' | 'scales'> {
  const weights = new Int8Array(kept.length * width);
  const scales = new Float32Array(kept.length);
  for (const [to, id] of kept.entries()) {
    const row = from.subarray(id * width, (id + 1) * width);
    const unit = row.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / MOST_UNITS || 1;
    scales[to] = unit;
    for (let label = 0; label < width; label += 1) {
      weights[to * width + label] = Math.round((row[label] ?? 0) / unit);
    }
  }
  return { weights, scales };
}

interface Numbered {
  /** The features of each example, each once. */
  readonly ids: readonly Uint32Array[];
  readonly features: readonly number[];
  readonly families: readonly number[];
}

/** Gives the features of examples numbers, in the order in which they come. */
function numberFeatures(examples: readonly Example[], grain: Grain): Numbered {
  const numbers = new Map<number, number>();
  const families: number[] = [];
  const numberOf = (feature: number, family: number): number => {
    const known = numbers.get(feature);
    if (known !== undefined) return known;
    numbers.set(feature, families.length);
    return families.push(family) - 1;
  };
  const idsOfWord = remembering((word) => {
    const ids: number[] = [];
    eachOfWord(word, grain, (feature, family) => ids.push(numberOf(feature, family)));
    return ids;
  });
  const ids = examples.map(({ words }) => {
    const read = words.slice(0, MAX_WORDS);
    const own = new Set(read.flatMap(idsOfWord));
    eachPair(read.map(wordFeature), grain, (feature, family) => own.add(numberOf(feature, family)));
    return Uint32Array.from(own);
  });
  return { ids, features: [...numbers.keys()], families };
}
