import { type APIMessage, MessageType } from 'discord.js';
import type { Backend } from '../backend.ts';
import { refuse } from '../errors.ts';
import { Form, isObject } from '../form.ts';
import type { InteractionRecord } from '../interactions.ts';
import type { ActionKind } from '../journal.ts';
import { FLAGS, INTERACTION } from '../limits.ts';
import { rewrite } from '../messages.ts';
import { draft, type MessageRecord } from '../model.ts';
import { messagePayload } from '../payloads.ts';
import { type Call, interactionRoute, type Result, type Route } from '../router.ts';
import { type MessageBody, readChoices, readDeferral, readMessage, readModal } from '../validate.ts';

const CALLBACK = { message: 4, defer: 5, deferUpdate: 6, update: 7, choices: 8, modal: 9 } as const;
const REPLY_FLAGS =
  FLAGS.suppressEmbeds |
  FLAGS.ephemeral |
  FLAGS.suppressNotifications |
  FLAGS.voiceMessage |
  FLAGS.componentsV2;
const EDIT_FLAGS = FLAGS.suppressEmbeds | FLAGS.componentsV2;

/** Which responses fit which interaction: command, component, autocomplete, modal. */
const FITTING: Readonly<Record<InteractionRecord['type'], readonly number[]>> = {
  2: [CALLBACK.message, CALLBACK.defer, CALLBACK.modal],
  3: [CALLBACK.message, CALLBACK.defer, CALLBACK.deferUpdate, CALLBACK.update, CALLBACK.modal],
  4: [CALLBACK.choices],
  5: [CALLBACK.message, CALLBACK.defer, CALLBACK.deferUpdate, CALLBACK.update],
};

interface Outcome {
  readonly kind: ActionKind;
  readonly message: MessageRecord | null;
  readonly choices?: ReturnType<typeof readChoices>;
  readonly modal?: ReturnType<typeof readModal>;
}

function callback(call: Call): Result {
  const { backend, body } = call;
  const interaction = backend.interactions.toAcknowledge(call.param('interaction'), call.param('token'));
  const type = readType(body, interaction);
  const data = isObject(body) ? body['data'] : undefined;
  const outcome = respond(call, interaction, type, data);
  interaction.acknowledgedWith = type;
  const { message } = outcome;
  if (message !== null && type !== CALLBACK.choices) interaction.originalMessageId = message.id;
  if (message !== null)
    backend.announce(outcome.kind === 'update' ? 'MESSAGE_UPDATE' : 'MESSAGE_CREATE', message);
  backend.act({ ...outcome, eventId: interaction.id, channelId: interaction.channelId, body: data });
  const withResponse = ['true', 'True', '1'].includes(call.query.get('with_response') ?? '');
  return withResponse
    ? { status: 200, body: response(backend, interaction, type, message) }
    : { status: 204 };
}

function readType(body: unknown, interaction: InteractionRecord): number {
  const form = new Form();
  const fitting = FITTING[interaction.type].filter(
    (type) =>
      interaction.sourceMessageId !== null || (type !== CALLBACK.update && type !== CALLBACK.deferUpdate),
  );
  const type = form.field(body).get('type').choice(fitting, { required: true });
  form.check();
  return type ?? 0;
}

function respond(call: Call, interaction: InteractionRecord, type: number, data: unknown): Outcome {
  const { backend, files } = call;
  switch (type) {
    case CALLBACK.message: {
      const asked = readMessage(data, { path: ['data'], flags: REPLY_FLAGS, files, editing: null });
      return { kind: 'reply', message: write(backend, interaction, asked, asked.flags ?? 0) };
    }
    case CALLBACK.defer: {
      const flags = FLAGS.loading | (readDeferral(data).ephemeral ? FLAGS.ephemeral : 0);
      return { kind: 'defer', message: write(backend, interaction, null, flags) };
    }
    case CALLBACK.update:
      return { kind: 'update', message: change(call, source(backend, interaction), data, ['data']) };
    case CALLBACK.choices:
      return { kind: 'choices', message: null, choices: readChoices(data) };
    case CALLBACK.modal:
      return { kind: 'modal', message: null, modal: readModal(data) };
    default:
      interaction.originalMessageId = interaction.sourceMessageId;
      return { kind: 'defer-update', message: null };
  }
}

function source({ world }: Backend, { sourceMessageId }: InteractionRecord): MessageRecord {
  const message = world.messages.get(sourceMessageId ?? '');
  if (message === undefined) throw refuse.unknownMessage();
  return message;
}

/** Writes a response or follow-up into the channel, as the app's webhook does. */
function write(
  backend: Backend,
  interaction: InteractionRecord,
  asked: MessageBody | null,
  flags: number,
): MessageRecord {
  const { world } = backend;
  const isEphemeral = (flags & FLAGS.ephemeral) !== 0 || interaction.isPrivate;
  const isFollowUp = interaction.acknowledgedWith !== null;
  const message = draft({
    id: backend.ids.next(),
    channelId: interaction.channelId,
    authorId: world.bot.id,
    createdAt: backend.clock.now(),
    webhookId: world.applicationId,
    type: messageType(interaction, isFollowUp),
    ephemeralTo: isEphemeral ? interaction.userId : null,
    reference: isFollowUp
      ? interaction.originalMessageId
      : (interaction.sourceMessageId ?? interaction.targetMessageId),
    source: {
      id: interaction.id,
      type: interaction.type,
      name: interaction.commandName,
      userId: interaction.userId,
      owners: interaction.owners,
      originalMessageId: isFollowUp ? interaction.originalMessageId : null,
      interactedMessageId: interaction.sourceMessageId,
      targetMessageId: interaction.targetMessageId,
    },
    flags: (flags & ~FLAGS.ephemeral) | (isEphemeral ? FLAGS.ephemeral : 0),
  });
  if (asked !== null) rewrite(message, asked, 'users');
  return world.addMessage(message);
}

