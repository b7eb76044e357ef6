import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../engine.ts';
import { BadIntentSet } from '../../evaluation/intents.ts';
import { BadQuestionSet, type Item, parseQuestionSet } from '../../evaluation/sets.ts';
import type { Fault } from '../../knowledge/findings.ts';
import { shippedFolder } from '../../knowledge/folder.ts';
import type { Knowledge } from '../../knowledge/schema.ts';
import { openKnowledge } from '../../knowledge/snapshot.ts';
import { openEngine } from '../../open-engine.ts';

/** What the evaluating commands share: reading their input, and saying what is wrong with it. */

/** Something the person who typed the command can put right; `message` says how. */
export class BadUsage extends Error {
  override readonly name = 'BadUsage';
}

/** The question sets of a folder, in the order of their names. Throws `BadUsage` or `BadQuestionSet`. */
export function readQuestionSets(dir: string): Item[] {
  let names: string[];
  try {
    names = readdirSync(dir)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort();
  } catch {
    throw new BadUsage(`${dir}: there is no such folder, or it cannot be read; --questions names one`);
  }
  if (names.length === 0) throw new BadUsage(`${dir}: holds no question sets (files that end in .yaml)`);
  return names.flatMap((name) => parseQuestionSet(join(dir, name), readFileSync(join(dir, name), 'utf8')));
}

/** The knowledge of a folder; throws `BadUsage` where it is broken. */
export async function readKnowledge(dir: string = shippedFolder): Promise<Knowledge> {
  const opened = await openKnowledge(dir);
  if (!opened.ok) throw broken(dir, opened.faults);
  return opened.knowledge();
}

/** The engine on the knowledge of a folder, as it is on that day; throws `BadUsage` where the knowledge is broken. */
export async function readEngine(dir: string, day: string): Promise<Engine> {
  const opened = await openEngine(dir, day);
  if (!opened.ok) throw broken(dir, opened.faults);
  return opened.engine;
}

function broken(dir: string, faults: readonly Fault[]): BadUsage {
  const [first] = faults;
  return new BadUsage(
    `${dir}: the knowledge has faults, ${faults.length} of them; npm run knowledge:check says how to mend them` +
      (first === undefined ? '' : ` (the first: ${first.file}:${first.line})`),
  );
}

/** Throws `BadUsage` unless the value of an option is one of those allowed. */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new BadUsage(`${option} must be ${allowed.join(' or ')}, not "${value}"`);
  return found;
}

/** Runs a command; what its user can mend becomes one line on standard error and exit code 2. */
export async function runCommand(name: string, command: () => void | Promise<void>): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // who reads has seen enough (`| head`)
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  try {
    await command();
  } catch (error) {
    if (!isMendable(error)) throw error;
    console.error(`${name}: ${error.message}`);
    process.exitCode = 2;
  }
}

function isMendable(error: unknown): error is Error {
  if (error instanceof BadUsage || error instanceof BadQuestionSet || error instanceof BadIntentSet)
    return true;
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
