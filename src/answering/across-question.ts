import { daleChall } from 'dale-chall';
import type { ByLanguage, Knowledge, Listing } from '../knowledge/schema.ts';
import type { ListingOrder, ListingWord, PartialDate } from '../knowledge/terms.ts';
import { LISTING_ORDERS, LISTING_WORDS } from '../knowledge/terms.ts';
import type { Atom } from '../language/atoms.ts';
import { atomise } from '../language/atoms.ts';
import { normalise } from '../language/normalise.ts';
import { stem } from '../language/stem.ts';
import type { Interpretation } from '../understanding/interpret.ts';
import type { Mention } from '../understanding/mentions.ts';
import type { NamedDate } from '../understanding/time.ts';
import { firstDay, lastDay } from '../understanding/time.ts';
import { buildMender } from './across-spelling.ts';

/** From one day to another, both included. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** A question for a list over topics, as far as it was understood: all of it, or it is none. */
export interface Asked {
  readonly listing: Listing;
  readonly order: ListingOrder | null;
  /** The times that rows are limited to; empty where no date is named. */
  readonly spans: readonly Span[];
  /** The dates as they were named, by their last day, month or year. */
  readonly dates: readonly PartialDate[];
  /** The topics that rows are limited to; null where none are. */
  readonly among: ReadonlySet<string> | null;
  /** Whether it says what is listed ("deals", "helicopters"), so that it cannot lean on an earlier question. */
  readonly stands: boolean;
  /** How many rows are wanted; null where it is not said. */
  readonly count: number | null;
  /** Words that were only recognised with their spelling mended. */
  readonly mended: number;
}

export type ListReader = (read: Interpretation) => Asked | null;

/** A list is asked for in few words; longer texts tell something besides. */
const MOST_ATOMS = 28;
/** Shorter words are taken as they are: the stems of "this" and of Hinglish "thi" are one. */
const SHORTEST_INFLECTED = { latin: 5, other: 3 } as const;
const FIRST_DAY = '0000-01-01';
const LAST_DAY = '9999-12-31';

type Role = ListingWord | Listing;

/** Runs of words that all stand in the question, in any order, and what they do there. */
interface Phrase {
  readonly parts: readonly (readonly string[])[];
  readonly roles: readonly Role[];
  readonly words: number;
}

interface Match {
  readonly phrase: Phrase;
  readonly atoms: readonly number[];
  readonly spans: readonly (readonly [number, number])[];
}

/**
 * Builds the reader of questions for lists over topics. Every word of such a question is one that the knowledge
 * explains: a word left over means that it asks for something narrower than a list can tell, and it is not read as
 * one. Cost of a question: its words times the phrases that begin with one of them.
 */
