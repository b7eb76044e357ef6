import { translationsOf } from '../knowledge/languages.ts';
import type { Aspect, Fact, Group, Knowledge, PartialDate, Source, Topic } from '../knowledge/schema.ts';
import { once, remembering } from '../language/once.ts';
import {
  type Lists,
  listAt,
  type PostingsData,
  pack,
  postingsData,
  postingsFrom,
} from '../language/postings.ts';
import { between, isAmong, numberOf, textAt } from '../language/table.ts';
import type { TermFinder } from '../understanding/terms.ts';
import { dateTerms } from '../understanding/terms.ts';
import {
  type AskedBy,
  type AskedData,
  type AskedIndex,
  askedByFrom,
  askedData,
  askedIndexFrom,
} from './asked.ts';
import { buildHeldIndex, type HeldIndex } from './held.ts';

/** A fact with all that choosing it needs, worked out once at load. */
export interface Filed {
  readonly fact: Fact;
  readonly topic: Topic;
  /** Among all facts, those of all topics counted one after the other. */
  readonly number: number;
  readonly terms: ReadonlySet<string>;
  /** The events that it reports as having happened or not. */
  readonly events: ReadonlySet<string>;
  /** From 1 for the topic's newest fact down to 0. */
  readonly recency: number;
  /** The aspects that it is filed under, answers besides, and leads, by their numbers in the knowledge. */
  readonly aspect: number;
  readonly also: readonly number[];
  readonly leads: readonly number[];
  /** When the fact that replaced this one was known; null where none has. */
  readonly replacedOn: PartialDate | null;
  /** Facts that this one replaced, newest first. */
  readonly replaced: readonly Filed[];
}

export interface Shelf {
  readonly topic: Topic;
  /** The topic's number in the knowledge. */
  readonly number: number;
  readonly facts: readonly Filed[];
  /** Aspects that some fact of the topic is filed under or answers besides. */
  readonly aspects: ReadonlySet<string>;
  /** By aspect, by its number, the one that answers it here: itself, or the first of its fallbacks; -1 for none. */
  readonly standIns: Int32Array;
  /** The number of the first of its facts; those of the others follow. */
  readonly first: number;
  /** The facts of the topic in which a term stands, by their number among all facts. */
  holding(term: string): Uint32Array;
  /** Whether its names hold a term: every fact is about it. */
  isCalled(term: string): boolean;
  /** Whether its names or its summary hold a term. */
  isAbout(term: string): boolean;
  /**
   * How much of what a fact says beside all that the topic is about the topic's facts say as well, from 0 to 1, in
   * their order.
   */
  kinTo(fact: Filed): Float64Array;
}

/** The facts by topic, by id and by term. Built once; a look-up costs what it finds, not what there is. */
export interface Library {
  readonly knowledge: Knowledge;
  shelf(topic: string): Shelf | undefined;
  aspect(id: string): Aspect | undefined;
  /** An aspect's number in the knowledge; -1 for none. */
  aspectNumber(id: string): number;
  group(id: string): Group | undefined;
  source(id: string): Source | undefined;
  filed(factId: string): Filed | undefined;
  /** The facts that people ask for by words like these. */
  readonly asked: AskedIndex;
  readonly askedBy: AskedBy;
  /** The topics whose facts hold words like these. */
  readonly held: HeldIndex;
  /** Facts in which a term stands, by their number among all facts. */
  holding(term: string): Uint32Array;
  /** Share of each topic's facts that are filed under an aspect: what the topic is there for. */
  devotion(aspect: string): Float64Array;
  /** A topic's number in the knowledge; -1 for none. */
  numberOf(topic: string): number;
  /** How telling a term is among all facts: 0 where all hold it, about 1 where a single one does, 1 where none. */
  rarity(term: string): number;
}

interface LookUp {
  /** An aspect's number. */
  aspect(id: string): number;
  /** What a fact's text and values hold. */
  terms(fact: number): ReadonlySet<string>;
}