function messageType(interaction: InteractionRecord, isFollowUp: boolean): MessageType {
  if (isFollowUp || interaction.sourceMessageId !== null) return MessageType.Reply;
  return interaction.targetMessageId === null ? MessageType.ChatInputCommand : MessageType.ContextMenuCommand;
}

function change(
  { backend, files }: Call,
  message: MessageRecord,
  body: unknown,
  path: readonly string[],
): MessageRecord {
  const isLoading = (message.flags & FLAGS.loading) !== 0;
  const editing = {
    isV2: (message.flags & FLAGS.componentsV2) !== 0,
    hasContent: message.content !== '',
    hasEmbeds: message.embeds.length > 0,
  };
  // A deferred response is filled in here for the first time: its flags may still say Components V2.
  const asked = readMessage(body, {
    path,
    files,
    flags: path.length > 0 ? REPLY_FLAGS : EDIT_FLAGS,
    editing,
  });
  rewrite(message, asked, 'users');
  if (isLoading) message.flags &= ~FLAGS.loading;
  else message.editedAt = backend.clock.now();
  return message;
}

function response(
  backend: Backend,
  interaction: InteractionRecord,
  type: number,
  message: MessageRecord | null,
): unknown {
  const payload: APIMessage | null = message === null ? null : messagePayload(backend.world, message, true);
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      ...(message !== null && {
        response_message_id: message.id,
        response_message_loading: (message.flags & FLAGS.loading) !== 0,
        response_message_ephemeral: message.ephemeralTo !== null,
      }),
    },
    ...(payload !== null && { resource: { type, message: payload } }),
  };
}

function webhook(call: Call): InteractionRecord {
  return call.backend.interactions.behindWebhook(call.param('application'), call.param('token'));
}

/** The message meant by a webhook path: `@original`, or one written with the same token. */
function webhookMessage({ backend, param }: Call, interaction: InteractionRecord): MessageRecord {
  const id = param('message') === '@original' ? interaction.originalMessageId : param('message');
  const message = backend.world.messages.get(id ?? '');
  const isOwn = message?.source?.id === interaction.id || message?.id === interaction.originalMessageId;
  if (message === undefined || !isOwn) throw refuse.unknownMessage();
  return message;
}

function editByToken(call: Call): Result {
  const interaction = webhook(call);
  const message = change(call, webhookMessage(call, interaction), call.body, []);
  return finish(call, interaction, 'edit', message);
}

function followUp(call: Call): Result {
  const { backend, body, files } = call;
  const interaction = webhook(call);
  const original = backend.world.messages.get(interaction.originalMessageId ?? '');
  if (original !== undefined && (original.flags & FLAGS.loading) !== 0) {
    return finish(call, interaction, 'edit', change(call, original, dropEphemeral(body), []));
  }
  const isUserInstallOnly = interaction.owners['0'] === undefined;
  if (isUserInstallOnly && interaction.followUps >= INTERACTION.userInstallFollowUps)
    throw refuse.tooManyFollowUps();
  const asked = readMessage(body, { flags: REPLY_FLAGS, files, editing: null });
  const message = write(backend, interaction, asked, asked.flags ?? 0);
  interaction.followUps += 1;
  return finish(call, interaction, 'follow-up', message);
}

/** A deferred response has been made private or not already; here the flag is passed over. */
function dropEphemeral(body: unknown): unknown {
  if (!isObject(body) || typeof body['flags'] !== 'number') return body;
  return { ...body, flags: body['flags'] & ~FLAGS.ephemeral };
}

function finish(
  { backend, body }: Call,
  interaction: InteractionRecord,
  kind: ActionKind,
  message: MessageRecord,
): Result {
  backend.announce(kind === 'follow-up' ? 'MESSAGE_CREATE' : 'MESSAGE_UPDATE', message);
  backend.act({ kind, eventId: interaction.id, channelId: interaction.channelId, message, body });
  return { status: 200, body: messagePayload(backend.world, message, true) };
}

function removeByToken(call: Call): Result {
  const { backend } = call;
  const interaction = webhook(call);
  const message = webhookMessage(call, interaction);
  backend.world.messages.delete(message.id);
  backend.announceDeletion(message);
  backend.act({
    kind: 'delete',
    eventId: interaction.id,
    channelId: interaction.channelId,
    message,
    body: null,
  });
  return { status: 204 };
}

/** `interactions/receiving-and-responding.mdx#endpoints` */
export const INTERACTION_ROUTES: readonly Route[] = [
  interactionRoute('POST', '/interactions/:interaction/:token/callback', callback),
  interactionRoute('POST', '/webhooks/:application/:token', followUp),
  interactionRoute('GET', '/webhooks/:application/:token/messages/:message', (call) => {
    const message = webhookMessage(call, webhook(call));
    return { status: 200, body: messagePayload(call.backend.world, message, true) };
  }),
  interactionRoute('PATCH', '/webhooks/:application/:token/messages/:message', editByToken),
  interactionRoute('DELETE', '/webhooks/:application/:token/messages/:message', removeByToken),
];
