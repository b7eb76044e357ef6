import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ChannelType,
} from 'discord.js';
import { COMMAND } from './limits.ts';
import type { ChannelRecord, UserRecord, World } from './model.ts';

/** Where and how a person reaches the app: what Discord's own client decides before an interaction is made. */

/** 0 in a server, 1 in the direct message with the bot, 2 in anybody else's. */
export type ContextType = 0 | 1 | 2;

export type OptionValues = Readonly<Record<string, string | number | boolean>>;

export function contextOf(channel: ChannelRecord): ContextType {
  if (channel.guildId !== null) return 0;
  return channel.type === ChannelType.DM && channel.recipients.length === 1 ? 1 : 2;
}

/** `authorizing_integration_owners`: by which installations the app is at hand here. */
export function ownersIn(world: World, channel: ChannelRecord, user: UserRecord): Record<string, string> {
  const context = contextOf(channel);
  const guild = world.guildOf(channel);
  const isGuildInstalled = guild === null ? context === 1 : guild.members.has(world.bot.id);
  return {
    ...(isGuildInstalled && { '0': guild?.id ?? '0' }),
    ...(user.installedApp && { '1': user.id }),
  };
}

export interface Available {
  readonly command: APIApplicationCommand;
  readonly owners: Readonly<Record<string, string>>;
}

/** The command a person would get by a name here; throws a plain error that says why there is none. */
export function findCommand(
  world: World,
  channel: ChannelRecord,
  user: UserRecord,
  name: string,
  type: number,
): Available {
  const context = contextOf(channel);
  const owners = ownersIn(world, channel, user);
  const matches = (command: APIApplicationCommand): boolean => command.name === name && command.type === type;
  const inGuild = channel.guildId === null ? [] : [...world.commandsOf(channel.guildId).values()];
  const guildCommand = inGuild.find(matches);
  if (guildCommand !== undefined && owners['0'] !== undefined)
    return { command: guildCommand, owners: { '0': owners['0'] } };
  const global = [...world.commandsOf('global').values()];
  const command = global.find(matches);
  if (command === undefined) {
    const known = [...inGuild, ...global].map((each) => each.name).join(', ');
    throw new Error(
      `No command "${name}" of type ${type} is registered here; there are: ${known || 'none'}.`,
    );
  }
  if (command.contexts != null && !command.contexts.includes(context)) {
    throw new Error(
      `The command "${name}" is not offered in context ${context} (contexts: ${command.contexts.join(', ')}).`,
    );
  }
  const installations: readonly number[] = command.integration_types ?? [0];
  const usable = Object.fromEntries(
    Object.entries(owners).filter(([key]) => installations.includes(Number(key))),
  );
  if (Object.keys(usable).length === 0) {
    throw new Error(
      `The app is not installed here in a way that "${name}" supports (${installations.join(', ')}).`,
    );
  }
  return { command, owners: usable };
}

export interface SentOption {
  readonly name: string;
  readonly type: number;
  readonly value: string | number | boolean;
  readonly focused?: boolean;
}

/** Options as Discord's client lets a person send them; throws where it would not let them. */
export function fillOptions(
  command: APIApplicationCommand,
  values: OptionValues,
  focused: string | null,
): SentOption[] {
  const options = command.options ?? [];
  for (const name of Object.keys(values)) {
    if (!options.some((option) => option.name === name)) {
      throw new Error(
        `"/${command.name}" has no option "${name}"; it has: ${options.map((each) => each.name).join(', ')}.`,
      );
    }
  }
  const sent: SentOption[] = [];
  for (const option of options) {
    const value = values[option.name];
    if (value === undefined) {
      if (option.required && focused === null)
        throw new Error(`"/${command.name}" needs the option "${option.name}".`);
      continue;
    }
    const isFocused = option.name === focused;
    const complaint = isFocused ? null : complaintOf(option, value);
    if (complaint !== null) {
      throw new Error(
        `Discord would not let a person send "/${command.name} ${option.name}:" so: ${complaint}.`,
      );
    }
    sent.push({ name: option.name, type: option.type, value, ...(isFocused && { focused: true }) });
  }
  return sent;
}

/** Why Discord's client would not let a person enter this; null where it would. */
function complaintOf(option: APIApplicationCommandOption, value: string | number | boolean): string | null {
  switch (option.type) {
    case ApplicationCommandOptionType.String: {
      if (typeof value !== 'string' || value === '') return 'it is not text';
      const { min_length: min = 0, max_length: max = COMMAND.stringLength, choices = [] } = option;
      if (value.length < min || value.length > max) return `its length is not ${min} to ${max}`;
      const isOffered = choices.length === 0 || choices.some((choice) => choice.value === value);
      return isOffered ? null : 'it is not among the choices';
    }
    case ApplicationCommandOptionType.Boolean:
      return typeof value === 'boolean' ? null : 'it is not a yes or no';
    case ApplicationCommandOptionType.Integer:
    case ApplicationCommandOptionType.Number:
      return typeof value === 'number' ? null : 'it is not a number';
    default:
      return null;
  }
}
