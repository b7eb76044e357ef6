import { daleChall } from 'dale-chall';
import type { ByLanguage, Knowledge } from '../knowledge/schema.ts';
import type { FormId, Language } from '../knowledge/terms.ts';
import type { Atom } from '../language/atoms.ts';
import { atomise } from '../language/atoms.ts';
import { normalise } from '../language/normalise.ts';
import { buildSpeller } from '../language/speller.ts';
import { buildTongueTeller } from '../language/tongue.ts';
import type { Classifier, ClassifierData, Example } from './classifier.ts';
import { classifierFrom, trainClassifier } from './classifier.ts';
import type { Cue } from './cues.ts';
import { buildCueFinder } from './cues.ts';
import type { EventFinder } from './events.ts';
import { buildEventFinder } from './events.ts';
import type { Mention, Name, Stranger } from './mentions.ts';
import { buildNameIndex } from './mentions.ts';
import type { Sentence } from './sentences.ts';
import { cutSentences } from './sentences.ts';
import type { Term, TermFinder } from './terms.ts';
import { buildTermFinder } from './terms.ts';
import type { NamedDate } from './time.ts';
import { findDates } from './time.ts';

export interface Scored {
  readonly id: string;
  readonly probability: number;
}

/** What was understood of a text, before anything is looked up. */
export interface Interpretation {
  readonly text: string;
  readonly language: Language | null;
  readonly atoms: readonly Atom[];
  readonly mentions: readonly Mention[];
  readonly strangers: readonly Stranger[];
  readonly dates: readonly NamedDate[];
  readonly cues: readonly Cue[];
  readonly forms: ReadonlySet<FormId>;
  readonly terms: readonly Term[];
  /** Every aspect, likeliest first, the probabilities adding up to 1 as if the question were one of ours. */
  readonly aspects: readonly Scored[];
  /** Probability that it is not: another subject, an order, abuse. */
  readonly outside: number;
  readonly smalltalk: Scored;
  /** Share of the words, names and numbers apart, that the phrases of the knowledge use. */
  readonly known: number;
  readonly sentences: readonly Sentence[];
  /** Words left when names, dates and numbers are taken out, spelling mended. */
  readonly words: readonly string[];
}

export interface Understanding {
  interpret(text: string, today: string): Interpretation;
  readonly terms: TermFinder;
  readonly events: EventFinder;
  readonly model: ClassifierData;
  isOrdinary(word: string): boolean;
  /** How many aspects' phrases use the word: a word that many use says little about a fact. */
  spread(word: string): number;
}

/** Placeholders as the classifier sees them. */
const TOPIC = '§topic';
const DATE = '§date';
const NUMBER = '§number';
const OUTSIDE = 'outside';
const SMALLTALK = 'smalltalk ';

/**
 * Builds everything that reading a question needs, once, at load. `model` is a classifier trained earlier on
 * the same knowledge; without it one is trained now.
 */
