import type { Knowledge, Value } from '../knowledge/schema.ts';

export type Money = Extract<Value, { kind: 'money' }>;

/**
 * What an amount is roughly worth in one common currency, US dollars where they can be reached; null where
 * nothing tells. Good for putting amounts in order, never for showing.
 */
export type RoughWorth = (money: Pick<Money, 'amount' | 'currency'>) => number | null;

const COMMON = 'USD';

/**
 * Learns rough rates from the facts that give one amount in two currencies: of each pair of currencies the median,
 * over whatever years the facts are from. A rate may so be off by a quarter for a contract of long ago, which
 * leaves contracts of different size in their order; the code holds no rate of its own.
 */
export function learnWorth(knowledge: Knowledge): RoughWorth {
  const ratios = new Map<string, Map<string, number[]>>();
  const note = (from: string, to: string, ratio: number): void => {
    const row = ratios.get(from) ?? new Map<string, number[]>();
    ratios.set(from, row.set(to, [...(row.get(to) ?? []), ratio]));
  };
  for (const fact of knowledge.topics.flatMap(({ facts }) => facts)) {
    const amounts = new Map<string, Money[]>();
    for (const value of fact.values) {
      if (value.kind === 'money')
        amounts.set(value.currency, [...(amounts.get(value.currency) ?? []), value]);
    }
    // with more than one amount in a currency it is not sure which one is meant
    const single = [...amounts.values()].flatMap(([only, ...others]) =>
      only === undefined || others.length > 0 || only.amount <= 0 ? [] : [only],
    );
    for (const a of single)
      for (const b of single) if (a !== b) note(a.currency, b.currency, b.amount / a.amount);
  }

  const rates = new Map([[COMMON, 1]]);
  const reached = [COMMON];
  for (const known of reached) {
    for (const [other, its] of ratios.get(known) ?? []) {
      if (rates.has(other)) continue;
      rates.set(other, (rates.get(known) ?? 1) / median(its));
      reached.push(other);
    }
  }
  return ({ amount, currency }) => {
    const rate = rates.get(currency);
    return rate === undefined ? null : amount * rate;
  };
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 1;
}
