import { daleChall } from 'dale-chall';
import type { ByLanguage, EventWords, Knowledge } from '../knowledge/schema.ts';
import type { Language } from '../knowledge/terms.ts';
import type { Atom } from '../language/atoms.ts';
import { atomise } from '../language/atoms.ts';
import { normalise } from '../language/normalise.ts';
import { once, remembering } from '../language/once.ts';
import { buildSpeller } from '../language/speller.ts';
import { stem } from '../language/stem.ts';
import { buildTongueTeller, type WordUse } from '../language/tongue.ts';
import { buildCheckFinder } from './checks.ts';
import type { Cue } from './cues.ts';
import { buildCueFinder } from './cues.ts';
import { buildEventFinder, type EventData, type EventFinder, eventData } from './events.ts';
import { INSIDE, OUTSIDE, SMALLTALK } from './examples.ts';
import { type Found, type Span, without } from './found.ts';
import { type LexiconData, lexiconData, lexiconFrom } from './lexicon.ts';
import { isNoun, maskAtoms, TOPIC } from './mask.ts';
import type { Mention } from './mentions.ts';
import { buildNameIndex } from './mentions.ts';
import { type Model, modelOf, takeModel, trainModel } from './model.ts';
import { type NameData, nameData, namesOf } from './names.ts';
import { buildReader, type Reader, type ReadingData, readingData } from './readings.ts';
import type { Sentence } from './sentences.ts';
import { cutSentences } from './sentences.ts';
import { buildSeriesFinder } from './series.ts';
import { buildTeller, type Teller } from './tellers.ts';
import type { MeaningData, Term, TermFinder } from './terms.ts';
import { buildTermFinder, meaningData } from './terms.ts';
import type { NamedDate } from './time.ts';
import { findDates } from './time.ts';

export interface Scored {
  readonly id: string;
  readonly probability: number;
}

/** What was understood of a text, before anything is looked up. */
export interface Interpretation extends Found {
  /** Every aspect, likeliest first, the probabilities adding up to 1 as if the question were one of ours. */
  readonly aspects: readonly Scored[];
  /** The likeliest topics by all words, as if the question were about one of ours; a part of a question is not asked for them. */
  readonly topics: () => readonly Scored[];
  /** Probability that it is not: another subject, an order, abuse. */
  readonly outside: number;
  readonly smalltalk: Scored;
  /** Share of the words, names and numbers apart, that the phrases of the knowledge use. */
  readonly known: number;
  readonly sentences: readonly Sentence[];
  /** Words left when names, dates and numbers are taken out, spelling mended. */
  readonly words: readonly string[];
}

/** What an interpretation weighs of a text, some of it only when it is asked for: of most parts of a question little is. */
interface Weights extends Pick<Interpretation, 'sentences' | 'words' | 'topics'> {
  /** The aspects, other subjects and small talk, by their labels. */
  readonly scored: () => readonly Scored[];
  readonly strangeness: () => number;
  readonly known: () => number;
  readonly smalltalk?: () => Scored;
}

/**
 * A class for speed: of an object literal with getters V8 makes a shape of its own each time, and whatever touches
 * it is slow from then on.
 */
class Weighed implements Interpretation {
  readonly text: string;
  readonly language: Language | null;
  readonly atoms: readonly Atom[];
  readonly mentions: readonly Mention[];
  readonly strangers: Found['strangers'];
  readonly dates: readonly NamedDate[];
  readonly cues: readonly Cue[];
  readonly forms: Found['forms'];
  readonly terms: readonly Term[];
  readonly sentences: readonly Sentence[];
  readonly words: readonly string[];
  readonly topics: () => readonly Scored[];
  readonly #aspects: () => readonly Scored[];
  readonly #outside: () => number;
  readonly #smalltalk: () => Scored;
  readonly #known: () => number;

  constructor(found: Found, weights: Weights) {
    this.text = found.text;
    this.language = found.language;
    this.atoms = found.atoms;
    this.mentions = found.mentions;
    this.strangers = found.strangers;
    this.dates = found.dates;
    this.cues = found.cues;
    this.forms = found.forms;
    this.terms = found.terms;
    this.sentences = weights.sentences;
    this.words = weights.words;
    this.topics = weights.topics;
    this.#aspects = once(() => aspectsOf(weights.scored()));
    this.#outside = once(() => (outsideOf(weights.scored()) + weights.strangeness()) / 2);
    this.#smalltalk = once(() => weights.smalltalk?.() ?? likeliestSmalltalk(weights.scored()));
    this.#known = once(weights.known);
  }

  get aspects(): readonly Scored[] {
    return this.#aspects();
  }

  get outside(): number {
    return this.#outside();
  }

  get smalltalk(): Scored {
    return this.#smalltalk();
  }

  get known(): number {
    return this.#known();
  }
}

/** What names and words mean: plain data, to be kept from one start to the next. */
export interface Groundwork {
  readonly names: NameData;
  readonly meanings: MeaningData;
  readonly lexicon: LexiconData;
  readonly events: EventData;
  readonly readings: ReadingData;
}

