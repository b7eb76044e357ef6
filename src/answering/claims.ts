import type { Value } from '../knowledge/schema.ts';
import { stem } from '../language/stem.ts';
import type { Amount } from '../understanding/amounts.ts';
import { agrees, CONVERSIONS, findAmounts } from '../understanding/amounts.ts';
import type { Interpretation, Understanding } from '../understanding/interpret.ts';
import type { Verdict } from './answer.ts';
import type { Filed } from './library.ts';
import type { Ranked } from './rank.ts';

/** What holding a statement against the facts came to. */
export interface Finding {
  readonly verdict: Verdict;
  /** The part of the statement that was checked, as it was written. */
  readonly stated: string | null;
  /** What is known on it, in the fact's words. */
  readonly known: string | null;
  /** The facts that decide, the strongest first. */
  readonly evidence: readonly Filed[];
}

const NOTHING: Finding = { verdict: 'not-covered', stated: null, known: null, evidence: [] };

/** Facts that a statement's dates, places and parties are held against. */
const FOREMOST = 4;
/** A fact is about what is stated where it fits the aspect or holds the words at least so well. */
const SAME_MATTER = 0.25;
/** To refute a place or a party a fact must be of the very aspect. */
const SAME_ASPECT = 0.4;
/** Share of a statement's telling words that one fact must hold for its text alone to decide. */
const SAME_STATEMENT = 0.55;

/**
 * Holds a statement against the facts of a topic: what is said to have happened or not, figures with their units,
 * dates, places and parties, and at last the text as a whole. The first of these that speaks decides, a
 * contradiction before a support; where none does the facts do not cover it. `ranked` are the topic's facts by
 * the statement's words, its dates and figures left out, so that a wrong date does not lead to the wrong fact.
 */
export function checkClaim(
  read: Interpretation,
  ranked: readonly Ranked[],
  understanding: Understanding,
): Finding {
  const foremost = ranked
    .slice(0, FOREMOST)
    .filter(({ fit, words, near }) => Math.max(fit, words, near) >= SAME_MATTER);
  const checks = [
    () => checkEvents(read, ranked, understanding),
    () => checkAmounts(read, ranked),
    () => checkDates(read, foremost, understanding),
    () => checkNames(read, foremost, understanding, PLACES),
    () => checkNames(read, foremost, understanding, PARTIES),
    () => checkText(read, foremost, understanding),
  ];
  let support: Finding | null = null;
  for (const check of checks) {
    const findings = check();
    const against = findings.find(({ verdict }) => verdict === 'contradicted');
    if (against !== undefined) return against;
    support ??= findings.find(({ verdict }) => verdict === 'supported') ?? null;
  }
  return support === null || speaksOfOthers(read, support, understanding) ? NOTHING : support;
}

function checkEvents(
  read: Interpretation,
  facts: readonly Ranked[],
  understanding: Understanding,
): Finding[] {
  const claimed = understanding.events(statement(read));
  const denied = isDenied(read);
  const said = read.terms.map(({ term }) => term);
  const stated = namesIn(read, understanding);
  const findings: Finding[] = [];
  for (const event of claimed) {
    const [report] = facts
      .flatMap(({ filed, score }) =>
        filed.fact.values.flatMap((value) =>
          value.kind === 'event' && value.event === event
            ? [{ filed, value, score, shared: shares(value.label, said, understanding) }]
            : [],
        ),
      )
      .sort((a, b) => b.shared - a.shared || standing(b.filed) - standing(a.filed) || b.score - a.score);
    if (report === undefined) continue;
    const elsewhere = understanding.isSole(event) && isOtherParty(report.value.label, stated, understanding);
    const happened = report.value.happened && !elsewhere;
    const dated = happened && !denied ? datesAgree(read, report.filed) : null;
    findings.push({
      verdict: happened !== denied && dated !== false ? 'supported' : 'contradicted',
      stated: read.text,
      known: report.value.label,
      evidence: [report.filed],
    });
  }
  return findings;
}

/** Whether a country, place or body was named that the deciding fact does not know: then it decides nothing. */
function speaksOfOthers(read: Interpretation, { evidence }: Finding, understanding: Understanding): boolean {
  const named = namesIn(read, understanding).filter(
    (term) =>
      (isKind(term, PLACES, understanding) || isKind(term, PARTIES, understanding)) && !BOTH.has(term),
  );
  return named.some((term) => !evidence.some(({ terms }) => terms.has(term)));
}