/** What a fact's text and values hold is read where it is asked for. A class, so that all facts are of one shape. */
class FiledFact implements Filed {
  readonly fact: Fact;
  readonly topic: Topic;
  readonly number: number;
  readonly recency: number;
  readonly aspect: number;
  readonly also: readonly number[];
  readonly leads: readonly number[];
  replacedOn: PartialDate | null = null;
  readonly replaced: Filed[] = [];
  readonly #terms: () => ReadonlySet<string>;
  readonly #events: () => ReadonlySet<string>;

  constructor(filed: Pick<Filed, 'fact' | 'topic' | 'number' | 'recency'>, lookUp: LookUp) {
    const { fact, topic, number, recency } = filed;
    this.fact = fact;
    this.topic = topic;
    this.number = number;
    this.recency = recency;
    this.aspect = lookUp.aspect(fact.aspect);
    this.also = fact.also.map(lookUp.aspect);
    this.leads = fact.leads.map(lookUp.aspect);
    this.#terms = once(() => lookUp.terms(number));
    this.#events = once(
      () => new Set(fact.values.flatMap((value) => (value.kind === 'event' ? [value.event] : []))),
    );
  }

  get terms(): ReadonlySet<string> {
    return this.#terms();
  }

  get events(): ReadonlySet<string> {
    return this.#events();
  }
}

/** What the facts' texts were found to hold, as plain data, to be kept from one start to the next. */
export interface LibraryData {
  /** Facts by term, all facts counted one after the other. */
  readonly holding: PostingsData;
  /** By fact the numbers of its terms. */
  readonly held: Lists;
  /** Topics by the terms of their names, and by those of their names and summary. */
  readonly called: PostingsData;
  readonly about: PostingsData;
  readonly asked: AskedData;
}

export function libraryData(knowledge: Knowledge, finder: TermFinder): LibraryData {
  const terms = knowledge.topics.flatMap(({ facts }) => facts.map((fact) => termsOf(fact, finder)));
  const holding = postingsData(terms);
  return {
    holding,
    held: pack(terms.map((own) => Array.from(own, (term) => numberOf(holding.terms, term) ?? 0))),
    called: postingsData(knowledge.topics.map(({ names }) => termsIn(translationsOf(names), finder))),
    about: postingsData(
      knowledge.topics.map(({ names, summary }) => termsIn([...translationsOf(names), summary.en], finder)),
    ),
    asked: askedData(knowledge, finder),
  };
}

