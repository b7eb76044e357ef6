import type { Language, PartialDate, TextLanguage, Translated } from '../knowledge/schema.ts';
import type { WordingKey } from '../knowledge/wording-keys.ts';
import type { Interpretation } from '../understanding/interpret.ts';
import type { Answer, Choice, CitedSource, Claim, Context, Question, Section, ShownFact } from './answer.ts';
import type { Finding, Known } from './claims/finding.ts';
import { dateInWords } from './dates.ts';
import type { Library } from './library.ts';
import type { Pair, Plan, View } from './plan.ts';
import type { Request } from './rank.ts';
import type { Pick } from './select.ts';
import { queueFacts } from './select.ts';
import { percentInWords, valueInWords } from './values.ts';

export type Say = (
  key: WordingKey,
  language: Language,
  fill?: Readonly<Record<string, string | number>>,
) => string;

/** The language that names and facts are written in for someone who asks in `language`. */
export function textLanguageOf(language: Language): TextLanguage {
  return language === 'hinglish' ? 'en' : language;
}

/** Turns a plan into the answer that a surface renders: facts picked, headed, dated, cited and worded. */
export function compose(
  question: Question,
  read: Interpretation,
  plan: Plan,
  library: Library,
  say: Say,
): Answer {
  const language = read.language ?? question.locale ?? 'en';
  const written = textLanguageOf(language);
  // written out below each time: adding to a copy of an object is slow, one thing after the other
  const { confidence, asOf } = plan;
  const explanation = question.explain === true ? plan.why.map((line) => line()) : [];
  const local = (text: Translated): string => text[written] ?? text.en;
  const topicName = (id: string): string => {
    const topic = library.shelf(id)?.topic;
    return topic === undefined ? id : local(topic.names);
  };
  const aspectName = (id: string): string => {
    const aspect = library.aspect(id);
    return aspect === undefined ? id : local(aspect.names);
  };
  const heading = (pair: Pair): string =>
    pair.aspect === null ? topicName(pair.topic) : `${topicName(pair.topic)} · ${aspectName(pair.aspect)}`;
  const choice = (pair: Pair): Choice => ({ label: heading(pair), topic: pair.topic, aspect: pair.aspect });

  switch (plan.kind) {
    case 'decline': {
      const near = plan.near.map(choice);
      const reply = library.knowledge.smalltalk.find(({ id }) => id === plan.smalltalk)?.reply[language];
      const topics = [...new Set(plan.near.map(({ topic }) => topic))];
      return {
        question: question.text,
        language,
        confidence,
        asOf,
        explanation,
        kind: 'unanswered',
        reason: plan.reason === 'not-covered' ? 'no-fact' : plan.reason,
        message:
          reply ??
          (plan.reason === 'not-covered'
            ? say('claim.not-covered', language)
            : say(`declined.${plan.reason}`, language)),
        near,
        topics,
        aspects: [],
        context: question.context,
      };
    }
    case 'ask': {
      const topics = unique(plan.choices.map(({ topic }) => topic));
      const aspects = unique(plan.choices.flatMap(({ aspect }) => (aspect === null ? [] : [aspect])));
      return {
        question: question.text,
        language,
        confidence,
        asOf,
        explanation,
        kind: 'ambiguous',
        prompt: say(topics.length > 1 ? 'which.topic' : 'which.aspect', language),
        choices: plan.choices.map(choice),
        topics,
        aspects,
        context: contextOf(
          topics.length === 1 ? topics : [],
          aspects.length === 1 ? aspects : [],
          plan.asOf,
          [],
        ),
      };
    }
    case 'show': {
      const sources = new Citations(library);
      const { pages, remaining } = turnTo(question.skip ?? 0, plan.requests, plan.view, plan.asOf);
      const sections = headsFirst(pages, plan.view).map(
        ({ request, facts }): Section => ({
          topic: request.topic,
          aspect: request.aspect,
          heading: heading(request),
          facts: facts.map((pick) => show(pick, written, language, sources, say)),
        }),
      );
      const filled = sections.filter(({ facts }) => facts.length > 0);
      const facts = filled.flatMap((section) => section.facts);
      const topics = unique(filled.map(({ topic }) => topic));
      // What was asked first, then what else the shown facts tell about.
      const aspects = unique([
        ...filled.flatMap(({ aspect }) => aspect ?? []),
        ...facts.map(({ fact }) => fact.aspect),
      ]);
      return {
        question: question.text,
        language,
        confidence,
        asOf,
        explanation,
        kind: 'answered',
        sections: filled,
        claim: plan.finding === null ? null : verdictOn(plan.finding, language, say),
        notes: notesOn(plan.asOf, facts, written, language, say),
        sources: sources.list,
        remaining,
        topics,
        aspects,
        next: nextFor(topics, aspects, library).map(choice),
        context: contextOf(
          topics,
          unique(filled.flatMap(({ aspect }) => aspect ?? [])),
          question.asOf ?? null,
          facts.map(({ fact }) => fact.id),
        ),
      };
    }
  }
}

interface Page {
  readonly request: Request;
  readonly facts: readonly Pick[];
}

