import {
  type APIApplicationCommand,
  type APIEmbed,
  type APIMessageTopLevelComponent,
  ChannelType,
  Locale,
  PermissionFlagsBits,
} from 'discord.js';
import type { Snowflakes } from './clocks.ts';
import type { UploadedFile } from './validate.ts';

/** What the loopback knows: people, servers, channels, messages, commands. Changed by the driver and the routes. */

export interface UserRecord {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly bot: boolean;
  /** The language of the person's Discord client. */
  locale: Locale;
  /** Whether the person takes direct messages of the bot. */
  acceptsDirectMessages: boolean;
  /** Whether the person has installed the app for themselves. */
  installedApp: boolean;
}

export interface RoleRecord {
  readonly id: string;
  readonly name: string;
  readonly permissions: bigint;
}

export interface GuildRecord {
  readonly id: string;
  readonly name: string;
  readonly locale: Locale;
  readonly ownerId: string;
  readonly roles: Map<string, RoleRecord>;
  /** User id to role ids; the bot is among them where it has joined. */
  readonly members: Map<string, readonly string[]>;
  available: boolean;
}

export interface Overwrite {
  readonly type: 0 | 1;
  readonly allow: bigint;
  readonly deny: bigint;
}

export interface ChannelRecord {
  readonly id: string;
  readonly type: ChannelType;
  readonly name: string | null;
  readonly guildId: string | null;
  readonly parentId: string | null;
  /** People of a direct or group message besides the bot. */
  readonly recipients: readonly string[];
  readonly overwrites: Map<string, Overwrite>;
  archived: boolean;
  locked: boolean;
  lastMessageId: string | null;
}

export interface InteractionSource {
  readonly id: string;
  readonly type: number;
  readonly name: string | null;
  readonly userId: string;
  readonly owners: Readonly<Record<string, string>>;
  readonly originalMessageId: string | null;
  readonly interactedMessageId: string | null;
  readonly targetMessageId: string | null;
}

export interface MessageRecord {
  readonly id: string;
  readonly channelId: string;
  readonly authorId: string;
  readonly createdAt: number;
  /** Set where a webhook (or an interaction's token) wrote it. */
  readonly webhookId: string | null;
  readonly type: number;
  /** Only this person sees it; null where all do. */
  readonly ephemeralTo: string | null;
  readonly reference: string | null;
  readonly nonce: string | null;
  readonly source: InteractionSource | null;
  content: string;
  flags: number;
  embeds: readonly APIEmbed[];
  components: readonly APIMessageTopLevelComponent[];
  attachments: readonly UploadedFile[];
  mentions: readonly string[];
  mentionRoles: readonly string[];
  mentionEveryone: boolean;
  editedAt: number | null;
}

type Written = 'id' | 'channelId' | 'authorId' | 'createdAt' | 'type';

/** A message with nothing in it yet. */
export function draft(fields: Pick<MessageRecord, Written> & Partial<MessageRecord>): MessageRecord {
  return {
    webhookId: null,
    ephemeralTo: null,
    reference: null,
    nonce: null,
    source: null,
    content: '',
    flags: 0,
    embeds: [],
    components: [],
    attachments: [],
    mentions: [],
    mentionRoles: [],
    mentionEveryone: false,
    editedAt: null,
    ...fields,
  };
}

const EVERYDAY =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.AddReactions |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.UseExternalEmojis |
  PermissionFlagsBits.UseApplicationCommands |
  PermissionFlagsBits.UseExternalApps;

const THREADS: readonly ChannelType[] = [
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];

export function isThread(channel: ChannelRecord): boolean {
  return THREADS.includes(channel.type);
}

export class World {
  readonly users = new Map<string, UserRecord>();
  readonly guilds = new Map<string, GuildRecord>();
  readonly channels = new Map<string, ChannelRecord>();
  readonly messages = new Map<string, MessageRecord>();
  /** Registered commands: `global` or a guild's id, then by command id. */
  readonly commands = new Map<string, Map<string, APIApplicationCommand>>();
  readonly bot: UserRecord;
  readonly applicationId: string;
  readonly #ids: Snowflakes;
  readonly #history: number;