export function buildListReader(knowledge: Knowledge): ListReader {
  const { words, listings } = knowledge.listings;
  const phrases = phrasesOf(knowledge);
  const vocabulary = wordsOf(knowledge);
  const stems = new Set([...vocabulary.keys()].map(stem));
  const ordinary = new Set(daleChall.map((word) => normalise(word)));
  const small = new Set(
    [words.asks, words.whats, words.helps, words.besides].flatMap((texts) =>
      allOf(texts).flatMap((text) => atomise(normalise(text)).map((atom) => atom.text)),
    ),
  );
  const mend = buildMender(
    vocabulary,
    (word) => ordinary.has(word),
    (word) => small.has(word),
  );
  const nouns = {
    deals: stemsOf(words.deals),
    things: stemsOf(words.things),
  };
  const groups = new Map(knowledge.groups.map((group) => [group.id, group.topics]));
  const byId = new Map(listings.map((listing) => [listing.id, listing]));

  /** The stem under which a word is looked up, as written or else with its spelling mended. */
  function known(written: string): { stem: string; mended: boolean } | null {
    const own = stem(written);
    if (
      vocabulary.has(written) ||
      (written.length >= SHORTEST_INFLECTED[/^[a-z]/.test(written) ? 'latin' : 'other'] && stems.has(own))
    ) {
      return { stem: own, mended: false };
    }
    const word = mend(written);
    return word === null ? null : { stem: stem(word), mended: true };
  }

  return (read) => {
    if (listings.length === 0 || read.atoms.length > MOST_ATOMS) return null;
    const dated = covered(read.atoms.length, read.dates);
    // "в 2018" and "top-5" look like designators
    const strange = read.strangers.some(
      ({ from, to }) => dated[to - 1] !== 1 && !vocabulary.has(read.atoms[from]?.text ?? ''),
    );
    if (strange) return null;
    const named = covered(read.atoms.length, read.mentions);
    const guessed = (i: number): boolean =>
      read.mentions.some(({ from, to, how }) => how === 'fuzzy' && i >= from && i < to);
    const sequence: (string | null)[] = [];
    let mended = 0;
    let count: number | null = null;
    for (const [i, atom] of read.atoms.entries()) {
      if (dated[i] === 1) {
        sequence.push(null);
        continue;
      }
      if (atom.digits) {
        if (named[i] !== 1 && !(count === null && isCount(atom))) return null;
        if (named[i] !== 1) count = Number(atom.key);
        sequence.push(null);
        continue;
      }
      const word =
        named[i] === 1 && !guessed(i) ? exactly(atom) : known(read.text.slice(atom.start, atom.end));
      if (word === null && named[i] !== 1) return null;
      if (word?.mended === true) mended += 1;
      sequence.push(word?.stem ?? null);
    }
    const matches = matchPhrases(sequence, phrases);
    const taken = new Set(matches.flatMap(({ atoms }) => atoms));
    const mentions = read.mentions.filter((mention) => !explained(mention, matches, taken));
    const among = topicsOf(mentions, groups);
    if (among === undefined) return null;
    const leftOver = read.atoms.some(
      (atom, i) =>
        dated[i] !== 1 &&
        !taken.has(i) &&
        !atom.digits &&
        !mentions.some(({ from, to }) => i >= from && i < to),
    );
    if (leftOver) return null;
    return decide({ read, sequence, matches, mentions, among, count, mended, dated });
  };

  function exactly(atom: Atom): { stem: string; mended: boolean } | null {
    const own = stem(atom.text);
    return stems.has(own) ? { stem: own, mended: false } : null;
  }

  function decide(given: Given): Asked | null {
    const { read, matches, mentions, count } = given;
    const roles = new Set(matches.flatMap(({ phrase }) => phrase.roles));
    if (roles.has('bars')) return null;
    const cued = cuesOf(matches);
    const orders = LISTING_ORDERS.filter((order) => roles.has(order));
    if (orders.length > 1) return null;
    const order = orders[0] ?? null;
    const deals = given.sequence.some((word) => word !== null && nouns.deals.has(word));
    const things = given.sequence.some((word) => word !== null && nouns.things.has(word));
    const grouped = mentions.length > 0;
    const noun = deals || things || grouped;
    if (count !== null && (order === null || count < 1)) return null;

    const listing = chosen(cued, order, deals, roles.has('denies'), read.dates.length > 0);
    if (listing === null) return null;
    // "the most expensive missile" asks for a unit's price, "how many missiles" for their number
    if ((roles.has('counts') || listing.by === 'amount') && !deals && !things) return null;
    const asks = roles.has('asks') || roles.has('counts') || (roles.has('whats') && !noun);
    if (!noun && !(asks && isBareEnough(listing, read.dates.length > 0))) return null;
    if (!asks && order === null && !beginsWithWhatIsListed(given)) return null;
    const spans = spansOf(read.dates, roles);
    if (spans === null) return null;
    return {
      listing,
      order,
      spans,
      dates: read.dates.map(({ until }) => until),
      among: given.among,
      stands: noun,
      count,
      mended: given.mended,
    };
  }

  /** The list that the cues and superlatives ask for together; null where they do not fit together. */
  function chosen(
    cued: readonly Listing[],
    order: ListingOrder | null,
    deals: boolean,
    denied: boolean,
    dated: boolean,
  ): Listing | null {
    if (denied) {
      const [only] = cued;
      return cued.length === 1 && only?.denied !== undefined ? (byId.get(only.denied) ?? null) : null;
    }
    if (cued.length === 0) {
      // "the newest contract", "deals of 2018"
      const wanted: ListingOrder | null = order ?? (dated ? 'newest' : null);
      return (deals && listings.find(({ orders }) => wanted !== null && orders.includes(wanted))) || null;
    }
    const heads = [
      ...cued,
      ...listings.filter(({ orders }) => order !== null && deals && orders.includes(order)),
    ];
    const head = heads.find((listing) =>
      cued.every((other) => other.id === listing.id || listing.beside.includes(other.id)),
    );
    // the superlative decides between "the biggest contract" and "signed"
    const ordered = heads.find(
      (listing) =>
        order !== null &&
        listing.orders.includes(order) &&
        cued.every((other) => other.id === listing.id || listing.beside.includes(other.id)),
    );
    if (order === null) return head ?? null;
    return ordered ?? (head !== undefined && ['newest', 'oldest'].includes(order) ? head : null);
  }
}

