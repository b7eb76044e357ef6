import { parseArgs } from 'node:util';
import type { Context } from '../answering/answer.ts';
import { createEngine, type Engine, type Work } from '../engine.ts';
import { askEngine } from '../evaluation/ask.ts';
import { entriesOf, miniSearch, plainFuse, tokenFuse } from '../evaluation/baselines.ts';
import { buildDesignatorCheck } from '../evaluation/designators.ts';
import { enlarge } from '../evaluation/enlarge.ts';
import { hostileTexts } from '../evaluation/hostile.ts';
import { percent, table } from '../evaluation/report.ts';
import type { Item } from '../evaluation/sets.ts';
import { type Share, tally } from '../evaluation/summary.ts';
import { type Times, timeEach, timesOf } from '../evaluation/timing.ts';
import { misspell } from '../evaluation/typos.ts';
import { shippedFolder } from '../knowledge/folder.ts';
import type { Knowledge } from '../knowledge/schema.ts';
import { today } from '../today.ts';
import { readKnowledge, readQuestionSets, runCommand } from './evaluation/input.ts';
import { type Start, timeStarts } from './evaluation/starts.ts';

const USAGE = `Measures how long answers take, beside search libraries, and how that grows.

npm run bench -- [options]
  --questions DIR   folder of question sets (default tests/questions)
  --knowledge DIR   folder of knowledge (default knowledge)
  --quick           every tenth question, and up to ten times the knowledge
  --json            for programs`;

/** What the figures are held to; milliseconds, or times as much. */
const TARGETS = { median: 1, p99: 5, growth: 10, hostile: 20, start: 600 } as const;
/** How often each question and each hostile text is asked. */
const ROUNDS = 3;
const HOSTILE_ROUNDS = 40;
/** Questions that are asked before the clock runs: a minute of them at 50 a second. */
const SETTLED = 3000;

interface Timed {
  readonly name: string;
  readonly times: Times;
}

interface Size {
  readonly times: number;
  readonly facts: number;
  /** Milliseconds to build all indexes, the classifier being trained before. */
  readonly buildMs: number;
  /** Memory that the engine and the copies keep beside the original knowledge, in MB; null where node runs without --expose-gc. */
  readonly heapMb: number | null;
  readonly asked: Times;
  readonly right: Share;
}

interface Bench {
  readonly questions: number;
  readonly facts: number;
  readonly trainMs: number;
  readonly answerers: readonly Timed[];
  readonly sizes: readonly Size[];
  readonly hostile: readonly Timed[];
  readonly starts: readonly Start[];
}

/** How long questions take in a bot that has been up for a minute; `posed` tells how each round asks them. */
function settledTimes(
  engine: Engine,
  questions: readonly Ready[],
  posed: (question: Ready, round: number) => Ready = (question) => question,
): Times {
  for (let asked = 0; asked < SETTLED; asked += questions.length) {
    for (const question of questions) ask(engine, question);
  }
  const rounds = Array.from({ length: ROUNDS }, (_, round) => questions.map((each) => posed(each, round)));
  return timesOf(timeEach(rounds.flat(), 1, (question) => ask(engine, question)));
}

/** With an error that no round before had: what was looked up for the words before does not serve. */
function misspelt({ text, context }: Ready, round: number): Ready {
  return { text: misspell(text, 1, round), context };
}

/** A question with the context that the ones before it leave. */
interface Ready {
  readonly text: string;
  readonly context: Context | null;
}

