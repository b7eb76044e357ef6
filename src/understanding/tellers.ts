import type { Fact, Topic } from '../knowledge/schema.ts';
import { type Classifier, type ClassifierData, classifierFrom, trainClassifier } from './classifier.ts';
import type { TermFinder } from './terms.ts';

/** What tells the facts of each topic apart, by the topic's id: trained once, and kept. */
export type Tellers = Readonly<Record<string, ClassifierData>>;

/** How likely each fact of a topic is the one that these terms ask for: by its id, from 0 to 1. */
export type TellFacts = (topic: string, terms: readonly string[]) => Told;

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
export function buildTeller(tellers: () => Tellers): TellFacts {
  const made = new Map<string, Teller | null>();
  const tellerOf = (topic: string): Teller | null => {
    const known = made.get(topic);
    if (known !== undefined) return known;
    const data = tellers()[topic];
    const teller = data === undefined ? null : { classifier: classifierFrom(data), places: placesOf(data) };
    made.set(topic, teller);
    return teller;
  };
  return (topic, terms) => {
    const teller = tellerOf(topic);
    if (teller === null) return () => 0;
    const { probabilities } = teller.classifier.classify(terms);
    return (fact) => probabilities[teller.places.get(fact) ?? -1] ?? 0;
  };
}

interface Teller {
  readonly classifier: Classifier;
  /** Where a fact stands among the classifier's labels, by its id. */
  readonly places: ReadonlyMap<string, number>;
}

function placesOf({ labels }: ClassifierData): ReadonlyMap<string, number> {
  return new Map(labels.map((fact, place) => [fact, place]));
}
