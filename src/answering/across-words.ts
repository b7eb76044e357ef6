import { daleChall } from 'dale-chall';
import type { Knowledge, Listing } from '../knowledge/schema.ts';
import type { ListingWord } from '../knowledge/terms.ts';
import type { Atom } from '../language/atoms.ts';
import { stem } from '../language/stem.ts';
import type { Interpretation } from '../understanding/interpret.ts';
import type { Mention } from '../understanding/mentions.ts';
import type { Match, Role } from './across-phrases.ts';
import { allOf, buildPhrases, wordsOf } from './across-phrases.ts';
import { buildMender } from './across-spelling.ts';

/** What every word of a question does in a question for a list over topics. */
export interface Worded {
  does(word: ListingWord): boolean;
  /** What the atom at a place does; empty for a date, a number or a name. */
  rolesAt(atom: number): readonly Role[];
  /** Whether it says of deals, or of things, that they are listed, be it within a longer phrase. */
  readonly deals: boolean;
  readonly things: boolean;
  /** The lists that it names what they are about of. */
  readonly cued: readonly Listing[];
  /** Names that limit the list. */
  readonly mentions: readonly Mention[];
  /** How many rows are wanted; null where it is not said. */
  readonly count: number | null;
  /** Words that were only recognised with their spelling mended. */
  readonly mended: number;
}

/** Null where a word is left that no phrase, date or name explains. */
export type WordReader = (read: Interpretation) => Worded | null;

/** A list is asked for in few words; longer texts tell something besides. */
const MOST_ATOMS = 28;
/** Shorter words are taken as they are: "this" and Hinglish "thi" have one stem, and so have "क्या" and "क्यों". */
const SHORTEST_INFLECTED = { latin: 5, other: 6 } as const;

export function buildWordReader({ listings }: Knowledge): WordReader {
  const { words } = listings;
  const phrases = buildPhrases(listings);
  const { vocabulary } = phrases;
  const stems = new Set([...vocabulary.keys()].map(stem));
  const ordinary = new Set(daleChall);
  const small = new Set(
    [words.asks, words.whats, words.helps, words.besides].flatMap((texts) => allOf(texts).flatMap(wordsOf)),
  );
  const mend = buildMender(
    vocabulary,
    (word) => ordinary.has(word),
    (word) => small.has(word),
  );
  const stemsOf = (word: ListingWord): ReadonlySet<string> =>
    new Set(
      allOf(words[word])
        .map(wordsOf)
        .flatMap(([only, ...others]) => (only === undefined || others.length > 0 ? [] : [stem(only)])),
    );
  const deals = stemsOf('deals');
  const things = stemsOf('things');

  /** The stem under which a word is looked up, as written or else, if it may be, with its spelling mended. */
  function lookUp(written: string, mendable: boolean): { stem: string; mended: boolean } | null {
    const own = stem(written);
    const inflects = written.length >= SHORTEST_INFLECTED[/^[a-z]/.test(written) ? 'latin' : 'other'];
    if (vocabulary.has(written) || (inflects && stems.has(own))) return { stem: own, mended: false };
    const word = mendable ? mend(written) : null;
    return word === null ? null : { stem: stem(word), mended: true };
  }

  return (read) => {
    const { atoms, dates, mentions } = read;
    if (vocabulary.size === 0 || atoms.length > MOST_ATOMS) return null;
    // "в 2018" and "top-5" look like designators
    const strange = read.strangers.some(
      ({ from, to }) => placeIn(dates, to - 1) === undefined && !vocabulary.has(atoms[from]?.text ?? ''),
    );
    if (strange) return null;

    const sequence: (string | null)[] = [];
    let mended = 0;
    let count: number | null = null;
    for (const [i, atom] of atoms.entries()) {
      const mention = placeIn(mentions, i);
      if (placeIn(dates, i) !== undefined || (atom.digits && mention !== undefined)) {
        sequence.push(null);
      } else if (atom.digits) {
        if (count !== null || !isCount(atom)) return null;
        count = Number(atom.key);
        sequence.push(null);
      } else {
        const written = read.text.slice(atom.start, atom.end);
        const word = lookUp(written, mention === undefined || mention.how === 'fuzzy');
        if (word === null && mention === undefined) return null;
        if (word?.mended === true) mended += 1;
        sequence.push(word?.stem ?? null);
      }
    }

    const matches = phrases.find(sequence);
    const taken = new Map(matches.flatMap((match) => match.atoms.map((i) => [i, match] as const)));
    const limiting = mentions.filter((mention) => !isExplained(mention, matches, (i) => taken.has(i)));
    const explained = atoms.every(
      ({ digits }, i) =>
        digits || taken.has(i) || placeIn(dates, i) !== undefined || placeIn(limiting, i) !== undefined,
    );
    if (!explained) return null;
    const roles = new Set(matches.flatMap(({ phrase }) => phrase.roles));
    const has = (nouns: ReadonlySet<string>): boolean =>
      sequence.some((word) => word !== null && nouns.has(word));
    return {
      does: (word) => roles.has(word),
      rolesAt: (i) => taken.get(i)?.phrase.roles ?? [],
      deals: has(deals),
      things: has(things),
      cued: cuesOf(matches),
      mentions: limiting,
      count,
      mended,
    };
  };
}

/** The lists that are cued; a noun that is a cue as well ("order") counts as one only where nothing else is. */
function cuesOf(matches: readonly Match[]): Listing[] {
  const listingsOf = (some: readonly Match[]): Listing[] => [
    ...new Set(
      some.flatMap(({ phrase }) => phrase.roles.filter((role): role is Listing => typeof role !== 'string')),
    ),
  ];
  const plain = listingsOf(
    matches.filter(({ phrase: { roles } }) => !roles.includes('deals') && !roles.includes('things')),
  );
  return plain.length > 0 ? plain : listingsOf(matches);
}

/**
 * Whether the phrases of lists explain a mention: a group's name that is only a word for what is listed
 * ("contracts"), or a topic's that stands in a cue ("made in India" is not the policy of that name).
 */
function isExplained(
  { from, to, targets }: Mention,
  matches: readonly Match[],
  isTaken: (atom: number) => boolean,
): boolean {
  if (targets.some(({ kind }) => kind === 'topic')) {
    return matches.some(
      ({ phrase, spans }) =>
        phrase.roles.some((role) => typeof role !== 'string') &&
        spans.some(([start, end]) => start <= from && end >= to),
    );
  }
  for (let i = from; i < to; i += 1) if (!isTaken(i)) return false;
  return true;
}

/** A number of rows: "top 5 deals". */
function isCount(atom: Atom): boolean {
  return atom.join !== 'none' && atom.key.length <= 2 && Number(atom.key) > 0;
}

function placeIn<T extends { readonly from: number; readonly to: number }>(
  places: readonly T[],
  atom: number,
): T | undefined {
  return places.find(({ from, to }) => atom >= from && atom < to);
}