/** Whether a report names parties, and none of those that the statement names. */
function isOtherParty(label: string, names: readonly string[], understanding: Understanding): boolean {
  const isParty = (term: string): boolean =>
    isKind(term, PARTIES, understanding) || isKind(term, PERSONS, understanding);
  const stated = names.filter(isParty);
  const reported = [...understanding.terms.of(label)].filter(isParty);
  return stated.length > 0 && reported.length > 0 && !stated.some((name) => reported.includes(name));
}

/** A fact that still holds speaks louder than one that was replaced. */
function standing(filed: Filed): number {
  return filed.fact.currency === 'superseded' ? 0 : 1;
}

/** Whether a stated date stands among the fact's dates; null where none was stated or the fact has none. */
function datesAgree(read: Interpretation, filed: Filed): boolean | null {
  const known = datesOf(filed);
  if (read.dates.length === 0 || known.length === 0) return null;
  return read.dates.some(({ date }) =>
    known.some((other) => other.startsWith(date) || date.startsWith(other)),
  );
}

function datesOf({ fact }: Filed): string[] {
  return fact.values.flatMap((value) =>
    value.kind === 'date' ? [value.on] : value.kind === 'period' ? [value.from, value.to] : [],
  );
}

function checkDates(
  read: Interpretation,
  foremost: readonly Ranked[],
  understanding: Understanding,
): Finding[] {
  const [date] = read.dates;
  if (date === undefined || isDenied(read)) return [];
  const said = read.terms.map(({ term }) => term);
  const known = foremost.flatMap(({ filed }) =>
    filed.fact.values.flatMap((value) => {
      if (value.kind !== 'date' && value.kind !== 'period') return [];
      const dates = value.kind === 'date' ? [value.on] : [value.from, value.to];
      return [{ filed, dates, label: describe(value), shared: shares(value.label, said, understanding) }];
    }),
  );
  // Where labels tell which date is meant ("handed over"), the others say nothing.
  const best = Math.max(0, ...known.map(({ shared }) => shared));
  const meant = known.filter(({ shared }) => shared === best);
  const stated = date.date;
  const same = meant.find(({ dates }) =>
    dates.some((other) => other.startsWith(stated) || stated.startsWith(other)),
  );
  const decisive = same ?? meant[0];
  if (decisive === undefined) return [];
  return [
    {
      verdict: same === undefined ? 'contradicted' : 'supported',
      stated,
      known: decisive.label,
      evidence: [decisive.filed],
    },
  ];
}

function checkAmounts(read: Interpretation, facts: readonly Ranked[]): Finding[] {
  const findings: Finding[] = [];
  for (const amount of statedAmounts(read)) {
    const comparable = facts.flatMap(({ filed, fit, score }) =>
      filed.fact.values.flatMap((value) => {
        const known = comparableValue(amount, value, read);
        return known === null ? [] : [{ filed, fit, score, known, label: describe(value) }];
      }),
    );
    const best = Math.max(0, ...comparable.map(({ fit }) => fit));
    const matter = comparable.filter(({ fit }) => fit >= Math.min(SAME_MATTER, 0.6 * best));
    const same = matter.find(({ known }) => agrees(amount, known));
    if (same !== undefined) {
      findings.push({ verdict: 'supported', stated: amount.text, known: same.label, evidence: [same.filed] });
      continue;
    }
    const leading = matter.filter(({ filed, fit }) => fit >= 0.6 * best && filed.fact.leads.length > 0);
    const [other] = (leading.length > 0 ? leading : matter).sort((a, b) => b.score - a.score);
    if (other !== undefined) {
      findings.push({
        verdict: 'contradicted',
        stated: amount.text,
        known: other.label,
        evidence: [other.filed],
      });
    }
  }
  return findings;
}

/** The figures that were stated, without those in names and dates. */
function statedAmounts(read: Interpretation): Amount[] {
  const span = ({ from, to }: { from: number; to: number }) =>
    [read.atoms[from]?.start ?? 0, read.atoms[to - 1]?.end ?? 0] as const;
  const taken = [...read.mentions, ...read.dates].map(span);
  return findAmounts(read.text).filter(({ start, end }) => !taken.some(([a, b]) => start < b && end > a));
}

/**
 * The known figure in the stated unit, or null where the two cannot be compared: a bare number only with a count
 * of the very things that are named beside it.
 */
function comparableValue(stated: Amount, value: Value, read: Interpretation): number | null {
  if (value.kind === 'money') {
    if (stated.unit === null)
      return stated.amount >= 1e6 && !countsThings(stated, read) ? value.amount : null;
    return value.currency === stated.unit ? value.amount : null;
  }
  if (value.kind !== 'quantity' && value.kind !== 'measure' && value.kind !== 'share') return null;
  if (stated.unit === null)
    return value.kind === 'quantity' && countsThings(stated, read, value.unit) ? value.amount : null;
  if (stated.unit === value.unit) return value.amount;
  const conversion = CONVERSIONS[stated.unit];
  return conversion !== undefined && conversion[0] === value.unit ? value.amount / conversion[1] : null;
}

