import { MessageType, PermissionFlagsBits } from 'discord.js';
import { wake } from './access.ts';
import type { Backend } from './backend.ts';
import { type Dispatch, messageIntent } from './intents.ts';
import type { InteractionRecord } from './interactions.ts';
import { contextOf } from './invocation.ts';
import { MESSAGE } from './limits.ts';
import { mentionsIn } from './messages.ts';
import { type ChannelRecord, draft, type MessageRecord, type UserRecord } from './model.ts';
import { channelPayload, memberPayload, messagePayload, userPayload } from './payloads.ts';

/** Something that a person did and the bot is told of. */
export interface LoopbackEvent {
  readonly kind: 'message' | 'command' | 'component' | 'autocomplete' | 'modal';
  /** Of the message or the interaction. */
  readonly id: string;
  readonly channelId: string;
  readonly userId: string;
  /** What was said; null for interactions. */
  readonly message: MessageRecord | null;
  readonly interaction: InteractionRecord | null;
  /** When it was sent, by `performance.now()`, for measuring. */
  readonly tick: number;
  /** As it goes over the gateway, for a replay. */
  readonly dispatch: Dispatch;
}

export interface Saying {
  readonly author: { readonly id: string; readonly webhook: boolean };
  readonly channel: ChannelRecord;
  readonly text: string;
  readonly replyTo: MessageRecord | null;
  /** Whether the person replied to is called. */
  readonly ping: boolean;
  readonly age: number;
}

/** Writes a person's message into a channel and tells the bot, as far as it may hear. */
export function say(backend: Backend, saying: Saying): LoopbackEvent {
  const { world, clock } = backend;
  const { author, channel, text, replyTo, ping } = saying;
  if (text.length > MESSAGE.spoken)
    throw new Error(`Discord's client sends at most ${MESSAGE.spoken} characters.`);
  const found = mentionsIn(text);
  const repliedTo =
    replyTo !== null && ping && !found.users.includes(replyTo.authorId) ? [replyTo.authorId] : [];
  const createdAt = clock.now() - saying.age;
  wake(backend, channel);
  const message = draft({
    id: backend.ids.next(createdAt),
    channelId: channel.id,
    authorId: author.id,
    createdAt,
    webhookId: author.webhook ? author.id : null,
    type: replyTo === null ? MessageType.Default : MessageType.Reply,
    reference: replyTo?.id ?? null,
    content: text,
    mentions: [...found.users, ...repliedTo],
    mentionRoles: found.roles,
    mentionEveryone: found.everyone,
  });
  world.addMessage(message);
  const event: LoopbackEvent = {
    kind: 'message',
    id: message.id,
    channelId: channel.id,
    userId: author.id,
    message,
    interaction: null,
    tick: performance.now(),
    dispatch: messageDispatch('MESSAGE_CREATE', backend, channel, message),
  };
  backend.lastSaid.set(channel.id, message.id);
  send(backend, event, channel);
  return event;
}

/** Changes what was said and tells the bot. */
export function editSaid(backend: Backend, message: MessageRecord, text: string): void {
  const channel = backend.world.channels.get(message.channelId);
  if (channel === undefined) return;
  const found = mentionsIn(text);
  message.content = text;
  message.mentions = found.users;
  message.mentionRoles = found.roles;
  message.mentionEveryone = found.everyone;
  message.editedAt = backend.clock.now();
  backend.gateway.dispatch(messageDispatch('MESSAGE_UPDATE', backend, channel, message));
}

/** Takes back what was said and tells the bot. */
export function deleteSaid(backend: Backend, message: MessageRecord): void {
  backend.world.messages.delete(message.id);
  backend.announceDeletion(message);
}

function messageDispatch(
  name: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE',
  { world }: Backend,
  channel: ChannelRecord,
  message: MessageRecord,
): Dispatch {
  const guild = world.guildOf(channel);
  const isMember = guild?.members.has(message.authorId) === true && message.webhookId === null;
  return {
    name,
    guildId: channel.guildId,
    intents: messageIntent(channel.guildId),
    data: ({ hasContent }) => ({
      ...messagePayload(world, message, hasContent),
      channel_type: channel.type,
      ...(guild !== null && { guild_id: guild.id }),
      ...(guild !== null && isMember && { member: memberPayload(guild, message.authorId) }),
    }),
  };
}

