/** A Discord for tests: see README.md beside this file. */
export { type GuildOptions, LoopbackDiscord, type UserOptions } from './driver.ts';
export type { LoopbackEvent } from './events.ts';
export type { RestFault } from './faults.ts';
export type { Handshake } from './handshake.ts';
export { HOSTILE_TEXTS } from './hostile.ts';
export type { DropOptions } from './interrupt.ts';
export type { BotAction, RequestRecord, Violation } from './journal.ts';
export type { ChannelRecord, MessageRecord } from './model.ts';
export type { LoopbackOptions } from './options.ts';
export type { MessageLike, Person } from './person.ts';
export type { Guild } from './place.ts';
export type { Reply, ShownButton, ShownMenu } from './reply.ts';
