import { GatewayIntentBits } from 'discord.js';

/** Every bit that Discord knows; another one closes the connection with 4013. */
export const KNOWN_INTENTS = Object.values(GatewayIntentBits).reduce<number>(
  (bits, bit) => (typeof bit === 'number' ? bits | bit : bits),
  0,
);

export const PRIVILEGED = {
  GuildMembers: GatewayIntentBits.GuildMembers,
  GuildPresences: GatewayIntentBits.GuildPresences,
  MessageContent: GatewayIntentBits.MessageContent,
} as const;

export type PrivilegedIntent = keyof typeof PRIVILEGED;

export function intentBits(intents: readonly PrivilegedIntent[]): number {
  return intents.reduce((bits, name) => bits | PRIVILEGED[name], 0);
}

export const ALL_PRIVILEGED = intentBits(['GuildMembers', 'GuildPresences', 'MessageContent']);

/** What a session's intents let it see of an event. */
export interface View {
  readonly hasContent: boolean;
}

/** An event on its way to the sessions that may hear it. */
export interface Dispatch {
  readonly name: string;
  /** Decides the shard; null goes to the first. */
  readonly guildId: string | null;
  /** One of these intents is needed; 0 for events that everybody gets. */
  readonly intents: number;
  readonly data: (view: View) => unknown;
}

/** The intent that message events (`MESSAGE_CREATE` and so on) of a place need. */
export function messageIntent(guildId: string | null): number {
  return guildId === null ? GatewayIntentBits.DirectMessages : GatewayIntentBits.GuildMessages;
}