/** Messages reach the bot only where it may see the channel. */
function send(backend: Backend, event: LoopbackEvent, channel: ChannelRecord): void {
  const { world } = backend;
  const isForeignDirectMessage = contextOf(channel) === 2;
  const maySee = (world.permissions(world.bot.id, channel) & PermissionFlagsBits.ViewChannel) !== 0n;
  if (!isForeignDirectMessage && maySee) backend.deliver(event);
}

export interface Invoking {
  readonly kind: Exclude<LoopbackEvent['kind'], 'message'>;
  readonly user: UserRecord;
  readonly channel: ChannelRecord;
  readonly owners: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, unknown>>;
  readonly commandName: string | null;
  readonly sourceMessage: MessageRecord | null;
  readonly targetMessageId: string | null;
  /** How long ago it was made, in milliseconds: an interaction that was held up on its way. */
  readonly age: number;
}

const TYPES = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;

const DIRECT_PERMISSIONS =
  PermissionFlagsBits.AttachFiles | PermissionFlagsBits.EmbedLinks | PermissionFlagsBits.MentionEveryone;

/** Makes an interaction and tells the bot of it. */
export function invoke(backend: Backend, invoking: Invoking): LoopbackEvent {
  const { world, clock } = backend;
  const { kind, user, channel, owners } = invoking;
  const createdAt = clock.now() - invoking.age;
  const mayAnswerOpenly = (world.permissions(user.id, channel) & PermissionFlagsBits.UseExternalApps) !== 0n;
  const interaction = backend.interactions.add({
    id: backend.ids.next(createdAt),
    type: TYPES[kind],
    createdAt,
    userId: user.id,
    channelId: channel.id,
    guildId: channel.guildId,
    owners,
    commandName: invoking.commandName,
    sourceMessageId: invoking.sourceMessage?.id ?? null,
    targetMessageId: invoking.targetMessageId,
    isPrivate: owners['0'] === undefined && channel.guildId !== null && !mayAnswerOpenly,
  });
  const payload = interactionPayload(backend, invoking, interaction);
  const event: LoopbackEvent = {
    kind,
    id: interaction.id,
    channelId: channel.id,
    userId: user.id,
    message: null,
    interaction,
    tick: performance.now(),
    dispatch: { name: 'INTERACTION_CREATE', guildId: channel.guildId, intents: 0, data: () => payload },
  };
  backend.deliver(event);
  return event;
}

function interactionPayload({ world }: Backend, invoking: Invoking, interaction: InteractionRecord): unknown {
  const { user, channel, data, sourceMessage } = invoking;
  const guild = world.guildOf(channel);
  const context = contextOf(channel);
  const external = context === 1 ? PermissionFlagsBits.UseExternalEmojis : 0n;
  const appPermissions =
    guild === null ? DIRECT_PERMISSIONS | external : world.permissions(world.bot.id, channel);
  return {
    id: interaction.id,
    application_id: world.applicationId,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    data,
    channel_id: channel.id,
    channel: {
      ...channelPayload(world, channel),
      permissions: world.permissions(user.id, channel).toString(),
    },
    context,
    locale: user.locale,
    entitlements: [],
    attachment_size_limit: 10 * 1024 * 1024,
    authorizing_integration_owners: interaction.owners,
    app_permissions: appPermissions.toString(),
    ...(sourceMessage !== null && { message: messagePayload(world, sourceMessage, true) }),
    ...(guild === null
      ? { user: userPayload(user) }
      : {
          guild_id: guild.id,
          guild_locale: guild.locale,
          guild: { id: guild.id, locale: guild.locale, features: [] },
          member: {
            ...memberPayload(guild, user.id),
            user: userPayload(user),
            permissions: world.permissions(user.id, channel).toString(),
          },
        }),
  };
}
