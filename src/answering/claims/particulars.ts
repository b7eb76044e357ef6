import type { Value, Word } from '../../knowledge/schema.ts';
import type { Understanding } from '../../understanding/interpret.ts';
import { clausesOf } from '../../understanding/readings.ts';
import type { Filed } from '../library.ts';
import type { Finding } from './finding.ts';
import {
  datesOf,
  endOf,
  fitsDate,
  type Match,
  meantBy,
  onlyIntended,
  sameDate,
  sharedWith,
} from './match.ts';
import type { StatedDate } from './parts.ts';
import { BOTH, type Statement } from './statement.ts';

type Kind = Word['kind'];

/** To refute a date or a name a fact must tell so much of the rest. */
const SURELY = 0.6;
/** Words that weigh less than this together tell nothing; then the fact must be of the very aspect. */
const FEW = 0.25;
const SAME_ASPECT = 0.5;
/** Labels of when something was said rather than of when it was. */
export const SAID =
  /\b(?:reports?|reported|statement|said|told|published|announced|announcement|description|source|count)\b/;
/** A fact that tells so much of the rest and knows the name may tell of it in other words. */
const PERHAPS = 0.4;
/** A fact that tells so little of it may still tell of a stated month or year. */
const ANYWHERE = 0.3;
/** A statement of more telling words says more than one thing. */
const SHORT = 6;
/** A clause that tells so much of what the one tells that tells most. */
const AS_MUCH = 0.5;
/** A fact answers better than another from so many times its score on. */
const BETTER = 1.15;
const REFUTING: readonly (readonly Kind[])[] = [['place'], ['country', 'organisation'], ['person']];

/** Whether a fact knows every stated date as one that was, not one that was once meant. */
export function holdsDates(
  statement: Statement,
  match: Match,
  matches: readonly Match[],
  understanding: Understanding,
): boolean {
  const { filed } = match;
  return statement.dates.every((stated) => {
    const { date } = stated;
    const end = endOf(stated);
    if (end !== null && !filed.terms.has(`@${end}`)) return false;
    const values = filed.fact.values.filter((value) =>
      datesOf(value).some((known) => fitsDate(stated, known)),
    );
    const year = date.slice(0, 4);
    if (values.length === 0)
      return filed.terms.has(`@${date}`) && isDatedSo(year, statement, filed, understanding);
    if (statement.intended) return true;
    const labels = values.filter(
      (value) =>
        !understanding.reading(value.label).forms.has('intended') &&
        (statement.amounts.length > 0 || isMeantDate(value, match, statement, matches, understanding)),
    );
    return labels.length > 0 && !onlyIntended(filed, (clause) => clause.includes(year), understanding);
  });
}

/** Whether the clause of a fact that names a year tells about as much of a statement as any other of its clauses. */
function isDatedSo(
  year: string,
  { words }: Statement,
  { fact }: Filed,
  understanding: Understanding,
): boolean {
  const toldIn = (clause: string): number => {
    const { terms } = understanding.reading(clause);
    return words.reduce(
      (sum, said) => sum + (said.terms.some((term) => terms.has(term)) ? said.weight : 0),
      0,
    );
  };
  const clauses = clausesOf(fact.text.en);
  const dated = clauses.filter((clause) => clause.includes(year)).map(toldIn);
  return dated.length > 0 && Math.max(...dated) >= AS_MUCH * Math.max(...clauses.map(toldIn));
}

/** Whether a fact gives a stated date as that of the thing itself and not of a report on it. */
export function datesItself({ dates }: Statement, { fact }: Filed): boolean {
  return dates.some((date) =>
    fact.values.some(
      (value) => !SAID.test(value.label) && datesOf(value).some((known) => fitsDate(date, known)),
    ),
  );
}

/** Whether no other date on the matter is more what is meant: not "irregular until 2013" but "first exercise: 2003". */
function isMeantDate(
  value: Value,
  match: Match,
  statement: Statement,
  matches: readonly Match[],
  understanding: Understanding,
): boolean {
  const own = meantBy(value, match, statement, understanding);
  const rivals = matches
    .filter(({ told }) => told >= Math.max(SURELY, match.told - 0.1))
    .flatMap((rival) =>
      rival.filed.fact.values
        .filter((each) => datesOf(each).length > 0)
        .map((each) => meantBy(each, rival, statement, understanding)),
    );
  return own >= 0.75 * Math.max(0, ...rivals);
}

/** Whether a fact names whom and what the statement names, and not only as once meant. */
export function holdsNames(statement: Statement, { filed }: Match, understanding: Understanding): boolean {
  return statement.names.every(
    (term) =>
      filed.terms.has(term) &&
      (statement.intended ||
        !onlyIntended(filed, (clause) => understanding.reading(clause).terms.has(term), understanding)),
  );
}

/** Whether a fact that answers better names another place where this one names the stated one. */
export function namesElsewhere(
  statement: Statement,
  { ranked }: Match,
  matches: readonly Match[],
  understanding: Understanding,
): boolean {
  const isPlace = (term: string): boolean => understanding.terms.names.get(term) === 'place';
  const stated = statement.names.filter(isPlace);
  if (stated.length === 0) return false;
  return matches.some((match) => {
    const { filed, ranked: other } = match;
    return (
      isOnTheRest(statement, match, stated) &&
      other.score > BETTER * ranked.score &&
      [...filed.terms].some(isPlace) &&
      !stated.some((term) => filed.terms.has(term))
    );
  });
}