export function buildUnderstanding(knowledge: Knowledge, model?: ClassifierData): Understanding {
  const ordinary = new Set(daleChall.map((word) => normalise(word)));
  const phraseWords = new Map<string, Set<string>>();
  for (const aspect of knowledge.aspects) {
    for (const phrase of allOf(aspect.phrases)) {
      for (const word of maskPhrase(phrase)) {
        const users = phraseWords.get(word) ?? new Set();
        phraseWords.set(word, users.add(aspect.id));
      }
    }
  }
  const isOrdinary = (word: string): boolean => ordinary.has(word) || phraseWords.has(word);
  const names = buildNameIndex(namesOf(knowledge), isOrdinary);
  const cues = buildCueFinder(knowledge.forms);
  const terms = buildTermFinder(knowledge.words);
  const examples = examplesOf(knowledge);
  const classifier: Classifier = model === undefined ? trainClassifier(examples) : classifierFrom(model);
  const spell = buildSpeller(vocabularyOf(knowledge), (word) => ordinary.has(word));
  const tongue = buildTongueTeller(
    knowledge.aspects.flatMap((aspect) => (aspect.phrases.en ?? []).map(maskPhrase)),
    knowledge.aspects.flatMap((aspect) => (aspect.phrases.hinglish ?? []).map(maskPhrase)),
    (word) => ordinary.has(word),
  );

  function interpret(text: string, today: string): Interpretation {
    const normalised = normalise(text);
    const raw = atomise(normalised);
    const mentions = names.find(raw);
    const named = new Uint8Array(raw.length);
    for (const mention of mentions) named.fill(1, mention.from, mention.to);
    const atoms = raw.map((atom, i) => (named[i] === 1 || atom.digits ? atom : mended(atom, spell)));
    const dates = findDates(atoms, today).filter((date) => !named.subarray(date.from, date.to).includes(1));
    const sentences = cutSentences(normalised, atoms);
    const words = maskAtoms(atoms, mentions, dates);
    const { known } = classifier.classify(words);
    const scored = classifySentences(sentences, atoms, mentions, dates);
    const unnamed = raw.filter((_, i) => named[i] !== 1).map((atom) => atom.text);
    const language = tongue(unnamed) ?? tongue(raw.map((atom) => atom.text));
    const found = cues(atoms, language);
    return {
      text: normalised,
      language,
      sentences,
      atoms,
      mentions,
      strangers: names.strangers(atoms, mentions),
      dates,
      cues: found,
      forms: new Set(found.map((cue) => cue.form)),
      terms: terms.find(atoms),
      aspects: aspectsOf(scored),
      outside: scored.find(({ id }) => id === OUTSIDE)?.probability ?? 0,
      smalltalk: likeliestSmalltalk(scored),
      known,
      words,
    };
  }

  /** The aspects of the sentences that ask, mixed by how much each asks. */
  function classifySentences(
    sentences: readonly Sentence[],
    atoms: readonly Atom[],
    mentions: readonly Mention[],
    dates: readonly NamedDate[],
  ): Scored[] {
    const mixed = new Float64Array(classifier.labels.length);
    const weight = sentences.reduce((sum, { asks }) => sum + asks, 0);
    for (const { from, to, asks } of sentences) {
      const shifted = <T extends { from: number; to: number }>(spans: readonly T[]): T[] =>
        spans
          .filter((span) => span.from >= from && span.to <= to)
          .map((span) => ({ ...span, from: span.from - from, to: span.to - from }));
      const words = maskAtoms(atoms.slice(from, to), shifted(mentions), shifted(dates));
      const { probabilities } = classifier.classify(words);
      for (let i = 0; i < mixed.length; i += 1) {
        mixed[i] = (mixed[i] ?? 0) + ((probabilities[i] ?? 0) * asks) / weight;
      }
    }
    if (sentences.length === 0) mixed.set(classifier.classify([]).probabilities);
    return classifier.labels.map((id, i) => ({ id, probability: mixed[i] ?? 0 }));
  }

  return {
    interpret,
    terms,
    events: buildEventFinder(knowledge.events),
    model: classifier.data,
    isOrdinary,
    spread: (word) => phraseWords.get(word)?.size ?? 0,
  };
}

/** The aspects among themselves, likeliest first, as if the question were one of ours. */
function aspectsOf(scored: readonly Scored[]): Scored[] {
  const aspects = scored.filter(({ id }) => id !== OUTSIDE && !id.startsWith(SMALLTALK));
  const sum = aspects.reduce((total, { probability }) => total + probability, 0) || 1;
  return aspects
    .map(({ id, probability }) => ({ id, probability: probability / sum }))
    .sort((a, b) => b.probability - a.probability);
}

function likeliestSmalltalk(scored: readonly Scored[]): Scored {
  const kinds = scored.filter(({ id }) => id.startsWith(SMALLTALK));
  const best = kinds.reduce<Scored>((a, b) => (b.probability > a.probability ? b : a), {
    id: '',
    probability: 0,
  });
  return {
    id: best.id.slice(SMALLTALK.length),
    probability: kinds.reduce((sum, { probability }) => sum + probability, 0),
  };
}

