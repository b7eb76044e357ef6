import type { Engine } from '../engine.ts';
import type { Command } from './commands.ts';
import { namesOf } from './topics.ts';

/** What could stand in place of `typed`, the end of the line. */
export type Completion = [candidates: string[], typed: string];

const MOST = 12;
/** Names have at most this many words that are worth looking back for. */
const MOST_WORDS = 4;

/** Completes commands after a stroke, topics after a command, and the names of topics in a question. */
export function complete(line: string, engine: Engine, commands: readonly Command[]): Completion {
  const command = /^\/(\S*)$/u.exec(line)?.[1];
  if (command !== undefined) return completeCommand(command, commands);
  const argument = /^\/(\S+)\s+(.*)$/su.exec(line);
  if (argument !== null) {
    const [, name = '', typed = ''] = argument;
    const takes = commands.find(({ names }) => names.includes(name.toLowerCase()))?.takes;
    if (takes === 'nothing' || takes === undefined) return [[], line];
    if (takes === 'topic') return completeTopic(typed, engine);
    if (takes === 'topics') return completeTopic(/[^,;]*$/.exec(typed)?.[0].trimStart() ?? '', engine);
  }
  return completeName(line, engine);
}

function completeCommand(typed: string, commands: readonly Command[]): Completion {
  const begun = typed.toLowerCase();
  const found = commands.flatMap(({ name, names, takes }) => {
    const match = [name.en, ...names].find((other) => other.startsWith(begun));
    return match === undefined ? [] : [`/${match}${takes === 'nothing' ? '' : ' '}`];
  });
  return [found, `/${typed}`];
}

/** The whole of `typed` is a topic begun; where none begins so, the engine knows which may be meant. */
function completeTopic(typed: string, engine: Engine): Completion {
  const found = engine.suggest(typed, MOST);
  const begun = found.flatMap((topic) => nameBegunWith(typed, namesOf(topic)) ?? []);
  return [begun.length > 0 ? begun : found.map(({ id }) => id), typed];
}

/** In a question the last words may begin a name; they are never mended, since they may be anything else. */
function completeName(line: string, engine: Engine): Completion {
  const words = [...line.matchAll(/\S+/gu)].slice(-MOST_WORDS);
  for (const { index } of words) {
    const typed = line.slice(index);
    if (typed.length < 2 || typed.endsWith(' ')) continue;
    const found = engine.knowledge.topics.flatMap((topic) => nameBegunWith(typed, namesOf(topic)) ?? []);
    if (found.length > 0) return [found.slice(0, MOST), typed];
  }
  return [[], line];
}

function nameBegunWith(typed: string, names: readonly string[]): string | null {
  const begun = typed.toLowerCase();
  return names.find((name) => name.toLowerCase().startsWith(begun)) ?? null;
}
