import type { Interpretation, Scored } from '../understanding/interpret.ts';
import type { Mention } from '../understanding/mentions.ts';
import type { Bearings } from './bearing.ts';
import type { Finding } from './claims/finding.ts';
import type { Candidate } from './meant.ts';
import type { Ranked, Weighed } from './rank.ts';

/** A line of an explanation, worded only for who asks why. */
export type Line = () => string;

/** What was understood of a question, for `--explain`. */
export function explain(
  read: Interpretation,
  aspects: readonly Scored[],
  terms: () => readonly Weighed[],
  bearings: () => Bearings,
): Line[] {
  return [
    () => `names: ${read.mentions.map(nameLine).join('; ') || 'none'}`,
    () =>
      `words: ${
        terms()
          .map(({ term, weight }) => `${term} ${weight.toFixed(2)}`)
          .join(', ') || 'none'
      }`,
    () => `aspects: ${aspects.slice(0, 4).map(aspectLine).join(', ')}; ${besideAspects(read)}`,
    () => `topics by words: ${bearings().likeliest.slice(0, 3).map(topicLine).join(', ') || 'none'}`,
    () => `forms: ${[...read.forms].join(', ') || 'none'}`,
  ];
}

const nameLine = ({ alias, how, targets }: Mention): string =>
  `"${alias}" ${how} → ${targets.map(({ kind, id }) => `${kind} ${id}`).join(' or ')}`;
const aspectLine = ({ id, probability }: Scored): string => `${id} ${probability.toFixed(2)}`;
const topicLine = ({ topic, strength }: Bearings['likeliest'][number]): string =>
  `${topic} ${strength.toFixed(2)}`;
const besideAspects = ({ outside, smalltalk, known }: Interpretation): string =>
  `outside ${outside.toFixed(2)}, small talk ${smalltalk.probability.toFixed(2)}, known ${known.toFixed(2)}`;

/** The topic that is answered about, and what speaks for the fact that leads. */
export function explainLead({ topic, by, probability }: Candidate, lead: Ranked): string {
  const marks = (['fit', 'words', 'near', 'told', 'score'] as const).map(
    (mark) => `${mark} ${lead[mark].toFixed(2)}`,
  );
  return `topic ${topic} by ${by} ${probability.toFixed(2)}; lead ${lead.filed.fact.id}: ${marks.join(', ')}`;
}

/** What holding a statement against the facts came to. */
export function explainFinding({ verdict, by, evidence }: Finding): string {
  return `claim ${verdict} by ${by()}${evidence.map(({ fact }) => ` (${fact.id})`).join('')}`;
}
