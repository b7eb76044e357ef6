import { MessageType, PermissionFlagsBits } from 'discord.js';
import { messageIn, reachable, require, wake } from '../access.ts';
import type { Backend } from '../backend.ts';
import { ApiError, refuse } from '../errors.ts';
import { FLAGS, MESSAGE } from '../limits.ts';
import { pingsOf, rewrite, textOf } from '../messages.ts';
import { type ChannelRecord, draft, type MessageRecord } from '../model.ts';
import { messagePayload } from '../payloads.ts';
import { type Call, type Result, type Route, route } from '../router.ts';
import { type MessageBody, readMessage } from '../validate.ts';

const CREATE_FLAGS =
  FLAGS.suppressEmbeds | FLAGS.suppressNotifications | FLAGS.voiceMessage | FLAGS.componentsV2;
const EDIT_FLAGS = FLAGS.suppressEmbeds | FLAGS.componentsV2;

function shown(backend: Backend, message: MessageRecord): Result {
  return { status: 200, body: messagePayload(backend.world, message, backend.settings.hasContentIntent) };
}

function create({ backend, param, body, files }: Call): Result {
  const { world } = backend;
  const channel = reachable(backend, param('channel'));
  const [recipient] = channel.recipients;
  if (channel.guildId === null && world.users.get(recipient ?? '')?.acceptsDirectMessages === false) {
    throw refuse.closedDirectMessages();
  }
  require(backend, channel, 'send');
  if (channel.locked) throw refuse.lockedThread();
  const asked = readMessage(body, { flags: CREATE_FLAGS, files, editing: null });
  const replied = referenced(backend, channel, asked);
  const twin =
    asked.enforceNonce && asked.nonce !== undefined ? sameNonce(backend, channel, asked.nonce) : null;
  if (twin !== null) return shown(backend, twin);
  const message = post(backend, channel, asked, replied);
  const eventId = asked.reference?.messageId ?? eventFor(backend, message);
  backend.act({ kind: 'message', eventId, channelId: channel.id, message, body });
  return shown(backend, message);
}

function post(
  backend: Backend,
  channel: ChannelRecord,
  asked: MessageBody,
  replied: MessageRecord | null,
): MessageRecord {
  const { world } = backend;
  wake(backend, channel);
  const message = draft({
    id: backend.ids.next(),
    channelId: channel.id,
    authorId: world.bot.id,
    createdAt: backend.clock.now(),
    type: replied === null ? MessageType.Default : MessageType.Reply,
    reference: replied?.id ?? null,
    nonce: asked.nonce ?? null,
    flags: (asked.flags ?? 0) & CREATE_FLAGS,
  });
  rewrite(message, asked, 'everything');
  const pings = pingsOf(textOf(message), asked.allowedMentions, 'everything', replied?.authorId ?? null);
  message.mentions = pings.users;
  world.addMessage(message);
  if (message.nonce !== null) backend.nonces.set(`${channel.id} ${message.nonce}`, message.id);
  backend.announce('MESSAGE_CREATE', message);
  return message;
}