function mended(atom: Atom, spell: (word: string) => string): Atom {
  const text = spell(atom.text);
  return text === atom.text ? atom : { ...atom, text, key: atom.key === atom.text ? text : atom.key };
}

/**
 * The words as the classifier sees them: names, dates and numbers replaced by what they are. A common noun for
 * several topics stands for a topic where none is named, and always keeps its words, which may tell the aspect.
 */
function maskAtoms(
  atoms: readonly Atom[],
  mentions: readonly Mention[],
  dates: readonly NamedDate[],
): string[] {
  const words: string[] = [];
  const isNoun = ({ targets }: Mention): boolean => targets.every(({ kind }) => kind === 'group');
  const named = mentions.some((mention) => !isNoun(mention));
  let at = 0;
  while (at < atoms.length) {
    const mention = mentions.find(({ from }) => from === at);
    const date = dates.find(({ from }) => from === at);
    const atom = atoms[at];
    if (mention !== undefined && isNoun(mention)) {
      if (!named) words.push(TOPIC);
      for (const { text, digits } of atoms.slice(mention.from, mention.to))
        words.push(digits ? NUMBER : text);
      at = mention.to;
    } else if (mention !== undefined) {
      if (words.at(-1) !== TOPIC) words.push(TOPIC);
      at = mention.to;
    } else if (date !== undefined) {
      words.push(DATE);
      at = date.to;
    } else {
      if (atom !== undefined) words.push(atom.digits ? NUMBER : atom.text);
      at += 1;
    }
  }
  return words;
}

function maskPhrase(phrase: string): string[] {
  return phrase.split(/\{topic\}/).flatMap((part, i) => {
    const atoms = atomise(normalise(part));
    const words = maskAtoms(atoms, [], findDates(atoms, '2026'));
    return i === 0 ? words : [TOPIC, ...words];
  });
}

function allOf(texts: ByLanguage): string[] {
  return Object.values(texts).flatMap((list) => list ?? []);
}

function examplesOf(knowledge: Knowledge): Example[] {
  const from = (texts: ByLanguage, label: string): Example[] =>
    allOf(texts).map((phrase) => ({ words: maskPhrase(phrase), label }));
  return [
    ...knowledge.aspects.flatMap((aspect) => from(aspect.phrases, aspect.id)),
    ...from(knowledge.outside, OUTSIDE),
    ...knowledge.smalltalk.flatMap((kind) => from(kind.examples, SMALLTALK + kind.id)),
  ];
}

function namesOf(knowledge: Knowledge): Name[] {
  const of = (aliases: ByLanguage, names: object, target: Name['target']): Name[] =>
    [...allOf(aliases), ...Object.values(names)].map((alias: string) => ({ alias, target }));
  return [
    ...knowledge.topics.flatMap((topic) => of(topic.aliases, topic.names, { kind: 'topic', id: topic.id })),
    ...knowledge.groups.flatMap((group) => of(group.aliases, group.names, { kind: 'group', id: group.id })),
    ...knowledge.uncovered.flatMap((thing) =>
      of(thing.aliases, thing.names, { kind: 'uncovered', id: thing.id }),
    ),
  ];
}

/** Words to mend spelling to, with how often they occur: those of the phrases and of the vocabulary. */
function vocabularyOf(knowledge: Knowledge): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (word: string, times: number): void => {
    counts.set(word, (counts.get(word) ?? 0) + times);
  };
  for (const { phrases } of knowledge.aspects) {
    for (const phrase of allOf(phrases)) for (const word of maskPhrase(phrase)) count(word, 2);
  }
  for (const { term, en, hi, hinglish, ru } of knowledge.words) {
    for (const form of [term, ...(en ?? []), ...(hi ?? []), ...(hinglish ?? []), ...(ru ?? [])]) {
      for (const atom of atomise(normalise(form))) if (!atom.digits) count(atom.text, 1);
    }
  }
  return counts;
}
