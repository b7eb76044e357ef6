import type { Value } from '../../knowledge/schema.ts';
import type { NamedEvent } from '../../understanding/events.ts';
import type { Understanding } from '../../understanding/interpret.ts';
import type { FigureCheck } from './figures.ts';
import { type Finding, NOTHING } from './finding.ts';
import { denies, type Match } from './match.ts';
import { holdsNames, namesInstead, SAID } from './particulars.ts';
import {
  type Case,
  datesAgree,
  isDatedElsewhere,
  isLater,
  isParty,
  isWhole,
  nearer,
  type Report,
  reportsOf,
} from './reports.ts';
import { BOTH, type Statement } from './statement.ts';

const SURELY = 0.6;
/** A fact that tells so much of it and knows the stated day may report it in its own words. */
const ABOUT_IT = 0.4;
/** Words that weigh more together speak of something particular. */
const WHOLE_DEAL = 0.3;

/** A fact that denies something and tells so much of a denial may be what was quoted. */
const ITSELF = 0.75;

/**
 * What the facts report of the events that a statement claims or denies; null where they are silent or disagree.
 */
export function checkHappenings(
  statement: Statement,
  matches: readonly Match[],
  figures: readonly FigureCheck[],
  understanding: Understanding,
): Finding | null {
  const given: Case = { statement, matches, figures, understanding };
  const findings = statement.events.flatMap((event) => {
    const finding = checkEvent(event, given);
    const hedged = finding?.verdict === 'contradicted' && statement.reported && event.happened;
    return hedged ? NOTHING : (finding ?? []);
  });

  const verdicts = new Set(findings.map(({ verdict }) => verdict));
  if (verdicts.size !== 1) return null;
  const [finding = null] = findings;
  // What is true of one of the things claimed need not be true of all of them.
  return finding?.verdict === 'supported' && findings.length < statement.events.length
    ? findings[0]?.evidence.every((filed) =>
        statement.events.every(
          ({ event }) => tells(filed.fact.values, event) || isSaid(statement, event, filed),
        ),
      ) === true
      ? finding
      : null
    : finding;
}

function tells(values: readonly Value[], event: string): boolean {
  return values.some((value) => value.kind === 'event' && value.event === event);
}

function isSaid({ words }: Statement, event: string, { terms }: Match['filed']): boolean {
  return words.some((said) => said.events.includes(event) && said.terms.some((term) => terms.has(term)));
}

function checkEvent(event: NamedEvent, given: Case): Finding | null {
  const { statement } = given;
  const reports = reportsOf(event, given);
  const happened = event.happened !== statement.denied;
  if (reports.length === 0) return happened ? excluded(event, given) : null;
  return happened ? checkDone(reports, event, given) : checkUndone(reports, given);
}

function checkDone(reports: readonly Report[], { event }: NamedEvent, given: Case): Finding | null {
  const { statement, figures, understanding } = given;
  const [top] = reports;
  if (top === undefined) return null;
  const done = reports.filter(({ value }) => value.happened);
  const [nearest] = done;
  if (understanding.event(event).sole && nearest !== undefined) {
    if (isOtherParty(nearest.value.label, statement, understanding))
      return found('contradicted', statement, nearest);
  }
  const dates = done.map((report) => datesAgree(statement, report));
  const proof = done.find(
    ({ match }, i) =>
      match.told >= SURELY &&
      (statement.dates.length === 0 || dates[i] === true) &&
      holdsNames(statement, match, understanding) &&
      figures.every((figure) => figure.in(match) !== null),
  );
  const isDisputed =
    proof !== undefined &&
    statement.dates.length === 0 &&
    reports.some(
      (report) =>
        !report.value.happened &&
        report.value.event === event &&
        !nearer(proof, report) &&
        report.match.filed.fact.as_of >= proof.match.filed.fact.as_of,
    );
  if (isDisputed) {
    const disproof = denialAmong(reports, event, given);
    return disproof === null ? NOTHING : found('contradicted', statement, disproof);
  }
  // Of what has partly come to pass the nearest report tells: the newest word on the very thing.
  if (proof !== undefined && (top.value.happened || nearer(proof, top) || statement.dates.length > 0))
    return statement.only || !isWhole(proof, event, given) ? null : found('supported', statement, proof);
  // Where another fact gives the very date of such an event, it may be the one that was meant.
  if (!statement.whole && isDatedElsewhere(event, given)) return null;
  const denial = denialAmong(reports, event, given);
  if (denial !== null) return found('contradicted', statement, denial);
  if (nearest === undefined || nearest.match.told < SURELY) return null;
  const [refuted] = figures.flatMap(({ other }) => other ?? []);
  if (refuted !== undefined) return null;
  const namesFit = done.some(({ match }) => holdsNames(statement, match, understanding));
  const isTold = given.matches.some(
    ({ filed, told }) =>
      told >= ABOUT_IT && statement.dates.some(({ date }) => date.length > 7 && filed.terms.has(`@${date}`)),
  );
  if (dates[0] === false && !dates.includes(true) && namesFit && !isTold) return foundOn(statement, nearest);
  if (dates.includes(false) || statement.dates.length > 0 || namesFit || figures.length > 0) return null;
  return namesInstead(statement, nearest.value.label, understanding)
    ? found('contradicted', statement, nearest)
    : null;
}

