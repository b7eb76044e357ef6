import type { Amount } from '../../understanding/amounts.ts';
import { findAmounts } from '../../understanding/amounts.ts';
import type { NamedEvent } from '../../understanding/events.ts';
import type { Interpretation, Understanding } from '../../understanding/interpret.ts';
import type { NamedDate } from '../../understanding/time.ts';
import type { Measures } from './statement.ts';

export interface StatedAmount extends Amount {
  /** Terms of the words right after the number: what is counted. */
  readonly counted: readonly string[];
  /** Whether a topic is named right after the number: "200 Ka-226T". */
  readonly countsTopic: boolean;
  /** Whether a common noun for the topic follows, which may mean other things as well: "45 jets". */
  readonly countsGroup: boolean;
}

/** A date, or the time until then ("by 2016"). */
export interface StatedDate extends NamedDate {
  readonly atLatest: boolean;
}

/** Number words that are no count: "do" asks, "both" names what was named before. */
const NO_COUNT = new Set(['do', 'both']);

/** So many words after a number may name what it counts: "464 more T-90 tanks". */
const COUNTED = 2;
/** The events claimed; dates may stand amid their words, what asks whether it is true may not. */
export function eventsIn(
  read: Interpretation,
  understanding: Understanding,
  isAsking: (at: number) => boolean,
): NamedEvent[] {
  const places = read.atoms.flatMap((_, i) =>
    read.dates.some(({ from, to }) => i >= from && i < to) ? [] : [i],
  );
  const atoms = places.flatMap((i) => {
    const atom = read.atoms[i];
    return atom === undefined ? [] : [isAsking(i) ? { ...atom, text: '', key: '' } : atom];
  });
  return understanding.events(atoms).map((event) => ({
    ...event,
    from: places[event.from] ?? 0,
    to: (places[event.to - 1] ?? 0) + 1,
  }));
}

/** The figures that were stated, without those in names and dates. */
export function statedAmounts(
  read: Interpretation,
  isAsking: (at: number) => boolean,
  { topic, inGroup }: Pick<Measures, 'topic' | 'inGroup'>,
): StatedAmount[] {
  const span = ({ from, to }: { from: number; to: number }) =>
    [read.atoms[from]?.start ?? 0, read.atoms[to - 1]?.end ?? 0] as const;
  const named = read.mentions.filter(({ targets }) => targets.some(({ kind }) => kind !== 'group'));
  const taken = [
    ...named.filter(({ from, to }) => read.atoms.slice(from, to).some(({ digits }) => digits)),
    ...read.dates,
  ].map(span);
  return (
    findAmounts(read.text)
      .filter(({ text }) => !NO_COUNT.has(text) || (text === 'do' && read.language === 'hinglish'))
      .filter(({ start, end }) => !taken.some(([a, b]) => start < b && end > a))
      // "Phase two: 25 helicopters" counts no twos.
      .filter(
        ({ unit, text, end }) =>
          unit !== null || /\d/.test(text) || !/^[\s:,-]*\d/.test(read.text.slice(end)),
      )
      .map((amount) => {
        const next = read.atoms.findIndex(({ start }) => start >= amount.end);
        const until = next === -1 ? -1 : next + COUNTED;
        const after = read.terms.filter(({ from }) => from >= next && from < until && !isAsking(from));
        return {
          ...amount,
          counted: next === -1 ? [] : after.map(({ term }) => term),
          countsGroup:
            next !== -1 &&
            read.mentions.some(
              ({ from, targets }) =>
                from >= next &&
                from <= next + 1 &&
                targets.some(({ kind, id }) => kind === 'group' && inGroup(id)),
            ),
          countsTopic:
            next !== -1 &&
            read.mentions.some(
              ({ from, targets }) =>
                from >= next &&
                from <= next + 1 &&
                targets.some(({ kind, id }) => kind === 'topic' && id === topic),
            ),
        };
      })
  );
}

export function boundsAmount(read: Interpretation, amounts: readonly StatedAmount[], to: number): boolean {
  const end = read.atoms[to - 1]?.end ?? 0;
  return amounts.some(
    ({ bound, start }) => bound !== 'exactly' && end <= start && start - end <= BOUND_WORDS,
  );
}

/** So many characters before a figure hold the words that bound it. */
const BOUND_WORDS = 8;

const UNTIL = new Set('by before until till तक tak до к'.split(' '));

export function isAtLatest(read: Interpretation, { from, to }: NamedDate): boolean {
  return [read.atoms[from - 1], read.atoms[to]].some((atom) => atom !== undefined && UNTIL.has(atom.text));
}
