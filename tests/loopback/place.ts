import { ChannelType, PermissionFlagsBits } from 'discord.js';
import type { Backend } from './backend.ts';
import type { ChannelRecord, GuildRecord } from './model.ts';
import { guildCreatePayload } from './payloads.ts';
import type { Person } from './person.ts';

export type PermissionName = keyof typeof PermissionFlagsBits;

export interface ChannelOptions {
  /** Permissions that the bot does not have here. */
  readonly deny?: readonly PermissionName[];
  /** Permissions that nobody without a say of their own has here. */
  readonly denyEveryone?: readonly PermissionName[];
}

/** A server, as its owner handles it. */
export class Guild {
  readonly record: GuildRecord;
  readonly #backend: Backend;

  constructor(backend: Backend, record: GuildRecord) {
    this.#backend = backend;
    this.record = record;
  }

  get id(): string {
    return this.record.id;
  }

  /** Makes a text channel. */
  channel(name: string, { deny = [], denyEveryone = [] }: ChannelOptions = {}): ChannelRecord {
    const channel = this.#backend.world.addChannel({
      type: ChannelType.GuildText,
      name,
      guildId: this.id,
      parentId: null,
      recipients: [],
    });
    if (deny.length > 0)
      channel.overwrites.set(this.#backend.world.bot.id, { type: 1, allow: 0n, deny: bits(deny) });
    if (denyEveryone.length > 0)
      channel.overwrites.set(this.id, { type: 0, allow: 0n, deny: bits(denyEveryone) });
    this.#backend.announceChannel('CHANNEL_CREATE', channel.id);
    return channel;
  }

  /** Makes a public thread below a channel. */
  thread(parent: ChannelRecord, name: string): ChannelRecord {
    const thread = this.#backend.world.addChannel({
      type: ChannelType.PublicThread,
      name,
      guildId: this.id,
      parentId: parent.id,
      recipients: [],
    });
    this.#backend.announceChannel('THREAD_CREATE', thread.id);
    return thread;
  }

  /** Takes permissions in a channel from the bot, or gives them back with an empty list. */
  deny(channel: ChannelRecord, permissions: readonly PermissionName[]): void {
    const { bot } = this.#backend.world;
    if (permissions.length === 0) channel.overwrites.delete(bot.id);
    else channel.overwrites.set(bot.id, { type: 1, allow: 0n, deny: bits(permissions) });
    this.#backend.announceChannel('CHANNEL_UPDATE', channel.id);
  }

  archive(thread: ChannelRecord): void {
    thread.archived = true;
    this.#backend.announceChannel('THREAD_UPDATE', thread.id);
  }

  /** Nobody but moderators can write there any more. */
  lock(thread: ChannelRecord): void {
    thread.locked = true;
    this.#backend.announceChannel('THREAD_UPDATE', thread.id);
  }

  /** Lets somebody in. */
  admit(...people: readonly Person[]): this {
    for (const person of people) this.record.members.set(person.id, []);
    return this;
  }

  /** The bot joins, as by an invite link. */
  addBot(): void {
    const { world, gateway } = this.#backend;
    this.record.members.set(world.bot.id, []);
    gateway.dispatch({
      name: 'GUILD_CREATE',
      guildId: this.id,
      intents: 1,
      data: () => guildCreatePayload(world, this.record),
    });
  }

  /** The server is gone for all, until it is back. */
  outage(): void {
    const { gateway } = this.#backend;
    this.record.available = false;
    const data = () => ({ id: this.id, unavailable: true });
    gateway.dispatch({ name: 'GUILD_DELETE', guildId: this.id, intents: 1, data });
  }

  /** The end of an outage. */
  recover(): void {
    this.record.available = true;
    this.addBot();
  }

  /** The bot is thrown out. */
  removeBot(): void {
    const { world, gateway } = this.#backend;
    gateway.dispatch({ name: 'GUILD_DELETE', guildId: this.id, intents: 1, data: () => ({ id: this.id }) });
    this.record.members.delete(world.bot.id);
  }
}

function bits(names: readonly PermissionName[]): bigint {
  return names.reduce((all, name) => all | PermissionFlagsBits[name], 0n);
}