export interface Understanding {
  interpret(text: string, today: string): Interpretation;
  /** A part of a text that has been read: what it says without some of its atoms. Costs less than reading it anew. */
  without(whole: Found, dropped: readonly Span[]): Interpretation;
  /** A text as it would ask, and as strange as it would be, were the topic named in it. */
  besideName(read: Interpretation): Interpretation;
  readonly terms: TermFinder;
  readonly teller: Teller;
  readonly events: EventFinder;
  /** What an event means for others: whether only one party can be it, and what must have come before, what else the words may mean. */
  event(id: string): Omit<EventWords, 'id' | 'words' | 'undone'> & { readonly words?: ByLanguage };
  readonly reading: Reader;
  readonly groundwork: Groundwork;
  /** What is to be kept of its training. */
  readonly model: () => Model;
  isOrdinary(word: string): boolean;
  /** How many aspects' phrases use the word: a word that many use says little about a fact. */
  spread(word: string): number;
}

export function layGroundwork(knowledge: Knowledge): Groundwork {
  const meanings = meaningData(knowledge.words);
  return {
    names: nameData(namesOf(knowledge)),
    meanings,
    lexicon: lexiconData(knowledge),
    events: eventData(knowledge.events),
    readings: readingData(knowledge, buildTermFinder(meanings), buildCueFinder(knowledge.forms)),
  };
}

/**
 * Builds everything that reading a question needs, once, at load. What was worked out earlier on the same knowledge
 * is taken as it is; what is missing of it is worked out now.
 */
export function buildUnderstanding(
  knowledge: Knowledge,
  groundwork: Groundwork = layGroundwork(knowledge),
  model?: Model,
): Understanding {
  const ordinary = new Set(daleChall);
  const lexicon = lexiconFrom(groundwork.lexicon);
  const isOrdinary = (word: string): boolean =>
    ordinary.has(word) ||
    lexicon.spread(word) > 0 ||
    lexicon.isMeaningful(word) ||
    lexicon.isMeaningful(stem(word));
  const names = buildNameIndex(groundwork.names, isOrdinary);
  const seriesIn = buildSeriesFinder(knowledge.topics.map(({ id }) => id));
  const meanings = new Map(knowledge.events.map((event) => [event.id, event]));
  const cues = buildCueFinder(knowledge.forms);
  const checks = buildCheckFinder(knowledge.forms);
  const terms = buildTermFinder(groundwork.meanings);
  const classifiers = model === undefined ? trainModel(knowledge, names, terms) : takeModel(model);
  const { aspects: classifier, subject, topics, facts } = classifiers;
  const spell = remembering(
    buildSpeller(
      groundwork.lexicon,
      groundwork.lexicon.misspelt,
      (word) => ordinary.has(word) || classifier.knows(word),
    ),
  );
  const usedIn = (language: 'english' | 'hinglish'): WordUse => ({
    of: (word) => lexicon.usesIn(language, word),
    total: lexicon.totalIn(language),
  });
  const tongue = buildTongueTeller(usedIn('english'), usedIn('hinglish'), (word) => ordinary.has(word));

  function interpret(text: string, today: string): Interpretation {
    const normalised = normalise(text);
    const raw = atomise(normalised);
    const spoken = findDates(raw, today);
    const mentions = seriesIn(raw, names.find(raw), spoken);
    const named = new Uint8Array(raw.length);
    for (const mention of mentions) if (!isNoun(mention)) named.fill(1, mention.from, mention.to);
    const atoms = raw.map((atom, i) =>
      named[i] === 1 || atom.digits || i >= MOST_MENDED ? atom : mended(atom, spell),
    );
    const dates = spoken.filter((date) => !named.subarray(date.from, date.to).includes(1));
    const unnamed = raw.filter((_, i) => named[i] !== 1).map((atom) => atom.text);
    // A bare name tells its script, and nothing of an asker who writes in Latin letters.
    const language = tongue(unnamed) ?? scriptOf(tongue(raw.map((atom) => atom.text)));
    const found = [
      ...readTags(bothWays(cues(raw, language), cues(atoms, language)), raw.length),
      ...checks(normalised, atoms, named),
    ];
    return weighed({
      text: normalised,
      language,
      atoms,
      mentions,
      strangers: names.strangers(atoms, mentions),
      dates,
      cues: found,
      forms: new Set(found.map((cue) => cue.form)),
      terms: termsIn(atoms, mentions),
    });
  }

  /** The terms of a text; those of a misspelt name are those of the name. */
  function termsIn(atoms: readonly Atom[], mentions: readonly Mention[]): Term[] {
    const misspelt = mentions.filter(({ how }) => how === 'fuzzy');
    const isIn = (term: Term): boolean => misspelt.some(({ from, to }) => term.from >= from && term.to <= to);
    return [
      ...terms.find(atoms).filter((term) => !isIn(term)),
      ...misspelt.flatMap(({ alias, from, to }) =>
        terms.find(atomise(normalise(alias))).map(({ term }) => ({ term, from, to })),
      ),
    ];
  }

  function weighed(found: Found): Interpretation {
    const { text, atoms, mentions, dates } = found;
    // "Is it true that …" says nothing of what the statement is about.
    const asking = spansOf(
      found.cues.filter(({ form }) => form === 'claim'),
      atoms.length,
    );
    const sentences = cutSentences(text, atoms, asking);
    const words = maskAtoms(atoms, mentions, dates, asking);
    const scored = once(() => classifySentences(sentences, words, atoms, mentions, dates, asking));
    return new Weighed(found, {
      sentences,
      words,
      scored,
      topics: once(() => likelyTopics(sentences, atoms)),
      strangeness: () => strangeness(words),
      known: () => words.filter((word) => classifier.knows(word)).length / Math.max(1, words.length),
    });
  }

  /** The likeliest topics by all words: those of the sentences that ask, and less by those of the story around them. */
  function likelyTopics(sentences: readonly Sentence[], atoms: readonly Atom[]): Scored[] {
    const classifier = topics();
    const keys = (least: number): string[] =>
      sentences
        .filter(({ asks }) => asks >= least)
        .flatMap(({ from, to }) => atoms.slice(from, to).map(({ key }) => key));
    const asked = classifier.classify(keys(ASKS));
    const told = sentences.some(({ asks }) => asks < ASKS) ? classifier.classify(keys(0)) : asked;
    return classifier.labels
      .map((id, i) => ({ id, probability: (1 - STORY) * (asked[i] ?? 0) + STORY * (told[i] ?? 0) }))
      .sort((a, b) => b.probability - a.probability)
      .slice(0, 8);
  }

  /** Probability that the words belong to another subject, by the words that our facts are told in. */
  function strangeness(words: readonly string[]): number {
    return 1 - (subject.classify(words)[subject.labels.indexOf(INSIDE)] ?? 0);
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
      const probabilities = classifier.classify(words);
      for (let i = 0; i < mixed.length; i += 1) {
        mixed[i] = (mixed[i] ?? 0) + ((probabilities[i] ?? 0) * asks) / weight;
      }
    }
    if (sentences.length === 0) mixed.set(classifier.classify([]));
    return classifier.labels.map((id, i) => ({ id, probability: mixed[i] ?? 0 }));
  }

  return {
    interpret,
    without: (whole, dropped) => weighed(without(whole, dropped)),
    besideName(read) {
      const named = [...read.words, TOPIC];
      const scored = once(() => {
        const probabilities = classifier.classify(named);
        return classifier.labels.map((id, i) => ({ id, probability: probabilities[i] ?? 0 }));
      });
      const { sentences, words, topics } = read;
      const [smalltalk, known] = [() => read.smalltalk, () => read.known];
      return new Weighed(read, {
        sentences,
        words,
        scored,
        topics,
        strangeness: () => strangeness(named),
        smalltalk,
        known,
      });
    },
    terms,
    teller: buildTeller(knowledge.topics, facts),
    events: buildEventFinder(groundwork.events),
    reading: buildReader(knowledge, groundwork.readings, terms, cues),
    event: (id) => meanings.get(id) ?? { sole: false, after: [], kin: [], against: [] },
    groundwork,
    model: () => modelOf(classifiers),
    isOrdinary,
    spread: lexicon.spread,
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
  if (text === atom.text) return atom;
  const { key, lookalike, digits, join, start, end } = atom;
  // written out as where atoms are made, so that all are of one shape
  return { text, key: key === atom.text ? text : key, lookalike, digits, join, start, end };
}

