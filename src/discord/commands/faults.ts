import { ApplicationCommandType } from 'discord.js';
import {
  COMMAND_NAME,
  MAX_CHAT_COMMANDS,
  MAX_COMMAND_DESCRIPTION,
  MAX_COMMAND_OPTIONS,
  MAX_COMMAND_TEXT,
  MAX_MESSAGE_COMMANDS,
  MENU_NAME,
} from '../limits.ts';
import type { CommandBody } from './build.ts';

/** A command, an option or a choice: whatever has a name and perhaps a description, both localised. */
interface Worded {
  readonly name: string;
  readonly name_localizations?: Localized;
  readonly description?: string | undefined;
  readonly description_localizations?: Localized;
  readonly options?: readonly Worded[] | undefined;
  readonly choices?: readonly Worded[] | undefined;
  readonly value?: string | number | undefined;
}
type Localized = { readonly [locale in string]?: string | null } | null | undefined;

/**
 * What Discord would refuse in commands that come from a knowledge folder, in words that say what to mend. Empty:
 * they are legal.
 */
export function commandFaults(commands: readonly CommandBody[]): readonly string[] {
  const isChat = ({ type }: CommandBody): boolean =>
    type === undefined || type === ApplicationCommandType.ChatInput;
  const chat = commands.filter(isChat) as readonly Worded[];
  const menus = commands.filter((command) => !isChat(command)) as readonly Worded[];
  return [
    ...tooMany('slash commands', chat.length, MAX_CHAT_COMMANDS),
    ...tooMany('context-menu commands', menus.length, MAX_MESSAGE_COMMANDS),
    ...nameFaults(chat, 'command', COMMAND_NAME),
    ...nameFaults(menus, 'context-menu command', MENU_NAME),
    ...chat.flatMap(chatFaults),
  ];
}

function chatFaults(command: Worded): string[] {
  const options = command.options ?? [];
  const size = sizeOf(command);
  return [
    ...[command, ...options].flatMap((one) => longDescriptions(one, command.name)),
    ...nameFaults(options, `option of "/${command.name}",`, COMMAND_NAME),
    ...tooMany(`options of "/${command.name}"`, options.length, MAX_COMMAND_OPTIONS),
    ...(size > MAX_COMMAND_TEXT
      ? [`"/${command.name}" has ${size} characters in all its texts: Discord takes ${MAX_COMMAND_TEXT}`]
      : []),
  ];
}

function tooMany(what: string, count: number, most: number): string[] {
  return count > most
    ? [`${count} ${what}: Discord takes ${most}; take "command" away from some aspects`]
    : [];
}

/** Names that are illegal, or given twice in one language. */
function nameFaults(all: readonly Worded[], what: string, pattern: RegExp): string[] {
  const faults: string[] = [];
  const locales = new Set(all.flatMap(({ name_localizations }) => Object.keys(name_localizations ?? {})));
  for (const locale of [null, ...locales]) {
    const owners = new Map<string, string>();
    for (const one of all) {
      const name = (locale === null ? null : one.name_localizations?.[locale]) ?? one.name;
      const where = `the ${what} "${one.name}"${locale === null ? '' : ` in ${locale}`}`;
      if (!pattern.test(name) || (pattern === COMMAND_NAME && name !== name.toLowerCase())) {
        faults.push(`${where} is named "${name}": a name is 1 to 32 small letters, digits, "-" or "_"`);
      }
      const other = owners.get(name);
      if (other !== undefined) {
        faults.push(`${where} has the same name as "${other}": "${name}"; rename one`);
      }
      owners.set(name, one.name);
    }
  }
  return faults;
}

function longDescriptions(one: Worded, command: string): string[] {
  const all = [['en', one.description], ...Object.entries(one.description_localizations ?? {})];
  return all
    .filter(([, text]) => (text ?? '').length > MAX_COMMAND_DESCRIPTION)
    .map(
      ([locale]) =>
        `a description in "/${command}" (${one.name}, ${locale}) is longer than ${MAX_COMMAND_DESCRIPTION} characters`,
    );
}

/** Characters of a command as Discord counts them: of every text the longest of its localisations. */
function sizeOf(one: Worded): number {
  const longest = (text: string | undefined, localized: Localized): number =>
    Math.max(text?.length ?? 0, ...Object.values(localized ?? {}).map((other) => other?.length ?? 0));
  const inner = [...(one.options ?? []), ...(one.choices ?? [])].reduce((sum, part) => sum + sizeOf(part), 0);
  return (
    longest(one.name, one.name_localizations) +
    longest(one.description, one.description_localizations) +
    String(one.value ?? '').length +
    inner
  );
}