/** Whether the number counts a topic or the unit that follows it, or is too large to count anything else. */
function countsThings({ end, amount }: Amount, read: Interpretation, unit = ''): boolean {
  const next = read.atoms.findIndex(({ start }) => start >= end);
  if (next === -1) return false;
  const named = read.mentions.some(({ from }) => from >= next && from <= next + 1);
  const units = read.atoms.slice(next, next + 2).map(({ text }) => stem(text));
  return named || amount >= LARGE || units.includes(stem(unit));
}

/** A bare number as large as this is hardly a mere "two" or "six". */
const LARGE = 20;

function describe(value: Value): string {
  switch (value.kind) {
    case 'money':
      return `${value.label}: ${value.currency} ${value.amount.toLocaleString('en')}`;
    case 'date':
      return `${value.label}: ${value.on}`;
    case 'period':
      return `${value.label}: ${value.from} to ${value.to}`;
    case 'event':
      return value.label;
    default:
      return `${value.label}: ${value.amount.toLocaleString('en')} ${value.unit}`;
  }
}

type Kinds = ReadonlySet<string>;
const PLACES: Kinds = new Set(['place']);
const PARTIES: Kinds = new Set(['country', 'organisation']);
const PERSONS: Kinds = new Set(['person']);
/** The two that every agreement is between: their names tell nothing apart. */
const BOTH = new Set(['=india', '=russia']);

/** Stated names of a kind against those that the foremost facts name. */
function checkNames(
  read: Interpretation,
  foremost: readonly Ranked[],
  understanding: Understanding,
  kinds: Kinds,
): Finding[] {
  const stated = namesIn(read, understanding).filter(
    (term) => isKind(term, kinds, understanding) && !BOTH.has(term),
  );
  const namesOf = (filed: Filed): string[] =>
    [...filed.terms]
      .filter((term) => isKind(term, kinds, understanding) && !BOTH.has(term))
      .map((term) => term.slice(1));
  // The fact that is nearest to the statement and names any of the kind decides.
  const decisive = foremost.find(({ filed }) => namesOf(filed).length > 0);
  if (decisive === undefined) return [];
  return stated.flatMap((term): Finding[] => {
    const same = decisive.filed.terms.has(term);
    if (!same && decisive.fit < SAME_ASPECT) return [];
    return [
      {
        verdict: same !== isDenied(read) ? 'supported' : 'contradicted',
        stated: term.slice(1),
        known: namesOf(decisive.filed).join(', '),
        evidence: [decisive.filed],
      },
    ];
  });
}

/** One fact that holds nearly all that was said decides, by whether it says or denies it. */
function checkText(
  read: Interpretation,
  foremost: readonly Ranked[],
  understanding: Understanding,
): Finding[] {
  const same = foremost.find(({ words, near }) => Math.max(words, near) >= SAME_STATEMENT);
  if (same === undefined) return [];
  const { fact } = same.filed;
  const denies = understanding.denies(fact.text.en);
  return [
    {
      verdict: denies === isDenied(read) ? 'supported' : 'contradicted',
      stated: read.text,
      known: fact.text.en,
      evidence: [same.filed],
    },
  ];
}

function isKind(term: string, kinds: Kinds, understanding: Understanding): boolean {
  return kinds.has(understanding.terms.names.get(term) ?? 'word');
}

/** Proper names in the statement, those of the topic itself left out. */
function namesIn(read: Interpretation, understanding: Understanding): string[] {
  return read.terms
    .filter(({ from, to }) => !read.mentions.some((mention) => mention.from <= from && mention.to >= to))
    .filter(({ term }) => understanding.terms.names.has(term))
    .map(({ term }) => term);
}

function shares(label: string, said: readonly string[], understanding: Understanding): number {
  const terms = understanding.terms.of(label);
  return said.filter((term) => terms.has(term)).length;
}

/** The words of the statement without those that ask whether it is true. */
function statement(read: Interpretation): Interpretation['atoms'] {
  return read.atoms.filter(
    (_, i) => !read.cues.some(({ form, from, to }) => form === 'claim' && i >= from && i < to),
  );
}

/** Whether the statement denies: a negation outside the words that ask whether it is true. */
function isDenied(read: Interpretation): boolean {
  const asking = read.cues.filter(({ form }) => form === 'claim');
  return read.cues.some(
    ({ form, from, to }) => form === 'negation' && !asking.some((cue) => cue.from <= from && cue.to >= to),
  );
}
