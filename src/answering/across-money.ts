import type { Knowledge, PartialDate, Value } from '../knowledge/schema.ts';
import { firstDay } from '../understanding/time.ts';

export type Money = Extract<Value, { kind: 'money' }>;

/**
 * What an amount named at a date was roughly worth in US dollars, or null where nothing tells. Good for putting
 * amounts in order, never for showing.
 */
export type RoughWorth = (money: Pick<Money, 'amount' | 'currency'>, on: PartialDate) => number | null;

export const COMMON_CURRENCY = 'USD';

/** One amount as a fact gives it in two currencies. */
interface Quote {
  readonly on: PartialDate;
  /** Units of the one currency for a unit of the other. */
  readonly ratio: number;
}

/** Quotes this near in time are as good as one another. */
const ALIKE = 2 * 365 * 24 * 3600 * 1000;

/**
 * Learns rough rates from the facts that give one amount in two currencies; the code holds no rate of its own. A
 * rate is that of the years about the amount's, and may be off by a tenth or two, which leaves contracts of
 * different size in their order.
 */
export function learnWorth(knowledge: Knowledge): RoughWorth {
  const quotes = new Map<string, Map<string, Quote[]>>();
  for (const fact of knowledge.topics.flatMap(({ facts }) => facts)) {
    const single = singleAmounts(fact.values);
    for (const a of single) {
      for (const b of single) {
        if (a === b || firstWord(a) !== firstWord(b)) continue;
        const row = quotes.get(a.currency) ?? new Map<string, Quote[]>();
        const list = row.get(b.currency) ?? [];
        list.push({ on: firstDay(fact.as_of), ratio: b.amount / a.amount });
        quotes.set(a.currency, row.set(b.currency, list));
      }
    }
  }

  function rate(currency: string, on: PartialDate, tried: readonly string[]): number | null {
    if (currency === COMMON_CURRENCY) return 1;
    const row = quotes.get(currency);
    const direct = row?.get(COMMON_CURRENCY);
    if (direct !== undefined) return middleOf(direct, on);
    for (const [other, its] of row ?? []) {
      if (tried.includes(other)) continue;
      const beyond = rate(other, on, [...tried, currency]);
      if (beyond !== null) return middleOf(its, on) * beyond;
    }
    return null;
  }

  return ({ amount, currency }, on) => {
    const found = rate(currency, on, []);
    return found === null ? null : amount * found;
  };
}

/** Amounts that stand alone in their currency; of several it is not sure which one is meant. */
function singleAmounts(values: readonly Value[]): Money[] {
  const money = values.filter((value) => value.kind === 'money');
  return money.filter(
    ({ amount, currency }) => amount > 0 && money.filter((other) => other.currency === currency).length === 1,
  );
}

/** What an amount is of: "contract value" and "contract value in rupees" are of one thing. */
function firstWord({ label }: Money): string {
  return label.toLowerCase().split(/\W+/, 1)[0] ?? '';
}

/** The middle one of the quotes about a date, or the nearest one where none is about it. */
function middleOf(quotes: readonly Quote[], on: PartialDate): number {
  const day = Date.parse(firstDay(on));
  const byDistance = quotes
    .map(({ on: its, ratio }) => ({ ratio, away: Math.abs(Date.parse(its) - day) }))
    .sort((a, b) => a.away - b.away);
  const alike = byDistance.filter(({ away }) => away <= ALIKE);
  const ratios = (alike.length > 0 ? alike : byDistance.slice(0, 1)).map(({ ratio }) => ratio);
  return ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? 1;
}
