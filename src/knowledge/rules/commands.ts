import type { Draft } from '../draft.ts';
import { fault } from '../faults.ts';
import type { Fault, Place } from '../findings.ts';
import { COMMAND_IDS, TEXT_LANGUAGES } from '../terms.ts';

interface Command {
  readonly owner: string;
  readonly names: { readonly en: string; readonly hi?: string | undefined; readonly ru?: string | undefined };
  readonly place: (language: string) => Place;
}

/** Every command of the bot has its words, and no two slash commands share a name in any language. */
export function commandFaults({ aspects, commands, declared, roots }: Draft): readonly Fault[] {
  const faults: Fault[] = [];
  const root = roots.get('commands');
  if (root !== undefined)
    for (const command of COMMAND_IDS)
      if (!declared.some(({ what, id }) => what === 'command' && id === command))
        faults.push(fault(root, { code: 'command-missing', command }));

  const all: readonly Command[] = [
    ...commands.flatMap(({ value, at }) =>
      // commands of the context menu, which have no description, are apart
      value.description === undefined
        ? []
        : [{ owner: value.id, names: value.name, place: (language: string) => at(['name', language]) }],
    ),
    ...aspects.flatMap(({ value, at }) =>
      value.command === undefined
        ? []
        : [
            {
              owner: `the aspect ${value.id}`,
              names: value.command.name,
              place: (language: string) => at(['command', 'name', language]),
            },
          ],
    ),
  ];
  for (const language of TEXT_LANGUAGES) {
    const first = new Map<string, string>();
    for (const { owner, names, place } of all) {
      const name = names[language];
      if (name === undefined) continue;
      const other = first.get(name);
      if (other === undefined) first.set(name, owner);
      else faults.push(fault(place(language), { code: 'command-clash', name, language, owner, other }));
    }
  }
  return faults;
}
