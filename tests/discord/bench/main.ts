import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { type Asked, askFor, talkFor } from './load.ts';
import { type Subject, startSubject } from './subject.ts';

/**
 * `npm run bench:discord`: Communiqué beside the least bot that discord.js can be, both on a loopback Discord in this
 * process, each bot in a process of its own. They take turns of a few seconds, so that whatever else the machine does
 * hits both alike.
 */

const USAGE = `Measures the bot under load on a loopback Discord, beside a minimal bot of the same library.

npm run bench:discord -- [--seconds N] [--json]
  --seconds N   how long each bot is asked, in seconds (default 60)
  --json        for programs`;

const QUESTIONS_PER_SECOND = 50;
const TALK_PER_SECOND = 500;
const TURN_SECONDS = 5;
/** Talk costs so little that a single turn tells nothing on a machine with other guests: many short ones do. */
const TALK_TURNS = 24;
const TALK_TURN_SECONDS = 2;
const TARGETS = { p99Ratio: 2, talkRatio: 1.3, idleMib: 60, growthMib: 20 } as const;

interface Measured {
  readonly subject: Subject;
  readonly asked: Asked[];
  /** Processor time for a thousand messages that were not for the bot, in ms, a turn each. */
  readonly talk: number[];
  /** Resident memory before the first question, in MiB. */
  readonly idleMib: number;
  /** After the warm-up, and at the end. */
  readonly memory: { warm: number; end: number };
  /** Processor time for the questions, in ms. */
  askCpuMs: number;
}

const root = new URL('../../../../', import.meta.url);

/** Single questions as people ask them, those that are not answered among them. */
function questionsFor(): readonly string[] {
  const folder = new URL('tests/questions/', root);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => parse(readFileSync(new URL(file, folder), 'utf8')) as readonly Posed[])
    .filter(({ q, after }) => q.length > 0 && q.length <= 1_000 && after === undefined)
    .map(({ q }) => q);
}

interface Posed {
  readonly q: string;
  readonly after?: readonly string[];
}

async function measure(subjects: readonly Subject[], seconds: number): Promise<readonly Measured[]> {
  const questions = questionsFor();
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const measured: Measured[] = [];
  for (const subject of subjects) {
    measured.push({
      subject,
      asked: [],
      talk: [],
      idleMib: await settledMib(subject),
      memory: { warm: 0, end: 0 },
      askCpuMs: 0,
    });
  }
  for (const one of measured) {
    await askFor(one.subject, QUESTIONS_PER_SECOND, Math.min(10, seconds), questions);
    await talkFor(one.subject, TALK_PER_SECOND, Math.min(3, seconds));
    one.memory.warm = await one.subject.memoryMib();
  }
  const turns = Math.max(1, Math.ceil(seconds / TURN_SECONDS));
  for (let turn = 0; turn < turns; turn += 1) {
    // every turn goes on where the last one ended, so that all questions are asked
    const first = turn * TURN_SECONDS * QUESTIONS_PER_SECOND;
    for (const one of inTurn(measured, turn)) {
      const before = await one.subject.cpuMs();
      one.asked.push(await askFor(one.subject, QUESTIONS_PER_SECOND, seconds / turns, questions, first));
      one.askCpuMs += (await one.subject.cpuMs()) - before;
    }
  }
  for (let turn = 0; turn < Math.min(2 * turns, TALK_TURNS); turn += 1) {
    for (const one of inTurn(measured, turn))
      one.talk.push(await talkFor(one.subject, TALK_PER_SECOND, Math.min(TALK_TURN_SECONDS, seconds)));
  }
  for (const one of measured) one.memory.end = await one.subject.memoryMib();
  return measured;
}

/** The least of a few readings: what is freed goes back to the system only by and by. */
async function settledMib(subject: Subject): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let reading = 0; reading < 5; reading += 1) {
    least = Math.min(least, await subject.memoryMib());
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return least;
}

/** Who comes first in one turn comes last in the next: what the one leaves behind meets the other as often. */
function inTurn<T>(all: readonly T[], turn: number): readonly T[] {
  return turn % 2 === 0 ? all : all.toReversed();
}

interface Row {
  readonly name: string;
  readonly questions: number;
  readonly lost: number;
  readonly doubled: number;
  readonly violations: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly cpuMsAQuestion: number;
  readonly cpuMsAThousandOthers: number;
  readonly idleMib: number;
  readonly growthMib: number;
}

