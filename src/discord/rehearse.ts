import { setImmediate as turn } from 'node:timers/promises';
import { LANGUAGES, type Language } from '../knowledge/schema.ts';
import { inLanguage } from './language.ts';
import { asText, type Desk, NOTHING_ASKED, present } from './present.ts';
import type { Asked } from './state/memo.ts';

/** Rounds of questions that the bot asks itself; more would only take longer. */
const MOST = 10;

/**
 * Goes the whole way from a question to a message some times over, so that the first person finds everything made,
 * read and compiled that the first question needs. One question at a time, and events in between: nobody waits for
 * more than one of them. An error is left to the person who meets it, whom it can be told to.
 *
 * @param stop ends it early
 */
export async function rehearse(desk: Desk, stop: AbortSignal): Promise<void> {
  for (const { asked, language } of scriptFor(desk)) {
    await turn();
    if (stop.aborted) return;
    try {
      present(desk, { subject: { kind: 'question', asked }, language, asker: null });
    } catch {
      // whoever asks the like is told, and the log has it under a code
    }
  }
}

/** Every topic in turn with an aspect in turn, in all languages: in words, misspelt, as a claim, and by command. */
function* scriptFor({ engine }: Desk): Generator<{ asked: Asked; language: Language }> {
  const { topics, aspects } = engine.knowledge;
  for (let i = 0; i < MOST; i += 1) {
    const topic = topics[i % topics.length];
    const aspect = aspects[i % aspects.length];
    const language = LANGUAGES[i % LANGUAGES.length];
    if (topic === undefined || aspect === undefined || language === undefined) return;
    const name = inLanguage(topic.names, language);
    const about = inLanguage(aspect.names, language).toLowerCase();
    const year = 2000 + (i % 26);
    yield { asked: asText(`${about}: ${name}?`, null), language };
    yield { asked: asText(`${name.slice(0, -2)}${name.slice(-1)} ${about} ${year}`, null), language };
    yield {
      asked: asText(`is it true that the ${about} of ${topic.names.en} was in ${year}?`, null),
      language,
    };
    yield { asked: { ...NOTHING_ASKED, topic: topic.id, aspect: aspect.id }, language };
  }
}
