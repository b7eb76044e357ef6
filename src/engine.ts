import type { Answer, Question } from './answering/answer.ts';
import { compose } from './answering/compose.ts';
import { buildDecider, KNOBS, type Knobs } from './answering/decide.ts';
import { buildLibrary } from './answering/library.ts';
import type { Knowledge, Language, Topic } from './knowledge/schema.ts';
import type { WordingKey } from './knowledge/wording-keys.ts';
import type { ClassifierData } from './understanding/classifier.ts';
import { buildUnderstanding } from './understanding/interpret.ts';
import { buildSuggester } from './understanding/suggest.ts';

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

/** Builds all indexes and trains (or takes over) the classifier; everything that can be done before a question. */
export function createEngine(
  knowledge: Knowledge,
  model?: ClassifierData,
): Engine & { readonly model: ClassifierData } {
  const { withKnobs, model: trained } = prepareEngine(knowledge, model);
  return { ...withKnobs(KNOBS), model: trained };
}

export interface Prepared {
  readonly model: ClassifierData;
  /** Engines on the same indexes that decide differently: what the knobs are fitted with. */
  withKnobs(knobs: Knobs): Engine;
}

/** As `createEngine`, with the knobs left open. */
export function prepareEngine(knowledge: Knowledge, model?: ClassifierData): Prepared {
  const understanding = buildUnderstanding(knowledge, model);
  const library = buildLibrary(knowledge, understanding.terms);
  const say: Engine['say'] = (key, language, fill = {}) =>
    (knowledge.wording[key]?.[language] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) =>
      String(fill[name] ?? whole),
    );
  const suggest = buildSuggester(knowledge);
  return {
    model: understanding.model,
    withKnobs(knobs) {
      const decider = buildDecider(library, understanding, knobs);
      return {
        knowledge,
        say,
        suggest,
        answer(question) {
          const read = understanding.interpret(question.text, question.today);
          const plan = decider.decide(question, read);
          return compose(question, read, plan, library, say);
        },
      };
    },
  };
}