await runCommand('bench', async () => {
  const { values } = parseArgs({
    options: {
      questions: { type: 'string', default: 'tests/questions' },
      knowledge: { type: 'string', default: shippedFolder },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  const knowledge = await readKnowledge(values.knowledge);
  const items = readQuestionSets(values.questions).filter((_, i) => !values.quick || i % 10 === 0);

  const start = performance.now();
  const work = createEngine(knowledge).work();
  const trainMs = performance.now() - start;
  const engine = createEngine(knowledge, work);
  const questions = readyFor(engine, items);
  const bench: Bench = {
    questions: items.length,
    facts: knowledge.topics.reduce((sum, { facts }) => sum + facts.length, 0),
    trainMs,
    answerers: [
      { name: 'Communiqué', times: settledTimes(engine, questions) },
      { name: 'Communiqué, each question newly misspelt', times: settledTimes(engine, questions, misspelt) },
      ...[plainFuse, tokenFuse, miniSearch].map((build): Timed => {
        const { name, search } = build(entriesOf(knowledge));
        return { name, times: timesOf(timeEach(questions, 1, ({ text }) => search(text))) };
      }),
    ],
    hostile: hostileTexts(knowledge).map(
      ({ name, text }): Timed => ({
        name,
        times: timesOf(
          timeEach([{ text, context: null }], HOSTILE_ROUNDS, (question) => ask(engine, question)),
        ),
      }),
    ),
    starts: timeStarts(values.knowledge),
    // last, since what they leave behind would slow the others down
    sizes: (values.quick ? [1, 10] : [1, 10, 100]).map((times) =>
      measureSize(knowledge, times, work, items, questions),
    ),
  };
  console.log(values.json ? JSON.stringify(bench, null, 1) : inWords(bench));
});

function ask(engine: Engine, { text, context }: Ready): unknown {
  return engine.answer({ text, today: today(), context });
}

function readyFor(engine: Engine, items: readonly Item[]): Ready[] {
  return items.map(({ q, after }) => {
    let context: Context | null = null;
    for (const text of after) context = engine.answer({ text, today: today(), context }).context ?? context;
    return { text: q, context };
  });
}

function measureSize(
  knowledge: Knowledge,
  times: number,
  work: Work,
  items: readonly Item[],
  ready: readonly Ready[],
): Size {
  const heapBefore = heapMb();
  const large = enlarge(knowledge, times);
  const start = performance.now();
  const engine = createEngine(large, { model: work.model });
  const buildMs = performance.now() - start;
  const heap = heapMb();
  const asked = settledTimes(engine, ready);
  const posed = items.map((item) => ({ item, text: item.q }));
  const { questions, right } = tally(askEngine(engine, posed, today(), buildDesignatorCheck(knowledge)));
  return {
    times,
    facts: large.topics.reduce((sum, { facts }) => sum + facts.length, 0),
    buildMs,
    heapMb: heap === null || heapBefore === null ? null : heap - heapBefore,
    asked,
    right: { count: right, of: questions },
  };
}

function heapMb(): number | null {
  if (globalThis.gc === undefined) return null;
  globalThis.gc();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

function inWords({ questions, facts, trainMs, answerers, sizes, hostile, starts }: Bench): string {
  const ms = (time: number): string => (time < 10 ? time.toFixed(2) : time.toFixed(0));
  const [own] = answerers;
  const ownMedian = own?.times.median ?? 0;
  return [
    `${questions} questions, ${facts} facts, one run on Node ${process.versions.node}. Times in milliseconds.`,
    '',
    table(
      ['a question', 'median', 'p99', 'median, times Communiqué'],
      answerers.map(({ name, times }) => [
        name,
        ms(times.median),
        ms(times.p99),
        (times.median / ownMedian).toFixed(1),
      ]),
    ),
    '',
    `Training the classifier and building all indexes: ${trainMs.toFixed(0)} ms; the trained classifier is kept for the next start.`,
    '',
    table(
      ['knowledge', 'facts', 'build', 'heap MB', 'median', 'p99', 'right'],
      sizes.map((size) => [
        `${size.times}x`,
        String(size.facts),
        size.buildMs.toFixed(0),
        size.heapMb?.toFixed(0) ?? '–',
        ms(size.asked.median),
        ms(size.asked.p99),
        percent(size.right),
      ]),
    ),
    '',
    table(
      ['6,000 characters of', 'median', 'p99', 'max'],
      hostile.map(({ name, times }) => [name, ms(times.median), ms(times.p99), ms(times.max)]),
    ),
    '',
    table(
      ['from start to first answer', 'runs', 'median', 'max'],
      starts.map(({ name, times, runs }) => [
        name,
        String(runs),
        times.median.toFixed(0),
        times.max.toFixed(0),
      ]),
    ),
    '',
    ...targets({ answerers, sizes, hostile, starts }).map(
      ({ what, held, figure }) => `- ${held ? 'held' : '**not held**'}: ${what} (${figure})`,
    ),
  ].join('\n');
}

interface Target {
  readonly what: string;
  readonly held: boolean;
  readonly figure: string;
}

function targets({
  answerers,
  sizes,
  hostile,
  starts,
}: Pick<Bench, 'answerers' | 'sizes' | 'hostile' | 'starts'>): Target[] {
  const below = (what: string, figure: number, limit: number, unit: string): Target => ({
    what,
    held: figure < limit,
    figure: `${figure < 10 ? figure.toFixed(2) : figure.toFixed(0)} ${unit}`,
  });
  const [own, , fuse] = answerers.map(({ times }) => times.median);
  const [smallest, largest] = [sizes[0], sizes.at(-1)];
  const growth = (largest?.asked.median ?? 0) / (smallest?.asked.median ?? 1);
  return [
    below(`median under ${TARGETS.median} ms`, own ?? 0, TARGETS.median, 'ms'),
    below(`p99 under ${TARGETS.p99} ms`, answerers[0]?.times.p99 ?? 0, TARGETS.p99, 'ms'),
    below(
      `with ${largest?.times ?? 1} times the knowledge at most ${TARGETS.growth} times slower`,
      growth,
      TARGETS.growth,
      'times',
    ),
    below(
      `hostile input under ${TARGETS.hostile} ms`,
      Math.max(...hostile.map(({ times }) => times.max)),
      TARGETS.hostile,
      'ms',
    ),
    // npm's own start and the first training are told beside it
    ...starts
      .slice(0, 1)
      .map(({ name, times }) =>
        below(`first answer in under ${TARGETS.start} ms, ${name}`, times.median, TARGETS.start, 'ms'),
      ),
    below('faster than plain fuse.js', (own ?? 0) / (fuse ?? 1), 1, 'times its time'),
  ];
}
