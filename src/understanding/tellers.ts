import type { Fact, Topic } from '../knowledge/schema.ts';
import { remembering } from '../language/once.ts';
import { type Classifier, type ClassifierData, classifierFrom, trainClassifier } from './classifier.ts';
import type { TermFinder } from './terms.ts';

/** What tells the facts of each topic apart, by the topic's id: trained once, and kept. */
export type Tellers = Readonly<Record<string, ClassifierData>>;

/** What the examples of a topic say about the terms of a question. */
export interface Teller {
  /** How likely each fact of the topic is the one that the terms ask for, from 0 to 1, in the order of its facts. */
  facts(topic: string, terms: readonly string[]): Float32Array;
  /** Whether a fact of the topic, or what people ask for one by, has the term. */
  knows(topic: string, term: string): boolean;
}

/**
 * Learns from what people ask for each fact by, and from what it says, to tell it from its neighbours. Where the
 * nearest phrase shows that the like was asked before, this weighs what in a question tells one fact from the next.
 * Topics of a single fact need nothing told.
 */
export function trainTellers(topics: readonly Topic[], finder: TermFinder): Tellers {
  return Object.fromEntries(
    topics
      .filter(({ facts }) => facts.length > 1)
      .map(({ id, facts }) => {
        const examples = facts.flatMap((fact) => examplesOf(fact, finder));
        return [id, trainClassifier(examples, LEARNING).data];
      }),
  );
}

const LEARNING = { epochs: 10, grain: 'words' } as const;

function examplesOf({ id, asked, text }: Fact, finder: TermFinder): { words: string[]; label: string }[] {
  const texts = [...Object.values(asked).flat(), ...Object.values(text)];
  return texts.map((example) => ({ words: [...finder.of(example ?? '')], label: id }));
}

/**
 * @param topics whose facts are told apart
 * @param tellers what was trained; called for at the first question about a topic
 */
export function buildTeller(topics: readonly Topic[], tellers: () => Tellers): Teller {
  const factsOf = new Map(topics.map(({ id, facts }) => [id, facts]));
  const ofTopic = remembering((topic): OfTopic | null => {
    const data = tellers()[topic];
    if (data === undefined) return null;
    const facts = factsOf.get(topic) ?? [];
    return {
      classifier: classifierFrom(data),
      places: Int32Array.from(facts, ({ id }) => data.labels.indexOf(id)),
    };
  }, topics.length);
  return {
    facts(topic, terms) {
      const teller = ofTopic(topic);
      if (teller === null) return NONE;
      const probabilities = teller.classifier.classify(terms);
      return Float32Array.from(teller.places, (place) => probabilities[place] ?? 0);
    },
    knows: (topic, term) => ofTopic(topic)?.classifier.knows(term) ?? false,
  };
}

const NONE = new Float32Array(0);

interface OfTopic {
  readonly classifier: Classifier;
  /** By fact, in the order of the topic's, where it stands among the classifier's labels. */
  readonly places: Int32Array;
}
