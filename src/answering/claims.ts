import type { Value } from '../knowledge/schema.ts';
import type { Amount } from '../understanding/amounts.ts';
import { agrees, CONVERSIONS, findAmounts } from '../understanding/amounts.ts';
import type { Interpretation, Understanding } from '../understanding/interpret.ts';
import type { Verdict } from './answer.ts';
import type { Filed, Library } from './library.ts';
import type { Ranked } from './rank.ts';
import { isKnownBy } from './rank.ts';

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

/** A fact counts as speaking of the same matter where it fits the aspect asked at least this well. */
const SAME_MATTER = 0.3;

/**
 * Holds a statement against the facts of a topic: what is said to have happened or not, figures with their
 * units, dates and places. A single contradiction outweighs what agrees; where nothing can be compared the
 * facts do not cover it. `ranked` are the topic's facts with their fit to the aspects that were read.
 */
export function checkClaim(
  read: Interpretation,
  ranked: readonly Ranked[],
  library: Library,
  understanding: Understanding,
  asOf: string | null,
): Finding {
  const facts = ranked.filter(({ filed }) => isKnownBy(filed, asOf));
  const findings = [
    ...checkEvents(read, facts, understanding),
    ...checkAmounts(read, facts),
    ...checkPlaces(read, facts, understanding),
  ];
  const against = findings.find(({ verdict }) => verdict === 'contradicted');
  const strange = strangeNames(read, facts, library, understanding);
  if (strange && against === undefined) return NOTHING;
  return against ?? findings.find(({ verdict }) => verdict === 'supported') ?? NOTHING;
}

const NOTHING: Finding = { verdict: 'not-covered', stated: null, known: null, evidence: [] };

function checkEvents(
  read: Interpretation,
  facts: readonly Ranked[],
  understanding: Understanding,
): Finding[] {
  const claimed = understanding.events(claimAtoms(read));
  const denied = isDenied(read);
  const names = namesIn(read, understanding);
  const said = read.terms.map(({ term }) => term);
  const years = read.dates.map(({ date }) => date);
  const findings: Finding[] = [];
  for (const event of claimed) {
    const reports = facts
      .flatMap(({ filed, fit }) =>
        filed.fact.values.flatMap((value) =>
          value.kind === 'event' && value.event === event ? [{ filed, value, fit }] : [],
        ),
      )
      .map((report) => ({ ...report, shared: shares(report.value.label, said, understanding) }))
      .sort(
        (a, b) =>
          b.shared - a.shared ||
          rankOf(b.filed) - rankOf(a.filed) ||
          b.filed.fact.as_of.localeCompare(a.filed.fact.as_of),
      );
    const [report] = reports;
    if (report === undefined) continue;
    const elsewhere = understanding.isSole(event) && isOtherParty(report.value.label, names, understanding);
    const happened = report.value.happened && !elsewhere;
    const dated = happened && !denied ? dateFinding(years, report.filed) : null;
    const agreesWith = happened !== denied && dated !== false;
    findings.push({
      verdict: agreesWith ? 'supported' : 'contradicted',
      stated: read.text,
      known: report.value.label,
      evidence: [report.filed],
    });
  }
  return findings;
}

/** Whether a report names parties, and none of those that the statement names. */
function isOtherParty(label: string, names: readonly string[], understanding: Understanding): boolean {
  const isParty = (term: string): boolean => PARTIES.has(understanding.terms.names.get(term) ?? 'word');
  const stated = names.filter(isParty);
  const reported = [...understanding.terms.of(label)].filter(isParty);
  return stated.length > 0 && reported.length > 0 && !stated.some((name) => reported.includes(name));
}

const PARTIES: ReadonlySet<string> = new Set(['country', 'organisation', 'person']);

/** A fact that still holds speaks louder than one that was replaced. */
function rankOf(filed: Filed): number {
  return filed.fact.currency === 'superseded' ? 0 : 1;
}

/** Whether a stated date stands among the fact's dates; null where none was stated or the fact has none. */
function dateFinding(stated: readonly string[], filed: Filed): boolean | null {
  const known = filed.fact.values.flatMap((value) =>
    value.kind === 'date' ? [value.on] : value.kind === 'period' ? [value.from, value.to] : [],
  );
  if (stated.length === 0 || known.length === 0) return null;
  return stated.some((date) => known.some((other) => other.startsWith(date) || date.startsWith(other)));
}

