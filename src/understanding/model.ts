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
  readonly topics: ClassifierData;
  /** Tells the facts of a topic apart by a question's terms. */
  readonly facts: Tellers;
}

/** Those of topics and facts are trained when they are first asked for. */
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
    // The phrases are written for the aspects, the other examples only fall under them: beside those they count
    // three times.
    aspects: trainClassifier(asked.length === 0 ? phrases : [...phrases, ...phrases, ...phrases, ...asked]),
    subject: trainClassifier(subjectExamplesOf(knowledge, names, [...phrases, ...asked])),
    topics: once(() => trainClassifier(topicExamplesOf(knowledge))),
    facts: once(() => trainTellers(knowledge.topics, terms)),
  };
}

/** What was trained earlier. */
export function takeModel({ aspects, subject, topics, facts }: Model): Classifiers {
  return {
    aspects: classifierFrom(aspects),
    subject: classifierFrom(subject),
    topics: once(() => classifierFrom(topics)),
    facts: () => facts,
  };
}

/** The model to be kept of what was trained or taken; trains what was not asked for before. */
export function modelOf({ aspects, subject, topics, facts }: Classifiers): Model {
  return { aspects: aspects.data, subject: subject.data, topics: topics().data, facts: facts() };
}