  /** Keeps the newest `history` messages. */
  constructor(ids: Snowflakes, applicationId: string, botName: string, history: number) {
    this.#ids = ids;
    this.#history = history;
    this.applicationId = applicationId;
    this.bot = {
      id: applicationId,
      username: botName,
      displayName: botName,
      bot: true,
      locale: Locale.EnglishUS,
      acceptsDirectMessages: false,
      installedApp: false,
    };
    this.users.set(this.bot.id, this.bot);
  }

  addUser(user: Omit<UserRecord, 'id'>): UserRecord {
    const record = { ...user, id: this.#ids.next() };
    this.users.set(record.id, record);
    return record;
  }

  addGuild(name: string, locale: Locale, withBot: boolean, id: string): GuildRecord {
    const owner = this.addUser({
      username: `owner_of_${id}`,
      displayName: 'Owner',
      bot: false,
      locale,
      acceptsDirectMessages: true,
      installedApp: false,
    });
    const everyone = { id, name: '@everyone', permissions: EVERYDAY };
    const guild: GuildRecord = {
      id,
      name,
      locale,
      ownerId: owner.id,
      roles: new Map([[id, everyone]]),
      members: new Map([[owner.id, []]]),
      available: true,
    };
    if (withBot) guild.members.set(this.bot.id, []);
    this.guilds.set(id, guild);
    return guild;
  }

  addChannel(
    channel: Pick<ChannelRecord, 'type' | 'name' | 'guildId' | 'parentId' | 'recipients'>,
  ): ChannelRecord {
    const record: ChannelRecord = {
      ...channel,
      id: this.#ids.next(),
      overwrites: new Map(),
      archived: false,
      locked: false,
      lastMessageId: null,
    };
    this.channels.set(record.id, record);
    return record;
  }

  /** The direct message channel of the bot with a person; made on first use. */
  directChannel(userId: string): ChannelRecord {
    for (const channel of this.channels.values()) {
      const [recipient, other] = channel.recipients;
      if (channel.type === ChannelType.DM && recipient === userId && other === undefined) return channel;
    }
    return this.addChannel({
      type: ChannelType.DM,
      name: null,
      guildId: null,
      parentId: null,
      recipients: [userId],
    });
  }

  addMessage(message: MessageRecord): MessageRecord {
    this.messages.set(message.id, message);
    const channel = this.channels.get(message.channelId);
    if (channel !== undefined) channel.lastMessageId = message.id;
    for (const oldest of this.messages.keys()) {
      if (this.messages.size <= this.#history) break;
      this.messages.delete(oldest);
    }
    return message;
  }

  /** Commands of a scope; made on first use. */
  commandsOf(scope: string): Map<string, APIApplicationCommand> {
    const commands = this.commands.get(scope) ?? new Map<string, APIApplicationCommand>();
    this.commands.set(scope, commands);
    return commands;
  }

  channelsOf(guildId: string): ChannelRecord[] {
    return [...this.channels.values()].filter((channel) => channel.guildId === guildId);
  }

  /** The guild a channel is in, or null for direct and group messages. */
  guildOf(channel: ChannelRecord): GuildRecord | null {
    return channel.guildId === null ? null : (this.guilds.get(channel.guildId) ?? null);
  }

  /** What somebody may do in a channel (`topics/permissions.mdx`); threads go by their parent. */
  permissions(userId: string, channel: ChannelRecord): bigint {
    const guild = this.guildOf(channel);
    if (guild === null) return EVERYDAY;
    const roles = guild.members.get(userId);
    if (roles === undefined) return 0n;
    const all = [guild.id, ...roles];
    let allowed = all.reduce((bits, id) => bits | (guild.roles.get(id)?.permissions ?? 0n), 0n);
    if (guild.ownerId === userId || (allowed & PermissionFlagsBits.Administrator) !== 0n)
      return (1n << 53n) - 1n;
    const parent =
      isThread(channel) && channel.parentId !== null ? this.channels.get(channel.parentId) : channel;
    for (const id of [...all, userId]) {
      const overwrite = parent?.overwrites.get(id);
      if (overwrite !== undefined) allowed = (allowed & ~overwrite.deny) | overwrite.allow;
    }
    return allowed;
  }
}
