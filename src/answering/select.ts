import type { PartialDate } from '../knowledge/schema.ts';
import type { Role } from './answer.ts';
import type { Filed } from './library.ts';
import { newestFirst } from './library.ts';
import type { View } from './plan.ts';
import type { Ranked, Request } from './rank.ts';
import { isKnownBy, isSuperseded } from './rank.ts';

export interface Pick {
  readonly filed: Filed;
  readonly role: Role;
}

/** All that a request can show, in order, and how much of it is shown at first. */
export interface Queue {
  readonly facts: readonly Pick[];
  readonly first: number;
}

/** Facts shown at once for a plain question, what was replaced among them. */
const AT_ONCE = 4;
/** Rows of a list inside one topic. */
const ROWS = 6;
const HISTORY_AT_ONCE = 12;
/** Facts of one year that a history shows before those of other years. */
const A_YEAR = 2;
/** A fact beside the lead must come this near to it. */
export const SHOWN = { nearLead: 0.3, fit: 0.35, words: 0.6, near: 0.35, told: 0.02 } as const;

/**
 * The facts of a request in the order in which they are shown: the lead, what stands beside it, what they replaced,
 * then the rest on the matter. Facts in `shown` stand in another section already.
 */
export function queueFacts(
  request: Request,
  view: View,
  sections: number,
  asOf: PartialDate | null,
  shown: ReadonlySet<string>,
): Queue {
  const ranked = request.ranked.filter(({ filed }) => !shown.has(filed.fact.id));
  if (view === 'history') return queueHistory(ranked);
  if (view === 'timeline') return queueTimeline(ranked);
  const room = sections === 1 ? (view === 'list' ? ROWS : AT_ONCE) : sections < 4 ? 2 : 1;
  const order = inOrder(ranked, asOf, Math.max(AT_ONCE, room));
  const beside = order.near.slice(0, sections === 1 && order.earlier.length > 0 ? room - 1 : room);
  const facts = [...beside, ...order.earlier, ...order.near.slice(beside.length), ...order.far];
  return { facts, first: Math.min(room, beside.length + order.earlier.length) };
}

function inOrder(
  ranked: readonly Ranked[],
  asOf: PartialDate | null,
  most: number,
): { near: Pick[]; earlier: Pick[]; far: Pick[] } {
  const [lead] = ranked;
  if (lead === undefined) return { near: [], earlier: [], far: [] };
  const near: Pick[] = [{ filed: lead.filed, role: 'lead' }];
  const far: Pick[] = [];
  const earlier = new Set<Filed>();
  for (const item of ranked.slice(1)) {
    const { filed, score, fit, words, near: nearness, told } = item;
    const relevant =
      fit >= SHOWN.fit * lead.fit ||
      words >= SHOWN.words * lead.words ||
      nearness >= SHOWN.near ||
      told >= SHOWN.told;
    if (isSuperseded(filed, asOf)) continue;
    if (relevant && score >= SHOWN.nearLead * lead.score && near.length < most) {
      near.push({ filed, role: filed.fact.as_of > lead.filed.fact.as_of ? 'newer' : 'also' });
    } else if (fit >= 0.5 * lead.fit) {
      far.push({ filed, role: 'also' });
    }
  }
  for (const { filed } of near) {
    for (const old of filed.replaced) if (isKnownBy(old, asOf)) earlier.add(old);
  }
  for (const { filed } of near) earlier.delete(filed);
  const worth = new Map(earlier.size < 2 ? [] : ranked.map(({ filed, score }) => [filed, score]));
  const past = [...earlier].sort((a, b) => (worth.get(b) ?? 0) - (worth.get(a) ?? 0) || newestFirst(a, b));
  return { near, earlier: past.map((filed) => ({ filed, role: 'earlier' })), far };
}

/** The facts on the matter, the telling ones of every year first, each page in order of time. */
function queueHistory(ranked: readonly Ranked[]): Queue {
  const best = Math.max(0, ...ranked.map(({ fit }) => fit));
  const leading = ranked[0]?.score ?? 0;
  const matter = spreadOverYears(
    ranked.filter(({ fit, score }) => fit >= 0.25 * best || score >= ON_THE_MATTER * leading),
  );
  const pages: Pick[] = [];
  for (let from = 0; from < matter.length; from += HISTORY_AT_ONCE) {
    pages.push(...inTime(matter.slice(from, from + HISTORY_AT_ONCE)));
  }
  return { facts: pages, first: Math.min(HISTORY_AT_ONCE, pages.length) };
}

/** A fact of at least this share of the first one's merit belongs to the story. */
const ON_THE_MATTER = 0.4;

/** Every fact that fits, from the first to the last. */
function queueTimeline(ranked: readonly Ranked[]): Queue {
  const fitting = ranked.filter(({ fit }) => fit > 0);
  const facts = inTime(fitting.length > 0 ? fitting : ranked);
  return { facts, first: Math.min(HISTORY_AT_ONCE, facts.length) };
}

function inTime(ranked: readonly Ranked[]): Pick[] {
  return ranked
    .map(({ filed }, i): Pick => ({ filed, role: roleInTime(filed, i) }))
    .sort((a, b) => a.filed.fact.as_of.localeCompare(b.filed.fact.as_of));
}

function roleInTime({ fact }: Filed, rank: number): Role {
  if (rank === 0) return 'lead';
  return fact.currency === 'superseded' ? 'earlier' : 'also';
}

/** The best facts of every year first, so that the whole course of things is told. */
function spreadOverYears(ranked: readonly Ranked[]): Ranked[] {
  const taken = new Map<string, number>();
  const first: Ranked[] = [];
  const rest: Ranked[] = [];
  for (const item of ranked) {
    const year = item.filed.fact.as_of.slice(0, 4);
    const count = taken.get(year) ?? 0;
    taken.set(year, count + 1);
    (count < A_YEAR ? first : rest).push(item);
  }
  return [...first, ...rest];
}
