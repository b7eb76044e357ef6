import { INTERACTION } from './limits.ts';

const DISCORD_EPOCH = 1_420_070_400_000;

/** The loopback's one clock: real time (or a given source) plus what a test has moved it on. Milliseconds. */
export class Clock {
  readonly #source: () => number;
  #moved = 0;

  constructor(source: () => number = Date.now) {
    this.#source = source;
  }

  now(): number {
    return this.#source() + this.#moved;
  }

  /** Moves time on for every deadline the loopback keeps; nothing waits. The client's own clock does not move. */
  advance(milliseconds: number): void {
    this.#moved += milliseconds;
  }

  iso(at: number = this.now()): string {
    return new Date(at).toISOString();
  }
}

/** Makes ids as Discord does (`reference.mdx#snowflakes`): unique, and telling when and in what order. */
export class Snowflakes {
  readonly #clock: Clock;
  #count = 0n;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  next(at: number = this.#clock.now()): string {
    this.#count = (this.#count + 1n) & 0x3f_ffffn;
    return ((BigInt(Math.floor(at) - DISCORD_EPOCH) << 22n) | this.#count).toString();
  }
}

/** Milliseconds since 1970 at which an id was made. */
export function madeAt(snowflake: string): number {
  return Number(BigInt(snowflake) >> 22n) + DISCORD_EPOCH;
}

/** `events/gateway.mdx#sharding`: which of `count` shards hears of a guild; without a guild the first. */
export function shardOf(guildId: string | null, count: number): number {
  return guildId === null ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(count));
}

/** Whether the first response to an interaction made at `createdAt` comes too late. */
export function firstResponseOverdue(createdAt: number, now: number): boolean {
  return now - createdAt > INTERACTION.firstResponse;
}

/** Whether the token of an interaction made at `createdAt` is no longer good for edits and follow-ups. */
export function tokenExpired(createdAt: number, now: number): boolean {
  return now - createdAt > INTERACTION.token;
}