/** What is asked of each of a few things stands first, side by side; what else is known of each comes after. */
function headsFirst(pages: readonly Page[], view: View): readonly Page[] {
  if (pages.length < 2 || view === 'history' || view === 'timeline') return pages;
  const rest = pages
    .map(({ request, facts }) => ({ request: { ...request, aspect: null }, facts: facts.slice(1) }))
    .filter(({ facts }) => facts.length > 0);
  return [...pages.map(({ request, facts }) => ({ request, facts: facts.slice(0, 1) })), ...rest];
}

/** Most facts that a further page of several sections shows. */
const FURTHER = 8;

/**
 * The page of facts that begins after `skip` of them: at first every section's best, later what they left over,
 * section by section. Beyond the end the last page is shown again.
 */
function turnTo(
  skip: number,
  requests: readonly Request[],
  view: View,
  asOf: PartialDate | null,
): { readonly pages: readonly Page[]; readonly remaining: number } {
  const shown = new Set<string>();
  const queues = requests.map((request) => {
    const queue = queueFacts(request, view, requests.length, asOf, shown);
    for (const { filed } of queue.facts.slice(0, queue.first)) shown.add(filed.fact.id);
    return { request, ...queue };
  });
  const all = queues.reduce((sum, { facts }) => sum + facts.length, 0);
  const atFirst = queues.reduce((sum, { first }) => sum + first, 0);
  if (skip === 0 || all === atFirst) {
    const pages = queues.map(({ request, facts, first }) => ({ request, facts: facts.slice(0, first) }));
    return { pages, remaining: all - atFirst };
  }
  const left = queues.flatMap(({ request, facts, first }) =>
    facts.slice(first).map((pick) => ({ request, pick })),
  );
  const size = requests.length === 1 ? atFirst : FURTHER;
  const from = Math.min(Math.max(0, skip - atFirst), Math.max(0, left.length - 1));
  const page = left.slice(from, from + size);
  const pages = requests.map((request) => ({
    request,
    facts: page.filter((item) => item.request === request).map(({ pick }) => pick),
  }));
  return { pages, remaining: left.length - from - page.length };
}

function show(
  { filed, role }: Pick,
  written: TextLanguage,
  language: Language,
  sources: Citations,
  say: Say,
): ShownFact {
  const { fact } = filed;
  const text = fact.text[written];
  return {
    fact,
    topic: filed.topic.id,
    role,
    text: text ?? fact.text.en,
    textLanguage: text === undefined ? 'en' : written,
    dateline: [
      say('asOf', language, { date: dateInWords(fact.as_of, language) }),
      say(`basis.${fact.basis}`, language),
      ...(role === 'earlier' ? [say('superseded', language)] : []),
    ].join(' · '),
    cites: fact.sources.map((id) => sources.number(id)),
  };
}

function verdictOn({ verdict, stated, known, rounding }: Finding, language: Language, say: Say): Claim {
  const words = known === null ? null : knownInWords(known, language);
  // A fact's own text, which stands below, need not be said twice.
  const shown = known?.kind === 'text' ? null : words;
  const sentence = [
    say(`claim.${verdict}`, language),
    ...(shown === null ? [] : [say('claim.known', language, { known: shown })]),
    ...(rounding === null
      ? []
      : [say('claim.rounding', language, { apart: percentInWords(rounding, language) })]),
  ].join(' ');
  return { verdict, sentence, stated, known: words };
}

function knownInWords(known: Known, language: Language): string | null {
  switch (known.kind) {
    case 'value':
      return valueInWords(known.value, language);
    case 'names':
      return known.names.join(', ');
    case 'text':
      return known.text;
  }
}

/** Numbers sources in the order in which they are first cited. */
class Citations {
  readonly list: CitedSource[] = [];
  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
  }

  number(id: string): number {
    const known = this.list.find(({ source }) => source.id === id);
    if (known !== undefined) return known.number;
    const source = this.#library.source(id);
    if (source === undefined) throw new Error(`fact cites "${id}", which the loader should have refused`);
    const number = this.list.length + 1;
    this.list.push({ number, source });
    return number;
  }
}

function notesOn(
  asOf: PartialDate | null,
  facts: readonly ShownFact[],
  written: TextLanguage,
  language: Language,
  say: Say,
): string[] {
  const notes: string[] = [];
  if (asOf !== null) notes.push(say('knownThen', language, { date: dateInWords(asOf, language) }));
  if (facts.some(({ textLanguage }) => textLanguage !== written)) notes.push(say('inEnglish', language));
  return notes;
}

/** The topic's other aspects that have facts: what can be asked next. */
function nextFor(topics: readonly string[], aspects: readonly string[], library: Library): Pair[] {
  const [topic] = topics;
  if (topic === undefined || topics.length > 1) return [];
  const shelf = library.shelf(topic);
  return library.knowledge.aspects
    .filter(({ id }) => shelf?.aspects.has(id) === true && !aspects.includes(id))
    .map(({ id }) => ({ topic, aspect: id }));
}

function contextOf(
  topics: readonly string[],
  aspects: readonly string[],
  asOf: PartialDate | null,
  facts: readonly string[],
): Context {
  return { topics, aspects, asOf, facts };
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
