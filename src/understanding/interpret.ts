import { daleChall } from 'dale-chall';
import type { ByLanguage, Knowledge, Translated } from '../knowledge/schema.ts';
import type { FormId, Language } from '../knowledge/terms.ts';
import type { Atom } from '../language/atoms.ts';
import { atomise } from '../language/atoms.ts';
import { normalise } from '../language/normalise.ts';
import { type Notes, openNotes } from '../language/notes.ts';
import { once } from '../language/once.ts';
import { buildSpeller } from '../language/speller.ts';
import { stem } from '../language/stem.ts';
import { buildTongueTeller } from '../language/tongue.ts';
import type { Classifier, ClassifierData, Example } from './classifier.ts';
import { classifierFrom, trainClassifier } from './classifier.ts';
import type { Cue } from './cues.ts';
import { buildCueFinder } from './cues.ts';
import type { EventFinder } from './events.ts';
import { buildEventFinder } from './events.ts';
import type { Mention, Name, NameIndex, Stranger } from './mentions.ts';
import { buildNameIndex } from './mentions.ts';
import type { Sentence } from './sentences.ts';
import { cutSentences } from './sentences.ts';
import { buildTeller, type Tellers, type TellFacts, trainTellers } from './tellers.ts';
import type { Term, TermFinder } from './terms.ts';
import { buildTermFinder, formsOf } from './terms.ts';
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
  /** The likeliest topics by all words, as if the question were about one of ours. */
  readonly topics: readonly Scored[];
  /** Probability that it is not: another subject, an order, abuse. */
  readonly outside: number;
  readonly smalltalk: Scored;
  /** Share of the words, names and numbers apart, that the phrases of the knowledge use. */
  readonly known: number;
  readonly sentences: readonly Sentence[];
  /** Words left when names, dates and numbers are taken out, spelling mended. */
  readonly words: readonly string[];
}

/** What training works out, to be kept from one start to the next. */
export interface Model {
  /** Tells aspects, small talk and other subjects apart. */
  readonly aspects: ClassifierData;
  /** Tells our subject from others by the words that facts are told in. */
  readonly subject: ClassifierData;
  /** Tells topics by all words; called for when a question names none, which many starts never need. */
  readonly topics: () => ClassifierData | null;
  /** Tells the facts of a topic apart by a question's terms. */
  readonly facts: () => Tellers | null;
}

export interface Understanding {
  interpret(text: string, today: string): Interpretation;
  readonly terms: TermFinder;
  readonly tellFacts: TellFacts;
  readonly events: EventFinder;
  /** Whether an event can be true of one party only. */
  isSole(event: string): boolean;
  /** Whether an English text says that something is not so. */
  denies(text: string): boolean;
  readonly model: Model;
  isOrdinary(word: string): boolean;
  /** How many aspects' phrases use the word: a word that many use says little about a fact. */
  spread(word: string): number;
}

/** Placeholders as the classifier sees them. */
const TOPIC = '§topic';
const DATE = '§date';
const NUMBER = '§number';
const OUTSIDE = 'outside';
const INSIDE = 'inside';
const SMALLTALK = 'smalltalk ';

/**
 * Builds everything that reading a question needs, once, at load. `model` is what was trained earlier on the same
 * knowledge; without it training is done now.
 */
