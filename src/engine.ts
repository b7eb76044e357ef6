import type { Answer, Question } from './answering/answer.ts';
import type { Knowledge, Language, Topic, WordingKey } from './knowledge/schema.ts';

/** A question in, a sourced answer out; and what surfaces need around it. Synchronous, pure, immutable. */
export interface Engine {
  readonly knowledge: Knowledge;
  /** Never throws on any text. */
  answer(question: Question): Answer;
  /** Topics for what a person has typed so far, best first: exact, then prefix, then fuzzy; all when empty. */
  suggest(typed: string, limit: number): readonly Topic[];
  /** A line of the frame in a language, with `{name}` placeholders filled in. */
  say(key: WordingKey, language: Language, fill?: Readonly<Record<string, string | number>>): string;
}
