import type { Value } from '../../knowledge/schema.ts';
import type { NamedEvent } from '../../understanding/events.ts';
import type { Understanding } from '../../understanding/interpret.ts';
import { joined } from '../../understanding/readings.ts';
import type { FigureCheck } from './figures.ts';
import { datesOf, endOf, fitsDate, type Match, sameDate, sharedWith, standing } from './match.ts';
import { SAID } from './particulars.ts';
import type { StatedDate } from './parts.ts';
import { BOTH, type Statement } from './statement.ts';

type EventValue = Extract<Value, { kind: 'event' }>;

/** A fact's word on whether an event has happened. */
export interface Report {
  readonly match: Match;
  readonly value: EventValue;
  /** How near its label is to what is said. */
  readonly shared: number;
}

/** A report must tell so much of what is said to be about the same. */
const SAME_MATTER = 0.5;
/** Reports that tell so much less than the fact that tells most are about something else. */
const LESS = 0.2;
/** What a report loses that names a country or body which the statement does not, or gains by one that it does. */
const PARTY = 0.25;

export interface Case {
  readonly statement: Statement;
  readonly matches: readonly Match[];
  readonly figures: readonly FigureCheck[];
  readonly understanding: Understanding;
}

/** The reports of an event that are about what is said, the nearest first, of equals what holds and is newest. */
export function reportsOf({ event }: NamedEvent, { statement, matches, understanding }: Case): Report[] {
  const { kin, whole } = understanding.event(event);
  const wanted = new Set(statement.whole && whole !== undefined ? [whole] : [event, ...kin]);
  const best = Math.max(0, ...matches.map(({ told }) => told));
  // Who else may have won is told by the rest of the words.
  const { sole } = understanding.event(event);
  return matches
    .filter(({ told, rest }) => told >= Math.max(SAME_MATTER, best - LESS) || (sole && rest >= SAME_MATTER))
    .flatMap((match) =>
      match.filed.fact.values.flatMap((value): Report[] =>
        value.kind === 'event' && wanted.has(value.event)
          ? [{ match, value, shared: nearness(value.label, statement, understanding) }]
          : [],
      ),
    )
    .sort(
      (a, b) =>
        Math.round(10 * (b.shared - a.shared)) ||
        standing(b.match.filed) - standing(a.match.filed) ||
        b.match.filed.fact.as_of.localeCompare(a.match.filed.fact.as_of),
    );
}

function nearness(label: string, statement: Statement, understanding: Understanding): number {
  const named = [...understanding.reading(label).terms].filter((term) => isParty(term, understanding));
  const both = named.filter((term) => BOTH.has(term));
  const others = named.filter((term) => !BOTH.has(term) && !statement.terms.has(term));
  return (
    sharedWith(label, statement, understanding) +
    (both.some((term) => statement.terms.has(term)) ? PARTY : 0) -
    (others.length > 0 ? PARTY : 0)
  );
}

export function isParty(term: string, understanding: Understanding): boolean {
  const kind = understanding.terms.names.get(term);
  return kind === 'country' || kind === 'organisation' || kind === 'person';
}

/** Whether a report is of all of it where the statement speaks of all. */
export function isWhole(
  { match, value }: Report,
  event: string,
  { statement, understanding }: Case,
): boolean {
  if (!statement.whole || statement.amounts.length > 0) return true;
  return (
    value.event === understanding.event(event).whole ||
    understanding.reading(match.filed.fact.text.en).forms.has('whole')
  );
}

/** Whether one report is about the very thing and the other is not. */
export function nearer(one: Report | undefined, other: Report): boolean {
  return one !== undefined && one.shared > other.shared + 0.05;
}

/** Whether a report was made when what is stated should have happened already. */
export function isLater({ match }: Report, { dates }: Statement): boolean {
  return dates.every(({ date }) => match.filed.fact.as_of.slice(0, date.length) >= date);
}

/** Whether any fact of the topic dates something of the event's kind ("contract", "signed") as it is stated. */
export function isDatedElsewhere(event: string, { statement, matches, understanding }: Case): boolean {
  const { words } = understanding.event(event);
  const terms = understanding.reading(joined(words?.en)).terms;
  const isOfKind = (label: string): boolean =>
    [...understanding.reading(label).terms].some((term) => term.startsWith('=') && terms.has(term));
  return statement.dates.some((date) =>
    matches.some(
      ({ filed }) =>
        standing(filed) > 0 &&
        filed.fact.values.some(
          (value) =>
            datesOf(value).some((known) => fitsDate(date, known)) &&
            !SAID.test(value.label) &&
            !understanding.reading(value.label).forms.has('intended') &&
            isOfKind(value.label),
        ),
    ),
  );
}

/** Whether the stated dates are those of what is reported; null where none were stated or the fact has none. */
export function datesAgree({ dates }: Statement, { match, value }: Report): boolean | null {
  if (dates.length === 0) return null;
  const { fact, terms } = match.filed;
  const ends = dates.flatMap((date) => endOf(date) ?? []);
  if (ends.some((year) => !terms.has(`@${year}`))) return false;
  const years = [...value.label.matchAll(/\b(?:19|20)\d\d\b/g)].map(([year]) => year);
  const ofYear = (date: string): boolean => years.length === 0 || years.some((year) => date.startsWith(year));
  const own = fact.values.flatMap(datesOf);
  const near = own.filter(ofYear);
  const known = [...near, ...(near.length === 0 ? years : [])];
  const fits = (date: StatedDate, each: string): boolean =>
    fitsDate(date, each) || (date.atLatest && each < date.date);
  if (dates.every((date) => known.some((each) => fits(date, each)))) return true;
  if (dates.every(({ date }) => date.length > 4 && ofYear(date) && terms.has(`@${date}`))) return true;
  const perhaps = own.length > 0 ? own : [...years, fact.as_of];
  if (known.length === 0 || dates.length > 1) return null;
  return dates.some(({ date }) => perhaps.some((each) => sameDate(date, each))) ? null : false;
}
