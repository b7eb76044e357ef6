import {
  type APIChannel,
  type APIGuildMember,
  type APIMessage,
  type APIUser,
  type GatewayGuildCreateDispatchData,
  MessageReferenceType,
} from 'discord.js';
import { madeAt } from './clocks.ts';
import { FLAGS } from './limits.ts';
import {
  type ChannelRecord,
  type GuildRecord,
  isThread,
  type MessageRecord,
  type UserRecord,
  type World,
} from './model.ts';

/** Records as Discord sends them over the wire. */

export function userPayload(user: UserRecord): APIUser {
  return {
    id: user.id,
    username: user.username,
    global_name: user.displayName,
    discriminator: '0',
    avatar: null,
    public_flags: 0,
    ...(user.bot && { bot: true }),
  } as unknown as APIUser;
}

export function memberPayload(guild: GuildRecord, userId: string): Omit<APIGuildMember, 'user'> {
  return {
    nick: null,
    avatar: null,
    banner: null,
    roles: [...(guild.members.get(userId) ?? [])],
    joined_at: new Date(madeAt(guild.id)).toISOString(),
    premium_since: null,
    communication_disabled_until: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
  } as unknown as Omit<APIGuildMember, 'user'>;
}

export function channelPayload(world: World, channel: ChannelRecord): APIChannel {
  const { id, type, name, guildId, parentId, lastMessageId } = channel;
  if (guildId === null) {
    const recipients = channel.recipients.flatMap((user) => world.users.get(user) ?? []).map(userPayload);
    return {
      id,
      type,
      flags: 0,
      last_message_id: lastMessageId,
      recipients,
      ...(name !== null && { name }),
    } as unknown as APIChannel;
  }
  const common = {
    id,
    type,
    name,
    guild_id: guildId,
    parent_id: parentId,
    last_message_id: lastMessageId,
    flags: 0,
  };
  if (isThread(channel)) {
    return {
      ...common,
      owner_id: channel.recipients[0] ?? world.bot.id,
      message_count: 0,
      member_count: 1,
      total_message_sent: 0,
      rate_limit_per_user: 0,
      thread_metadata: {
        archived: channel.archived,
        locked: channel.locked,
        auto_archive_duration: 1440,
        archive_timestamp: new Date(madeAt(id)).toISOString(),
        create_timestamp: new Date(madeAt(id)).toISOString(),
      },
    } as APIChannel;
  }
  return {
    ...common,
    position: 0,
    topic: null,
    nsfw: false,
    rate_limit_per_user: 0,
    permission_overwrites: [...channel.overwrites].map(([target, { type: kind, allow, deny }]) => ({
      id: target,
      type: kind,
      allow: allow.toString(),
      deny: deny.toString(),
    })),
  } as APIChannel;
}

/** A guild as in `GET /guilds/{id}`. */
export function guildPayload(guild: GuildRecord): Record<string, unknown> {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    owner_id: guild.ownerId,
    preferred_locale: guild.locale,
    afk_channel_id: null,
    afk_timeout: 300,
    application_id: null,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    verification_level: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    premium_subscription_count: 0,
    premium_progress_bar_enabled: false,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    vanity_url_code: null,
    emojis: [],
    stickers: [],
    features: [],
    roles: [...guild.roles.values()].map((role, position) => ({
      id: role.id,
      name: role.name,
      permissions: role.permissions.toString(),
      color: 0,
      colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
      hoist: false,
      icon: null,
      unicode_emoji: null,
      position,
      managed: false,
      mentionable: false,
      flags: 0,
    })),
  };
}