/** Words of a text whose spelling is mended: a question has fewer, and hostile input could cost the most here. */
const MOST_MENDED = 150;

/** From here on a sentence is no part of the story around a question. */
const ASKS = 0.4;
/** How much that story counts in telling its topic. */
const STORY = 0.4;

/** Cues as they are typed, and those that mended spelling brings to light. */
function bothWays(typed: readonly Cue[], mended: readonly Cue[]): Cue[] {
  return [
    ...typed,
    ...mended.filter(({ form, from, to }) =>
      typed.every((cue) => cue.form !== form || cue.to <= from || cue.from >= to),
    ),
  ];
}

/**
 * A tag such as ", no?" turns into a claim where the question ends with it, and into nothing elsewhere. What is part
 * of a longer cue asks nothing by itself: "right now".
 */
function readTags(cues: readonly Cue[], length: number): Cue[] {
  const tags = cues.filter(({ form, to }) => form === 'tag' && to === length);
  const isPart = ({ from, to }: Cue): boolean =>
    cues.some(
      (cue) => cue.form !== 'tag' && cue.from <= from && cue.to >= to && cue.to - cue.from > to - from,
    );
  const rest = cues.filter(
    (cue) =>
      cue.form !== 'tag' &&
      !tags.some((tag) => cue.from >= tag.from && cue.to <= tag.to) &&
      !(cue.form === 'claim' && isPart(cue)),
  );
  return [...rest, ...tags.map((tag): Cue => ({ ...tag, form: 'claim' }))];
}

function spansOf(cues: readonly Cue[], length: number): Uint8Array {
  const spans = new Uint8Array(length);
  for (const { from, to } of cues) spans.fill(1, from, to);
  return spans;
}
