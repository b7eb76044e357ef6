import { randomBytes } from 'node:crypto';
import { type Clock, firstResponseOverdue, tokenExpired } from './clocks.ts';
import { refuse } from './errors.ts';

export interface InteractionRecord {
  readonly id: string;
  readonly token: string;
  /** 2 command, 3 component, 4 autocomplete, 5 modal. */
  readonly type: 2 | 3 | 4 | 5;
  readonly createdAt: number;
  readonly userId: string;
  readonly channelId: string;
  readonly guildId: string | null;
  /** `authorizing_integration_owners` */
  readonly owners: Readonly<Record<string, string>>;
  readonly commandName: string | null;
  /** The message whose component was used. */
  readonly sourceMessageId: string | null;
  /** The message a context menu command was used on. */
  readonly targetMessageId: string | null;
  /** Responses are seen by the person only, whatever the app asks for. */
  readonly isPrivate: boolean;
  /** The callback type it was acknowledged with, or null. */
  acknowledgedWith: number | null;
  originalMessageId: string | null;
  followUps: number;
}

/** Keeps interactions with their clocks: first response in 3 s, once; then 15 minutes for all else. */
export class Interactions {
  readonly #byToken = new Map<string, InteractionRecord>();
  readonly #clock: Clock;
  readonly #applicationId: string;
  readonly #kept: number;

  constructor(clock: Clock, applicationId: string, kept: number) {
    this.#clock = clock;
    this.#applicationId = applicationId;
    this.#kept = kept;
  }

  add(
    fields: Omit<InteractionRecord, 'token' | 'acknowledgedWith' | 'originalMessageId' | 'followUps'>,
  ): InteractionRecord {
    const record: InteractionRecord = {
      ...fields,
      token: randomBytes(48).toString('base64url'),
      acknowledgedWith: null,
      originalMessageId: null,
      followUps: 0,
    };
    this.#byToken.set(record.token, record);
    for (const oldest of this.#byToken.keys()) {
      if (this.#byToken.size <= this.#kept) break;
      this.#byToken.delete(oldest);
    }
    return record;
  }

  all(): IterableIterator<InteractionRecord> {
    return this.#byToken.values();
  }

  /** The interaction that may now be answered for the first time; throws 10062 or 40060. */
  toAcknowledge(id: string, token: string): InteractionRecord {
    const record = this.#byToken.get(token);
    if (record === undefined || record.id !== id) throw refuse.unknownInteraction();
    if (record.acknowledgedWith !== null) throw refuse.alreadyAcknowledged();
    if (firstResponseOverdue(record.createdAt, this.#clock.now())) throw refuse.unknownInteraction();
    return record;
  }

  /** The acknowledged interaction behind a webhook's token; throws 10015 or 50027. */
  behindWebhook(applicationId: string, token: string): InteractionRecord {
    const record = this.#byToken.get(token);
    if (record === undefined || applicationId !== this.#applicationId) throw refuse.unknownWebhook();
    if (tokenExpired(record.createdAt, this.#clock.now())) throw refuse.invalidWebhookToken();
    if (record.acknowledgedWith === null) throw refuse.unknownWebhook();
    return record;
  }
}
