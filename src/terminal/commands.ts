import { nearest } from '../knowledge/nearest.ts';
import type { Knowledge, Translated } from '../knowledge/schema.ts';
import type { WordingKey } from '../knowledge/wording-keys.ts';

/** What a command does; an aspect's command asks for that aspect. */
export type Deed =
  | { readonly do: 'aspect'; readonly aspect: string }
  | {
      readonly do: 'ask' | 'about' | 'timeline' | 'compare' | 'sources' | 'topics' | 'help' | 'more' | 'quit';
    };

export interface Command {
  readonly deed: Deed;
  /** What it is called in each language, without the stroke. */
  readonly name: Translated;
  /** Everything it goes by, in lower case. */
  readonly names: readonly string[];
  readonly takes: 'topic' | 'topics' | 'question' | 'nothing';
  readonly description: Translated | WordingKey;
}

/** What a line that begins with a stroke asks for. */
export type Order =
  | { readonly known: true; readonly command: Command; readonly rest: string }
  | { readonly known: false; readonly name: string; readonly near: string | null };

const OWN = {
  about: 'topic',
  timeline: 'topic',
  compare: 'topics',
  sources: 'topic',
  topics: 'nothing',
  help: 'nothing',
  ask: 'question',
} as const;

/** The chat's own, which no other surface has. */
const CHAT: readonly Command[] = [
  {
    deed: { do: 'more' },
    name: { en: 'more' },
    names: ['more'],
    takes: 'nothing',
    description: 'terminal.command.more',
  },
  {
    deed: { do: 'quit' },
    name: { en: 'quit' },
    names: ['quit', 'exit', 'q'],
    takes: 'nothing',
    description: 'terminal.command.quit',
  },
];

/** Every command of the chat: one an aspect, the bot's own, and the chat's. */
export function commandsOf(knowledge: Knowledge): readonly Command[] {
  const aspects = knowledge.aspects.flatMap(({ id, command }): Command[] =>
    command === undefined
      ? []
      : [
          {
            deed: { do: 'aspect', aspect: id },
            name: command.name,
            names: namesOf(command.name),
            takes: 'topic',
            description: command.description,
          },
        ],
  );
  const own = Object.entries(OWN).map(([id, takes]): Command => {
    const found = knowledge.commands.find((command) => command.id === id);
    const name = found?.name ?? { en: id };
    return {
      deed: { do: id as keyof typeof OWN },
      name,
      names: [...new Set([id, ...namesOf(name)])],
      takes,
      description: id === 'sources' ? 'terminal.command.sources' : (found?.description ?? { en: id }),
    };
  });
  return [...aspects, ...own, ...CHAT];
}

function namesOf({ en, hi, ru }: Translated): string[] {
  return [en, hi, ru].flatMap((name) => (name === undefined ? [] : [name.toLowerCase()]));
}

/** Reads "/delivery s-400"; null where the line is no command. */
export function readOrder(line: string, commands: readonly Command[]): Order | null {
  const read = /^\/\s*(\S+)\s*(.*)$/su.exec(line);
  if (read === null) return line.startsWith('/') ? { known: false, name: '', near: null } : null;
  const [, typed = '', rest = ''] = read;
  const name = typed.toLowerCase();
  const command = commands.find(({ names }) => names.includes(name));
  if (command !== undefined) return { known: true, command, rest: rest.trim() };
  const known = commands.flatMap(({ names }) => names);
  const near = known.find((other) => other.startsWith(name)) ?? nearest(name, known);
  return { known: false, name: typed, near };
}
