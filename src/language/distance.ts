/** Longest word that is compared; more than any name has, and what hostile input may cost is bounded by it. */
const LONGEST = 128;
/** The rows of the table, made once: three for words of the longest length. */
const rows = [0, 1, 2].map(() => new Uint8Array(LONGEST + 1)) as [Uint8Array, Uint8Array, Uint8Array];

/**
 * Edit distance between two words, counting a swap of neighbours as one edit (optimal string alignment, the
 * restricted form of Damerau 1964), or null where it is over `limit` or a word is longer than 128 characters.
 * Time: length × (2 × limit + 1).
 */
export function distanceWithin(a: string, b: string, limit: number): number | null {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit || Math.max(a.length, b.length) > LONGEST) return null;
  let [beforeLast, last, row] = rows;
  const over = limit + 1;
  for (let j = 0; j <= b.length; j += 1) last[j] = Math.min(j, over);
  for (let i = 1; i <= a.length; i += 1) {
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    row[from - 1] = from === 1 ? Math.min(i, over) : over;
    let best = row[from - 1] ?? over;
    const letter = a.charCodeAt(i - 1);
    const letterBefore = i > 1 ? a.charCodeAt(i - 2) : -1;
    for (let j = from; j <= to; j += 1) {
      const other = b.charCodeAt(j - 1);
      let cost = (last[j - 1] ?? over) + (letter === other ? 0 : 1);
      cost = Math.min(cost, (row[j - 1] ?? over) + 1);
      if (j < i + limit) cost = Math.min(cost, (last[j] ?? over) + 1);
      if (j > 1 && letterBefore === other && letter === b.charCodeAt(j - 2)) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? over) + 1);
      }
      row[j] = cost;
      if (cost < best) best = cost;
    }
    if (best > limit) return null;
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  const distance = last[b.length] ?? over;
  return distance <= limit ? distance : null;
}

/** Edits that a word of this many letters may carry and still be taken for another: a short word none. */
export function editsAllowed(letters: number): number {
  if (letters < 4) return 0;
  return letters < 8 ? 1 : 2;
}