function checkAmounts(read: Interpretation, facts: readonly Ranked[]): Finding[] {
  const best = Math.max(...facts.map(({ fit }) => fit), 0);
  const matter = facts.filter(({ fit }) => fit >= Math.min(SAME_MATTER, 0.5 * best));
  const findings: Finding[] = [];
  for (const amount of statedAmounts(read)) {
    const comparable = matter.flatMap(({ filed, fit }) =>
      filed.fact.values.flatMap((value) => {
        const known = comparableValue(amount, value);
        return known === null ? [] : [{ filed, fit, known, label: describe(value) }];
      }),
    );
    if (comparable.length === 0) continue;
    const same = comparable.find(({ known }) => agrees(amount, known));
    if (same !== undefined) {
      findings.push({ verdict: 'supported', stated: amount.text, known: same.label, evidence: [same.filed] });
      continue;
    }
    // A bare small number may count something else altogether; only a figure with its unit is refuted.
    const leading = comparable.filter(({ filed, fit }) => fit >= 0.5 * best && filed.fact.leads.length > 0);
    const [other] = leading.length > 0 ? leading : comparable;
    if (other !== undefined && (amount.unit !== null || amount.amount >= 1000)) {
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

function statedAmounts(read: Interpretation): Amount[] {
  const named = read.mentions.map(
    ({ from, to }) => [read.atoms[from]?.start ?? 0, read.atoms[to - 1]?.end ?? 0] as const,
  );
  return findAmounts(read.text).filter(({ start, end }) => !named.some(([a, b]) => start < b && end > a));
}

/** The known figure in the stated unit, or null where the two cannot be compared. */
function comparableValue(stated: Amount, value: Value): number | null {
  if (value.kind === 'money') {
    if (stated.unit === null) return stated.amount >= 1e6 ? value.amount : null;
    return value.currency === stated.unit ? value.amount : null;
  }
  if (value.kind !== 'quantity' && value.kind !== 'measure' && value.kind !== 'share') return null;
  if (stated.unit === null) return value.kind === 'quantity' ? value.amount : null;
  if (stated.unit === value.unit) return value.amount;
  const conversion = CONVERSIONS[stated.unit];
  return conversion !== undefined && conversion[0] === value.unit ? value.amount / conversion[1] : null;
}

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

/** A stated place against the places that the facts on the same matter name. */
function checkPlaces(
  read: Interpretation,
  facts: readonly Ranked[],
  understanding: Understanding,
): Finding[] {
  const stated = read.terms.filter(({ term }) => understanding.terms.names.get(term) === 'place');
  const [top] = read.aspects;
  if (stated.length === 0 || top === undefined || !PLACED.has(top.id)) return [];
  const matter = facts.filter(
    ({ filed, fit }) => fit >= SAME_MATTER && placesOf(filed, understanding).length > 0,
  );
  const findings: Finding[] = [];
  for (const { term } of stated) {
    const same = matter.find(({ filed }) => filed.terms.has(term));
    const other = matter.find(({ filed }) => filed.fact.leads.includes(top.id)) ?? matter[0];
    if (same !== undefined) {
      const known = placesOf(same.filed, understanding).join(', ');
      findings.push({ verdict: 'supported', stated: term.slice(1), known, evidence: [same.filed] });
    } else if (other !== undefined) {
      const known = placesOf(other.filed, understanding).join(', ');
      findings.push({ verdict: 'contradicted', stated: term.slice(1), known, evidence: [other.filed] });
    }
  }
  return findings;
}

/** Aspects that are about where something is. */
const PLACED = new Set(['production', 'deployment', 'support']);

function placesOf(filed: Filed, understanding: Understanding): string[] {
  return [...filed.terms]
    .filter((term) => understanding.terms.names.get(term) === 'place')
    .map((term) => term.slice(1));
}

/** Names in the statement that no fact of the topic knows: then the facts do not cover it. */
function strangeNames(
  read: Interpretation,
  facts: readonly Ranked[],
  library: Library,
  understanding: Understanding,
): boolean {
  const telling = read.terms.filter(({ term, from, to }) => {
    const words = read.atoms.slice(from, to).map(({ text }) => text);
    return (
      !read.cues.some((cue) => cue.form === 'claim' && cue.from <= from && cue.to >= to) &&
      !read.mentions.some((mention) => mention.from <= from && mention.to >= to) &&
      (understanding.terms.names.has(term) ||
        (library.rarity(term) === 1 &&
          words.every((word) => word.length > 3 && understanding.spread(word) === 0)))
    );
  });
  return telling.some(
    ({ term }) =>
      !term.startsWith('@') && !term.startsWith('#') && !facts.some(({ filed }) => filed.terms.has(term)),
  );
}

function namesIn(read: Interpretation, understanding: Understanding): string[] {
  return read.terms.filter(({ term }) => understanding.terms.names.has(term)).map(({ term }) => term);
}

function shares(label: string, names: readonly string[], understanding: Understanding): number {
  const terms = understanding.terms.of(label);
  return names.filter((name) => terms.has(name)).length;
}

/** The words of the statement without those that ask whether it is true. */
function claimAtoms(read: Interpretation): Interpretation['atoms'] {
  return read.atoms.filter(
    (_, i) => !read.cues.some(({ form, from, to }) => form === 'claim' && i >= from && i < to),
  );
}

/** Whether the statement denies: a negation that is not a mere "…, no?" or "true or not" at its end. */
function isDenied(read: Interpretation): boolean {
  return read.cues.some(({ form, from, to }) => {
    if (form !== 'negation' || to >= read.atoms.length) return false;
    return !read.cues.some((cue) => cue.form === 'claim' && cue.from <= from && cue.to >= to);
  });
}
