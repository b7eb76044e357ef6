import type { Interpretation, Understanding } from '../../understanding/interpret.ts';
import type { Ranked } from '../rank.ts';
import { checkFigure, type FigureCheck, refuteFigures } from './figures.ts';
import { type Finding, NOTHING } from './finding.ts';
import { checkHappenings } from './happenings.ts';
import { denies, type Match, matchFact, standing, tellsEvents, untold } from './match.ts';
import {
  datesItself,
  holdsDates,
  holdsNames,
  namesElsewhere,
  refuteDates,
  refuteNames,
} from './particulars.ts';
import { type Measures, readStatement, type Statement } from './statement.ts';

/** A fact that supports a statement must tell so much of it beside its figures, dates and names. */
const SUPPORTS = 0.6;
/** One that supports or refutes it by its words alone must tell nearly all, and there must be enough of them. */
const BY_WORDS = {
  told: 0.75,
  weight: 0.5,
  denied: 0.85,
  all: 0.95,
  besides: 0.25,
  particular: 0.4,
  few: 0.25,
  fit: 0.5,
} as const;
/** Where hardly anything is said beside a date or a name, only the fact that answers best may tell it. */
const BEST = 0.95;
/** So many telling words are hardly found in one fact by chance. */
const LONG = 5;

/**
 * Holds a statement against the facts of a topic. A statement is a bundle: what is said to have happened or not,
 * figures with their units, dates, places and parties, and the words around them. A fact that tells all of it
 * supports it; one that tells all but one part, and another thing in its stead, contradicts it, provided that no
 * fact knows that part in the sense meant. Whatever else may be, the facts do not cover it: a wrong verdict is
 * worse than none. `ranked` are the topic's facts by the statement's words, its dates and figures left out, so that
 * a wrong date does not lead to the wrong fact.
 */
export function checkClaim(
  read: Interpretation,
  ranked: readonly Ranked[],
  understanding: Understanding,
  measures: Measures,
): Finding {
  const statement = readStatement(read, understanding, measures);
  const matches = ranked.map((each, i) => matchFact(statement, each, i === 0));
  const figures = statement.amounts.map((amount) => checkFigure(statement, amount, matches, understanding));
  const happened = checkHappenings(statement, matches, figures, understanding);
  const support = statement.strange ? null : supportOf(statement, matches, figures, understanding);
  if (happened?.verdict === 'supported' && statement.strange) return nothing(statement, matches);
  if (happened !== null) return isToldWhole(statement, support, happened, understanding) ? NOTHING : happened;
  if (support !== null) return statement.denied ? { ...support, verdict: 'contradicted' } : support;
  if (statement.denied || statement.strange) return nothing(statement, matches);
  const [refuted] = [
    ...refuteFigures(
      figures,
      (match) =>
        holdsDates(statement, match, matches, understanding) && holdsNames(statement, match, understanding),
    ),
    ...refuteDates(statement, matches, understanding),
    ...refuteNames(
      statement,
      matches.filter((match) => figures.every((figure) => figure.in(match) !== null)),
      understanding,
    ),
  ];
  return refuted ?? nothing(statement, matches);
}

/** Whether one fact tells a long statement in its own words, though another check speaks against it. */
function isToldWhole(
  { denied, words }: Statement,
  support: Finding | null,
  { verdict, evidence }: Finding,
  understanding: Understanding,
): boolean {
  if (support === null || verdict === 'supported' || denied) return false;
  const [filed] = support.evidence;
  return (
    filed !== undefined &&
    !evidence.includes(filed) &&
    words.filter(({ weight }) => weight > 0.05).length >= LONG &&
    !denies(filed, understanding)
  );
}

function nothing(statement: Statement, matches: readonly Match[]): Finding {
  const by = (): string => {
    const nearest = [...matches].sort((a, b) => b.told - a.told).slice(0, 3);
    const lacking = nearest.map(
      (match) =>
        `${match.filed.fact.id} ${match.told.toFixed(2)} without ${untold(statement, match).join(', ')}`,
    );
    const events = statement.events.map(({ event }) => event).join(', ') || 'none';
    return `no fact: events ${events}; ${lacking.join('; ')}`;
  };
  return { ...NOTHING, by };
}

