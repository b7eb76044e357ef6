import { allOf, translationsOf } from '../knowledge/languages.ts';
import type { ByLanguage, Knowledge } from '../knowledge/schema.ts';
import { atomise } from '../language/atoms.ts';
import { normalise } from '../language/normalise.ts';
import type { Example } from './classifier.ts';
import { maskAtoms, maskPhrase } from './mask.ts';
import type { NameIndex } from './mentions.ts';
import { findDates } from './time.ts';

/** Labels beside the aspects' ids. */
export const OUTSIDE = 'outside';
export const INSIDE = 'inside';
export const SMALLTALK = 'smalltalk ';

/** What people ask for each topic's facts by, and what its facts and names say, as examples of the topic. */
export function topicExamplesOf({ topics }: Knowledge): Example[] {
  return topics.flatMap(({ id, facts, aliases, names, summary }) =>
    [
      ...facts.flatMap(({ asked, text }) => [...allOf(asked), ...translationsOf(text)]),
      ...allOf(aliases),
      ...translationsOf(names),
      ...translationsOf(summary),
    ].map((text) => ({ words: plainWords(text), label: id })),
  );
}

function plainWords(text: string): string[] {
  return atomise(normalise(text)).map((atom) => atom.key);
}

/** What people ask for each fact by, as examples of the aspect that it is filed under. */
export function askedExamplesOf(knowledge: Knowledge, names: NameIndex): Example[] {
  return knowledge.topics.flatMap(({ facts }) =>
    facts.flatMap(({ aspect, asked }) =>
      allOf(asked).map((text) => ({ words: readSpelt(text, names), label: aspect })),
    ),
  );
}

/** The words of a text that is spelt right, as the classifier sees them. */
function readSpelt(text: string, names: NameIndex): string[] {
  const atoms = atomise(normalise(text));
  return maskAtoms(atoms, names.findSpelt(atoms), findDates(atoms, null));
}

/** What the aspects are told by: the phrases of each, and what is outside or small talk beside them. */
export function examplesOf(knowledge: Knowledge): Example[] {
  const from = (texts: ByLanguage, label: string): Example[] =>
    allOf(texts).map((phrase) => ({ words: maskPhrase(phrase), label }));
  return [
    ...knowledge.aspects.flatMap((aspect) => from(aspect.phrases, aspect.id)),
    ...from(knowledge.outside, OUTSIDE),
    ...knowledge.smalltalk.flatMap((kind) => from(kind.examples, SMALLTALK + kind.id)),
  ];
}

/**
 * What our subject is told from others by: beside the phrases the facts themselves and their values' labels, since
 * people ask in the words that facts are told in.
 */
export function subjectExamplesOf(
  knowledge: Knowledge,
  names: NameIndex,
  examples: readonly Example[],
): Example[] {
  const told = (text: string): Example => ({ words: readSpelt(text, names), label: INSIDE });
  const facts = knowledge.topics.flatMap((topic) => topic.facts);
  return [
    ...examples.map(({ words, label }) => ({
      words,
      label: label === OUTSIDE || label.startsWith(SMALLTALK) ? OUTSIDE : INSIDE,
    })),
    ...facts.flatMap(({ text }) =>
      Object.values(text).flatMap((translation) => (translation === undefined ? [] : [told(translation)])),
    ),
    ...facts.flatMap(({ values }) => values.map(({ label }) => told(label))),
  ];
}