/**
 * The report that what is claimed has not happened: of the very event, or of its whole where the label names the
 * thing, newer than what is claimed, and no report that it has happened is as near. Where the figures stated are
 * known of something else, it says nothing of that.
 */
function denialAmong(reports: readonly Report[], event: string, { statement, figures }: Case): Report | null {
  if (!statement.whole && figures.some(({ isKnown }) => isKnown)) return null;
  const denials = reports.filter(({ value }) => !value.happened);
  const exact = denials.find(({ value }) => value.event === event);
  const top = exact ?? denials[0];
  if (top === undefined || !isLater(top, statement)) return null;
  const isExact = exact !== undefined || statement.whole;
  if (!isExact && (figures.length > 0 || top.shared <= 0)) return null;
  const done = reports.filter(({ value }) => value.happened && (value.event === event || !isExact));
  return done.every((report) => nearer(top, report)) ? top : null;
}

function checkUndone(reports: readonly Report[], { statement, understanding }: Case): Finding | null {
  const dated =
    statement.dates.length === 0
      ? reports
      : reports.filter((report) => datesAgree(statement, report) === true);
  const [top] = dated;
  if (top === undefined) return null;
  if (top.value.happened) {
    if (denies(top.match.filed, understanding) && top.match.told > ITSELF) return null;
    return dated.some(
      (report) => !report.value.happened && report.value.event === top.value.event && nearer(report, top),
    )
      ? null
      : found('contradicted', statement, top);
  }
  if (
    statement.amounts.length > 0 ||
    statement.only ||
    nearer(
      dated.find(({ value }) => value.happened),
      top,
    )
  )
    return null;
  return top.match.told >= SURELY ? found('supported', statement, top) : null;
}

/** What cannot have happened: what must come before it has not, or what rules it out has. */
function excluded({ event }: NamedEvent, given: Case): Finding | null {
  const { statement, matches, understanding } = given;
  const { after, against } = understanding.event(event);
  const newestOf = (id: string): readonly Report[] =>
    matches
      .flatMap((match) =>
        match.filed.fact.values.flatMap((value): Report[] =>
          value.kind === 'event' && value.event === id ? [{ match, value, shared: 0 }] : [],
        ),
      )
      .sort((a, b) => b.match.filed.fact.as_of.localeCompare(a.match.filed.fact.as_of));
  for (const before of after) {
    const reports = newestOf(before);
    const [newest] = reports;
    if (newest !== undefined && !reports.some(({ value }) => value.happened))
      return found('contradicted', statement, newest);
  }
  // What is said of one part of a deal, another part does not rule out.
  const rest = statement.words
    .filter(({ events }) => events.length === 0)
    .reduce((sum, { weight }) => sum + weight, 0);
  if (rest > WHOLE_DEAL || statement.amounts.length > 0) return null;
  for (const other of against) {
    const [newest] = newestOf(other).filter(
      ({ match, value }) =>
        value.happened && match.about >= SURELY && match.filed.fact.currency !== 'superseded',
    );
    if (newest !== undefined && statement.dates.length === 0 && statement.names.length === 0)
      return found('contradicted', statement, newest);
  }
  return null;
}

/** Whether a report names parties, and none of those that the statement names. */
function isOtherParty(label: string, statement: Statement, understanding: Understanding): boolean {
  const stated = [...statement.terms].filter((term) => isParty(term, understanding) && term !== '=india');
  const reported = [...understanding.reading(label).terms].filter(
    (term) => isParty(term, understanding) && !BOTH.has(term),
  );
  return (
    (stated.length > 0 || statement.strange) &&
    reported.length > 0 &&
    !stated.some((name) => reported.includes(name))
  );
}

function found(
  verdict: 'supported' | 'contradicted',
  { text }: Statement,
  { match, value }: Report,
): Finding {
  return {
    verdict,
    stated: text,
    known: { kind: 'value', value },
    rounding: null,
    evidence: [match.filed],
    by: () => `event ${value.event}: ${value.label}`,
  };
}

/** A finding on when something happened: what is known is the date that the report gives. */
function foundOn(statement: Statement, report: Report): Finding {
  const finding = found('contradicted', statement, report);
  const dates = report.match.filed.fact.values.filter((value) => value.kind === 'date');
  const [date] = dates.filter(({ label }) => !SAID.test(label));
  return date === undefined ? finding : { ...finding, known: { kind: 'value', value: date } };
}
