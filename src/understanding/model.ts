import type { Knowledge } from '../knowledge/schema.ts';
import { once } from '../language/once.ts';
import { type Classifier, type ClassifierData, classifierFrom, trainClassifier } from './classifier.ts';
import { askedExamplesOf, examplesOf, subjectExamplesOf, topicExamplesOf } from './examples.ts';
import type { NameIndex } from './mentions.ts';
import { type Tellers, trainTellers } from './tellers.ts';
import type { TermFinder } from './terms.ts';

/** What training works out, to be kept from one start to the next. */
export interface Model {
  /** Tells aspects, small talk and other subjects apart. */
  readonly aspects: ClassifierData;
  /** Tells our subject from others by the words that facts are told in. */
  readonly subject: ClassifierData;
  /** Tells topics by all words. */
  readonly topics: () => ClassifierData | null;
  /** Tells the facts of a topic apart by a question's terms. */
  readonly facts: () => Tellers | null;
}

export interface Classifiers {
  readonly aspects: Classifier;
  readonly subject: Classifier;
  readonly topics: () => Classifier;
  readonly facts: () => Tellers;
}

/**
 * @param names finds what the examples call by name
 * @param terms finds what the facts and what is asked of them are about
 */
export function trainModel(knowledge: Knowledge, names: NameIndex, terms: TermFinder): Classifiers {
  const phrases = examplesOf(knowledge);
  const asked = askedExamplesOf(knowledge, names);
  return {
    // The phrases are written for the aspects, the other examples only fall under them: they count three times.
    aspects: trainClassifier([...phrases, ...phrases, ...phrases, ...asked]),
    subject: trainClassifier(subjectExamplesOf(knowledge, names, [...phrases, ...asked])),
    topics: once(() => trainClassifier(topicExamplesOf(knowledge))),
    facts: once(() => trainTellers(knowledge.topics, terms)),
  };
}

/** What was trained earlier; of topics and facts only when they are first asked for, and anew where they were lost. */
export function takeModel(model: Model, knowledge: Knowledge, terms: TermFinder): Classifiers {
  return {
    aspects: classifierFrom(model.aspects),
    subject: classifierFrom(model.subject),
    topics: once(() => {
      const kept = model.topics();
      return kept === null ? trainClassifier(topicExamplesOf(knowledge)) : classifierFrom(kept);
    }),
    facts: once(() => model.facts() ?? trainTellers(knowledge.topics, terms)),
  };
}

/** The model to be kept of what was trained or taken. */
export function modelOf({ aspects, subject, topics, facts }: Classifiers): Model {
  return { aspects: aspects.data, subject: subject.data, topics: () => topics().data, facts };
}