/** The fact that tells all of a statement, by what it tells it. */
function supportOf(
  statement: Statement,
  matches: readonly Match[],
  checks: readonly FigureCheck[],
  understanding: Understanding,
): Finding | null {
  const weight = statement.words.reduce((sum, word) => sum + word.weight, 0);
  const reported = new Set(matches.flatMap(({ filed }) => [...filed.events]));
  const tells = matches
    .filter(
      (match) =>
        match.told >= SUPPORTS && (tellsEvents(statement, match, reported) || tellsAllElse(statement, match)),
    )
    .filter(
      (match) =>
        holdsDates(statement, match, matches, understanding) && holdsNames(statement, match, understanding),
    )
    .sort((a, b) => standing(b.filed) - standing(a.filed) || b.ranked.score - a.ranked.score);
  for (const match of tells) {
    const figures = checks.map((check) => check.in(match));
    if (figures.includes(null)) continue;
    if (statement.denied && denies(match.filed, understanding)) continue;
    const [figure = null] = figures;
    if (figure === null && !isToldByWords(statement, match, matches, weight, understanding)) continue;
    if (statement.names.length > 0 && namesElsewhere(statement, match, matches, understanding)) continue;
    return {
      verdict: 'supported',
      stated: statement.amounts[0]?.text ?? statement.text,
      known:
        figure === null
          ? { kind: 'text', text: match.filed.fact.text.en }
          : { kind: 'value', value: figure.value },
      rounding: figure?.agreement === 'rounded' ? figure.apart : null,
      evidence: [match.filed],
      by: () => `a fact that tells ${match.told.toFixed(2)} of it`,
    };
  }
  return null;
}

/** Whether a fact tells so much beside the events and names that it tells the event in its own words. */
function tellsAllElse({ words }: Statement, { told, filed }: Match): boolean {
  const besides = words
    .filter(
      ({ events, name, terms }) =>
        events.length === 0 && !name && terms.some((term) => filed.terms.has(term)),
    )
    .reduce((sum, { weight }) => sum + weight, 0);
  return told >= BY_WORDS.all && besides >= BY_WORDS.besides;
}

/** Whether a statement says hardly more than a name: a fact that has the name may have it for another reason. */
function isOfNamesAlone({ words, names, dates }: Statement): boolean {
  const besides = words.filter(({ name }) => !name).reduce((sum, { weight }) => sum + weight, 0);
  return names.length > 0 && dates.length === 0 && besides < BY_WORDS.few;
}

/** Whether a fact says without a figure what is stated: by a date or a name beside the words, or by nearly all words. */
function isToldByWords(
  statement: Statement,
  { told, filed, ranked }: Match,
  matches: readonly Match[],
  weight: number,
  understanding: Understanding,
): boolean {
  const isBest = ranked.score >= BEST * Math.max(...matches.map((match) => match.ranked.score));
  const isDeniedElsewhere = (): boolean =>
    matches.some((match) => match.told >= SUPPORTS && denies(match.filed, understanding));
  if (statement.only || (statement.whole && !understanding.reading(filed.fact.text.en).forms.has('whole')))
    return false;
  const negative = denies(filed, understanding);
  if (statement.denied) return told >= BY_WORDS.denied && !negative && !isDeniedElsewhere();
  const byWords = told >= BY_WORDS.told && weight >= BY_WORDS.weight;
  if (isOfNamesAlone(statement) && ranked.fit < BY_WORDS.fit) return false;
  const particular =
    statement.dates.length + statement.names.length > 0 &&
    (weight >= BY_WORDS.particular || isBest || datesItself(statement, filed));
  if (negative) return byWords && statement.dates.length > 0;
  return byWords || particular;
}