interface Given {
  readonly read: Interpretation;
  readonly sequence: readonly (string | null)[];
  readonly matches: readonly Match[];
  readonly mentions: readonly Mention[];
  readonly among: ReadonlySet<string> | null;
  readonly count: number | null;
  readonly mended: number;
  readonly dated: Uint8Array;
}

/** The lists that are cued; a noun that is a cue as well ("order") counts as one only where nothing else is. */
function cuesOf(matches: readonly Match[]): Listing[] {
  const listingsOf = (chosen: readonly Match[]): Listing[] => [
    ...new Set(
      chosen.flatMap(({ phrase }) =>
        phrase.roles.filter((role): role is Listing => typeof role !== 'string'),
      ),
    ),
  ];
  const plain = listingsOf(
    matches.filter(({ phrase: { roles } }) => !roles.includes('deals') && !roles.includes('things')),
  );
  return plain.length > 0 ? plain : listingsOf(matches);
}

function isBareEnough(listing: Listing, dated: boolean): boolean {
  return listing.bare === 'always' || (listing.bare === 'dated' && dated);
}

/** "Contracts signed in 2018", but not "was the contract signed in 2018". */
function beginsWithWhatIsListed({ read, matches, mentions, dated }: Given): boolean {
  const roleAt = (i: number): readonly Role[] => {
    if (mentions.some(({ from, to }) => i >= from && i < to)) return ['things'];
    return matches.find(({ atoms }) => atoms.includes(i))?.phrase.roles ?? [];
  };
  for (const [i, atom] of read.atoms.entries()) {
    if (dated[i] === 1 || atom.digits) continue;
    const roles = roleAt(i);
    if (roles.includes('helps') || roles.includes('whats')) return false;
    if (roles.includes('besides')) continue;
    const named = mentions.some(({ from, to }) => i >= from && i < to);
    if (roles.includes('deals') || roles.includes('things')) {
      // "the deal", "the delivery" are those of an earlier question
      return named || (stem(atom.text) !== atom.text && !atom.text.endsWith('y'));
    }
    return roles.some((role) => typeof role !== 'string');
  }
  return false;
}

function spansOf(dates: readonly NamedDate[], roles: ReadonlySet<Role>): Span[] | null {
  const [first, second] = dates;
  // "between India and Russia" names no time
  const bounds = (['since', 'after', 'before', 'until'] as const).filter(
    (bound) => dates.length > 0 && roles.has(bound),
  );
  if (roles.has('between') && first !== undefined && second !== undefined) {
    if (dates.length > 2 || bounds.length > 0) return null;
    return [{ from: firstDay(first.date), to: lastDay(second.until) }];
  }
  if (bounds.length > 1 || (bounds.length === 1 && dates.length !== 1)) return null;
  if (first === undefined || bounds.length === 0) {
    return dates.map(({ date, until }) => ({ from: firstDay(date), to: lastDay(until) }));
  }
  switch (bounds[0]) {
    case 'since':
      return [{ from: firstDay(first.date), to: LAST_DAY }];
    case 'after':
      return [{ from: besideDay(lastDay(first.until), 1), to: LAST_DAY }];
    case 'before':
      return [{ from: FIRST_DAY, to: besideDay(firstDay(first.date), -1) }];
    default:
      return [{ from: FIRST_DAY, to: lastDay(first.until) }];
  }
}

