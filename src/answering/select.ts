import type { PartialDate } from '../knowledge/schema.ts';
import type { Role } from './answer.ts';
import type { Request, View } from './decide.ts';
import type { Filed } from './library.ts';
import { newestFirst } from './library.ts';
import type { Ranked } from './rank.ts';
import { isKnownBy, isSuperseded } from './rank.ts';

export interface Pick {
  readonly filed: Filed;
  readonly role: Role;
}

export interface Picked {
  readonly facts: readonly Pick[];
  /** How many more the same question could show. */
  readonly remaining: number;
}

/** Facts shown at once for a plain question, what was replaced among them. */
const AT_ONCE = 4;
const HISTORY_AT_ONCE = 12;
/** Facts of one year that a history shows before those of other years. */
const A_YEAR = 2;
/** A fact beside the lead must come this near to it. */
export const SHOWN = { nearLead: 0.3, fit: 0.35, words: 0.6, near: 0.35 } as const;

/**
 * Which facts are shown, in order: the lead, then what stands beside it, then what they replaced. `skip` leaves
 * out the first ones of that order, for "more"; facts in `shown` stand in another section already.
 */
export function pickFacts(
  request: Request,
  view: View,
  sections: number,
  skip: number,
  asOf: PartialDate | null,
  shown: ReadonlySet<string>,
): Picked {
  const ranked = request.ranked.filter(({ filed }) => !shown.has(filed.fact.id));
  if (view === 'history') return pickHistory(ranked, skip);
  const order = inOrder(ranked, asOf);
  const room = sections === 1 ? AT_ONCE : sections < 4 ? 2 : 1;
  const beside = order.near.slice(0, skip + (sections === 1 && order.earlier.length > 0 ? room - 1 : room));
  const queue = [...beside, ...order.earlier, ...order.near.slice(beside.length), ...order.far];
  const first = skip === 0 ? Math.min(room, beside.length + order.earlier.length) : room;
  const facts = queue.slice(skip, skip + first);
  return { facts, remaining: Math.max(0, queue.length - skip - facts.length) };
}

function inOrder(
  ranked: readonly Ranked[],
  asOf: PartialDate | null,
): { near: Pick[]; earlier: Pick[]; far: Pick[] } {
  const [lead] = ranked;
  if (lead === undefined) return { near: [], earlier: [], far: [] };
  const near: Pick[] = [{ filed: lead.filed, role: 'lead' }];
  const far: Pick[] = [];
  const earlier = new Set<Filed>();
  for (const item of ranked.slice(1)) {
    const { filed, score, fit, words, near: nearness } = item;
    const relevant =
      fit >= SHOWN.fit * lead.fit || words >= SHOWN.words * lead.words || nearness >= SHOWN.near;
    if (isSuperseded(filed, asOf)) continue;
    if (relevant && score >= SHOWN.nearLead * lead.score && near.length < AT_ONCE) {
      near.push({ filed, role: filed.fact.as_of > lead.filed.fact.as_of ? 'newer' : 'also' });
    } else if (fit >= 0.5 * lead.fit) {
      far.push({ filed, role: 'also' });
    }
  }
  for (const { filed } of near) {
    for (const old of filed.replaced) if (isKnownBy(old, asOf)) earlier.add(old);
  }
  for (const { filed } of near) earlier.delete(filed);
  const worth = new Map(ranked.map(({ filed, score }) => [filed, score]));
  const past = [...earlier].sort((a, b) => (worth.get(b) ?? 0) - (worth.get(a) ?? 0) || newestFirst(a, b));
  return { near, earlier: past.map((filed) => ({ filed, role: 'earlier' })), far };
}

/** The facts on the matter in order of time. */
function pickHistory(ranked: readonly Ranked[], skip: number): Picked {
  const [lead] = ranked;
  if (lead === undefined) return { facts: [], remaining: 0 };
  const best = Math.max(...ranked.map(({ fit }) => fit));
  const matter = spreadOverYears(
    ranked.filter(({ fit, words, near }) => fit >= 0.25 * best || words >= 0.4 || near >= SHOWN.near),
  );
  const shown = matter.slice(skip, skip + HISTORY_AT_ONCE);
  return {
    facts: shown
      .map(
        ({ filed }): Pick => ({
          filed,
          role: filed === lead.filed ? 'lead' : filed.fact.currency === 'superseded' ? 'earlier' : 'also',
        }),
      )
      .sort((a, b) => a.filed.fact.as_of.localeCompare(b.filed.fact.as_of)),
    remaining: matter.length - skip - shown.length,
  };
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
