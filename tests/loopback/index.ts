/** A Discord for tests: see README.md beside this file. */
export { type DropOptions, LoopbackDiscord, type LoopbackOptions } from './driver.ts';
export type { LoopbackEvent } from './events.ts';
export type { RestFault } from './faults.ts';
export type { Handshake } from './gateway.ts';
export type { BotAction, RequestRecord, Violation } from './journal.ts';
export type { ChannelRecord, MessageRecord } from './model.ts';
export type { MessageLike, Person } from './person.ts';
export type { Guild } from './place.ts';
export type { Reply, ShownButton, ShownMenu } from './reply.ts';
