import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BASELINES, communique, type Maker } from '../evaluation/intent-guessers.ts';
import {
  BadIntentSet,
  figuresOf,
  guessAll,
  type IntentFigures,
  intentsOf,
  type Labelled,
  parseIntents,
  split,
} from '../evaluation/intents.ts';
import { table } from '../evaluation/report.ts';
import { median } from '../evaluation/statistics.ts';
import { today } from '../today.ts';
import { BadUsage, readKnowledge, runCommand } from './evaluation/input.ts';

const USAGE = `Measures the engine on a public set of questions and intents, beside search libraries.

npm run evaluate:intents -- DIR [options]
  DIR          holds train.jsonl, test.jsonl and, if there is one, valid.jsonl; a line is
               {"text": "…", "intent": "…"}, intent null where the text is out of scope
  --sample N   ask slow baselines only so many texts, taken at random (default 200; 0: all)
  --quick      without the baselines
  --json       for programs`;

/** Where there are no validation texts, this share of the training texts serves to choose the threshold by. */
const VALIDATION_SHARE = 0.2;

interface Row extends IntentFigures {
  readonly name: string;
  /** Test texts that were asked: all of them, or a sample where the guesser is slow. */
  readonly asked: number;
  /** Milliseconds to build and train it. */
  readonly buildMs: number;
  readonly medianMs: number;
}

interface Sets {
  readonly train: readonly Labelled[];
  readonly test: readonly Labelled[];
  readonly validation: readonly Labelled[];
  /** What to train on while the threshold is chosen: `train`, unless the validation texts are taken from it. */
  readonly trainForValidation: readonly Labelled[];
}

interface About {
  readonly intents: number;
  readonly train: number;
  readonly validation: number;
  readonly validationFrom: 'valid.jsonl' | 'train.jsonl';
  readonly test: number;
  readonly testOutOfScope: number;
}

await runCommand('evaluate:intents', async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      sample: { type: 'string', default: '200' },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  const [dir, more] = positionals;
  if (dir === undefined || more !== undefined) throw new BadUsage(`give one folder\n\n${USAGE}`);
  if (!/^\d+$/.test(values.sample)) throw new BadUsage('--sample must be a number of texts');
  const sample = Number(values.sample);
  const sets = readSets(dir);
  const frame = await readKnowledge();

  const own: Maker = { slow: false, make: (training) => communique(training, frame, today()) };
  const makers = [own, ...(values.quick ? [] : BASELINES)];
  const rows = makers.map((maker) => measure(maker, sets, maker.slow ? sample : 0));
  const about: About = {
    intents: intentsOf(sets.train).length,
    train: sets.train.length,
    validation: sets.validation.length,
    validationFrom: sets.trainForValidation === sets.train ? 'valid.jsonl' : 'train.jsonl',
    test: sets.test.length,
    testOutOfScope: sets.test.filter(({ intent }) => intent === null).length,
  };
  const [first, ...baselines] = rows;
  console.log(
    values.json ? JSON.stringify({ ...about, ...first, baselines }, null, 1) : inWords(about, rows),
  );
});

function readSets(dir: string): Sets {
  const read = (name: string): Labelled[] => {
    const path = join(dir, name);
    let content: string;
    try {
      content = readFileSync(path, 'utf8');
    } catch {
      throw new BadUsage(`${path}: cannot be read; the folder must hold train.jsonl and test.jsonl`);
    }
    const texts = parseIntents(path, content);
    if (texts.length === 0) throw new BadIntentSet(`${path}: holds no texts`);
    return texts;
  };
  const train = read('train.jsonl');
  const test = read('test.jsonl');
  if (intentsOf(train).length < 2) throw new BadUsage(`${dir}: train.jsonl must hold at least two intents`);
  if (existsSync(join(dir, 'valid.jsonl')))
    return { train, test, validation: read('valid.jsonl'), trainForValidation: train };
  const [validation, trainForValidation] = split(train, VALIDATION_SHARE);
  return { train, test, validation, trainForValidation };
}

/** `sample` 0 asks everything. */
function measure({ make }: Maker, sets: Sets, sample: number): Row {
  const some = (texts: readonly Labelled[]): readonly Labelled[] =>
    sample === 0 || texts.length <= sample ? texts : split(texts, sample / texts.length)[0];
  const start = performance.now();
  const guesser = make(sets.train);
  const buildMs = Math.round(performance.now() - start);
  const forValidation = sets.trainForValidation === sets.train ? guesser : make(sets.trainForValidation);
  const validation = guessAll(some(sets.validation), (text) => forValidation.guess(text));
  const times: number[] = [];
  const test = guessAll(some(sets.test), (text) => {
    const asked = performance.now();
    const guess = guesser.guess(text);
    times.push(performance.now() - asked);
    return guess;
  });
  const { name } = guesser;
  return { name, ...figuresOf(validation, test), asked: test.length, buildMs, medianMs: median(times) };
}

function inWords(about: About, rows: readonly Row[]): string {
  const percent = (share: number | null): string => (share === null ? '–' : (100 * share).toFixed(1));
  return [
    `${about.intents} intents; ${about.train} texts to train on, ${about.validation} to choose the threshold by (from ${about.validationFrom}), ${about.test} to test on, ${about.testOutOfScope} of them out of scope.`,
    '',
    table(
      [
        'in %',
        'accuracy, no threshold',
        'AUROC',
        'accuracy at threshold',
        'out-of-scope recall',
        'texts asked',
        'build ms',
        'median ms',
      ],
      rows.map((row) => [
        row.name,
        percent(row.accuracy),
        percent(row.auroc),
        percent(row.accuracyAtThreshold),
        percent(row.outOfScopeRecall),
        String(row.asked),
        String(row.buildMs),
        row.medianMs.toFixed(2),
      ]),
    ),
    ...(rows.some(({ asked }) => asked < about.test)
      ? [
          '',
          'Where fewer texts were asked, they are a random sample: that library is slow. --sample 0 asks them all.',
        ]
      : []),
  ].join('\n');
}
