import {
  type BitFieldResolvable,
  Client,
  GatewayIntentBits,
  type GatewayIntentsString,
  type Message,
  Options,
  Partials,
} from 'discord.js';
import type { DiscordConfig, Sharding } from '../config.ts';
import { makeRequest } from './request.ts';

/** The client with what we need of Discord and no more: intents, caches with an end, no mention that pings. */
export function createClient(config: DiscordConfig): Client {
  const client: Client = new Client({
    intents: intentsFor(config),
    // Direct messages come in channels that Discord did not announce.
    partials: [Partials.Channel, Partials.Message],
    allowedMentions: { parse: [], repliedUser: false },
    failIfNotExists: false,
    makeCache: Options.cacheWithLimits({
      ...NOTHING_KEPT,
      // A reply comes with the message that it answers; both are held while the event is handled.
      MessageManager: 4,
      UserManager: { maxSize: 200, keepOverLimit: (user) => user.id === client.user?.id },
      GuildMemberManager: { maxSize: 20, keepOverLimit: (member) => member.id === client.user?.id },
    }),
    sweepers: {
      messages: { interval: 300, lifetime: 600 },
      threads: { interval: 3_600, lifetime: 14_400 },
    },
    rest: {
      ...(config.apiUrl === null ? {} : { api: config.apiUrl }),
      makeRequest,
      timeout: 15_000,
      retries: 3,
    },
    ...shardsOf(config.sharding),
  });
  return client;
}

/** Caches that nothing here reads. Those that discord.js needs whole (servers, channels, roles) are not named. */
const NOTHING_KEPT = {
  ApplicationCommandManager: 0,
  ApplicationEmojiManager: 0,
  AutoModerationRuleManager: 0,
  BaseGuildEmojiManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildInviteManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadMemberManager: 0,
  VoiceStateManager: 0,
} as const;

/** No privileged intent, unless there are channels where every message is read. */
export function intentsFor({ askChannels }: DiscordConfig): BitFieldResolvable<GatewayIntentsString, number> {
  return [
    GatewayIntentBits.Guilds,
    GatewayIntentBits.GuildMessages,
    GatewayIntentBits.DirectMessages,
    ...(askChannels.length > 0 ? [GatewayIntentBits.MessageContent] : []),
  ];
}

/** Always given: where it is not, discord.js reads variables of the same names by its own rules. */
function shardsOf(sharding: Sharding): { shards: number[] | 'auto'; shardCount?: number } {
  switch (sharding.kind) {
    case 'auto':
      return { shards: 'auto' };
    case 'count':
      return { shards: Array.from({ length: sharding.count }, (_, i) => i), shardCount: sharding.count };
    case 'part':
      return { shards: [...sharding.ids], shardCount: sharding.count };
  }
}

/** Direct-message channels that are kept at most. discord.js keeps each one for ever; a new message brings it back. */
const DIRECT_CHANNELS = 1_000;

/** Lets go of direct-message channels when there are many. */
export function forgetDirectChannels(client: Client, most = DIRECT_CHANNELS): void {
  const direct = client.channels.cache.filter((channel) => channel.isDMBased());
  for (const id of [...direct.keys()].slice(0, Math.max(0, direct.size - most))) {
    client.channels.cache.delete(id);
  }
}

/**
 * Lets go of the messages of a channel once an event has been read. They would outlive the young generation in the
 * cache only to be pushed out of it. One by one: where a Map is cleared as a whole, or makes room, V8 leaves them in
 * its old table, and the old tables are kept until the next full collection.
 */
export function forgetMessages({ channel }: Message): void {
  const { cache } = channel.messages;
  for (const id of cache.keys()) cache.delete(id);
}