function rowOf({ subject, asked, talk, idleMib, memory, askCpuMs }: Measured): Row {
  const latencies = asked.flatMap((one) => one.latencies).sort((a, b) => a - b);
  const questions = asked.reduce((sum, one) => sum + one.latencies.length + one.lost, 0);
  return {
    name: subject.name,
    questions,
    lost: asked.reduce((sum, one) => sum + one.lost, 0),
    doubled: asked.reduce((sum, one) => sum + one.doubled, 0),
    violations: subject.discord.violations.length,
    medianMs: at(latencies, 0.5),
    p99Ms: at(latencies, 0.99),
    cpuMsAQuestion: askCpuMs / questions,
    cpuMsAThousandOthers: at(
      [...talk].sort((a, b) => a - b),
      0.5,
    ),
    idleMib,
    growthMib: memory.end - memory.warm,
  };
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

function report(ours: Row, minimal: Row): { readonly lines: string[]; readonly isMet: boolean } {
  const one = (value: number): string => value.toFixed(1);
  const checks: [string, number, number][] = [
    ['p99, times the minimal bot’s', ours.p99Ms / minimal.p99Ms, TARGETS.p99Ratio],
    [
      'processor time on messages for others, times',
      ours.cpuMsAThousandOthers / minimal.cpuMsAThousandOthers,
      TARGETS.talkRatio,
    ],
    ['memory at idle above the minimal bot’s, MiB', ours.idleMib - minimal.idleMib, TARGETS.idleMib],
    ['memory grown over the run, MiB', ours.growthMib, TARGETS.growthMib],
    ['replies lost', ours.lost, 0],
    ['replies doubled', ours.doubled, 0],
    ['rules of Discord broken', ours.violations, 0],
  ];
  const cells: [string, (row: Row) => string][] = [
    ['questions', ({ questions }) => String(questions)],
    [
      'lost / doubled / rules broken',
      ({ lost, doubled, violations }) => `${lost} / ${doubled} / ${violations}`,
    ],
    ['answer, median ms', ({ medianMs }) => one(medianMs)],
    ['answer, p99 ms', ({ p99Ms }) => one(p99Ms)],
    ['processor ms a question', ({ cpuMsAQuestion }) => cpuMsAQuestion.toFixed(2)],
    ['processor ms a thousand messages for others', ({ cpuMsAThousandOthers }) => one(cpuMsAThousandOthers)],
    ['memory at idle, MiB', ({ idleMib }) => one(idleMib)],
    ['memory grown over the run, MiB', ({ growthMib }) => one(growthMib)],
  ];
  return {
    lines: [
      `${''.padEnd(46)}${ours.name.padStart(14)}${minimal.name.padStart(14)}`,
      ...cells.map(
        ([name, cell]) => `${name.padEnd(46)}${cell(ours).padStart(14)}${cell(minimal).padStart(14)}`,
      ),
      '',
      ...checks.map(([name, value, most]) => {
        const shown = Number.isInteger(value) ? String(value) : value.toFixed(2);
        return `${value <= most ? 'met   ' : 'MISSED'} ${name.padEnd(46)}${shown.padStart(8)}  at most ${most}`;
      }),
    ],
    isMet: checks.every(([, value, most]) => value <= most),
  };
}

/** Runs the benchmark; resolves to the exit code: 0 where all targets are met, 1 otherwise, 2 for bad usage. */
export async function main(args: readonly string[]): Promise<number> {
  let seconds: number;
  let json: boolean;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { seconds: { type: 'string', default: '60' }, json: { type: 'boolean', default: false } },
    });
    seconds = Number(values.seconds);
    json = values.json;
    if (!(seconds >= 1 && seconds <= 3_600)) throw new Error('--seconds takes a number from 1 to 3600');
  } catch (error) {
    console.error(`bench:discord: ${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  const scripts: [string, URL][] = [
    ['Communiqué', new URL('dist/main.js', root)],
    ['minimal bot', new URL('./minimal-bot.js', import.meta.url)],
  ];
  const subjects: Subject[] = [];
  try {
    for (const [name, script] of scripts) subjects.push(await startSubject(name, script.pathname));
    const [ours, minimal] = (await measure(subjects, seconds)).map(rowOf);
    if (ours === undefined || minimal === undefined) throw new Error('there is nothing to compare');
    const { lines, isMet } = report(ours, minimal);
    console.log(json ? JSON.stringify({ seconds, communique: ours, minimal }, null, 2) : lines.join('\n'));
    return isMet ? 0 : 1;
  } finally {
    await Promise.all(subjects.map((subject) => subject.stop()));
  }
}
