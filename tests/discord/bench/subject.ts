import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ChannelRecord, LoopbackEvent, Person } from '../../loopback/index.ts';
import { LoopbackDiscord } from '../../loopback/index.ts';
import type { Wanted } from './reporter.ts';

/** A bot in a process of its own, with a Discord of its own. */
export interface Subject {
  readonly name: string;
  readonly discord: LoopbackDiscord;
  readonly people: readonly Person[];
  readonly rooms: readonly ChannelRecord[];
  /** Milliseconds of processor time since its start. */
  cpuMs(): Promise<number>;
  /** Resident memory in MiB, after a collection of garbage. */
  memoryMib(): Promise<number>;
  stop(): Promise<void>;
}

const PEOPLE = 400;
const ROOMS = 20;

/**
 * Starts a bot and waits until it is ready and has registered `/ask`.
 *
 * @param script the compiled program to run.
 */
export async function startSubject(name: string, script: string): Promise<Subject> {
  const discord = await LoopbackDiscord.start({ history: 20_000 });
  const people = Array.from({ length: PEOPLE }, (_, i) => discord.user(`person ${i}`));
  const guild = discord.guild('a server', { members: people });
  const rooms = Array.from({ length: ROOMS }, (_, i) => guild.channel(`room-${i}`));
  const reporter = new URL('./reporter.js', import.meta.url).href;
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['--expose-gc', '--import', reporter, script], {
    env: { PATH, HOME, ...discord.environment },
    // its log is written as in earnest, and goes nowhere
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`${name} ended by itself with code ${code}`);
  });
  died.catch(() => {});
  await Promise.race([discord.connected(1, 120_000).then(() => discord.registered(['ask'], 120_000)), died]);
  return {
    name,
    discord,
    people,
    rooms,
    cpuMs: () => Promise.race([report(child, 'cpu'), died]),
    memoryMib: () => Promise.race([report(child, 'memory'), died]),
    async stop() {
      child.removeAllListeners('exit');
      child.kill('SIGKILL');
      await discord.stop();
    },
  };
}

async function report(child: ChildProcess, wanted: Wanted): Promise<number> {
  child.send(wanted);
  const [value] = (await once(child, 'message')) as [number];
  return value;
}

/** One question by somebody somewhere: in turn a mention and a slash command. */
export function ask({ people, rooms }: Subject, count: number, question: string): LoopbackEvent {
  const person = people[count % people.length];
  const room = rooms[count % rooms.length];
  if (person === undefined || room === undefined) throw new Error('nobody is there');
  return count % 2 === 0
    ? person.says(room, question, { mention: true })
    : person.slash(room, 'ask', { question });
}

/** Talk that is not for the bot. */
export function chat({ people, rooms }: Subject, count: number): LoopbackEvent {
  const person = people[(count * 7) % people.length];
  const room = rooms[count % rooms.length];
  if (person === undefined || room === undefined) throw new Error('nobody is there');
  return person.says(room, `did you see the match on channel ${count % 9}? I will be there at ${count % 12}`);
}
