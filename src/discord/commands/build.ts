import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type LocalizationMap,
  type RESTPostAPIApplicationCommandsJSONBody,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { Aspect, CommandId, CommandOption, Knowledge, OwnCommand } from '../../knowledge/schema.ts';
import { MAX_COMMAND_OPTIONS } from '../limits.ts';

/** The commands as Discord takes them, made from the knowledge: nothing here knows an aspect by name. */

/** Where commands are registered, and who can have installed the application there. */
export type Scope =
  | { readonly kind: 'one-server' }
  | { readonly kind: 'everywhere'; readonly installs: readonly ApplicationIntegrationType[] };
/** Installable for a server and for a person: what the Developer Portal sets a new application to. */
export const EVERYWHERE: Scope = {
  kind: 'everywhere',
  installs: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
};
export type CommandBody = RESTPostAPIApplicationCommandsJSONBody;

/** The longest question that is taken, in characters; also what bounds the time that one may cost. */
export const MAX_QUESTION = 1_000;

interface Names {
  readonly en: string;
  readonly hi?: string | undefined;
  readonly ru?: string | undefined;
}
type OptionId = 'topic' | 'question' | 'as-of' | 'private' | 'first' | 'second' | 'aspect';

/** Which options each of the bot's own commands takes; required ones end in "!". */
const OWN_OPTIONS: Readonly<Record<CommandId, readonly `${OptionId}${'!' | ''}`[]>> = {
  ask: ['question!', 'as-of', 'private'],
  about: ['topic!', 'as-of', 'private'],
  timeline: ['topic!', 'private'],
  compare: ['first!', 'second!', 'aspect', 'private'],
  sources: ['topic!', 'private'],
  topics: ['private'],
  help: [],
  'answer-this': [],
  'check-claim': [],
};
const ASPECT_OPTIONS = ['topic!', 'as-of', 'private'] as const;

/** Every command of a knowledge: its own ones first, then one for each aspect that has a command. */
export function buildCommands(knowledge: Knowledge, scope: Scope): CommandBody[] {
  const own = knowledge.commands.map((command) => ownCommand(command, knowledge));
  const ofAspects = knowledge.aspects.flatMap(({ command }) =>
    command === undefined ? [] : [chatCommand(command.name, command.description, ASPECT_OPTIONS, knowledge)],
  );
  return [...own, ...ofAspects].map((command) => ({ ...command, ...usability(scope) }));
}

/** For servers, direct messages and, where a person has installed it, group messages and other servers. */
function usability(scope: Scope): Pick<CommandBody, 'contexts' | 'integration_types'> {
  if (scope.kind === 'one-server') return {};
  const forPeople = scope.installs.includes(ApplicationIntegrationType.UserInstall);
  return {
    integration_types: [...scope.installs],
    contexts: [
      InteractionContextType.Guild,
      InteractionContextType.BotDM,
      ...(forPeople ? [InteractionContextType.PrivateChannel] : []),
    ],
  };
}

function ownCommand(command: OwnCommand, knowledge: Knowledge): CommandBody {
  if (command.description !== undefined) {
    return chatCommand(command.name, command.description, OWN_OPTIONS[command.id], knowledge);
  }
  return {
    type: ApplicationCommandType.Message,
    name: command.name.en,
    name_localizations: localizations(command.name),
  };
}

function chatCommand(
  name: Names,
  description: Names,
  optionIds: readonly string[],
  knowledge: Knowledge,
): RESTPostAPIChatInputApplicationCommandsJSONBody {
  return {
    type: ApplicationCommandType.ChatInput,
    name: name.en,
    name_localizations: localizations(name),
    description: description.en,
    description_localizations: localizations(description),
    options: optionIds.flatMap((written) => {
      const option = knowledge.options.find(({ id }) => id === written.replace('!', ''));
      return option === undefined ? [] : [optionBody(option, written.endsWith('!'), knowledge.aspects)];
    }),
  };
}

function optionBody(
  option: CommandOption,
  required: boolean,
  aspects: readonly Aspect[],
): APIApplicationCommandBasicOption {
  const common = {
    name: option.name.en,
    name_localizations: localizations(option.name),
    description: option.description.en,
    description_localizations: localizations(option.description),
    required,
  };
  switch (option.id as OptionId) {
    case 'private':
      return { ...common, type: ApplicationCommandOptionType.Boolean };
    case 'question':
      return {
        ...common,
        type: ApplicationCommandOptionType.String,
        min_length: 1,
        max_length: MAX_QUESTION,
      };
    case 'as-of':
      return { ...common, type: ApplicationCommandOptionType.String, min_length: 4, max_length: 40 };
    case 'aspect':
      return { ...common, type: ApplicationCommandOptionType.String, choices: aspectChoices(aspects) };
    default:
      return {
        ...common,
        type: ApplicationCommandOptionType.String,
        min_length: 1,
        max_length: 100,
        autocomplete: true,
      };
  }
}

function aspectChoices(aspects: readonly Aspect[]) {
  return aspects
    .filter(({ command }) => command !== undefined)
    .slice(0, MAX_COMMAND_OPTIONS)
    .map(({ id, names }) => ({ name: names.en, name_localizations: localizations(names), value: id }));
}

/** Discord falls back between the kinds of English, not from them to the default: so `en-US` is said outright. */
function localizations({ en, hi, ru }: Names): LocalizationMap {
  return { 'en-US': en, ...(hi === undefined ? {} : { hi }), ...(ru === undefined ? {} : { ru }) };
}
