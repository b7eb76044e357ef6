import type { Listing } from '../knowledge/schema.ts';
import type { PartialDate } from '../knowledge/terms.ts';
import { once } from '../language/once.ts';
import type { Interpretation } from '../understanding/interpret.ts';
import { learnWorth } from './across-money.ts';
import type { Proof } from './across-proofs.ts';
import { buildProver } from './across-proofs.ts';
import type { Asked } from './across-question.ts';
import { buildListReader } from './across-question.ts';
import { isOneDay, isWithin, overlaps } from './across-time.ts';
import type { Line } from './explain.ts';
import type { Filed, Library } from './library.ts';
import type { Ranked, Request } from './rank.ts';
import { isKnownBy } from './rank.ts';

/** An answer to a question that names no topic: the topics of which it is true, a row each. */
export interface Across {
  /**
   * In the order asked for, at most `MOST_ROWS`; the fact that proves the row stands first in `ranked`. Empty
   * where the question is a list for certain and nothing known makes a row of it.
   */
  readonly requests: readonly Request[];
  readonly confidence: number;
  /**
   * Whether it says what is listed ("which deals …"); "what is still pending?" does not, and after an earlier
   * question may be about that one's topic.
   */
  readonly stands: boolean;
  /** For `--explain`. */
  readonly why: Line;
  /** The date that the question looks back to; null where its date only limits the rows ("signed in 2018"). */
  readonly asOf: PartialDate | null;
}

export interface AcrossOptions {
  /** Only what was known then. */
  readonly asOf: PartialDate | null;
}

export const MOST_ROWS = 8;
/** Rows of "the biggest contract": it and what comes next. */
const SUPERLATIVE_ROWS = 5;
/** Facts kept for a row, the one that proves it first. */
const FACTS_A_ROW = 3;
/** Amounts nearer than this are the same figure told twice; the fact that tells it most directly is shown. */
const SAME_AMOUNT = 0.03;

/** Letters of a date that name its year. */
const YEAR = 4;
/** Replacements that are followed; the loader refuses circles, and this needs no trust in it. */
const LONGEST_CHAIN = 20;
/** So much stronger is a proof whose fact is about the matter than one that only mentions it. */
const A_STEP = 2;

/** The proofs of a list by topic. */
type Catalogue = (listing: Listing) => ReadonlyMap<string, readonly Proof[]>;

/** Null for every question that is not wholly one for a list over topics. */
export type AcrossTopics = (read: Interpretation, options: AcrossOptions) => Across | null;

/**
 * Builds what answers questions for a list over topics ("which deals were signed in 2018?", "what is still
 * undelivered?", "the biggest contract?") from the values of all facts. What proves which row is worked out
 * when a list is first asked for; a question costs its words and the proofs of one list.
 */
export function buildAcross(library: Library): AcrossTopics {
  const reader = buildListReader(library.knowledge);
  const proofsOf = makeCatalogue(library);
  return (read, options) => {
    const asked = reader(read);
    if (asked === null) return null;
    const limits = asked.listing.by !== 'state';
    if (!limits && asked.dates.length > 0 && options.asOf === null) return null;
    // the date of "signed in 2018" says when, not what was known then
    const asOf = limits && options.asOf !== null && asked.dates.includes(options.asOf) ? null : options.asOf;

    const rows = rowsOf(asked, proofsOf(asked.listing), asOf, library);
    const most = Math.min(MOST_ROWS, asked.count ?? (isSuperlative(asked) ? SUPERLATIVE_ROWS : MOST_ROWS));
    const requests = rows.slice(0, most).map(requestFor);
    // a question that may lean on an earlier one had better be tried another way
    if (requests.length === 0 && !asked.stands) return null;
    return {
      requests,
      stands: asked.stands,
      confidence: (asked.stands ? 0.92 : 0.78) - 0.05 * Math.min(3, asked.mended),
      why: () => `${describe(asked)}; ${rows.length} rows`,
      asOf,
    };
  };
}

const built = new WeakMap<Library, AcrossTopics>();

/** As `buildAcross`, which it calls at the first question to a library. */
export function acrossTopics(read: Interpretation, library: Library, options: AcrossOptions): Across | null {
  const known = built.get(library) ?? buildAcross(library);
  built.set(library, known);
  return known(read, options);
}

function describe({ listing, order, spans, among }: Asked): string {
  return [
    `list over topics: ${listing.id}`,
    ...(order === null ? [] : [`${order} first`]),
    ...spans.map(({ from, to }) => `${from} to ${to}`),
    ...(among === null ? [] : [`among ${[...among].join(' ')}`]),
  ].join(', ');
}

function makeCatalogue(library: Library): Catalogue {
  const { topics } = library.knowledge;
  const worth = once(() => learnWorth(library.knowledge));
  const made = new Map<string, ReadonlyMap<string, readonly Proof[]>>();
  return (listing) => {
    const known = made.get(listing.id);
    if (known !== undefined) return known;
    const prove = buildProver(listing, worth());
    const proofs = new Map<string, readonly Proof[]>();
    for (const { id, kind } of topics) {
      if (!listing.kinds.includes(kind)) continue;
      const found = (library.shelf(id)?.facts ?? []).flatMap(prove);
      if (found.length > 0) proofs.set(id, found);
    }
    made.set(listing.id, proofs);
    return proofs;
  };
}

function isSuperlative({ order, listing }: Asked): boolean {
  return order !== null && (order !== 'newest' || listing.by === 'amount');
}

interface Row {
  readonly topic: string;
  /** What the row is put in order by and shown with. */
  readonly head: Proof;
  readonly proofs: readonly Proof[];
}

