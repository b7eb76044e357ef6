import { setImmediate as turn } from 'node:timers/promises';
import type { Context } from '../answering/answer.ts';
import { LANGUAGES, type Language } from '../knowledge/schema.ts';
import { pseudoRandom } from '../language/random.ts';
import { inLanguage } from './language.ts';
import { asText, type Desk, NOTHING_ASKED, present } from './present.ts';
import type { Asked } from './state/memo.ts';

/** Rounds of seven questions. After these most of what a question runs is compiled; many more only cost memory. */
const ROUNDS = 40;

/**
 * Goes the whole way from a question to a message some times over, so that the first people find everything made,
 * read and compiled that questions need. One question at a time, and events in between: nobody waits for more than
 * one of them. An error is left to the person who meets it, whom it can be told to.
 *
 * @param stop ends it early
 */
export async function rehearse(desk: Desk, stop: AbortSignal): Promise<void> {
  let context: Context | null = null;
  for (const { asked, language, follows } of scriptFor(desk)) {
    await turn();
    if (stop.aborted) return;
    const subject = { kind: 'question', asked: follows ? { ...asked, context } : asked } as const;
    try {
      ({ context } = present(desk, { subject, language, asker: null }));
    } catch {
      // whoever asks the like is told, and the log has it under a code
    }
  }
}

interface Line {
  readonly asked: Asked;
  readonly language: Language;
  /** Whether it leans on what was answered before it. */
  readonly follows: boolean;
}

/**
 * Topics, aspects and facts at random, the same ones at every start, in all languages: in words, misspelt, compared,
 * claimed, told as a story, following, and by command.
 */
function* scriptFor({ engine }: Desk): Generator<Line> {
  const { topics, aspects } = engine.knowledge;
  const facts = topics.flatMap((topic) => topic.facts);
  const random = pseudoRandom(1);
  const any = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  for (let round = 0; round < ROUNDS; round += 1) {
    const [topic, other, aspect, fact] = [any(topics), any(topics), any(aspects), any(facts)];
    const language = LANGUAGES[round % LANGUAGES.length];
    if (!topic || !other || !aspect || !fact || !language) return;
    const name = any(Object.values(topic.aliases).flat()) ?? topic.names.en;
    const about = inLanguage(aspect.names, language).toLowerCase();
    const told = inLanguage(fact.text, language);
    const questions = [
      `${about}: ${name}?`,
      `${name.slice(0, -2)}${name.slice(-1)} ${about} ${2000 + (round % 26)}`,
      `${name} ${inLanguage(other.names, language)} ${about}?`,
      `is it true that ${told}`,
      `${told} ${about}?`,
    ];
    for (const text of questions) yield { asked: asText(text, null), language, follows: false };
    yield { asked: asText(`${about}?`, null), language, follows: true };
    yield { asked: { ...NOTHING_ASKED, topic: topic.id, aspect: aspect.id }, language, follows: false };
  }
}
