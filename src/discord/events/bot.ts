import type { Context } from '../../answering/answer.ts';
import type { CommandTable } from '../commands/table.ts';
import type { Clock } from '../conduct/clock.ts';
import type { Cooldown } from '../conduct/cooldown.ts';
import type { Popularity } from '../conduct/popularity.ts';
import type { Recent } from '../conduct/recent.ts';
import type { Seen } from '../conduct/seen.ts';
import type { Courier, Delivery } from '../deliver.ts';
import type { Desk, Presented } from '../present.ts';

/** All that the handlers of events work with. */
export interface Bot {
  readonly desk: Desk;
  readonly courier: Courier;
  readonly table: CommandTable;
  readonly cooldown: Cooldown;
  readonly seen: Seen;
  readonly recent: Recent;
  readonly popularity: Popularity;
  readonly clock: Clock;
  readonly askChannels: ReadonlySet<string>;
}

/** What came of an event, for the log: never who asked. */
export interface Outcome {
  readonly result:
    | 'answered'
    | 'ambiguous'
    | 'unanswered'
    | 'list'
    | 'notice'
    | 'suggested'
    /** Over the allowance. */
    | 'cooldown'
    /** Not ours to answer here: an expired or repeated event, a channel where we may not speak. */
    | 'left';
  /** What was asked, in the person's words: for the log at debug alone. */
  readonly words?: string;
  readonly [detail: string]: unknown;
}

/** What was shown, and whether it arrived. */
export function outcomeOf({ answer }: Presented, delivery: Delivery): Outcome {
  const lost = delivery.kind === 'lost' ? { lost: delivery.code } : {};
  if (answer === null) return { result: 'list', ...lost };
  const { kind, topics, aspects, language, question: words } = answer;
  const reason = answer.kind === 'unanswered' ? { reason: answer.reason } : {};
  return { result: kind, topics, aspects, language, ...reason, ...lost, words };
}

/** Keeps what an answer leaves: for the person's next question here, and for the order of suggestions. */
export function remember(bot: Bot, channel: string, person: string, { context, answer }: Presented): void {
  bot.recent.remember(channel, person, context satisfies Context | null);
  if (answer?.kind === 'answered') bot.popularity.count(answer.topics);
}