function rowsOf(
  asked: Asked,
  proofs: ReadonlyMap<string, readonly Proof[]>,
  asOf: PartialDate | null,
  library: Library,
): readonly Row[] {
  const { listing, spans, among } = asked;
  const rows: Row[] = [];
  for (const [topic, all] of proofs) {
    if (among !== null && !among.has(topic)) continue;
    const fit = all.flatMap((proof) => {
      const { filed, at } = proof;
      if (!isKnownBy(filed, asOf)) return [];
      if (listing.by === 'date') return spans.length === 0 || isWithin(at, spans) ? [proof] : [];
      const now = standingFor(filed, library, asOf);
      if (listing.by === 'amount') {
        return now === filed && (spans.length === 0 || isWithin(at, spans)) ? [proof] : [];
      }
      return now === filed || listing.currencies.includes('superseded') ? [{ ...proof, filed: now }] : [];
    });
    const head = headOf(fit, asked);
    if (head === undefined) continue;
    const others = fit.filter(({ filed }) => filed !== head.filed).sort((a, b) => b.strength - a.strength);
    rows.push({ topic, head, proofs: [head, ...others] });
  }
  const told = rows.filter((row) => !isRetold(row, rows, listing));
  return told.sort((a, b) => compare(a.head, b.head, asked));
}

/** The fact itself, or the one that had replaced it by then: what was late is shown as it stands. */
function standingFor(filed: Filed, library: Library, asOf: PartialDate | null): Filed {
  let now = filed;
  for (let step = 0; step < LONGEST_CHAIN; step += 1) {
    const next = library.filed(now.fact.superseded_by ?? '');
    if (next === undefined || !isKnownBy(next, asOf)) return now;
    now = next;
  }
  return now;
}

/** The proof that a topic's row is shown with: the most of what was asked for, told most directly. */
function headOf(proofs: readonly Proof[], asked: Asked): Proof | undefined {
  const { listing, order, spans } = asked;
  const strongest = [...proofs].sort((a, b) => b.strength - a.strength || compare(a, b, asked));
  if (listing.by === 'amount') {
    const [most] = [...proofs].sort((a, b) => compare(a, b, asked));
    if (most?.worth === undefined || most.worth === null) return undefined;
    const worth = most.worth;
    return strongest.find((proof) => Math.abs((proof.worth ?? 0) - worth) <= SAME_AMOUNT * worth);
  }
  if (listing.by === 'date' && spans.length === 0) {
    const dated = order === null ? proofs : proofs.filter(({ at }) => at !== null);
    if (order === null && listing.told === 'first') {
      const year = (proof: Proof): string => dayOf(proof).slice(0, YEAR);
      return [...dated].sort((a, b) => year(a).localeCompare(year(b)) || b.strength - a.strength)[0];
    }
    return [...dated].sort((a, b) => compare(a, b, asked) || b.strength - a.strength)[0];
  }
  return strongest[0];
}

/**
 * Whether another topic tells the same more directly: of the meeting at which a contract was signed and the
 * contract's own topic the second makes the row, and of two facts on one day the one that is about the matter.
 */
function isRetold(row: Row, rows: readonly Row[], listing: Listing): boolean {
  const { at, strength } = row.head;
  if (at === null) return false;
  const retells = (topic: Filed['topic']): boolean => listing.retold.includes(topic.kind);
  return rows.some(
    (other) =>
      other !== row &&
      (retells(row.head.filed.topic)
        ? !retells(other.head.filed.topic) &&
          other.proofs.some((proof) => proof.at !== null && overlaps(at, proof.at))
        : !retells(other.head.filed.topic) &&
          isOneDay(at) &&
          other.head.at?.from === at.from &&
          other.head.at.to === at.to &&
          other.head.strength > strength + A_STEP),
  );
}

/** In the order asked for; without one, in order of time where times are named, and else the newest first. */
function compare(a: Proof, b: Proof, { listing, order, spans }: Asked): number {
  // what is only known to the month or year comes after what is known to the day, whichever way it goes
  const byTime = lastOf(a).localeCompare(lastOf(b));
  const newest = dayOf(b).localeCompare(dayOf(a));
  switch (order) {
    case 'biggest':
      return (b.worth ?? 0) - (a.worth ?? 0);
    case 'smallest':
      return (a.worth ?? Number.POSITIVE_INFINITY) - (b.worth ?? Number.POSITIVE_INFINITY);
    case 'longest':
      return (b.days ?? 0) - (a.days ?? 0) || byTime;
    case 'oldest':
      return byTime;
    case 'newest':
      return newest;
    default:
      if (listing.by === 'amount') return (b.worth ?? 0) - (a.worth ?? 0);
      if (listing.by === 'state') {
        if (a.at !== null && b.at !== null) return byTime;
        return Number(a.at === null) - Number(b.at === null) || isOld(a) - isOld(b) || newest;
      }
      return spans.length > 0 ? byTime : newest;
  }
}

function dayOf({ at, filed }: Proof): string {
  return at?.from ?? filed.fact.as_of;
}

function lastOf({ at, filed }: Proof): string {
  return at?.to ?? filed.fact.as_of;
}

function isOld({ filed }: Proof): number {
  return filed.fact.currency === 'current' ? 0 : 1;
}

function requestFor({ topic, head, proofs }: Row): Request {
  const facts = [...new Set(proofs.map(({ filed }) => filed))].slice(0, FACTS_A_ROW);
  return {
    topic,
    aspect: head.filed.fact.aspect,
    ranked: facts.map(
      (filed, i): Ranked => ({ filed, score: 1 - i / (FACTS_A_ROW + 1), fit: 1, words: 1, near: 0, told: 0 }),
    ),
  };
}
