import type { Interpretation, Scored } from '../understanding/interpret.ts';
import type { Bearings } from './bearing.ts';
import type { Finding } from './claims/finding.ts';
import type { Weighed } from './rank.ts';

/** What was understood of a question, a line each, for `--explain`. */
export function explain(
  terms: readonly Weighed[],
  aspects: readonly Scored[],
  read: Interpretation,
  { likeliest }: Bearings,
): string[] {
  const names = read.mentions.map(
    ({ alias, how, targets }) =>
      `"${alias}" ${how} → ${targets.map(({ kind, id }) => `${kind} ${id}`).join(' or ')}`,
  );
  return [
    `names: ${names.join('; ') || 'none'}`,
    `words: ${terms.map(({ term, weight }) => `${term} ${weight.toFixed(2)}`).join(', ') || 'none'}`,
    `aspects: ${aspects
      .slice(0, 4)
      .map(({ id, probability }) => `${id} ${probability.toFixed(2)}`)
      .join(
        ', ',
      )}; outside ${read.outside.toFixed(2)}, small talk ${read.smalltalk.probability.toFixed(2)}, known ${read.known.toFixed(2)}`,
    `topics by words: ${
      likeliest
        .slice(0, 3)
        .map(({ topic, strength }) => `${topic} ${strength.toFixed(2)}`)
        .join(', ') || 'none'
    }`,
    `forms: ${[...read.forms].join(', ') || 'none'}`,
  ];
}

/** What holding a statement against the facts came to, a line for `--explain`. */
export function explainFinding({ verdict, by, evidence }: Finding): string {
  return `claim ${verdict} by ${by}${evidence.map(({ fact }) => ` (${fact.id})`).join('')}`;
}
