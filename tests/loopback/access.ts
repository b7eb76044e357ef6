import { PermissionFlagsBits } from 'discord.js';
import type { Backend } from './backend.ts';
import { refuse } from './errors.ts';
import { contextOf } from './invocation.ts';
import { type ChannelRecord, isThread, type MessageRecord } from './model.ts';

/** A channel the bot can see; throws 10003, or 50001 for one it cannot. */
export function reachable({ world }: Backend, id: string): ChannelRecord {
  const channel = world.channels.get(id);
  if (channel === undefined) throw refuse.unknownChannel();
  const isOthersDirectMessage = contextOf(channel) === 2;
  const isVisible = (world.permissions(world.bot.id, channel) & PermissionFlagsBits.ViewChannel) !== 0n;
  if (isOthersDirectMessage || !isVisible) throw refuse.missingAccess();
  return channel;
}

/** Throws 50013 where the bot lacks a permission; `send` is the one that applies to the kind of channel. */
export function require({ world }: Backend, channel: ChannelRecord, permission: bigint | 'send'): void {
  const sending = isThread(channel)
    ? PermissionFlagsBits.SendMessagesInThreads
    : PermissionFlagsBits.SendMessages;
  const bit = permission === 'send' ? sending : permission;
  if ((world.permissions(world.bot.id, channel) & bit) === 0n) throw refuse.missingPermissions();
}

/** A message of a channel that the bot may know of; throws 10008. */
export function messageIn({ world }: Backend, channel: ChannelRecord, id: string): MessageRecord {
  const message = world.messages.get(id);
  if (message === undefined || message.channelId !== channel.id || message.ephemeralTo !== null) {
    throw refuse.unknownMessage();
  }
  return message;
}

/** A message takes a thread out of the archive (`topics/threads.mdx`). */
export function wake(backend: Backend, channel: ChannelRecord): void {
  if (!channel.archived) return;
  channel.archived = false;
  backend.announceChannel('THREAD_UPDATE', channel.id);
}
