import { ALL_PRIVILEGED, KNOWN_INTENTS } from './intents.ts';
import { GATEWAY } from './limits.ts';

/** An identify or resume as it came, and what became of it. */
export interface Handshake {
  readonly kind: 'identify' | 'resume';
  readonly at: number;
  readonly shard: readonly [number, number] | null;
  /** `refused` by opcode 9; a number is the close code it was refused with. */
  readonly outcome: 'accepted' | 'refused' | number;
  /** For a resume: how many missed events were replayed. */
  readonly replayed: number;
  /** Whether it came over the address for resuming. */
  readonly overResumeUrl: boolean;
}

export interface IdentifyRules {
  readonly isToken: (token: unknown) => boolean;
  /** Privileged intents that are switched on. */
  readonly allowedIntents: number;
  readonly guildsPerShard: number;
  readonly guildsOf: (shard: readonly [number, number]) => number;
}

/** `[0, 1]` where an identify names no shard. */
export function readShard(value: unknown): readonly [number, number] {
  if (!Array.isArray(value)) return [0, 1];
  const [id, count] = value.map(Number);
  return [id ?? 0, count ?? 1];
}

/** The close code with which Discord answers a bad identify; null for a good one. */
export function refusalOf(
  data: Record<string, unknown>,
  shard: readonly [number, number],
  rules: IdentifyRules,
): number | null {
  const { intents, token } = data;
  const [id, count] = shard;
  if (!rules.isToken(token)) return 4004;
  if (id < 0 || count < 1 || id >= count) return 4010;
  if (typeof intents !== 'number' || (intents & ~KNOWN_INTENTS) !== 0) return 4013;
  if ((intents & ALL_PRIVILEGED & ~rules.allowedIntents) !== 0) return 4014;
  if (rules.guildsOf(shard) > rules.guildsPerShard) return 4011;
  return null;
}

/** Counts identifies by the key of their shard (`events/gateway.mdx#max-concurrency`). */
export class IdentifyRate {
  readonly #maxConcurrency: number;
  readonly #lastAt = new Map<number, number>();

  constructor(maxConcurrency: number) {
    this.#maxConcurrency = maxConcurrency;
  }

  /** Counts one; true where it follows too soon on the last one of its key. */
  isTooFast(shard: number, now: number): boolean {
    const key = shard % this.#maxConcurrency;
    const last = this.#lastAt.get(key);
    this.#lastAt.set(key, now);
    // A quarter of a second is allowed for the way of the earlier one through the network.
    return last !== undefined && now - last < GATEWAY.identifyWindow - 250;
  }
}
