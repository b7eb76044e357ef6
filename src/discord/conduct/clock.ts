import { SnowflakeUtil } from 'discord.js';
import { today } from '../../today.ts';
import { INTERACTION_DEADLINE_MS } from '../limits.ts';

/** Time as Discord sees it: this machine's clock may be wrong, and an interaction's age is told by both. */
export interface Clock {
  /** Today where the bot runs, as `2026-11-22`. */
  today(): string;
  /** Whether an interaction is too old for its answer to be taken. */
  isExpired(interactionId: string): boolean;
  /** Compares this clock with the `Date` header of an answer of Discord. */
  compare(dateHeader: string | null): void;
}

/** The header tells whole seconds, and the answer has travelled: smaller differences mean nothing. */
const TRUSTED_DIFFERENCE_MS = 2_000;

export function createClock(now: () => number = Date.now): Clock {
  let aheadMs = 0;
  return {
    today: () => today(new Date(now())),
    isExpired: (id) => now() - aheadMs - SnowflakeUtil.timestampFrom(id) >= INTERACTION_DEADLINE_MS,
    compare(dateHeader) {
      const theirs = dateHeader === null ? Number.NaN : Date.parse(dateHeader);
      const ahead = now() - theirs;
      aheadMs = Math.abs(ahead) > TRUSTED_DIFFERENCE_MS ? ahead : 0;
    },
  };
}
