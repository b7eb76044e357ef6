/**
 * Edit distance between two words, counting a swap of neighbours as one edit (optimal string alignment, the
 * restricted form of Damerau 1964), or null where it is over `limit`. Time: length × (2 × limit + 1).
 */
export function distanceWithin(a: string, b: string, limit: number): number | null {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit) return null;
  const width = b.length + 1;
  let beforeLast = new Array<number>(width).fill(limit + 1);
  let last = Array.from({ length: width }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = new Array<number>(width).fill(limit + 1);
    row[0] = i;
    let best = i;
    for (let j = Math.max(1, i - limit); j <= Math.min(b.length, i + limit); j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (last[j - 1] ?? limit) + (same ? 0 : 1),
        (last[j] ?? limit) + 1,
        (row[j - 1] ?? limit) + 1,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? limit) + 1);
      }
      row[j] = cost;
      best = Math.min(best, cost);
    }
    if (best > limit) return null;
    beforeLast = last;
    last = row;
  }
  const distance = last[b.length] ?? limit + 1;
  return distance <= limit ? distance : null;
}

/** Edits that a word of this many letters may carry and still be taken for another: a short word none. */
export function editsAllowed(letters: number): number {
  if (letters < 4) return 0;
  return letters < 8 ? 1 : 2;
}