/** Whether a text names others of a kind in whose stead the statement names its own: another place, another person. */
export function namesInstead(statement: Statement, text: string, understanding: Understanding): boolean {
  const named = [...understanding.reading(text).terms];
  return REFUTING.some((kinds) => {
    const isOfKind = (term: string): boolean =>
      !BOTH.has(term) && kinds.includes(understanding.terms.names.get(term) ?? 'word');
    const stated = statement.names.filter(isOfKind);
    const known = named.filter(isOfKind);
    return stated.length > 0 && known.length > 0 && !stated.some((term) => known.includes(term));
  });
}

/** A stated date that no fact on the matter knows, while the nearest one gives another. */
export function refuteDates(
  statement: Statement,
  matches: readonly Match[],
  understanding: Understanding,
): Finding[] {
  const [stated] = statement.dates;
  if (stated === undefined || statement.dates.length > 1) return [];
  if (stated.atLatest && statement.events.length === 0) return refuteEnd(stated, matches);
  const known = matches
    .filter(({ told }) => told >= SURELY)
    .flatMap((match) =>
      match.filed.fact.values
        .filter((value) => datesOf(value).length > 0 && !SAID.test(value.label))
        .map((value) => ({ match, value, shared: sharedWith(value.label, statement, understanding) })),
    );
  const best = Math.max(0, ...known.map(({ shared }) => shared));
  if (best === 0) return [];
  const anywhere = matches.some(
    ({ filed, told }) => (told >= ANYWHERE || stated.date.length > 7) && filed.terms.has(`@${stated.date}`),
  );
  const [decisive] = known
    .filter(({ shared }) => shared >= 0.9 * best)
    .sort((a, b) => b.match.ranked.score - a.match.ranked.score);
  if (decisive === undefined || anywhere || understanding.reading(decisive.value.label).forms.has('intended'))
    return [];
  return [
    {
      verdict: 'contradicted',
      stated: stated.date,
      known: { kind: 'value', value: decisive.value },
      rounding: null,
      evidence: [decisive.match.filed],
      by: () => 'another date',
    },
  ];
}

/** A stated end of something that lasts longer or less long by all that is known. */
function refuteEnd({ date }: StatedDate, matches: readonly Match[]): Finding[] {
  const lasting = matches
    .filter(({ told, filed }) => told >= PERHAPS && filed.fact.currency === 'current')
    .flatMap((match) =>
      match.filed.fact.values.flatMap((value) => (value.kind === 'period' ? [{ match, value }] : [])),
    );
  const [nearest] = lasting.toSorted((a, b) => b.match.ranked.score - a.match.ranked.score);
  if (nearest === undefined || lasting.some(({ value }) => sameDate(date, value.to))) return [];
  return [
    {
      verdict: 'contradicted',
      stated: date,
      known: { kind: 'value', value: nearest.value },
      rounding: null,
      evidence: [nearest.match.filed],
      by: () => 'another end',
    },
  ];
}

/** A stated place, party or person in whose stead the nearest fact on the matter names others, and no fact names it. */
export function refuteNames(
  statement: Statement,
  matches: readonly Match[],
  understanding: Understanding,
): Finding[] {
  const isLong = statement.words.filter(({ weight }) => weight > 0.05).length > SHORT;
  for (const kinds of REFUTING) {
    const isOfKind = (term: string): boolean =>
      !BOTH.has(term) && kinds.includes(understanding.terms.names.get(term) ?? 'word');
    const stated = statement.names.filter(isOfKind);
    if (stated.length === 0) continue;
    // What is said of somebody else is told by the rest of the words.
    const rest = matches.filter((match) => match.meant || (!isLong && isOnTheRest(statement, match, stated)));
    const known = matches.filter(
      ({ filed, told }) => told >= PERHAPS && stated.some((term) => filed.terms.has(term)),
    );
    const namesOf = ({ terms }: Filed): string[] => [...terms].filter(isOfKind);
    const decisive = rest
      .filter(({ filed, ranked }) => namesOf(filed).length > 0 && ranked.fit >= 0.2)
      .sort((a, b) => meritOf(b) - meritOf(a))[0];
    if (decisive === undefined || known.some(({ ranked }) => decisive.ranked.score < BETTER * ranked.score))
      continue;
    return [
      {
        verdict: 'contradicted',
        stated: stated.map((term) => term.slice(1)).join(', '),
        known: { kind: 'names', names: namesOf(decisive.filed).map((term) => term.slice(1)) },
        rounding: null,
        evidence: [decisive.filed],
        by: () => 'another name',
      },
    ];
  }
  return [];
}

function meritOf({ ranked, filed }: Match): number {
  return ranked.score + (filed.fact.leads.length > 0 ? 0.3 : 0);
}

/** Whether a fact tells what is said apart from some names: by its words or, where there are none, by its aspect. */
function isOnTheRest(statement: Statement, { filed, ranked }: Match, names: readonly string[]): boolean {
  const rest = statement.words.filter(({ terms }) => !terms.some((term) => names.includes(term)));
  const total = rest.reduce((sum, { weight }) => sum + weight, 0);
  const held = rest
    .filter(({ terms }) => terms.some((term) => filed.terms.has(term)))
    .reduce((sum, { weight }) => sum + weight, 0);
  return total < FEW ? ranked.fit >= SAME_ASPECT : held >= SURELY * total;
}