export function buildUnderstanding(
  knowledge: Knowledge,
  notes: Notes = openNotes(),
  model?: Model,
): Understanding {
  const ordinary = new Set(daleChall);
  const phrases = readPhrases(knowledge, notes);
  const meaningful = wordsWithMeaning(knowledge, notes);
  const isOrdinary = (word: string): boolean =>
    ordinary.has(word) || phrases.spread.has(word) || meaningful.has(word) || meaningful.has(stem(word));
  const names = buildNameIndex(namesOf(knowledge), isOrdinary, notes);
  const soleEvents = new Set(knowledge.events.filter(({ sole }) => sole).map(({ id }) => id));
  const events = once(() => buildEventFinder(knowledge.events));
  const cues = buildCueFinder(knowledge.forms);
  const terms = buildTermFinder(knowledge.words, notes);
  const { classifier, subject, topics } =
    model === undefined ? train(knowledge, names, notes) : take(model, knowledge);
  const tellers = once(() => model?.facts() ?? trainTellers(knowledge.topics, terms));
  const spell = buildSpeller(
    vocabularyOf(knowledge, phrases, notes),
    (word) => ordinary.has(word) || classifier.knows(word),
  );
  const tongue = buildTongueTeller(phrases.english, phrases.hinglish, (word) => ordinary.has(word));

  function interpret(text: string, today: string): Interpretation {
    const normalised = normalise(text);
    const raw = atomise(normalised);
    const mentions = names.find(raw);
    const named = new Uint8Array(raw.length);
    for (const mention of mentions) if (!isNoun(mention)) named.fill(1, mention.from, mention.to);
    const atoms = raw.map((atom, i) => (named[i] === 1 || atom.digits ? atom : mended(atom, spell)));
    const dates = findDates(raw, today).filter((date) => !named.subarray(date.from, date.to).includes(1));
    const unnamed = raw.filter((_, i) => named[i] !== 1).map((atom) => atom.text);
    // A bare name tells its script, and nothing of an asker who writes in Latin letters.
    const language = tongue(unnamed) ?? scriptOf(tongue(raw.map((atom) => atom.text)));
    const found = readTags(cues(raw, language), raw.length);
    // "Is it true that …" says nothing of what the statement is about.
    const asking = spansOf(
      found.filter(({ form }) => form === 'claim'),
      atoms.length,
    );
    const sentences = cutSentences(normalised, atoms, asking);
    const words = maskAtoms(atoms, mentions, dates, asking);
    const scored = classifySentences(sentences, words, atoms, mentions, dates, asking);
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
      topics: likelyTopics(sentences, atoms),
      outside: (outsideOf(scored) + strangeness(words)) / 2,
      smalltalk: likeliestSmalltalk(scored),
      known: words.filter((word) => classifier.knows(word)).length / Math.max(1, words.length),
      words,
    };
  }

  /** The likeliest topics by all words: those of the sentences that ask, and less by those of the story around them. */
  function likelyTopics(sentences: readonly Sentence[], atoms: readonly Atom[]): Scored[] {
    const classifier = topics();
    const keys = (least: number): string[] =>
      sentences
        .filter(({ asks }) => asks >= least)
        .flatMap(({ from, to }) => atoms.slice(from, to).map(({ key }) => key));
    const asked = classifier.classify(keys(0.4)).probabilities;
    const told = sentences.length > 1 ? classifier.classify(keys(0)).probabilities : asked;
    return classifier.labels
      .map((id, i) => ({ id, probability: (1 - STORY) * (asked[i] ?? 0) + STORY * (told[i] ?? 0) }))
      .sort((a, b) => b.probability - a.probability)
      .slice(0, 8);
  }

  /** Probability that the words belong to another subject, by the words that our facts are told in. */
  function strangeness(words: readonly string[]): number {
    const { probabilities } = subject.classify(words);
    return 1 - (probabilities[subject.labels.indexOf(INSIDE)] ?? 0);
  }

  /** The aspects of the sentences that ask, mixed by how much each asks; `all` are the words of all of them. */
  function classifySentences(
    sentences: readonly Sentence[],
    all: readonly string[],
    atoms: readonly Atom[],
    mentions: readonly Mention[],
    dates: readonly NamedDate[],
    skipped: Uint8Array,
  ): Scored[] {
    const mixed = new Float64Array(classifier.labels.length);
    const weight = sentences.reduce((sum, { asks }) => sum + asks, 0);
    for (const { from, to, asks } of sentences) {
      if (asks === 0) continue;
      const shifted = <T extends { from: number; to: number }>(spans: readonly T[]): T[] =>
        spans
          .filter((span) => span.from >= from && span.to <= to)
          .map((span) => ({ ...span, from: span.from - from, to: span.to - from }));
      const words =
        sentences.length === 1
          ? all
          : maskAtoms(atoms.slice(from, to), shifted(mentions), shifted(dates), skipped.subarray(from, to));
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
    tellFacts: buildTeller(tellers),
    events: (atoms) => events()(atoms),
    denies: (text) => cues(atomise(normalise(text)), 'en').some(({ form }) => form === 'negation'),
    isSole: (event) => soleEvents.has(event),
    model: { aspects: classifier.data, subject: subject.data, topics: () => topics().data, facts: tellers },
    isOrdinary,
    spread: (word) => phrases.spread.get(word)?.size ?? 0,
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

function outsideOf(scored: readonly Scored[]): number {
  return scored.find(({ id }) => id === OUTSIDE)?.probability ?? 0;
}

interface Classifiers {
  readonly topics: () => Classifier;
  readonly classifier: Classifier;
  readonly subject: Classifier;
}

function train(knowledge: Knowledge, names: NameIndex, notes: Notes): Classifiers {
  const phrases = examplesOf(knowledge, notes);
  const asked = askedExamplesOf(knowledge, names);
  return {
    // The phrases are written for the aspects, the other examples only fall under them: they count twice.
    classifier: trainClassifier([...phrases, ...phrases, ...phrases, ...asked]),
    subject: trainClassifier(subjectExamplesOf(knowledge, names, [...phrases, ...asked])),
    topics: once(() => trainClassifier(topicExamplesOf(knowledge))),
  };
}

/** What people ask for each topic's facts by, and what its facts and names say, as examples of the topic. */
function topicExamplesOf({ topics }: Knowledge): Example[] {
  return topics.flatMap(({ id, facts, aliases, names, summary }) =>
    [
      ...facts.flatMap(({ asked, text }) => [...allOf(asked), ...translationsOf(text)]),
      ...allOf(aliases),
      ...translationsOf(names),
      ...translationsOf(summary),
    ].map((text) => ({ words: plainWords(text), label: id })),
  );
}

function translationsOf(text: Translated): string[] {
  return Object.values(text).flatMap((translation) => translation ?? []);
}

function plainWords(text: string): string[] {
  return atomise(normalise(text)).map((atom) => atom.key);
}

/** What people ask for each fact by, as examples of the aspect that it is filed under. */
function askedExamplesOf(knowledge: Knowledge, names: NameIndex): Example[] {
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

/** What was trained earlier; of the topics only when they are needed, and anew where they were lost. */
function take({ aspects, subject, topics }: Model, knowledge: Knowledge): Classifiers {
  return {
    classifier: classifierFrom(aspects),
    subject: classifierFrom(subject),
    topics: once(() => {
      const kept = topics();
      return kept === null ? trainClassifier(topicExamplesOf(knowledge)) : classifierFrom(kept);
    }),
  };
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

function scriptOf(language: Language | null): Language | null {
  return language === 'hi' || language === 'ru' ? language : null;
}

function mended(atom: Atom, spell: (word: string) => string): Atom {
  const text = spell(atom.text);
  return text === atom.text ? atom : { ...atom, text, key: atom.key === atom.text ? text : atom.key };
}

/** A common noun for topics rather than a name. */
function isNoun({ targets }: Mention): boolean {
  return targets.every(({ kind }) => kind === 'group');
}

/** How much the story around a question counts in telling its topic. */
const STORY = 0.4;

const NONE = new Uint8Array(0);

/** A tag such as ", no?" turns into a claim where the question ends with it, and into nothing elsewhere. */
function readTags(cues: readonly Cue[], length: number): Cue[] {
  const tags = cues.filter(({ form, to }) => form === 'tag' && to === length);
  const rest = cues.filter(
    ({ form, from, to }) => form !== 'tag' && !tags.some((tag) => from >= tag.from && to <= tag.to),
  );
  return [...rest, ...tags.map((tag): Cue => ({ ...tag, form: 'claim' }))];
}

function spansOf(cues: readonly Cue[], length: number): Uint8Array {
  const spans = new Uint8Array(length);
  for (const { from, to } of cues) spans.fill(1, from, to);
  return spans;
}

/**
 * The words as the classifier sees them: names, dates and numbers replaced by what they are. A common noun for
 * several topics stands for a topic where none is named, and always keeps its words, which may tell the aspect.
 */
function maskAtoms(
  atoms: readonly Atom[],
  mentions: readonly Mention[],
  dates: readonly NamedDate[],
  skipped: Uint8Array = NONE,
): string[] {
  const words: string[] = [];
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
      if (atom !== undefined && skipped[at] !== 1) words.push(atom.digits ? NUMBER : atom.text);
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

/** The single words of the vocabulary that are no names, and their stems: none is a misspelt name. */
function wordsWithMeaning({ words }: Knowledge, notes: Notes): ReadonlySet<string> {
  const found = new Set<string>();
  for (const word of words) {
    if (word.kind !== 'word') continue;
    for (const form of formsOf(word)) {
      const [only, ...rest] = wordsOf(form, notes);
      if (only === undefined || rest.length > 0) continue;
      found.add(only);
      found.add(notes.note('stem', only, stem));
    }
  }
  return found;
}

/** A phrase as the classifier sees it. */
function readPhrase(phrase: string, notes: Notes): string[] {
  return notes.note('phrase', phrase, maskPhrase);
}

/** What the phrases of all aspects together tell of single words. */
interface PhraseWords {
  /** The aspects that use a word. */
  readonly spread: ReadonlyMap<string, ReadonlySet<string>>;
  readonly counts: ReadonlyMap<string, number>;
  readonly english: readonly (readonly string[])[];
  readonly hinglish: readonly (readonly string[])[];
}

function readPhrases(knowledge: Knowledge, notes: Notes): PhraseWords {
  const spread = new Map<string, Set<string>>();
  const counts = new Map<string, number>();
  for (const { id, phrases } of knowledge.aspects) {
    for (const phrase of allOf(phrases)) {
      for (const word of readPhrase(phrase, notes)) {
        const users = spread.get(word) ?? new Set();
        spread.set(word, users.add(id));
        counts.set(word, (counts.get(word) ?? 0) + 1);
      }
    }
  }
  const inLanguage = (language: 'en' | 'hinglish'): string[][] =>
    knowledge.aspects.flatMap(({ phrases }) =>
      (phrases[language] ?? []).map((phrase) => readPhrase(phrase, notes)),
    );
  return { spread, counts, english: inLanguage('en'), hinglish: inLanguage('hinglish') };
}

/** The words of a form of the vocabulary, digits left out. */
function wordsOf(form: string, notes: Notes): string[] {
  return notes.note('words', form, (text) =>
    atomise(normalise(text)).flatMap((atom) => (atom.digits ? [] : [atom.text])),
  );
}

function allOf(texts: ByLanguage): string[] {
  return Object.values(texts).flatMap((list) => list ?? []);
}

/** What the aspects are told by: the phrases of each, and what is outside or small talk beside them. */
function examplesOf(knowledge: Knowledge, notes: Notes): Example[] {
  const from = (texts: ByLanguage, label: string): Example[] =>
    allOf(texts).map((phrase) => ({ words: readPhrase(phrase, notes), label }));
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
function subjectExamplesOf(knowledge: Knowledge, names: NameIndex, examples: readonly Example[]): Example[] {
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
function vocabularyOf(knowledge: Knowledge, phrases: PhraseWords, notes: Notes): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [word, count] of phrases.counts) counts.set(word, 2 * count);
  for (const word of knowledge.words) {
    for (const form of formsOf(word)) {
      for (const text of wordsOf(form, notes)) counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  }
  return counts;
}
