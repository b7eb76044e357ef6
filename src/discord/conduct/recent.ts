import type { Context } from '../../answering/answer.ts';
import { bounded } from './bounded.ts';

/** What a person's last answer in a channel left, so that "and the cost?" is understood. In memory alone. */
export interface Recent {
  recall(channel: string, person: string): Context | null;
  remember(channel: string, person: string, context: Context | null): void;
}

const TEN_MINUTES_MS = 10 * 60_000;
const CONVERSATIONS = 2_000;

export function createRecent(now: () => number = Date.now): Recent {
  const kept = bounded<string, { readonly context: Context; readonly at: number }>(CONVERSATIONS);
  return {
    recall(channel, person) {
      const entry = kept.get(`${channel}:${person}`);
      return entry !== undefined && now() - entry.at <= TEN_MINUTES_MS ? entry.context : null;
    },
    remember(channel, person, context) {
      if (context !== null) kept.set(`${channel}:${person}`, { context, at: now() });
    },
  };
}
