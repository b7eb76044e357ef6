import { allOf } from '../knowledge/languages.ts';
import type { EventWords } from '../knowledge/schema.ts';
import type { Atom } from '../language/atoms.ts';
import { atomise } from '../language/atoms.ts';
import { normalise } from '../language/normalise.ts';
import { type Lists, listAt, pack } from '../language/postings.ts';
import { stem } from '../language/stem.ts';
import { numberOf, type TextTable, tableOf } from '../language/table.ts';

/** Ids of the events that a text claims to have happened, in order. */
export type EventFinder = (atoms: readonly Atom[]) => string[];

/** The words for events as plain data. */
export interface EventData {
  readonly events: readonly string[];
  /** Every way of telling an event, as the stems of its words. */
  readonly forms: TextTable;
  /** By the number of a form those of the events it may tell. */
  readonly told: Lists;
  /** Words of the longest form. */
  readonly longest: number;
}

export function eventData(events: readonly EventWords[]): EventData {
  const told = new Map<string, Set<number>>();
  let longest = 1;
  for (const [event, { words }] of events.entries()) {
    for (const form of allOf(words)) {
      const stems = atomise(normalise(form)).map((atom) => stem(atom.text));
      if (stems.length === 0) continue;
      longest = Math.max(longest, stems.length);
      const key = stems.join(' ');
      told.set(key, (told.get(key) ?? new Set()).add(event));
    }
  }
  return {
    events: events.map(({ id }) => id),
    forms: tableOf(told.keys()),
    told: pack(told.values()),
    longest,
  };
}

/** Finds events by the stems of their words, the longest run of words first. */
export function buildEventFinder({ events, forms, told, longest }: EventData): EventFinder {
  return (atoms) => {
    const stems = atoms.map((atom) => stem(atom.text));
    const taken = new Uint8Array(stems.length);
    const found: string[] = [];
    for (let size = Math.min(longest, stems.length); size > 0; size -= 1) {
      for (let from = 0; from + size <= stems.length; from += 1) {
        if (taken.subarray(from, from + size).includes(1)) continue;
        const form = numberOf(forms, stems.slice(from, from + size).join(' '));
        if (form === null) continue;
        taken.fill(1, from, from + size);
        for (const event of listAt(told, form)) {
          const id = events[event];
          if (id !== undefined && !found.includes(id)) found.push(id);
        }
      }
    }
    return found;
  };
}
