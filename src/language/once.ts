/** Makes something when it is first asked for, and keeps it: for what many starts never need. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Words and runs of words: more than most conversations have, and a megabyte at most. */
const REMEMBERED = 4_000;

/** As the function, of whose last `most` different results none is worked out again: people use the same words. */
export function remembering<T>(work: (key: string) => T, most = REMEMBERED): (key: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (key) => {
    const kept = known.get(key);
    if (kept !== undefined) return kept.value;
    const value = work(key);
    const [oldest] = known.size < most ? [] : known.keys();
    if (oldest !== undefined) known.delete(oldest);
    known.set(key, { value });
    return value;
  };
}
