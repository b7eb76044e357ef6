import type { Value } from '../../knowledge/schema.ts';
import { TEXT_LANGUAGES } from '../../knowledge/terms.ts';
import type { Understanding } from '../../understanding/interpret.ts';
import { clausesOf } from '../../understanding/readings.ts';
import type { Filed } from '../library.ts';
import type { Ranked } from '../rank.ts';
import type { StatedDate } from './parts.ts';
import type { Said, Statement } from './statement.ts';

/** A fact beside a statement. */
export interface Match {
  readonly ranked: Ranked;
  readonly filed: Filed;
  /** Whether it tells of another of its kind: of the 22nd session, of the R-37. */
  readonly another: boolean;
  /** Whether it is the one that is spoken of, by all that people ask for it by. */
  readonly meant: boolean;
  /** From 0 to 1: how much of what is said, figures and dates apart, the fact tells as well. */
  readonly told: number;
  /** The same without the words that claim an event. */
  readonly about: number;
  /** The same without names as well. */
  readonly rest: number;
}

/**
 * Whether a fact reports or tells all the events that are claimed. Where some fact of the topic reports one of them
 * (`reported`), words alone do not do: who signed the law has not signed the pact.
 */
export function tellsEvents(
  { events, words, amounts }: Statement,
  { filed }: Match,
  reported: ReadonlySet<string>,
): boolean {
  const own = filed.events;
  if (
    amounts.length === 0 &&
    events.some(({ event }) => reported.has(event)) &&
    !events.some(({ event }) => own.has(event))
  )
    return false;
  return events.every(
    ({ event }) => own.has(event) || words.some((said) => said.events.includes(event) && holds(filed, said)),
  );
}

/** What of a statement a fact does not tell, for `--explain`. */
export function untold(statement: Statement, { filed }: Match): string[] {
  return statement.words
    .filter((said) => !tells(filed, said))
    .map(({ terms, weight }) => `${terms.join('/')} ${weight.toFixed(2)}`);
}

/** A statement of few telling words is not measured by the one that is missing alone. */
const LEAST = 0.8;

/** What it is worth that a fact is likely meant, by all that people ask it by, where it lacks their words. */
const MEANT = 0.68;
/** A fact so likely asked for, and likelier than all others, is the one that is spoken of. */
const SURELY_MEANT = 0.5;
/** Most that a fact on the 22nd tells of the 21st. */
const ANOTHER_ONE = 0.3;

export function matchFact(statement: Statement, ranked: Ranked, isFirst: boolean): Match {
  const { filed } = ranked;
  const [all, about, rest] = [newShare(), newShare(), newShare()];
  for (const said of statement.words) {
    const missing = tells(filed, said) || said.isAskedOf(filed.number) ? 0 : said.weight;
    count(all, said.weight, missing);
    if (said.events.length > 0) continue;
    count(about, said.weight, missing);
    if (!said.name) count(rest, said.weight, missing);
  }
  const other = statement.ordinals.some((ordinal) => !filed.terms.has(ordinal));
  const most = other ? ANOTHER_ONE : 1;
  return {
    ranked,
    filed,
    another: other,
    meant: isFirst && !other && ranked.told >= SURELY_MEANT,
    told: Math.min(most, Math.max(shareOf(all), MEANT * ranked.told)),
    about: Math.min(most, shareOf(about)),
    rest: Math.min(most, shareOf(rest)),
  };
}

/** Whether a fact holds a word, or reports what the word claims. */
function tells(filed: Filed, said: Said): boolean {
  return holds(filed, said) || said.events.some((event) => filed.events.has(event));
}

interface Share {
  total: number;
  missing: number;
}

const newShare = (): Share => ({ total: 0, missing: 0 });

function count(share: Share, weight: number, missing: number): void {
  share.total += weight;
  share.missing += missing;
}

function shareOf({ total, missing }: Share): number {
  return 1 - missing / Math.max(total, LEAST);
}

function holds({ terms }: Filed, said: Said): boolean {
  return said.terms.some((term) => terms.has(term));
}

/** What a word of the vocabulary counts in a label at least, however common it is elsewhere: "first", "final". */
const MEANING = 0.15;

const NAMED = 1.5;

/**
 * How much of the statement's words a value of a fact is about, by weight: those of its label, and those of the text
 * that no label of the fact claims for its own value.
 */
export function meantBy(
  value: Value,
  { filed }: Match,
  statement: Statement,
  understanding: Understanding,
): number {
  const own = understanding.reading(value.label).terms;
  const others = filed.fact.values.map(({ label }) => understanding.reading(label).terms);
  return statement.words.reduce((sum, { terms, weight, events, name }) => {
    if (events.length > 0) return sum;
    const meaning = terms.some((term) => term.startsWith('='));
    const counts = meaning ? Math.max(MEANING, weight) : weight;
    const labelled = terms.some((term) => own.has(term));
    const free =
      terms.some((term) => filed.terms.has(term)) &&
      !terms.some((term) => others.some((label) => label.has(term)));
    // Whose share it is, a name in the label tells best.
    return sum + (labelled ? (name && value.kind === 'share' ? NAMED : 1) * counts : free ? counts : 0);
  }, 0);
}

/** How much of the statement's words stands in a label, by weight; those that claim an event apart. */
export function sharedWith(label: string, statement: Statement, understanding: Understanding): number {
  const terms = understanding.reading(label).terms;
  return statement.words.reduce((sum, said) => {
    if (said.events.length > 0) return sum;
    const meaning = said.terms.some((term) => term.startsWith('='));
    const weight = meaning ? Math.max(MEANING, said.weight) : said.weight;
    return said.terms.some((term) => terms.has(term)) ? sum + weight : sum;
  }, 0);
}

/** A fact that still holds speaks louder than one that was replaced. */
export function standing({ fact }: Filed): number {
  return fact.currency === 'superseded' ? 0 : 1;
}

/** Whether a fact tells of something only as intended, former or put off: in every clause that tells of it at all. */
export function onlyIntended(
  { fact }: Filed,
  tellsOfIt: (clause: string) => boolean,
  understanding: Understanding,
): boolean {
  const clauses = clausesOf(fact.text.en).filter(tellsOfIt);
  return clauses.length > 0 && clauses.every((clause) => understanding.reading(clause).forms.has('intended'));
}

/** The dates that a value names. */
export function datesOf(value: Value): string[] {
  return value.kind === 'date' ? [value.on] : value.kind === 'period' ? [value.from, value.to] : [];
}

/** Whether a known date is the stated one, at least as precise; a span of years needs its end known too. */
export function fitsDate({ date }: StatedDate, known: string): boolean {
  return known.startsWith(date);
}

/** The year in which a stated span of years ends; null where it is no span. */
export function endOf({ date, until }: StatedDate): string | null {
  const [from, to] = [date.slice(0, 4), until.slice(0, 4)];
  return from === to ? null : to;
}

/** Whether two dates, as precise as each is, can be the same. */
export function sameDate(stated: string, known: string): boolean {
  return known.startsWith(stated) || stated.startsWith(known);
}

/** Whether a fact denies anything, in any of the languages that it is told in. */
export function denies({ fact: { text } }: Filed, understanding: Understanding): boolean {
  return TEXT_LANGUAGES.some((language) =>
    understanding.reading(text[language] ?? '', language).forms.has('negation'),
  );
}
