import type { EventWords } from '../knowledge/schema.ts';
import type { Atom } from '../language/atoms.ts';
import { atomise } from '../language/atoms.ts';
import { normalise } from '../language/normalise.ts';
import { stem } from '../language/stem.ts';

/** Ids of the events that a text claims to have happened, in order. */
export type EventFinder = (atoms: readonly Atom[]) => string[];

/** Finds events by the stems of their words, the longest run of words first. */
export function buildEventFinder(events: readonly EventWords[]): EventFinder {
  const byStems = new Map<string, string[]>();
  let longest = 1;
  for (const { id, words } of events) {
    for (const form of Object.values(words).flatMap((list) => list ?? [])) {
      const stems = atomise(normalise(form)).map((atom) => stem(atom.text));
      if (stems.length === 0) continue;
      longest = Math.max(longest, stems.length);
      const key = stems.join(' ');
      const ids = byStems.get(key) ?? [];
      if (!ids.includes(id)) byStems.set(key, [...ids, id]);
    }
  }
  return (atoms) => {
    const stems = atoms.map((atom) => stem(atom.text));
    const taken = new Uint8Array(stems.length);
    const found: string[] = [];
    for (let size = Math.min(longest, stems.length); size > 0; size -= 1) {
      for (let from = 0; from + size <= stems.length; from += 1) {
        if (taken.subarray(from, from + size).includes(1)) continue;
        const ids = byStems.get(stems.slice(from, from + size).join(' '));
        if (ids === undefined) continue;
        taken.fill(1, from, from + size);
        for (const id of ids) if (!found.includes(id)) found.push(id);
      }
    }
    return found;
  };
}
