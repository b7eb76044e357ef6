/** The value below which a share `at` (0 to 1) of the values lies, by the nearest rank; 0 of none. */
export function quantile(values: readonly number[], at: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  // a share such as 0.05 is never met to the last digit
  const rank = Math.max(1, Math.ceil(at * sorted.length - 1e-9));
  return sorted[rank - 1] ?? 0;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * Area under the ROC curve: how likely a positive's score is above a negative's, ties counting half. 0.5 says
 * that the scores do not tell them apart at all; also given where one of the lists is empty.
 */
export function auroc(positives: readonly number[], negatives: readonly number[]): number {
  if (positives.length === 0 || negatives.length === 0) return 0.5;
  const all = [
    ...positives.map((score) => ({ score, positive: true })),
    ...negatives.map((score) => ({ score, positive: false })),
  ].sort((a, b) => a.score - b.score);
  let ranks = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.score === all[from]?.score) to += 1;
    const rank = (from + 1 + to) / 2;
    for (let i = from; i < to; i += 1) if (all[i]?.positive === true) ranks += rank;
    from = to;
  }
  const n = positives.length;
  return (ranks - (n * (n + 1)) / 2) / (n * negatives.length);
}