/** The message replied to; one that is gone is refused, or passed over where the request says so. */
function referenced(
  backend: Backend,
  channel: ChannelRecord,
  { reference }: MessageBody,
): MessageRecord | null {
  if (reference === undefined) return null;
  const { world } = backend;
  const mayRead = (world.permissions(world.bot.id, channel) & PermissionFlagsBits.ReadMessageHistory) !== 0n;
  if (!mayRead) throw refuse.noHistoryForReply();
  const message = world.messages.get(reference.messageId);
  if (message !== undefined && message.channelId === channel.id) return message;
  if (!reference.failIfNotExists) return null;
  throw refuse.invalidForm([
    { path: ['message_reference'], code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', message: 'Unknown message' },
  ]);
}

function sameNonce(
  backend: Backend,
  channel: ChannelRecord,
  nonce: string | undefined,
): MessageRecord | null {
  const id = nonce === undefined ? undefined : backend.nonces.get(`${channel.id} ${nonce}`);
  const message = id === undefined ? undefined : backend.world.messages.get(id);
  if (message === undefined || backend.clock.now() - message.createdAt > MESSAGE.nonceWindow) return null;
  return message;
}

/** What a message of the bot answers: what it replies to, else the last thing a person said there. */
function eventFor({ lastSaid }: Backend, message: MessageRecord): string | null {
  return message.reference ?? lastSaid.get(message.channelId) ?? null;
}

function edit({ backend, param, body, files }: Call): Result {
  const channel = reachable(backend, param('channel'));
  const message = messageIn(backend, channel, param('message'));
  if (channel.locked) throw refuse.lockedThread();
  if (channel.archived) throw refuse.archivedThread();
  if (message.authorId !== backend.world.bot.id) throw refuse.foreignMessage();
  const editing = {
    isV2: (message.flags & FLAGS.componentsV2) !== 0,
    hasContent: message.content !== '',
    hasEmbeds: message.embeds.length > 0,
  };
  rewrite(message, readMessage(body, { flags: EDIT_FLAGS, files, editing }), 'everything');
  message.editedAt = backend.clock.now();
  backend.announce('MESSAGE_UPDATE', message);
  backend.act({ kind: 'edit', eventId: eventFor(backend, message), channelId: channel.id, message, body });
  return shown(backend, message);
}

function remove({ backend, param }: Call): Result {
  const channel = reachable(backend, param('channel'));
  const message = messageIn(backend, channel, param('message'));
  if (message.authorId !== backend.world.bot.id)
    require(backend, channel, PermissionFlagsBits.ManageMessages);
  backend.world.messages.delete(message.id);
  backend.announceDeletion(message);
  backend.act({
    kind: 'delete',
    eventId: eventFor(backend, message),
    channelId: channel.id,
    message,
    body: null,
  });
  return { status: 204 };
}

function list({ backend, param, query }: Call): Result {
  const { world, settings } = backend;
  const channel = reachable(backend, param('channel'));
  const limit = Math.min(100, Number(query.get('limit') ?? 50));
  const before = query.get('before');
  const mayRead = (world.permissions(world.bot.id, channel) & PermissionFlagsBits.ReadMessageHistory) !== 0n;
  const messages = [...world.messages.values()]
    .filter(({ channelId, ephemeralTo }) => channelId === channel.id && ephemeralTo === null && mayRead)
    .filter(({ id }) => before === null || BigInt(id) < BigInt(before))
    .slice(-limit)
    .reverse();
  return {
    status: 200,
    body: messages.map((message) => messagePayload(world, message, settings.hasContentIntent)),
  };
}

/** `resources/message.mdx` */
export const MESSAGE_ROUTES: readonly Route[] = [
  route('POST', '/channels/:channel/messages', create),
  route('GET', '/channels/:channel/messages', list),
  route('GET', '/channels/:channel/messages/:message', ({ backend, param }) => {
    const channel = reachable(backend, param('channel'));
    require(backend, channel, PermissionFlagsBits.ReadMessageHistory);
    return shown(backend, messageIn(backend, channel, param('message')));
  }),
  route('PATCH', '/channels/:channel/messages/:message', edit),
  route('DELETE', '/channels/:channel/messages/:message', remove),
  route('PUT', '/channels/:channel/messages/:message/reactions/:emoji/@me', ({ backend, param }) => {
    const channel = reachable(backend, param('channel'));
    const message = messageIn(backend, channel, param('message'));
    require(backend, channel, PermissionFlagsBits.AddReactions);
    if (!/\p{Extended_Pictographic}|:\d{17,20}$/u.test(param('emoji')))
      throw new ApiError(400, 10_014, 'Unknown Emoji');
    const body = param('emoji');
    backend.act({ kind: 'reaction', eventId: message.id, channelId: channel.id, message, body });
    return { status: 204 };
  }),
  route('DELETE', '/channels/:channel/messages/:message/reactions/:emoji/@me', ({ backend, param }) => {
    messageIn(backend, reachable(backend, param('channel')), param('message'));
    return { status: 204 };
  }),
];
