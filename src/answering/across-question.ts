import type { Knowledge, Listing } from '../knowledge/schema.ts';
import type { ListingOrder, PartialDate } from '../knowledge/terms.ts';
import { LISTING_ORDERS } from '../knowledge/terms.ts';
import { stem } from '../language/stem.ts';
import type { Interpretation } from '../understanding/interpret.ts';
import type { Mention } from '../understanding/mentions.ts';
import type { Span } from './across-time.ts';
import { spansOf } from './across-time.ts';
import type { Worded } from './across-words.ts';
import { buildWordReader } from './across-words.ts';

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

/**
 * Builds the reader of questions for lists over topics. Every word of such a question is one that the knowledge
 * explains: a word left over means that it asks for something narrower than a list can tell, and it is not read as
 * one. Cost of a question: its words times the phrases that begin with one of them.
 */
export function buildListReader(knowledge: Knowledge): ListReader {
  const readWords = buildWordReader(knowledge);
  const { listings } = knowledge.listings;
  const byId = new Map(listings.map((listing) => [listing.id, listing]));
  const groups = new Map(knowledge.groups.map((group) => [group.id, group.topics]));

  return (read) => {
    const worded = readWords(read);
    if (worded === null || worded.does('bars')) return null;
    const among = topicsOf(worded.mentions, groups);
    const orders = LISTING_ORDERS.filter(worded.does);
    if (among === undefined || orders.length > 1) return null;
    const [order = null] = orders;
    const dated = read.dates.length > 0;
    const listing = listingOf(worded, order, dated);
    const spans = spansOf(read.dates, worded.does);
    if (listing === null || spans === null || !isAskedFor(listing, order, worded, read)) return null;
    return {
      listing,
      order,
      spans,
      dates: read.dates.map(({ until }) => until),
      among,
      stands: saysWhatIsListed(worded),
      count: worded.count,
      mended: worded.mended,
    };
  };

  /** The list that cues and superlatives ask for together; null where they do not fit together. */
  function listingOf(worded: Worded, order: ListingOrder | null, dated: boolean): Listing | null {
    const { cued } = worded;
    if (worded.does('denies')) {
      const [only] = cued;
      return cued.length === 1 && only?.denied !== undefined ? (byId.get(only.denied) ?? null) : null;
    }
    // "the newest contract", "deals of 2018"
    const implied = order ?? (dated ? 'newest' : null);
    const byOrder = worded.deals
      ? listings.filter(({ orders }) => implied !== null && orders.includes(implied))
      : [];
    if (cued.length === 0) return byOrder[0] ?? null;
    const suits = (listing: Listing): boolean =>
      cued.every(({ id }) => id === listing.id || listing.beside.includes(id));
    if (order === null) return cued.find(suits) ?? null;
    // of "the biggest contract signed" the superlative tells what is wanted
    const ordered = [...cued, ...byOrder].find((listing) => suits(listing) && listing.orders.includes(order));
    return ordered ?? (ORDERS_OF_TIME.has(order) ? (cued.find(suits) ?? null) : null);
  }
}

/** Any list has an order of time. */
const ORDERS_OF_TIME: ReadonlySet<ListingOrder> = new Set(['newest', 'oldest']);

/** Without a noun a question is short, and what it asks must not hang on guesses. */
const MENDED_WITHOUT_NOUN = 1;

function saysWhatIsListed({ deals, things, mentions }: Worded): boolean {
  return deals || things || mentions.length > 0;
}

/** Whether the list is really asked for: with a word that asks and a noun, or so that nothing else can be meant. */
function isAskedFor(
  listing: Listing,
  order: ListingOrder | null,
  worded: Worded,
  read: Interpretation,
): boolean {
  const { does, deals, things, count, mended } = worded;
  const noun = saysWhatIsListed(worded);
  if (count !== null && order === null) return false;
  // "the most expensive missile" asks for a unit's price, "how many missiles" for their number
  if ((does('counts') || listing.by === 'amount') && !deals && !things) return false;
  const asks = does('asks') || does('counts') || (does('whats') && !noun);
  const bare = listing.bare === 'always' || (listing.bare === 'dated' && read.dates.length > 0);
  if (!noun && !(asks && bare && mended <= MENDED_WITHOUT_NOUN)) return false;
  return asks || order !== null || beginsWithWhatIsListed(worded, read);
}

/** "Contracts signed in 2018", but not "was the contract signed in 2018". */
function beginsWithWhatIsListed({ rolesAt, mentions }: Worded, { atoms }: Interpretation): boolean {
  for (const [i, { text }] of atoms.entries()) {
    if (mentions.some(({ from, to }) => i >= from && i < to)) return true;
    const roles = rolesAt(i);
    if (roles.length === 0 || roles.includes('besides')) continue;
    // "the deal", "the delivery" are those of an earlier question
    const isPlural = stem(text) !== text && !text.endsWith('y');
    if (roles.includes('deals') || roles.includes('things')) return isPlural;
    return roles.some((role) => typeof role !== 'string');
  }
  return false;
}

/** The topics that names limit the list to: null for all, undefined where they name a single one. */
function topicsOf(
  mentions: readonly Mention[],
  groups: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> | null | undefined {
  if (mentions.length === 0) return null;
  const targets = mentions.flatMap((mention) => mention.targets);
  if (targets.some(({ kind }) => kind === 'uncovered')) return undefined;
  const topics = new Set(
    targets.flatMap(({ kind, id }) => (kind === 'group' ? (groups.get(id) ?? []) : [id])),
  );
  const onlyGroups = mentions.every((mention) => mention.targets.some(({ kind }) => kind === 'group'));
  return topics.size > 1 && (onlyGroups || mentions.length > 1) ? topics : undefined;
}
