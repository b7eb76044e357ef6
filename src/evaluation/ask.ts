import type { Answer, Context } from '../answering/answer.ts';
import type { Engine } from '../engine.ts';
import type { DesignatorCheck } from './designators.ts';
import { inFirstTwo, type Judgement, judge, type Reply, replyOf } from './judge.ts';
import type { Item } from './sets.ts';

/** A question with the text that was put in its place (the same, unless spelling is being tested). */
export interface Posed {
  readonly item: Item;
  readonly text: string;
}

/** What became of one question. */
export interface Outcome extends Posed {
  readonly reply: Reply;
  readonly judgement: Judgement;
  /** Null where the label does not say what was asked. */
  readonly firstTwo: boolean | null;
  /** A designator that the question names and the answer's topics do not know; null where none. */
  readonly crossed: string | null;
}

/** An answer to one question after another; earlier questions of the same person come first. */
export type Answerer = (text: string, after: readonly string[]) => Answer;

/** Asks the engine; the context of a follow-up is made by asking what came before it. */
export function answererOf(engine: Pick<Engine, 'answer'>, today: string): Answerer {
  return (text, after) => {
    let context: Context | null = null;
    for (const earlier of after) {
      context = engine.answer({ text: earlier, today, context }).context ?? context;
    }
    return engine.answer({ text, today, context });
  };
}

export function askAll(
  posed: readonly Posed[],
  replyTo: (text: string, after: readonly string[]) => Reply,
  designators: DesignatorCheck,
): Outcome[] {
  return posed.map(({ item, text }) => {
    const reply = replyTo(text, item.after);
    return {
      item,
      text,
      reply,
      judgement: judge(item, reply),
      firstTwo: inFirstTwo(item, reply),
      crossed: reply.kind === 'answered' ? designators(item.q, reply) : null,
    };
  });
}

export function askEngine(
  engine: Pick<Engine, 'answer'>,
  posed: readonly Posed[],
  today: string,
  designators: DesignatorCheck,
): Outcome[] {
  const answer = answererOf(engine, today);
  return askAll(posed, (text, after) => replyOf(answer(text, after)), designators);
}
