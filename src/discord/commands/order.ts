import type { Context } from '../../answering/answer.ts';
import { type Language, partialDateSchema } from '../../knowledge/schema.ts';
import { asText, consult, type Desk, NOTHING_ASKED } from '../present.ts';
import type { Asked, Subject } from '../state/memo.ts';
import type { Meaning } from './table.ts';

/** What came with a command: the options by their id, or the message that a context menu was opened on. */
export interface Given {
  readonly topic: string | null;
  readonly first: string | null;
  readonly second: string | null;
  readonly aspect: string | null;
  readonly question: string | null;
  readonly asOf: string | null;
  /** The words of the message that the command was used on. */
  readonly target: string | null;
}

/** What a command asks for, or why it cannot be: the key of a notice. */
export type Order =
  | { readonly kind: 'show'; readonly subject: Subject }
  | { readonly kind: 'refuse'; readonly why: 'discord.badDate' | 'discord.noText' };

/**
 * Reads a command. Topics may be ids, as autocompletion gives them, or free text: Discord does not hold people to
 * the suggestions.
 *
 * @param context what the person's last answer here left, for `/ask`.
 */
export function orderOf(
  meaning: Meaning,
  given: Given,
  context: Context | null,
  desk: Desk,
  language: Language,
): Order {
  const asOf = given.asOf === null ? null : partialDateSchema.safeParse(given.asOf.trim());
  if (asOf !== null && !asOf.success) return { kind: 'refuse', why: 'discord.badDate' };
  const date = asOf?.data ?? null;
  const ask = (asked: Partial<Asked>): Order => ({
    kind: 'show',
    subject: { kind: 'question', asked: { ...NOTHING_ASKED, asOf: date, ...asked } },
  });
  const onTopic = topicOrText(given.topic ?? '', desk);
  if (meaning.kind === 'aspect') return ask({ ...onTopic, aspect: meaning.aspect });
  switch (meaning.id) {
    case 'ask':
      return ask({ text: given.question ?? '', context });
    case 'about':
      return ask(onTopic);
    case 'timeline':
      return ask({ ...onTopic, view: 'timeline' });
    case 'compare':
      return ask(comparison(given, desk, language));
    case 'sources': {
      const topic = resolve(given.topic ?? '', desk, language);
      return topic === null ? ask(onTopic) : { kind: 'show', subject: { kind: 'sources', topic } };
    }
    case 'topics':
    case 'help':
      return { kind: 'show', subject: { kind: meaning.id } };
    case 'answer-this':
    case 'check-claim': {
      if (given.target === null || given.target === '') return { kind: 'refuse', why: 'discord.noText' };
      return ask({ text: given.target, view: meaning.id === 'check-claim' ? 'claim' : 'answer' });
    }
  }
}

function topicOrText(written: string, desk: Desk): Pick<Asked, 'topic' | 'text'> {
  return isTopic(written, desk) ? { topic: written, text: '' } : { topic: null, text: written };
}

const isTopic = (written: string, { engine }: Desk): boolean =>
  engine.knowledge.topics.some(({ id }) => id === written);

/** The topic that free text names; null where it names none, or several. */
function resolve(written: string, desk: Desk, language: Language): string | null {
  if (isTopic(written, desk)) return written;
  const answer = consult(desk, asText(written, null), language);
  const isNamed = answer.kind !== 'unanswered' || answer.reason === 'no-fact';
  const [topic, ...others] = isNamed ? answer.topics : [];
  return topic !== undefined && others.length === 0 && isTopic(topic, desk) ? topic : null;
}

function comparison(given: Given, desk: Desk, language: Language): Partial<Asked> {
  const topic = resolve(given.first ?? '', desk, language);
  const against = resolve(given.second ?? '', desk, language);
  const aspect = given.aspect;
  if (topic !== null && topic === against) return { topic, aspect };
  if (topic !== null && against !== null) return { topic, against, aspect };
  return { text: `${given.first ?? ''} vs ${given.second ?? ''}`, aspect };
}
