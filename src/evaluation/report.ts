import type { Knobs } from '../answering/decide.ts';
import type { Outcome } from './ask.ts';
import type { Result } from './judge.ts';
import { bestSetting, crossValidate, isSame, type Setting, WRONG_COSTS } from './knobs.ts';
import type { Share, Summary, Tally } from './summary.ts';

/** Somebody who answered the questions, and how that went. */
export interface Measured {
  readonly name: string;
  readonly summary: Summary;
}

/** Everything as Markdown: tables by tag, language and in all, then the figures around them. */
export function report({ name, summary }: Measured, baselines: readonly Measured[]): string {
  const head = [
    'questions',
    'n',
    'right',
    'asked back',
    'abstained',
    'wrong',
    ...baselines.map((baseline) => `${baseline.name}: right / wrong`),
  ];
  const row = (label: string, tallied: Tally, pick: (summary: Summary) => Tally | undefined): string[] => [
    label,
    String(tallied.questions),
    ...[tallied.right, tallied.asked, tallied.abstained, tallied.wrong].map((count) =>
      withPercent({ count, of: tallied.questions }),
    ),
    ...baselines.map((baseline) => {
      const theirs = pick(baseline.summary);
      return theirs === undefined
        ? ''
        : `${percent({ count: theirs.right, of: theirs.questions })} / ${percent({ count: theirs.wrong, of: theirs.questions })}`;
    }),
  ];
  const { firstTwo, shown, answeredWhereNot, verdicts, crossed } = summary;
  return [
    `## ${name}`,
    '',
    table(head, [
      ...[...summary.byTag].map(([tag, tallied]) => row(tag, tallied, ({ byTag }) => byTag.get(tag))),
      ...[...summary.byLanguage].map(([lang, tallied]) =>
        row(`language: ${lang}`, tallied, ({ byLanguage }) => byLanguage.get(lang)),
      ),
      row('**all**', summary.all, ({ all }) => all),
    ]),
    '',
    table(
      ['beside that', name, ...baselines.map((baseline) => baseline.name)],
      beside([summary, ...baselines.map((baseline) => baseline.summary)]),
    ),
    '',
    `Facts an answer shows: median ${shown.median}, p90 ${shown.p90}.`,
    `What was asked stands in the first two facts: ${withPercent(firstTwo.ofRight)} of right answers, ${withPercent(firstTwo.ofAll)} of all that should be answered.`,
    `Answered where it must not be: ${withPercent(answeredWhereNot)}.`,
    `Claims with the right verdict: ${withPercent(verdicts)}.`,
    `Digits crossed: ${crossed.length}.`,
    ...crossed.map(({ place, question, designator }) => `  ${place}: "${question}" (${designator})`),
    '',
    table(
      ['confidence', 'answers given', 'right'],
      summary.reliability
        .filter(({ given }) => given > 0)
        .map(({ from, to, given, right }) => [
          `${from.toFixed(1)} to ${to.toFixed(1)}`,
          String(given),
          withPercent({ count: right, of: given }),
        ]),
    ),
    '',
    `Expected calibration error: ${(100 * summary.calibrationError).toFixed(1)} points.`,
  ].join('\n');
}

function beside(summaries: readonly Summary[]): string[][] {
  const line = (label: string, of: (summary: Summary) => string): string[] => [label, ...summaries.map(of)];
  return [
    line('facts shown, median / p90', ({ shown }) => `${shown.median} / ${shown.p90}`),
    line('asked for in the first two, of all that should be answered', ({ firstTwo }) =>
      percent(firstTwo.ofAll),
    ),
    line('answered where it must not be', ({ answeredWhereNot }) => percent(answeredWhereNot)),
    line('digits crossed', ({ crossed }) => String(crossed.length)),
  ];
}

/** What the two knobs do, and what they would be set to without the questions that they are then tried on. */
export function reportKnobs(settings: readonly Setting[], inUse: Knobs): string {
  const row = (label: string, results: readonly Result[]): string[] => [
    label,
    ...(['right', 'asked', 'abstained', 'wrong'] as const).map((wanted) =>
      withPercent({ count: results.filter((result) => result === wanted).length, of: results.length }),
    ),
  ];
  const head = ['right', 'asked back', 'abstained', 'wrong'];
  const best = bestSetting(settings, inUse);
  const used = settings.find(({ knobs }) => isSame(knobs, inUse));
  const fitted = [2, 5].map((folds) => crossValidate(settings, inUse, folds));
  return [
    '## The two knobs',
    '',
    table(
      ['weak, close', ...head],
      settings.map(({ knobs, results }) => row(inWords(knobs), results)),
    ),
    '',
    table(
      [`chosen by right answers less ${WRONG_COSTS} times the wrong ones`, ...head],
      [
        ...(used === undefined ? [] : [row(`in use: ${inWords(inUse)}`, used.results)]),
        ...(best === null ? [] : [row(`best on all questions: ${inWords(best.knobs)}`, best.results)]),
        ...fitted.map(({ folds, chosen, results }) =>
          row(`cross-validated, ${folds} parts: ${[...new Set(chosen.map(inWords))].join(' or ')}`, results),
        ),
      ],
    ),
  ].join('\n');
}

function inWords({ weak, close }: Knobs): string {
  return `${weak.toFixed(2)}, ${close.toFixed(2)}`;
}

/** One block a question: what came out, why it is not right, and what was shown. */
export function listOutcomes(outcomes: readonly Outcome[]): string {
  return outcomes
    .map(({ item, text, reply, judgement, firstTwo }) =>
      [
        `${judgement.result.padEnd(9)} ${item.place} [${item.tag} ${item.lang}] ${[...item.after, text].join(' » ')}`,
        ...(judgement.because === '' ? [] : [`          ${judgement.because}`]),
        ...(firstTwo === false && judgement.result === 'right' && reply.kind === 'answered'
          ? ['          right, but what was asked stands below the first two facts']
          : []),
        `          ${reply.kind} ${reply.confidence.toFixed(2)} ${reply.topics.join(' ')} | ${reply.aspects.join(' ')}`,
        ...reply.texts.map((shownText) => `          - ${clipped(shownText)}`),
      ].join('\n'),
    )
    .join('\n');
}

function clipped(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`;
}

export function percent({ count, of }: Share): string {
  return of === 0 ? '–' : `${((100 * count) / of).toFixed(1)} %`;
}

export function withPercent(share: Share): string {
  return `${share.count} (${percent(share)})`;
}

/** A Markdown table, padded so that it reads as well in a terminal. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, i) => Math.max(cell.length, ...rows.map((row) => (row[i] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, i) => (i === 0 ? (cells[i] ?? '').padEnd(width) : (cells[i] ?? '').padStart(width))).join(' | ')} |`;
  const rule = `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
