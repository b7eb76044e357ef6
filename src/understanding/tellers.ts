import type { Fact, Topic } from '../knowledge/schema.ts';
import { type Classifier, type ClassifierData, classifierFrom, trainClassifier } from './classifier.ts';
import type { TermFinder } from './terms.ts';

/** What tells the facts of each topic apart, by the topic's id: trained once, and kept. */
export type Tellers = Readonly<Record<string, ClassifierData>>;

/** What the examples of a topic say about the terms of a question. */
export interface Teller {
  /** How likely each fact of the topic is the one that the terms ask for. */
  facts(topic: string, terms: readonly string[]): Told;
  /** Whether a fact of the topic, or what people ask for one by, has the term. */
  knows(topic: string, term: string): boolean;
}

/** How likely a fact is asked for: by its id, from 0 to 1. */
export type Told = (fact: string) => number;

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

/** @param tellers what was trained; called for at the first question about a topic */
export function buildTeller(tellers: () => Tellers): Teller {
  const made = new Map<string, OfTopic | null>();
  const ofTopic = (topic: string): OfTopic | null => {
    const known = made.get(topic);
    if (known !== undefined) return known;
    const data = tellers()[topic];
    const teller = data === undefined ? null : { classifier: classifierFrom(data), places: placesOf(data) };
    made.set(topic, teller);
    return teller;
  };
  return {
    facts(topic, terms) {
      const teller = ofTopic(topic);
      if (teller === null) return () => 0;
      const probabilities = teller.classifier.classify(terms);
      return (fact) => probabilities[teller.places.get(fact) ?? -1] ?? 0;
    },
    knows: (topic, term) => ofTopic(topic)?.classifier.knows(term) ?? false,
  };
}

interface OfTopic {
  readonly classifier: Classifier;
  /** Where a fact stands among the classifier's labels, by its id. */
  readonly places: ReadonlyMap<string, number>;
}

function placesOf({ labels }: ClassifierData): ReadonlyMap<string, number> {
  return new Map(labels.map((fact, place) => [fact, place]));
}
