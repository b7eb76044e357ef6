import { type Clock, Snowflakes } from './clocks.ts';
import type { LoopbackEvent } from './events.ts';
import { Gateway, type GatewaySettings } from './gateway.ts';
import { messageIntent } from './intents.ts';
import { Interactions } from './interactions.ts';
import {
  ActionLog,
  type BotAction,
  Recent,
  RecentMap,
  type RequestRecord,
  type Violation,
} from './journal.ts';
import { type MessageRecord, World } from './model.ts';
import { channelPayload, memberPayload, messagePayload } from './payloads.ts';
import { Pulse } from './pulse.ts';

export interface BackendSettings {
  readonly clock: Clock;
  readonly applicationId: string;
  readonly botName: string;
  readonly integrationTypes: readonly number[];
  /** Whether the app may read all content over HTTP (the intent is switched on in its settings). */
  readonly hasContentIntent: boolean;
  readonly recommendedShards: number;
  readonly history: number;
  readonly gateway: Omit<GatewaySettings, 'token' | 'misused' | 'exhausted' | 'kept'>;
}

/** Everything behind the wire: the world, its clocks, the gateway, and the record of what the bot did. */
export class Backend {
  readonly clock: Clock;
  readonly ids: Snowflakes;
  readonly pulse = new Pulse();
  readonly world: World;
  readonly gateway: Gateway;
  readonly interactions: Interactions;
  readonly actions: ActionLog;
  readonly requests: Recent<RequestRecord>;
  readonly violations: Violation[] = [];
  /** Message ids by channel and nonce. */
  readonly nonces: RecentMap<string>;
  /** The last thing a person said, by channel. */
  readonly lastSaid: RecentMap<string>;
  readonly settings: BackendSettings;
  /** What the bot must show; null once Discord has reset it. */
  token: string | null;
  /** What a person last did. */
  lastEvent: LoopbackEvent | null = null;
  /** Command creations per scope, newest last. */
  readonly commandCreates = new Map<string, number[]>();

  constructor(settings: BackendSettings, token: string) {
    this.settings = settings;
    this.token = token;
    this.clock = settings.clock;
    this.ids = new Snowflakes(this.clock);
    this.world = new World(this.ids, settings.applicationId, settings.botName, settings.history);
    this.interactions = new Interactions(this.clock, settings.applicationId, settings.history);
    this.actions = new ActionLog(settings.history);
    this.nonces = new RecentMap(settings.history);
    this.lastSaid = new RecentMap(settings.history);
    this.requests = new Recent(settings.history);
    this.gateway = new Gateway(this.world, this.clock, this.pulse, {
      ...settings.gateway,
      kept: Math.min(settings.history, 2_000),
      token: () => this.token ?? '',
      misused: (rule, detail) => this.blame(rule, 'gateway', detail, null),
      exhausted: () => this.resetToken(),
    });
  }

  blame(rule: string, where: string, detail: string, body: unknown): void {
    this.violations.push({ rule, where, detail, body });
    this.pulse.notify();
  }

  act(
    action: Omit<BotAction, 'at' | 'tick' | 'choices' | 'modal'> &
      Partial<Pick<BotAction, 'choices' | 'modal'>>,
  ): void {
    const at = this.clock.now();
    this.actions.push({ choices: null, modal: null, ...action, at, tick: performance.now() });
    this.pulse.notify();
  }

  /** Sends what a person did to the sessions that hear it. */
  deliver(event: LoopbackEvent): void {
    this.lastEvent = event;
    this.gateway.dispatch(event.dispatch);
  }

  /** Discord resets the token: every session ends and every request is refused. */
  resetToken(): void {
    this.token = null;
    for (const session of this.gateway.sessions.values()) session.isAlive = false;
    for (const connection of this.gateway.connections) connection.close(4004);
  }

  /** Tells the sessions of a message, each as far as it may read it. */
  announce(name: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE', message: MessageRecord): void {
    const { world } = this;
    const channel = world.channels.get(message.channelId);
    if (channel === undefined) return;
    const guild = world.guildOf(channel);
    if (guild !== null && !guild.members.has(world.bot.id)) return;
    const isPublic = message.ephemeralTo === null;
    const isMember = guild !== null && isPublic && message.webhookId === null;
    this.gateway.dispatch({
      name,
      guildId: isPublic ? channel.guildId : null,
      intents: messageIntent(channel.guildId),
      data: ({ hasContent }) => ({
        ...messagePayload(world, message, hasContent),
        channel_type: channel.type,
        ...(guild !== null && isPublic && { guild_id: guild.id }),
        ...(isMember &&
          guild.members.has(message.authorId) && { member: memberPayload(guild, message.authorId) }),
      }),
    });
  }

  announceDeletion(message: MessageRecord): void {
    const guildId = this.world.channels.get(message.channelId)?.guildId ?? null;
    this.gateway.dispatch({
      name: 'MESSAGE_DELETE',
      guildId,
      intents: messageIntent(guildId),
      data: () => ({
        id: message.id,
        channel_id: message.channelId,
        ...(guildId !== null && { guild_id: guildId }),
      }),
    });
  }

  announceChannel(
    name: 'CHANNEL_CREATE' | 'CHANNEL_UPDATE' | 'CHANNEL_DELETE' | 'THREAD_CREATE' | 'THREAD_UPDATE',
    id: string,
  ): void {
    const channel = this.world.channels.get(id);
    if (channel === undefined) return;
    const { guildId } = channel;
    if (guildId === null || !this.world.guilds.get(guildId)?.members.has(this.world.bot.id)) return;
    this.gateway.dispatch({ name, guildId, intents: 1, data: () => channelPayload(this.world, channel) });
  }
}