/** A guild as it comes over the gateway; without the privileged intents the bot is the only member in it. */
export function guildCreatePayload(world: World, guild: GuildRecord): GatewayGuildCreateDispatchData {
  const channels = world.channelsOf(guild.id);
  return {
    ...guildPayload(guild),
    joined_at: new Date(madeAt(guild.id)).toISOString(),
    large: guild.members.size > 50,
    unavailable: false,
    member_count: guild.members.size,
    members: [{ ...memberPayload(guild, world.bot.id), user: userPayload(world.bot) }],
    channels: channels
      .filter((channel) => !isThread(channel))
      .map((channel) => channelPayload(world, channel)),
    threads: channels
      .filter((channel) => isThread(channel) && !channel.archived)
      .map((channel) => channelPayload(world, channel)),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  } as unknown as GatewayGuildCreateDispatchData;
}

/** Whether an app without the Message Content intent is shown what stands in a message (`events/gateway.mdx`). */
export function isContentShown(world: World, message: MessageRecord): boolean {
  return (
    message.authorId === world.bot.id ||
    world.channels.get(message.channelId)?.guildId === null ||
    message.mentions.includes(world.bot.id)
  );
}

/**
 * A message as the REST API gives it. `hasContent` is whether the app may read everything; otherwise what people
 * wrote is blank where Discord blanks it, in the message replied to as well.
 */
export function messagePayload(world: World, message: MessageRecord, hasContent: boolean): APIMessage {
  return serialize(world, message, hasContent, true);
}

function serialize(
  world: World,
  message: MessageRecord,
  hasContent: boolean,
  withReference: boolean,
): APIMessage {
  const isShown = hasContent || isContentShown(world, message);
  const author = world.users.get(message.authorId);
  const guildId = world.channels.get(message.channelId)?.guildId ?? null;
  const referenced = message.reference === null ? null : (world.messages.get(message.reference) ?? null);
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.type,
    author: author === undefined ? { id: message.authorId, username: 'webhook' } : userPayload(author),
    content: isShown ? message.content : '',
    timestamp: new Date(message.createdAt).toISOString(),
    edited_timestamp: message.editedAt === null ? null : new Date(message.editedAt).toISOString(),
    tts: false,
    mention_everyone: message.mentionEveryone,
    mentions: message.mentions.flatMap((id) => world.users.get(id) ?? []).map(userPayload),
    mention_roles: [...message.mentionRoles],
    attachments: isShown
      ? message.attachments.map(({ name, size }, index) => ({
          id: (BigInt(message.id) + BigInt(index)).toString(),
          filename: name,
          size,
          url: `https://cdn.invalid/${name}`,
          proxy_url: `https://cdn.invalid/${name}`,
        }))
      : [],
    embeds: isShown && (message.flags & FLAGS.suppressEmbeds) === 0 ? [...message.embeds] : [],
    components: isShown ? [...message.components] : [],
    pinned: false,
    flags: message.flags,
    ...(message.nonce !== null && { nonce: message.nonce }),
    ...(message.webhookId !== null && { webhook_id: message.webhookId, application_id: message.webhookId }),
    ...(message.reference !== null && {
      message_reference: {
        type: MessageReferenceType.Default,
        message_id: message.reference,
        channel_id: message.channelId,
        ...(guildId !== null && { guild_id: guildId }),
      },
      ...(withReference && {
        referenced_message: referenced === null ? null : serialize(world, referenced, hasContent, false),
      }),
    }),
    ...(message.source !== null && { interaction_metadata: metadata(world, message) }),
  } as unknown as APIMessage;
}

function metadata(world: World, { source }: MessageRecord): Record<string, unknown> | null {
  const user = source === null ? undefined : world.users.get(source.userId);
  if (source === null || user === undefined) return null;
  return {
    id: source.id,
    type: source.type,
    user: userPayload(user),
    authorizing_integration_owners: source.owners,
    ...(source.name !== null && { name: source.name }),
    ...(source.originalMessageId !== null && { original_response_message_id: source.originalMessageId }),
    ...(source.interactedMessageId !== null && { interacted_message_id: source.interactedMessageId }),
    ...(source.targetMessageId !== null && { target_message_id: source.targetMessageId }),
  };
}