/** @param data what was worked out earlier on the same knowledge; without it, it is worked out now */
export function buildLibrary(
  knowledge: Knowledge,
  finder: TermFinder,
  data: LibraryData = libraryData(knowledge, finder),
): Library {
  const shelves = new Map<string, Shelf>();
  const byFact = new Map<string, FiledFact>();
  const postings = remembering(postingsFrom(data.holding));
  const called = remembering(postingsFrom(data.called));
  const about = remembering(postingsFrom(data.about));
  const aspectNumbers = new Map(knowledge.aspects.map(({ id }, number) => [id, number]));
  const lookUp: LookUp = {
    aspect: (id) => aspectNumbers.get(id) ?? -1,
    terms: (fact) => new Set(Array.from(listAt(data.held, fact), (term) => textAt(data.holding.terms, term))),
  };
  for (const [number, topic] of knowledge.topics.entries()) {
    const first = byFact.size;
    const dates = unique(topic.facts.map((fact) => fact.as_of)).sort();
    const facts = topic.facts.map((fact) => {
      const recency = (dates.indexOf(fact.as_of) + 1) / dates.length;
      const filed = new FiledFact({ fact, topic, number: byFact.size, recency }, lookUp);
      byFact.set(fact.id, filed);
      return filed;
    });
    const aspects = new Set(topic.facts.flatMap(({ aspect, also }) => [aspect, ...also]));
    const holding: Shelf['holding'] = (term) => between(postings(term), first, first + facts.length);
    shelves.set(topic.id, {
      topic,
      number,
      facts,
      aspects,
      standIns: Int32Array.from(knowledge.aspects, ({ id, fallbacks }) =>
        lookUp.aspect([id, ...fallbacks].find((one) => aspects.has(one)) ?? ''),
      ),
      first,
      holding,
      kinTo: kinsFolk(facts, first, holding),
      isCalled: (term) => isAmong(called(term), number),
      isAbout: (term) => isAmong(about(term), number),
    });
  }
  for (const filed of byFact.values()) {
    const later = byFact.get(filed.fact.superseded_by ?? '');
    if (later === undefined) continue;
    later.replaced.push(filed);
    filed.replacedOn = later.fact.as_of;
  }
  for (const { replaced } of byFact.values()) replaced.sort(newestFirst);

  const groups = new Map(knowledge.groups.map((group) => [group.id, group]));
  const sources = new Map(knowledge.sources.map((source) => [source.id, source]));
  const numbers = new Map(knowledge.topics.map(({ id }, number) => [id, number]));
  const devotions = new Map<string, Float64Array>();
  const all = Math.max(2, byFact.size);
  return {
    knowledge,
    shelf: (topic) => shelves.get(topic),
    aspect: (id) => knowledge.aspects[lookUp.aspect(id)],
    aspectNumber: lookUp.aspect,
    group: (id) => groups.get(id),
    source: (id) => sources.get(id),
    filed: (id) => byFact.get(id),
    numberOf: (topic) => numbers.get(topic) ?? -1,
    devotion: (aspect) => {
      const known = devotions.get(aspect) ?? devotionsTo(aspect, knowledge.topics);
      devotions.set(aspect, known);
      return known;
    },
    asked: askedIndexFrom(data.asked),
    askedBy: askedByFrom(data.asked),
    held: buildHeldIndex(knowledge.topics, postings),
    holding: postings,
    rarity: (term) => Math.log(all / Math.max(1, postings(term).length)) / Math.log(all),
  };
}

/** Works out once for each fact that a conversation goes on from how the others of its topic are related to it. */
function kinsFolk(facts: readonly Filed[], first: number, holding: Shelf['holding']): Shelf['kinTo'] {
  const known = new Map<Filed, Float64Array>();
  return (fact) => {
    const before = known.get(fact);
    if (before !== undefined) return before;
    const shared = new Float64Array(facts.length);
    let all = 0;
    for (const term of fact.terms) {
      const numbers = holding(term);
      const weight = 1 - numbers.length / facts.length;
      all += weight;
      for (const number of numbers) shared[number - first] = (shared[number - first] ?? 0) + weight;
    }
    const kin = shared.map((weight) => (all === 0 ? 0 : weight / all));
    known.set(fact, kin);
    return kin;
  };
}

function termsIn(texts: readonly string[], finder: TermFinder): Set<string> {
  return new Set(texts.flatMap((text) => [...finder.of(text)]));
}

function devotionsTo(aspect: string, topics: readonly Topic[]): Float64Array {
  return Float64Array.from(
    topics,
    ({ facts }) => facts.filter((fact) => fact.aspect === aspect).length / Math.max(1, facts.length),
  );
}

function termsOf(fact: Fact, finder: TermFinder): Set<string> {
  const terms = new Set<string>();
  for (const text of Object.values(fact.text)) for (const term of finder.of(text ?? '')) terms.add(term);
  for (const value of fact.values) {
    for (const term of finder.of(value.label)) terms.add(term);
    if (value.kind === 'date') for (const term of dateTerms(value.on)) terms.add(term);
    if (value.kind === 'period')
      for (const term of [...dateTerms(value.from), ...dateTerms(value.to)]) terms.add(term);
  }
  for (const term of dateTerms(fact.as_of)) terms.add(term);
  return terms;
}

export function newestFirst(a: Filed, b: Filed): number {
  return b.fact.as_of.localeCompare(a.fact.as_of);
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
