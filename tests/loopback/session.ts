import { GatewayIntentBits } from 'discord.js';
import { shardOf } from './clocks.ts';
import type { Dispatch } from './intents.ts';

export interface SessionEvent {
  readonly s: number;
  readonly t: string;
  readonly d: unknown;
}

/** What a session sends through; gone while the client is away. */
export interface Line {
  send(payload: unknown): void;
}

/** A client's stream of events: it outlives its connection, and what was missed is replayed in order. */
export class Session {
  readonly id: string;
  readonly shard: readonly [number, number];
  readonly intents: number;
  readonly startedAt: number;
  line: Line | null;
  /** When its connection went; null while it has one. */
  leftAt: number | null = null;
  sequence = 0;
  /** False once it can no longer be resumed. */
  isAlive = true;
  #log: SessionEvent[] = [];
  readonly #kept: number;

  /** Keeps the newest `kept` events for a resume. */
  constructor(
    id: string,
    shard: readonly [number, number],
    intents: number,
    startedAt: number,
    line: Line,
    kept: number,
  ) {
    this.id = id;
    this.shard = shard;
    this.intents = intents;
    this.startedAt = startedAt;
    this.line = line;
    this.#kept = kept;
  }

  /** The client is gone; what comes from now on is kept for it. */
  leave(at: number): void {
    this.line = null;
    this.leftAt ??= at;
  }

  /** The client is back, over a new line. */
  take(line: Line): void {
    this.line = line;
    this.leftAt = null;
  }

  hears(dispatch: Dispatch): boolean {
    const [id, count] = this.shard;
    if (shardOf(dispatch.guildId, count) !== id) return false;
    return dispatch.intents === 0 || (this.intents & dispatch.intents) !== 0;
  }

  deliver(name: string, data: unknown): void {
    this.sequence += 1;
    const event = { s: this.sequence, t: name, d: data };
    this.#log.push(event);
    if (this.#log.length > 2 * this.#kept) this.#log = this.#log.slice(-this.#kept);
    this.line?.send({ op: 0, ...event });
  }

  dispatch(dispatch: Dispatch): void {
    const hasContent = (this.intents & GatewayIntentBits.MessageContent) !== 0;
    this.deliver(dispatch.name, dispatch.data({ hasContent }));
  }

  /** What came after `sequence`, or null where that is no longer known. */
  after(sequence: number): readonly SessionEvent[] | null {
    const first = this.#log[0];
    if (first !== undefined && sequence + 1 < first.s) return null;
    return this.#log.filter((event) => event.s > sequence);
  }
}
