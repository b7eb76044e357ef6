import { ApplicationCommandType } from 'discord.js';

/**
 * What would change if `wanted` replaced what is registered. Both sides are brought into one form first, since
 * Discord returns commands with ids and defaults that nobody sent.
 */
export interface Difference {
  readonly added: readonly string[];
  readonly changed: readonly { readonly name: string; readonly fields: readonly string[] }[];
  readonly removed: readonly string[];
  /** Registered commands of other kinds (an activity's entry point): never touched, sent back as they are. */
  readonly kept: readonly Registered[];
}

/** A command as Discord lists it; only what is compared matters. */
export interface Registered {
  readonly name: string;
  readonly type?: number | undefined;
  readonly [field: string]: unknown;
}

const OUR_TYPES: readonly number[] = [ApplicationCommandType.ChatInput, ApplicationCommandType.Message];
const typeOf = (command: Registered): number => command.type ?? ApplicationCommandType.ChatInput;
const keyOf = (command: Registered): string => `${typeOf(command)}:${command.name}`;

export function difference(registered: readonly Registered[], wanted: readonly Registered[]): Difference {
  const ours = registered.filter((command) => OUR_TYPES.includes(typeOf(command)));
  const present = new Map(ours.map((command) => [keyOf(command), command]));
  const future = new Set(wanted.map(keyOf));
  return {
    added: wanted.filter((command) => !present.has(keyOf(command))).map(shownName),
    changed: wanted.flatMap((command) => {
      const before = present.get(keyOf(command));
      const fields = before === undefined ? [] : changedFields(before, command);
      return fields.length === 0 ? [] : [{ name: shownName(command), fields }];
    }),
    removed: ours.filter((command) => !future.has(keyOf(command))).map(shownName),
    kept: registered.filter((command) => !OUR_TYPES.includes(typeOf(command))),
  };
}

export function isEmpty({ added, changed, removed }: Difference): boolean {
  return added.length + changed.length + removed.length === 0;
}

/** The difference for people, a line a command. */
export function describeDifference({ added, changed, removed }: Difference): readonly string[] {
  return [
    ...added.map((name) => `+ ${name}`),
    ...changed.map(({ name, fields }) => `~ ${name} (${fields.join(', ')})`),
    ...removed.map((name) => `- ${name}`),
  ];
}

function shownName(command: Registered): string {
  return typeOf(command) === ApplicationCommandType.ChatInput ? `/${command.name}` : `"${command.name}"`;
}

/** What a command says; all else (id, version, …) is Discord's own. */
const FIELDS = [
  'name_localizations',
  'description',
  'description_localizations',
  'options',
  'default_member_permissions',
  'contexts',
  'integration_types',
  'nsfw',
] as const;

function changedFields(before: Registered, after: Registered): string[] {
  // Where we do not say for whom a command is (in one server), Discord's own choice stands.
  const compared = FIELDS.filter(
    (field) => !(['contexts', 'integration_types'].includes(field) && after[field] === undefined),
  );
  return compared.filter((field) => canonical(before[field]) !== canonical(after[field]));
}

/** A text that is the same for values which mean the same: absent, null, false, empty are one; sets are sorted. */
function canonical(value: unknown): string {
  return JSON.stringify(simplify(value)) ?? '';
}

function simplify(value: unknown): unknown {
  if (value === null || value === undefined || value === false || value === '') return undefined;
  if (Array.isArray(value)) {
    if (value.length === 0) return undefined;
    return value.every((item) => typeof item === 'number')
      ? [...value].sort((a, b) => a - b)
      : value.map(simplify);
  }
  if (typeof value !== 'object') return value;
  const entries = Object.entries(value)
    .map(([key, item]) => [key, simplify(item)] as const)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
