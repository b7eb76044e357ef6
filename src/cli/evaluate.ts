import { parseArgs } from 'node:util';
import { KNOBS } from '../answering/decide.ts';
import { type Prepared, prepareEngine } from '../engine.ts';
import { askAll, askEngine, type Outcome, type Posed } from '../evaluation/ask.ts';
import {
  type Baseline,
  bestThreshold,
  entriesOf,
  miniSearch,
  plainFuse,
  replyFrom,
  tokenFuse,
} from '../evaluation/baselines.ts';
import { buildDesignatorCheck, type DesignatorCheck } from '../evaluation/designators.ts';
import { grid, type Setting } from '../evaluation/knobs.ts';
import { listOutcomes, type Measured, report, reportKnobs } from '../evaluation/report.ts';
import { summarise } from '../evaluation/summary.ts';
import { misspell } from '../evaluation/typos.ts';
import { shippedFolder } from '../knowledge/folder.ts';
import type { Knowledge } from '../knowledge/schema.ts';
import { today } from '../today.ts';
import {
  BadUsage,
  oneOf,
  readEngine,
  readKnowledge,
  readQuestionSets,
  runCommand,
} from './evaluation/input.ts';

const USAGE = `Asks the question sets and says how many answers were right.

npm run evaluate -- [options]
  --questions DIR   folder of question sets (default tests/questions)
  --knowledge DIR   folder of knowledge (default knowledge)
  --today DATE      what counts as today, as 2026-11-22 (default: the clock)
  --tag TAG         only questions of this tag; may be given again
  --lang LANGUAGE   only questions in this language; may be given again
  --half 0|1        only every second question, to tune on one half and look at the other
  --typos 1|2       put so many typing errors into every question
  --show wrong|all  list the questions that went wrong, or all, with what was shown
  --quick           without the baselines and without trying other settings of the knobs
  --knobs           try them even so
  --json            for programs`;

/** The same errors at every run, so that two runs differ by the engine alone. */
const TYPO_SEED = 20181005;

await runCommand('evaluate', async () => {
  const options = readOptions();
  if (options === null) {
    console.log(USAGE);
    return;
  }
  const items = readQuestionSets(options.questions).filter(
    (item, i) =>
      (options.tags.length === 0 || options.tags.includes(item.tag)) &&
      (options.languages.length === 0 || options.languages.includes(item.lang)) &&
      (options.half === null || i % 2 === options.half),
  );
  if (items.length === 0) throw new BadUsage('no question is left to ask; look at --tag, --lang and --half');
  const posed = items.map(
    (item): Posed => ({
      item,
      text: options.typos === 0 ? item.q : misspell(item.q, options.typos, TYPO_SEED),
    }),
  );
  const engine = await readEngine(options.knowledge, options.today);
  const knowledge = await readKnowledge(options.knowledge);
  const designators = buildDesignatorCheck(knowledge);
  const outcomes = askEngine(engine, posed, options.today, designators);
  const measured: Measured = { name: 'Communiqué', summary: summarise(outcomes) };
  const baselines = options.quick ? [] : measureBaselines(knowledge, posed, designators);
  const settings = options.knobs ? tryKnobs(prepareEngine(knowledge), posed, options.today, designators) : [];
  const listed =
    options.show === 'all'
      ? outcomes
      : options.show === 'wrong'
        ? outcomes.filter(({ judgement }) => judgement.result !== 'right')
        : [];
  if (options.json) {
    console.log(
      JSON.stringify(
        {
          measured: asJson(measured),
          baselines: baselines.map(asJson),
          knobs: settings,
          listed: listed.map(outcomeJson),
        },
        null,
        1,
      ),
    );
    return;
  }
  if (listed.length > 0) console.log(`${listOutcomes(listed)}\n`);
  console.log(report(measured, baselines));
  if (settings.length > 0) console.log(`\n${reportKnobs(settings, KNOBS)}`);
});

function tryKnobs(
  prepared: Prepared,
  posed: readonly Posed[],
  day: string,
  designators: DesignatorCheck,
): Setting[] {
  return grid(KNOBS).map((knobs) => ({
    knobs,
    results: askEngine(prepared.withKnobs(knobs), posed, day, designators).map(
      ({ judgement }) => judgement.result,
    ),
  }));
}

function measureBaselines(
  knowledge: Knowledge,
  posed: readonly Posed[],
  designators: DesignatorCheck,
): Measured[] {
  const entries = entriesOf(knowledge);
  const items = posed.map(({ item }) => item);
  return [plainFuse(entries), tokenFuse(entries), miniSearch(entries)].map((baseline: Baseline) => {
    const hits = new Map(posed.map(({ text }) => [text, baseline.search(text)]));
    const threshold = bestThreshold(
      items,
      posed.map(({ text }) => hits.get(text) ?? []),
    );
    const outcomes = askAll(posed, (text) => replyFrom(hits.get(text) ?? [], threshold), designators);
    return { name: baseline.name, summary: summarise(outcomes) };
  });
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      questions: { type: 'string', default: 'tests/questions' },
      knowledge: { type: 'string', default: shippedFolder },
      today: { type: 'string', default: today() },
      tag: { type: 'string', multiple: true, default: [] },
      lang: { type: 'string', multiple: true, default: [] },
      half: { type: 'string' },
      typos: { type: 'string', default: '0' },
      show: { type: 'string', default: 'none' },
      quick: { type: 'boolean', default: false },
      knobs: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  if (!/^\d{4}-\d\d-\d\d$/.test(values.today)) throw new BadUsage('--today must be a day such as 2026-11-22');
  const half = values.half === undefined ? null : Number(oneOf('--half', values.half, ['0', '1']));
  return {
    questions: values.questions,
    knowledge: values.knowledge,
    today: values.today,
    tags: values.tag,
    languages: values.lang,
    half,
    typos: Number(oneOf('--typos', values.typos, ['0', '1', '2'])),
    show: oneOf('--show', values.show, ['none', 'wrong', 'all']),
    quick: values.quick,
    knobs: values.knobs || !values.quick,
    json: values.json,
  };
}

function asJson({ name, summary }: Measured): object {
  return {
    name,
    ...summary,
    byTag: Object.fromEntries(summary.byTag),
    byLanguage: Object.fromEntries(summary.byLanguage),
  };
}

function outcomeJson({ item, text, reply, judgement, firstTwo, crossed }: Outcome): object {
  return {
    place: item.place,
    tag: item.tag,
    lang: item.lang,
    after: item.after,
    q: text,
    ...judgement,
    firstTwo,
    crossed,
    reply,
  };
}
