import type { Atom } from '../language/atoms.ts';
import type { Span } from './found.ts';
import type { Mention } from './mentions.ts';

/** Finds the numbered topics of a series: "the 22nd India-Russia commission" names `commission-22`, not `commission`. */
export type SeriesFinder = (
  atoms: readonly Atom[],
  mentions: readonly Mention[],
  dates: readonly Span[],
) => Mention[];

/** What hangs on the digits of an ordinal: "22nd", "19-м", "21वीं". */
const LONGEST_ENDING = 4;
const NUMBERED = /^(.+)-(\d+)$/;

/** @param topics ids; those that only a number at the end tells apart are a series, whose whole has the id without it */
export function buildSeriesFinder(topics: readonly string[]): SeriesFinder {
  const known = new Set(topics);
  const bases = new Set(topics.flatMap((id) => NUMBERED.exec(id)?.[1] ?? []));

  function baseOf({ targets }: Mention): string | null {
    for (const { kind, id } of targets) {
      const base = NUMBERED.exec(id)?.[1] ?? id;
      if (kind === 'topic' && bases.has(base)) return base;
    }
    return null;
  }

  return (atoms, mentions, dates) => {
    const named = mentions.find((mention) => baseOf(mention) !== null);
    const base = named === undefined ? null : baseOf(named);
    if (named === undefined || base === null) return [...mentions];
    const taken = [...mentions, ...dates];
    const found: Mention[] = [];
    for (const [at, { digits, key }] of atoms.entries()) {
      const ending = atoms[at + 1];
      const isOrdinal =
        digits && ending?.digits === false && ending.join !== 'space' && ending.text.length <= LONGEST_ENDING;
      const id = `${base}-${key}`;
      if (!isOrdinal || !known.has(id) || taken.some(({ from, to }) => at >= from && at < to)) continue;
      found.push({ ...named, targets: [{ kind: 'topic', id }], from: at, to: at + 2 });
    }
    const [first] = found;
    if (first === undefined) return [...mentions];
    // the name of the whole series belongs to the number before it
    const isWhole = ({ targets }: Mention): boolean => targets.some(({ id }) => id === base);
    return [
      ...mentions.map((mention) => (isWhole(mention) ? { ...mention, targets: first.targets } : mention)),
      ...found,
    ].sort((a, b) => a.from - b.from);
  };
}