/** So many days after a day, or before it. */
function besideDay(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

/** The topics that the mentions limit the list to: null for all, undefined where they name a single one. */
function topicsOf(
  mentions: readonly Mention[],
  groups: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> | null | undefined {
  if (mentions.length === 0) return null;
  const topics = new Set<string>();
  for (const { targets } of mentions) {
    for (const { kind, id } of targets) {
      if (kind === 'uncovered') return undefined;
      for (const topic of kind === 'group' ? (groups.get(id) ?? []) : [id]) topics.add(topic);
    }
  }
  const inGroups = mentions.every(({ targets }) => targets.some(({ kind }) => kind === 'group'));
  const severalNamed = mentions.length > 1 && topics.size > 1;
  return (inGroups && topics.size > 1) || severalNamed ? topics : undefined;
}

/**
 * Whether the phrases of lists explain a mention: a group's name that is only a word for what is listed
 * ("contracts"), or a topic's that stands in a cue ("made in India" is not the policy of that name).
 */
function explained(
  { from, to, targets }: Mention,
  matches: readonly Match[],
  taken: ReadonlySet<number>,
): boolean {
  if (targets.some(({ kind }) => kind === 'topic')) {
    return matches.some(
      ({ phrase, spans }) =>
        phrase.roles.some((role) => typeof role !== 'string') &&
        spans.some(([start, end]) => start <= from && end >= to),
    );
  }
  for (let i = from; i < to; i += 1) if (!taken.has(i)) return false;
  return true;
}

/** A number of rows: "top 5 deals". */
function isCount(atom: Atom): boolean {
  return atom.join !== 'none' && atom.key.length <= 2;
}

function covered(
  length: number,
  spans: readonly { readonly from: number; readonly to: number }[],
): Uint8Array {
  const marks = new Uint8Array(length);
  for (const { from, to } of spans) marks.fill(1, from, to);
  return marks;
}

/** The longest phrases first, each as often as its words stand there; a word is taken once. */
function matchPhrases(
  sequence: readonly (string | null)[],
  phrases: ReadonlyMap<string, readonly Phrase[]>,
): Match[] {
  const present = new Set(sequence);
  const candidates = [...new Set([...present].flatMap((word) => phrases.get(word ?? '') ?? []))]
    .filter(({ parts }) => parts.every((part) => part.every((word) => present.has(word))))
    .sort((a, b) => b.words - a.words || a.parts.length - b.parts.length);
  const free = sequence.map((word) => word !== null);
  const matches: Match[] = [];
  for (const phrase of candidates) {
    for (;;) {
      const match = matchAt(phrase, sequence, free);
      if (match === null) break;
      for (const i of match.atoms) free[i] = false;
      matches.push(match);
    }
  }
  return matches;
}

function matchAt(
  phrase: Phrase,
  sequence: readonly (string | null)[],
  free: readonly boolean[],
): Match | null {
  const atoms: number[] = [];
  const spans: (readonly [number, number])[] = [];
  for (const part of phrase.parts) {
    const start = sequence.findIndex((_, i) =>
      part.every((word, j) => sequence[i + j] === word && free[i + j] === true && !atoms.includes(i + j)),
    );
    if (start === -1) return null;
    for (let i = 0; i < part.length; i += 1) atoms.push(start + i);
    spans.push([start, start + part.length]);
  }
  return { phrase, atoms, spans };
}

const PARTS = /\s\+\s/;

function phrasesOf(knowledge: Knowledge): ReadonlyMap<string, readonly Phrase[]> {
  const { words, listings } = knowledge.listings;
  const byKey = new Map<string, { parts: string[][]; roles: Role[] }>();
  const add = (texts: ByLanguage, role: Role): void => {
    for (const text of allOf(texts)) {
      const parts = text.split(PARTS).map((part) => atomise(normalise(part)).map((atom) => stem(atom.text)));
      const key = parts.map((part) => part.join(' ')).join(' + ');
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, { parts, roles: [role] });
      else if (!known.roles.includes(role)) known.roles.push(role);
    }
  };
  for (const listing of listings) add(listing.cues, listing);
  for (const word of LISTING_WORDS) add(words[word], word);
  const byFirst = new Map<string, Phrase[]>();
  for (const { parts, roles } of byKey.values()) {
    const first = parts[0]?.[0];
    if (first === undefined) continue;
    const list = byFirst.get(first) ?? [];
    list.push({ parts, roles, words: parts.reduce((sum, part) => sum + part.length, 0) });
    byFirst.set(first, list);
  }
  return byFirst;
}

/** Every word of the phrases, and in how many of them it stands. */
function wordsOf({ listings: { words, listings } }: Knowledge): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const texts of [...listings.map(({ cues }) => cues), ...LISTING_WORDS.map((id) => words[id])]) {
    for (const text of allOf(texts)) {
      for (const { text: word } of atomise(normalise(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
}

function allOf(texts: ByLanguage): string[] {
  return Object.values(texts).flatMap((list) => list ?? []);
}

function stemsOf(texts: ByLanguage): ReadonlySet<string> {
  return new Set(
    allOf(texts)
      .map((text) => atomise(normalise(text)).map((atom) => stem(atom.text)))
      .flatMap((atoms) => (atoms.length === 1 ? atoms : [])),
  );
}
