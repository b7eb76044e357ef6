import type { Answer, Answered, Question, ShownFact } from '../../../src/answering/answer.ts';
import type { Engine } from '../../../src/engine.ts';
import type { Knowledge } from '../../../src/knowledge/schema.ts';
import { openKnowledge } from '../../../src/knowledge/snapshot.ts';
import { openEngine } from '../../../src/open-engine.ts';

export const TODAY = '2026-11-22';

/** Time for a first start, which trains on the knowledge; later ones take what it kept. */
export const FIRST_START = 180_000;

/** The engine on the knowledge that is shipped. */
export async function openShipped(): Promise<Engine> {
  const opened = await openEngine('knowledge', TODAY);
  if (!opened.ok) throw new Error(opened.faults.map(({ message }) => message).join('\n'));
  return opened.engine;
}

/** The knowledge that is shipped, with all that the engine has learnt from. */
export async function wholeKnowledge(): Promise<Knowledge> {
  const opened = await openKnowledge('knowledge', { today: new Date(TODAY) });
  if (!opened.ok) throw new Error(opened.faults.map(({ message }) => message).join('\n'));
  return opened.knowledge();
}

/** A whole question of the few parts that a test is about. */
export function questionOf(parts: Partial<Question>): Question {
  return { text: '', today: TODAY, context: null, ...parts };
}

export function factsOf(answer: Answer): ShownFact[] {
  return answer.kind === 'answered' ? answer.sections.flatMap(({ facts }) => facts) : [];
}

export function idsOf(answer: Answer): string[] {
  return factsOf(answer).map(({ fact }) => fact.id);
}

/** English texts of the facts shown, as one string to look into. */
export function textOf(answer: Answer): string {
  return factsOf(answer)
    .map(({ fact }) => fact.text.en)
    .join('\n');
}

/** The answer, which must be one; the message says what came instead. */
export function mustAnswer(answer: Answer): Answered {
  if (answer.kind === 'answered') return answer;
  const instead = answer.kind === 'unanswered' ? answer.message : answer.prompt;
  throw new Error(`"${answer.question}" is not answered: ${instead}`);
}

/** The answer and, by asking on, all that was left out of it: page by page. */
export function* pages(engine: Engine, parts: Partial<Question>): Generator<Answered> {
  let seen = 0;
  for (;;) {
    const page = mustAnswer(engine.answer(questionOf({ ...parts, skip: seen })));
    yield page;
    const shown = factsOf(page).length;
    if (page.remaining === 0 || shown === 0) return;
    seen += shown;
  }
}
