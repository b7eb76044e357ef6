import type { Answer, Question } from './answering/answer.ts';
import { compose } from './answering/compose.ts';
import { buildDecider, KNOBS, type Knobs } from './answering/decide.ts';
import { buildLibrary, type LibraryData, libraryData } from './answering/library.ts';
import type { Knowledge, Language, Topic } from './knowledge/schema.ts';
import type { WordingKey } from './knowledge/wording-keys.ts';
import { once, remembering } from './language/once.ts';
import { buildUnderstanding, type Groundwork } from './understanding/interpret.ts';
import type { Model } from './understanding/model.ts';
import { buildSuggester } from './understanding/suggest.ts';

/** A question in, a sourced answer out; and what surfaces need around it. Synchronous, pure, immutable. */
export interface Engine {
  /** What answers are made of; what it was only learnt from may have been left out (`withoutLessons`). */
  readonly knowledge: Knowledge;
  /** Never throws on any text. */
  answer(question: Question): Answer;
  /** Topics for what a person has typed so far, best first: exact, then prefix, then fuzzy; all when empty. */
  suggest(typed: string, limit: number): readonly Topic[];
  /** A line of the frame in a language, with `{name}` placeholders filled in. */
  say(key: WordingKey, language: Language, fill?: Readonly<Record<string, string | number>>): string;
}

/** What was worked out from the knowledge, to be kept from one start to the next. */
export interface Work {
  readonly model: Model;
  readonly groundwork: Groundwork;
  readonly library: LibraryData;
}

/**
 * Builds all indexes and trains the classifiers: everything that can be done before a question. `work` is what an
 * earlier start on the same knowledge worked out; what it lacks is worked out now.
 */
export function createEngine(
  knowledge: Knowledge,
  work: Partial<Work> = {},
): Engine & { readonly work: () => Work } {
  const prepared = prepareEngine(knowledge, work);
  return { ...prepared.withKnobs(KNOBS), work: prepared.work };
}

export interface Prepared {
  /** All of it; trains what no question has asked for yet. */
  readonly work: () => Work;
  /** Engines on the same indexes that decide differently: what the knobs are fitted with. */
  withKnobs(knobs: Knobs): Engine;
}

/** What follows an opening brace: the value for the name up to the closing one, or as it is written for none. */
function filled(part: string, fill: Readonly<Record<string, string | number>>): string {
  const end = part.indexOf('}');
  const value = fill[part.slice(0, Math.max(0, end))];
  return value === undefined ? `{${part}` : `${value}${part.slice(end + 1)}`;
}

/** As `createEngine`, with the knobs left open. */
export function prepareEngine(knowledge: Knowledge, work: Partial<Work> = {}): Prepared {
  const understanding = buildUnderstanding(knowledge, work.groundwork, work.model);
  const { terms, groundwork, model } = understanding;
  const filed = work.library ?? libraryData(knowledge, terms);
  const library = buildLibrary(knowledge, terms, filed);
  const cut = remembering((line) => line.split('{'));
  const say: Engine['say'] = (key, language, fill = {}) => {
    const parts = cut(knowledge.wording[key]?.[language] ?? key);
    let said = parts[0] ?? '';
    for (let i = 1; i < parts.length; i += 1) said += filled(parts[i] ?? '', fill);
    return said;
  };
  const suggester = once(() => buildSuggester(knowledge));
  const suggest: Engine['suggest'] = (typed, limit) => suggester()(typed, limit);
  return {
    work: () => ({ model: model(), groundwork, library: filed }),
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
