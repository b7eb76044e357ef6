import {
  type APIApplicationCommandOptionChoice,
  DiscordAPIError,
  HTTPError,
  InteractionResponseType,
  MessageFlags,
  RateLimitError,
  type REST,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import type { Payload } from './render/payload.ts';

/** The way out: every message and answer of ours goes to Discord through here. */
export interface Courier {
  /** Replies to a message; at most one reply comes of a message, even if several of us answer it. */
  reply(
    to: { readonly id: string; readonly channelId: string },
    payload: Payload,
    quoting: boolean,
  ): Promise<Delivery>;
  /** Answers an interaction with a message of its own. */
  answer(to: Interaction, payload: Payload, seenBy: 'everybody' | 'asker'): Promise<Delivery>;
  /** Answers a press by changing the message that it was on. */
  update(to: Interaction, payload: Payload): Promise<Delivery>;
  /** Answers an autocompletion. */
  suggest(to: Interaction, choices: readonly APIApplicationCommandOptionChoice<string>[]): Promise<Delivery>;
}

export interface Interaction {
  readonly id: string;
  readonly token: string;
}

/** `lost`: there is nobody to answer any more, or another instance did, or we may not speak there. Not an error. */
export type Delivery = { readonly kind: 'sent' } | { readonly kind: 'lost'; readonly code: number };

const NOT_AN_ERROR: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.CannotSendMessagesToThisUser,
  RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory,
  RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
  RESTJSONErrorCodes.InvalidActionOnArchivedThread,
  RESTJSONErrorCodes.ThreadLocked,
  // A rule of the server's owner against some word in the answer.
  RESTJSONErrorCodes.MessageWasBlockedByAutomaticModeration,
  RESTJSONErrorCodes.MessageBlockedByHarmfulLinksFilter,
]);

/** Waits between attempts where the connection broke: safe to repeat, since a nonce or an id makes it count once. */
const RETRIES_MS = [100, 500] as const;

export function createCourier(rest: REST): Courier {
  const callback = (to: Interaction, type: InteractionResponseType, data: object): Promise<Delivery> =>
    deliver(() =>
      rest.post(Routes.interactionCallback(to.id, to.token), {
        body: { type, data },
        query: new URLSearchParams({ with_response: 'false' }),
        auth: false,
      }),
    );
  return {
    reply: (to, payload, quoting) =>
      deliver(() =>
        rest.post(Routes.channelMessages(to.channelId), {
          body: {
            ...payload,
            nonce: to.id,
            enforce_nonce: true,
            ...(quoting ? { message_reference: { message_id: to.id, fail_if_not_exists: false } } : {}),
          },
        }),
      ),
    answer: (to, payload, seenBy) =>
      callback(to, InteractionResponseType.ChannelMessageWithSource, {
        ...payload,
        flags: seenBy === 'asker' ? payload.flags | MessageFlags.Ephemeral : payload.flags,
      }),
    update: (to, payload) => callback(to, InteractionResponseType.UpdateMessage, payload),
    suggest: (to, choices) =>
      callback(to, InteractionResponseType.ApplicationCommandAutocompleteResult, { choices }),
  };
}

/**
 * @throws DiscordAPIError where Discord refuses for a reason that is our fault, HTTPError where it keeps failing, or
 * the network's error.
 */
async function deliver(send: () => Promise<unknown>, attempt = 0): Promise<Delivery> {
  try {
    await send();
    return { kind: 'sent' };
  } catch (error) {
    if (error instanceof DiscordAPIError && NOT_AN_ERROR.has(error.code)) {
      return { kind: 'lost', code: Number(error.code) };
    }
    const wait = RETRIES_MS[attempt];
    if (wait === undefined || isAnswerOfDiscord(error)) throw error;
    await new Promise((resolve) => setTimeout(resolve, wait));
    return deliver(send, attempt + 1);
  }
}

function isAnswerOfDiscord(error: unknown): boolean {
  return error instanceof DiscordAPIError || error instanceof HTTPError || error instanceof RateLimitError;
}
