import type { Fact, Language, PartialDate, Source, TextLanguage } from '../knowledge/schema.ts';

/** What an answer leaves for the next question: enough to understand "and the price?". Small and serialisable. */
export interface Context {
  readonly topics: readonly string[];
  readonly aspects: readonly string[];
  readonly asOf: PartialDate | null;
  /** Ids of the facts that were shown. */
  readonly facts: readonly string[];
}

/** What a surface hands over: the text and all that bears on its meaning. */
export interface Question {
  /** What the person typed; may be empty where `topic` and `aspect` say it all (a button). */
  readonly text: string;
  /** Today, as `2026-11-22`: the only clock. */
  readonly today: PartialDate;
  /** A topic id fixed by the surface (a slash command's option, a button). */
  readonly topic?: string;
  /** A second topic: `/compare first: second:`. */
  readonly against?: string;
  /** An aspect id fixed by the surface. */
  readonly aspect?: string;
  /** Show the state of knowledge at this date. */
  readonly asOf?: PartialDate;
  /** What the surface wants shown: the plain answer, all the dated facts in order, or only more of what was cut. */
  readonly view?: 'answer' | 'timeline' | 'claim';
  /** How many facts of this very answer the person has already seen ("more"). */
  readonly skip?: number;
  /** The language to answer in where the text does not tell (a Discord locale). */
  readonly locale?: Language;
  /** Whether the answer shall explain itself; costs a little time. */
  readonly explain?: boolean;
  /** What the last answer of this conversation left; null where there is none. */
  readonly context: Context | null;
}

export interface CitedSource {
  /** The number shown in brackets, from 1. */
  readonly number: number;
  readonly source: Source;
}

/** Why a fact stands where it stands. */
export type Role = 'lead' | 'also' | 'newer' | 'earlier';

export interface ShownFact {
  readonly fact: Fact;
  readonly topic: string;
  readonly role: Role;
  /** The fact's text in the asker's language, or in English where there is no translation. */
  readonly text: string;
  readonly textLanguage: TextLanguage;
  /** Date and basis in words: "as of 4 December 2025 · official". */
  readonly dateline: string;
  /** Numbers of `Answered.sources`. */
  readonly cites: readonly number[];
}

/** The facts on one topic and aspect under one heading. */
export interface Section {
  readonly topic: string;
  readonly aspect: string | null;
  /** "S-400 Triumf · Delivery", in the asker's language. */
  readonly heading: string;
  readonly facts: readonly ShownFact[];
}

/** Something that can be asked next: a button, a numbered choice. */
export interface Choice {
  readonly label: string;
  readonly topic: string;
  readonly aspect: string | null;
}

export type Verdict = 'supported' | 'contradicted' | 'not-covered';

export interface Claim {
  readonly verdict: Verdict;
  /** The verdict in words, in the asker's language, with the known value where there is one. */
  readonly sentence: string;
  /** What was stated and what is known, in plain words; null where nothing could be read from it. */
  readonly stated: string | null;
  readonly known: string | null;
}

interface Common {
  readonly question: string;
  readonly language: Language;
  /** Probability, from 0 to 1, that this is what was asked. */
  readonly confidence: number;
  readonly topics: readonly string[];
  readonly aspects: readonly string[];
  readonly asOf: PartialDate | null;
  /** What the next question may lean on. */
  readonly context: Context | null;
  /** Why it is what it is, a line each; none unless asked for. */
  readonly explanation: readonly string[];
}

export interface Answered extends Common {
  readonly kind: 'answered';
  readonly sections: readonly Section[];
  readonly claim: Claim | null;
  /** Remarks in the asker's language: "what was known in November 2019", "shown in English". */
  readonly notes: readonly string[];
  /** Every source of the facts shown, once, numbered in order of appearance. */
  readonly sources: readonly CitedSource[];
  /** How many facts on the same question were left out; asked for with `skip`. */
  readonly remaining: number;
  /** Other aspects of the topic that have facts. */
  readonly next: readonly Choice[];
}

export interface Ambiguous extends Common {
  readonly kind: 'ambiguous';
  readonly prompt: string;
  readonly choices: readonly Choice[];
}

export type UnansweredReason =
  | 'out-of-scope'
  | 'uncovered-topic'
  | 'no-fact'
  | 'not-understood'
  | 'smalltalk';

export interface Unanswered extends Common {
  readonly kind: 'unanswered';
  readonly reason: UnansweredReason;
  /** The honest line, in the asker's language. */
  readonly message: string;
  /** What is known nearby, without sources. */
  readonly near: readonly Choice[];
}

export type Answer = Answered | Ambiguous | Unanswered;
