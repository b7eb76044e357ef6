import type { CommandId, Knowledge } from '../../knowledge/schema.ts';

/** What a command that somebody used means, and what its options are called: the reverse of `buildCommands`. */
export type Meaning =
  | { readonly kind: 'aspect'; readonly aspect: string }
  | { readonly kind: 'own'; readonly id: CommandId };

export interface CommandTable {
  /** null: no command of ours, or one of an older version. */
  meaningOf(name: string): Meaning | null;
  /** The name under which Discord sends an option. */
  optionName(id: string): string;
}

export function commandTable(knowledge: Knowledge): CommandTable {
  const meanings = new Map<string, Meaning>();
  for (const { id, command } of knowledge.aspects) {
    if (command !== undefined) meanings.set(command.name.en, { kind: 'aspect', aspect: id });
  }
  for (const { id, name } of knowledge.commands) meanings.set(name.en, { kind: 'own', id });
  const names = new Map(knowledge.options.map(({ id, name }) => [id, name.en]));
  return {
    meaningOf: (name) => meanings.get(name) ?? null,
    optionName: (id) => names.get(id) ?? id,
  };
}
