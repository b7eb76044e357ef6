/** Tells events that Discord delivers twice, as it does after a resume. */
export interface Seen {
  /** Whether this id comes for the first time among the last ones. */
  isNew(id: string): boolean;
}

/** @param capacity how many ids are remembered. */
export function createSeen(capacity = 4_096): Seen {
  const ids = new Set<string>();
  const ring: string[] = [];
  let next = 0;
  return {
    isNew(id) {
      if (ids.has(id)) return false;
      ids.add(id);
      const forgotten = ring[next];
      if (forgotten !== undefined) ids.delete(forgotten);
      ring[next] = id;
      next = (next + 1) % capacity;
      return true;
    },
  };
}
