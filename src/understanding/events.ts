import { allOf } from '../knowledge/languages.ts';
import type { EventWords } from '../knowledge/schema.ts';
import type { Atom } from '../language/atoms.ts';
import { atomise } from '../language/atoms.ts';
import { normalise } from '../language/normalise.ts';
import { type Lists, listAt, pack } from '../language/postings.ts';
import { stem } from '../language/stem.ts';
import { numberOf, type TextTable, tableOf } from '../language/table.ts';

/** Words that claim an event; `from` and `to` are atoms. */
export interface NamedEvent {
  readonly event: string;
  /** False for words that say that it has not happened ("is still a partner" of a withdrawal). */
  readonly happened: boolean;
  readonly from: number;
  readonly to: number;
}

/** The events that a text claims, the longest run of words first. */
export type EventFinder = (atoms: readonly Atom[]) => NamedEvent[];

/** Words that may stand inside any run: "has already been delivered". */
const BETWEEN = new Set(
  'already just now ever finally also even yet since actually really a an the any all both fully in on में को पर me mein ko par पहले अब अभी तक ही भी pehle ab abhi tak hi bhi уже все еще только даже'.split(
    ' ',
  ),
);
/** Most such words inside a run; a run of three and more may have as many of any kind: "gave India a CAATSA waiver". */
const MOST_BETWEEN = 2;
const LONG_RUN = 3;

/** One way of telling an event. */
interface Run {
  readonly event: string;
  readonly happened: boolean;
  readonly stems: readonly string[];
  /** A single word, which only itself is: "sanctioned" is not "sanctions". */
  readonly word: string | null;
}

/** The words for events as plain data. */
export interface EventData {
  readonly runs: readonly Run[];
  /** The stems that runs begin with. */
  readonly firsts: TextTable;
  /** By the number of a first stem the runs that begin with it. */
  readonly begun: Lists;
}

export function eventData(events: readonly EventWords[]): EventData {
  const runs: Run[] = [];
  const begun = new Map<string, Set<number>>();
  for (const { id, words, undone } of events) {
    for (const [happened, forms] of [
      [true, words],
      [false, undone],
    ] as const) {
      for (const form of allOf(forms)) {
        const written = atomise(normalise(form)).map((atom) => atom.text);
        const stems = written.map(stem);
        const [first] = stems;
        if (first === undefined) continue;
        begun.set(first, (begun.get(first) ?? new Set()).add(runs.length));
        runs.push({ event: id, happened, stems, word: written.length === 1 ? (written[0] ?? null) : null });
      }
    }
  }
  return { runs, firsts: tableOf(begun.keys()), begun: pack(begun.values()) };
}

/** Finds events by the stems of their words, the longest run of words first; each atom tells one event at most. */
export function buildEventFinder({ runs, firsts, begun }: EventData): EventFinder {
  const beginningWith = (first: string): Run[] => {
    const number = numberOf(firsts, first);
    return number === null ? [] : [...listAt(begun, number)].flatMap((run) => runs[run] ?? []);
  };
  return (atoms) => {
    const stems = atoms.map((atom) => stem(atom.text));
    const free = atoms.map((atom) => BETWEEN.has(atom.text));
    const found = stems.flatMap((first, from) =>
      beginningWith(first).flatMap((run) => {
        if (run.word !== null && run.word !== atoms[from]?.text) return [];
        const to = endOf(run.stems, stems, free, from);
        return to === null ? [] : [{ ...run, from, to }];
      }),
    );
    found.sort((a, b) => b.stems.length - a.stems.length || a.from - b.from);
    const kept: NamedEvent[] = [];
    for (const { event, happened, from, to } of found) {
      const clash = kept.some((other) => from < other.to && to > other.from && !isSame(other, from, to));
      if (clash || kept.some((other) => other.event === event)) continue;
      kept.push({ event, happened, from, to });
    }
    return kept.sort((a, b) => a.from - b.from);
  };
}

function isSame(other: NamedEvent, from: number, to: number): boolean {
  return other.from === from && other.to === to;
}

/** Where a run of stems that begins at `from` ends, words that may stand between left out; null where it is not there. */
function endOf(
  run: readonly string[],
  stems: readonly string[],
  free: readonly boolean[],
  from: number,
): number | null {
  let at = from;
  let between = 0;
  for (const wanted of run) {
    const loose = run.length >= LONG_RUN;
    while (
      stems[at] !== wanted &&
      at > from &&
      at < stems.length &&
      (loose || free[at] === true) &&
      between < MOST_BETWEEN
    ) {
      at += 1;
      between += 1;
    }
    if (stems[at] !== wanted) return null;
    at += 1;
  }
  return at;
}
