import type { APIModalInteractionResponseCallbackData } from 'discord.js';
import type { MessageRecord } from './model.ts';
import type { AutocompleteChoice } from './validate.ts';

/** What the bot did, as people would see it. */
export type ActionKind =
  | 'message'
  | 'reply'
  | 'defer'
  | 'defer-update'
  | 'update'
  | 'choices'
  | 'modal'
  | 'edit'
  | 'follow-up'
  | 'delete'
  | 'typing'
  | 'reaction';

export interface BotAction {
  readonly kind: ActionKind;
  /** The message or interaction it answers, as far as can be told; null otherwise. */
  readonly eventId: string | null;
  readonly channelId: string;
  /** By the loopback's clock, in milliseconds since 1970. */
  readonly at: number;
  /** By `performance.now()`, for measuring. */
  readonly tick: number;
  /** The message made or changed, in its present state. */
  readonly message: MessageRecord | null;
  readonly choices: readonly AutocompleteChoice[] | null;
  readonly modal: APIModalInteractionResponseCallbackData | null;
  /** What the bot sent. */
  readonly body: unknown;
}

/** One HTTP request of the bot and how it ended. */
export interface RequestRecord {
  readonly method: string;
  readonly path: string;
  /** The route's pattern (`POST /channels/:channel/messages`), or the path where there is none. */
  readonly route: string;
  readonly at: number;
  readonly body: unknown;
  /** 0 where the line was cut instead. */
  readonly status: number;
  /** Discord's error code, or null. */
  readonly code: number | null;
}

/** A rule of Discord's that the bot broke. */
export interface Violation {
  /** `50035`, `40060`, `gateway close 4008`, … */
  readonly rule: string;
  readonly where: string;
  readonly detail: string;
  readonly body: unknown;
}

/** A list that forgets its oldest entries beyond twice `kept`. */
export class Recent<T> {
  #items: T[] = [];
  readonly #kept: number;

  constructor(kept: number) {
    this.#kept = kept;
  }

  push(item: T): void {
    this.#items.push(item);
    if (this.#items.length > 2 * this.#kept) this.#items = this.#items.slice(-this.#kept);
  }

  all(): readonly T[] {
    return this.#items;
  }
}

/** A map that forgets its oldest keys beyond `kept`. */
export class RecentMap<V> {
  readonly #values = new Map<string, V>();
  readonly #kept: number;

  constructor(kept: number) {
    this.#kept = kept;
  }

  get(key: string): V | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: V): void {
    this.#values.set(key, value);
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= this.#kept) break;
      this.#values.delete(oldest);
    }
  }
}

/** What the bot did, in order and by the event it answers. */
export class ActionLog {
  readonly #recent: Recent<BotAction>;
  readonly #byEvent: RecentMap<BotAction[]>;

  constructor(kept: number) {
    this.#recent = new Recent(kept);
    this.#byEvent = new RecentMap(kept);
  }

  push(action: BotAction): void {
    this.#recent.push(action);
    if (action.eventId === null) return;
    const list = this.#byEvent.get(action.eventId);
    if (list === undefined) this.#byEvent.set(action.eventId, [action]);
    else list.push(action);
  }

  all(): readonly BotAction[] {
    return this.#recent.all();
  }

  on(eventId: string): readonly BotAction[] {
    return this.#byEvent.get(eventId) ?? [];
  }
}
