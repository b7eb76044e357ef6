import { bounded } from './bounded.ts';

/** How much one person may ask: a few questions at once, then one every few seconds. */
export interface Cooldown {
  /** Takes one question from what the person may ask now. */
  take(person: string): Verdict;
}

export type Verdict =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /** When to ask again, in whole seconds, at least 1. */
      readonly seconds: number;
      /** Whether this is the first refusal since the person could last ask: told once, not each time. */
      readonly first: boolean;
    };

export interface CooldownOptions {
  /** Questions that may be asked at once. */
  readonly burst: number;
  /** Milliseconds after which one more may be asked. */
  readonly everyMs: number;
  /** People remembered; who is forgotten starts afresh. */
  readonly people: number;
}
export const COOLDOWN: CooldownOptions = { burst: 8, everyMs: 2_500, people: 10_000 };

export function createCooldown(options: CooldownOptions, now: () => number = Date.now): Cooldown {
  // The time at which a person's allowance is full again says all: how much is used, and when the next is free.
  const states = bounded<string, { readonly fullAt: number; readonly told: boolean }>(options.people);
  return {
    take(person) {
      const time = now();
      const state = states.get(person);
      const fullAt = Math.max(state?.fullAt ?? time, time) + options.everyMs;
      const wait = fullAt - time - options.burst * options.everyMs;
      if (wait <= 0) {
        states.set(person, { fullAt, told: false });
        return { ok: true };
      }
      const first = state?.told !== true;
      states.set(person, { fullAt: fullAt - options.everyMs, told: true });
      return { ok: false, seconds: Math.max(1, Math.ceil(wait / 1_000)), first };
    },
  };
}
