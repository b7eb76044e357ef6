import type { Fact, Topic } from '../knowledge/schema.ts';
import { type Classifier, type ClassifierData, classifierFrom, trainClassifier } from './classifier.ts';
import type { TermFinder } from './terms.ts';

/** What tells the facts of each topic apart, by the topic's id: trained once, and kept. */
export type Tellers = Readonly<Record<string, ClassifierData>>;

/** How likely each fact of a topic is the one that these terms ask for, from 0 to 1, by the fact's id. */
export type TellFacts = (topic: string, terms: readonly string[]) => ReadonlyMap<string, number>;

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
  const classifiers = new Map<string, Classifier | null>();
  const classifierOf = (topic: string): Classifier | null => {
    const known = classifiers.get(topic);
    if (known !== undefined) return known;
    const data = tellers()[topic];
    const classifier = data === undefined ? null : classifierFrom(data);
    classifiers.set(topic, classifier);
    return classifier;
  };
  return (topic, terms) => {
    const classifier = classifierOf(topic);
    if (classifier === null) return NOTHING;
    const { probabilities } = classifier.classify(terms);
    return new Map(classifier.labels.map((fact, i) => [fact, probabilities[i] ?? 0]));
  };
}

const NOTHING: ReadonlyMap<string, number> = new Map();
