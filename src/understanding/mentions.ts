import type { Atom } from '../language/atoms.ts';
import { atomise, joinedKey } from '../language/atoms.ts';
import { normalise } from '../language/normalise.ts';
import { remembering } from '../language/once.ts';
import { stem } from '../language/stem.ts';
import { mayHold, textAt } from '../language/table.ts';
import { buildFuzzyFinder } from './fuzzy.ts';
import {
  HEAD,
  type NameData,
  type NameEntry,
  spellingsFrom,
  stemmedKey,
  stemOf,
  type Target,
} from './names.ts';

/** A name found in a question: which atoms, which things it can mean, and how surely. */
export interface Mention {
  readonly targets: readonly Target[];
  /** The alias that matched, as it stands in the knowledge. */
  readonly alias: string;
  /** First atom and the one after the last. */
  readonly from: number;
  readonly to: number;
  readonly how: 'exact' | 'inflected' | 'fuzzy';
  /** From 0 to 1: 1 for an exact match, less for every edit in relation to the length. */
  readonly certainty: number;
}

/** A designator-like word that no name in the knowledge explains: "S-350", "su 35". */
export interface Stranger {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export interface NameIndex {
  find(atoms: readonly Atom[]): Mention[];
  /** As `find`, without names that are misspelt: for texts that are spelt right. */
  findSpelt(atoms: readonly Atom[]): Mention[];
  strangers(atoms: readonly Atom[], mentions: readonly Mention[]): Stranger[];
}

/** The most words of a question that are held against one name. */
const LONGEST_WINDOW = 9;
const LONGEST_FUZZY_WINDOW = 3;
/** Windows of one question that are searched fuzzily; what hostile input may cost is bounded by it. */
const MOST_FUZZY_WINDOWS = 60;
/** From this length on a name is told even when its first letter is wrong. */
const SURE_LENGTH = 7;
/** How certain a misspelt name of an uncovered thing must be. */
const SURE_ENOUGH = 0.85;
/** A number after a word that is more likely a year than a designator's. */
const YEAR = /^(?:19|20)\d\d$/;
/** "-s", "-es", "-'s". */
const LONGEST_ENDING = 2;
/** Ordinary words are listed without it. */
const ENGLISH_ENDING = /(?<=[a-z]{3})(?:s|ed|ing)$/;
/** Words that put a number beside a name: "the 21st and 22nd session". */
const COORDINATORS = new Set(['and', 'or', 'vs', 'to', 'aur', 'ya', 'और', 'या', 'и', 'или']);
/** What may hang on a designator's digits without changing it: plural and case endings, Hindi postpositions. */
const HANGERS = new Set(
  's es ka ki ke ko me mein se pe par wala wali wale h x х й ми ки ка ых ого ом ам е а у и'.split(' '),
);

/**
 * Finds names in questions: exactly first, longest first, in any spelling that leaves letters and digits as
 * they are; then by stems; then, for the words still unexplained, by fuse.js among the names that share most
 * of their letter pairs, checked by edit distance. Digits match exactly or not at all at every stage.
 * `isOrdinary` tells words that are never taken for a misspelt name.
 * Cost of a question: windows × (names sharing letter pairs), not the number of names.
 */
export function buildNameIndex(data: NameData, isOrdinary: (word: string) => boolean): NameIndex {
  const { heads, stemHeads } = data;
  const exact = spellingsFrom(data, 'exact');
  const stemmed = spellingsFrom(data, 'stemmed');
  const families = new Set(data.families);
  const findNear = remembering(buildFuzzyFinder(data.misspelt, (number) => textAt(data.exact.keys, number)));

  const find = (atoms: readonly Atom[]): Mention[] => search(atoms, MOST_FUZZY_WINDOWS);

  function search(atoms: readonly Atom[], fuzzyWindows: number): Mention[] {
    const taken = new Uint8Array(atoms.length);
    const found: Mention[] = [];
    const take = (mention: Mention): void => {
      taken.fill(1, mention.from, mention.to);
      found.push(mention);
    };
    const stems = atoms.map(stemOf);
    for (const [lookup, reachFrom] of [
      [findExact, (from: number) => reachOfName(atoms, from)],
      [findStemmed, (from: number) => reachOfInflected(stems, from)],
    ] as const) {
      const reach = Uint8Array.from(atoms, (_, from) => reachFrom(from));
      for (let size = Math.min(LONGEST_WINDOW, atoms.length); size > 0; size -= 1) {
        for (let from = 0; from + size <= atoms.length; from += 1) {
          if (size <= (reach[from] ?? 0) && isFree(taken, from, size)) {
            const mention = lookup(atoms, from, from + size);
            if (mention !== null) take(mention);
          }
        }
      }
    }
    for (const mention of [...found]) for (const shared of findSharing(atoms, mention, taken)) take(shared);
    let budget = fuzzyWindows;
    const odd = budget > 0 ? atoms.map((atom, at) => taken[at] !== 1 && isOdd(atom)) : [];
    for (let size = Math.min(LONGEST_FUZZY_WINDOW, atoms.length); size > 0; size -= 1) {
      for (let from = 0; from + size <= atoms.length && budget > 0; from += 1) {
        if (!isFree(taken, from, size) || !worthSearching(atoms, odd, from, from + size)) continue;
        budget -= 1;
        const mention = findFuzzy(atoms, from, from + size);
        if (mention !== null) take(mention);
      }
    }
    return found.sort((a, b) => a.from - b.from);
  }

  /** The most atoms from here on that a name may have; 0 for most, where no name begins alike. */
  function reachOfName(atoms: readonly Atom[], from: number): number {
    const window = atoms.slice(from, from + HEAD);
    const reach = reachOfHead(window);
    const hasLookalike = window.some(({ lookalike }) => lookalike !== null);
    return hasLookalike ? Math.max(reach, reachOfHead(window.map(lookalikeOf))) : reach;
  }

  function reachOfHead(window: readonly Pick<Atom, 'key' | 'digits'>[]): number {
    for (let size = 1; size <= window.length; size += 1) {
      const head = joinedKey(window.slice(0, size));
      if (!mayHold(heads, head.slice(0, HEAD))) return size - 1;
      if (head.length >= HEAD) break;
    }
    return LONGEST_WINDOW;
  }

  function reachOfInflected(stems: readonly string[], from: number): number {
    let head = '';
    for (let size = 1; size <= LONGEST_WINDOW; size += 1) {
      const stem = stems[from + size - 1];
      if (stem === undefined) return size - 1;
      head = size === 1 ? stem : `${head} ${stem}`;
      if (!mayHold(stemHeads, head)) return size - 1;
    }
    return LONGEST_WINDOW;
  }

  function findExact(atoms: readonly Atom[], from: number, to: number): Mention | null {
    if (!standsAlone(atoms, from, to)) return null;
    const window = atoms.slice(from, to);
    const entry = exact.get(joinedKey(window)) ?? lookalikeEntry(window);
    if (entry === undefined || !spacingFits(entry, window)) return null;
    return { targets: entry.targets, alias: entry.alias, from, to, how: 'exact', certainty: 1 };
  }

  function lookalikeEntry(window: readonly Atom[]): NameEntry | undefined {
    if (window.every((atom) => atom.lookalike === null)) return undefined;
    return exact.get(joinedKey(window.map(lookalikeOf)));
  }

  function findStemmed(atoms: readonly Atom[], from: number, to: number): Mention | null {
    if (!standsAlone(atoms, from, to)) return null;
    const window = atoms.slice(from, to);
    const entry = stemmed.get(stemmedKey(window));
    if (entry === undefined || !isInflection(window, entry)) return null;
    return { targets: entry.targets, alias: entry.alias, from, to, how: 'inflected', certainty: 0.96 };
  }

  /** "21st and 22nd session", "S-400 and 500": a number beside a name takes the rest of the name with it. */
  function findSharing(atoms: readonly Atom[], mention: Mention, taken: Uint8Array): Mention[] {
    const name = atoms.slice(mention.from, mention.to);
    const number = name.findIndex(({ digits }) => digits);
    if (number === -1) return [];
    const shared: Mention[] = [];
    let left = mention.from;
    let right = mention.to;
    for (let at = beside(left, right); at !== undefined; at = beside(left, right)) {
      const other = atoms[at];
      if (other === undefined) break;
      // "21st" → "22nd": the ordinal's ending goes with its number.
      const ending = atoms[at + 1]?.join === 'none' ? (atoms[at + 1] ?? null) : null;
      const swapped = name.map((atom, i) => {
        if (i === number) return { key: other.key, digits: true };
        return i === number + 1 && ending !== null && atom.join === 'none' ? ending : atom;
      });
      const entry = exact.get(joinedKey(swapped));
      if (entry === undefined) break;
      shared.push({
        targets: entry.targets,
        alias: entry.alias,
        from: at,
        to: at + 1,
        how: 'exact',
        certainty: 1,
      });
      left = Math.min(left, at);
      right = Math.max(right, at + 1);
    }
    return shared;

    /** The next number that is set beside those from one atom to before another. */
    function beside(from: number, to: number): number | undefined {
      return [from - 2, from - 3, to + 1, to + 2].find((at) => {
        if (atoms[at]?.digits !== true || taken[at] === 1 || (at >= left && at < right)) return false;
        const between = at < from ? atoms.slice(at, from + 1) : atoms.slice(to - 1, at + 1);
        return between.slice(1, -1).some(({ text }) => COORDINATORS.has(text)) || between.some(isAfterMark);
      });
    }
  }

  /** English inflects by endings alone: "refuelling" is no form of "refueller", though both have one stem. */
  function isInflection(window: readonly Atom[], entry: NameEntry): boolean {
    const key = joinedKey(window);
    if (!/^[a-z]/.test(key)) return window.length > 1 || !isOrdinary(window[0]?.text ?? '');
    const [shorter = '', longer = ''] = key.length < entry.key.length ? [key, entry.key] : [entry.key, key];
    return (
      window.length > 1 || (longer.startsWith(shorter) && longer.length - shorter.length <= LONGEST_ENDING)
    );
  }

  /** A word that is no misspelt one, be it inflected. */
  function isPlain(word: string): boolean {
    return isOrdinary(word) || isOrdinary(word.replace(ENGLISH_ENDING, ''));
  }

  /** A word that may be a misspelt name. */
  function isOdd({ text, digits }: Atom): boolean {
    return !digits && text.length > 2 && !isOrdinary(text);
  }

  function worthSearching(
    atoms: readonly Atom[],
    odd: readonly boolean[],
    from: number,
    to: number,
  ): boolean {
    let letters = 0;
    let strange = false;
    for (let at = from; at < to; at += 1) {
      const atom = atoms[at];
      if (atom?.digits === false) letters += atom.text.length;
      strange ||= odd[at] === true;
    }
    if (letters < 4 || letters > 40 || !strange) return false;
    return odd[from] === true || odd[to - 1] === true || to - from > 2;
  }

  function findFuzzy(atoms: readonly Atom[], from: number, to: number): Mention | null {
    if (!standsAlone(atoms, from, to)) return null;
    const window = atoms.slice(from, to);
    const match = findNear(joinedKey(window));
    if (match === null) return null;
    const entry = exact.at(match.number);
    if (!isLikely(window, entry)) return null;
    const certainty = 1 - match.distance / Math.max(4, entry.letters);
    // To decline on a guess is as wrong as to answer on one.
    if (entry.targets.every(({ kind }) => kind === 'uncovered') && certainty < SURE_ENOUGH) return null;
    return { targets: entry.targets, alias: entry.alias, from, to, how: 'fuzzy', certainty };
  }

  /** A short name keeps its first letter, and ordinary words beside the odd one are spelt as in the name. */
  function isLikely(window: readonly Atom[], entry: NameEntry): boolean {
    const [first] = window;
    if (entry.letters < SURE_LENGTH && first?.key[0] !== entry.key[0]) return false;
    if (window.length === 1) return true;
    const inName = new Set(atomise(normalise(entry.alias)).map(({ text }) => stem(text)));
    return window.every(
      ({ text, digits }) => digits || text.length < 3 || inName.has(stem(text)) || !isPlain(text),
    );
  }

  function strangers(atoms: readonly Atom[], mentions: readonly Mention[]): Stranger[] {
    const found: Stranger[] = [];
    for (let i = 0; i + 1 < atoms.length; i += 1) {
      const letters = atoms[i];
      const digits = atoms[i + 1];
      if (letters === undefined || digits === undefined || letters.digits || !digits.digits) continue;
      if (mentions.some((mention) => mention.from < i + 2 && mention.to > i)) continue;
      if (letters.join === 'none' && i > 0) continue;
      if (YEAR.test(digits.key) && digits.join === 'space') continue;
      const glued = digits.join !== 'space' && letters.text.length <= 5;
      if (glued || families.has(letters.key)) {
        found.push({ text: `${letters.text}-${digits.text}`, from: i, to: i + 2 });
      }
    }
    return found;
  }

  return { find, findSpelt: (atoms) => search(atoms, 0), strangers };
}

/** The atom in its second reading. */
function lookalikeOf({ key, lookalike, digits }: Atom): Pick<Atom, 'key' | 'digits'> {
  return { key: lookalike ?? key, digits };
}

function isFree(taken: Uint8Array, from: number, size: number): boolean {
  for (let i = from; i < from + size; i += 1) if (taken[i] === 1) return false;
  return true;
}

/**
 * A designator may be split by a space ("ka 31", "t 90") and so may a long name ("brah mos"); a short word may
 * not: "is Ro Khanna" does not speak of ISRO.
 */
function spacingFits(entry: NameEntry, window: readonly Atom[]): boolean {
  const apart = window.some((atom, i) => i > 0 && atom.join === 'space');
  if (!apart) return true;
  if (entry.letters === 0) return false;
  return /\d/.test(entry.key) || entry.letters >= SURE_LENGTH || /[\s-]/.test(entry.alias.trim());
}

/** False where the window cuts a run such as "S-4000" or "T-90MS" in two. */
function standsAlone(atoms: readonly Atom[], from: number, to: number): boolean {
  const first = atoms[from];
  const last = atoms[to - 1];
  const next = atoms[to];
  if (first === undefined || last === undefined) return false;
  if (from > 0 && first.join === 'none') return false;
  if (next === undefined || next.join === 'space') return true;
  if (next.join === 'none') return !next.digits && HANGERS.has(next.text) && atoms[to + 1]?.join !== 'none';
  return !(last.digits && next.digits);
}

/** Whether a mark such as a comma stands before an atom. */
function isAfterMark({ start }: Atom, i: number, atoms: readonly Atom[]): boolean {
  const before = atoms[i - 1];
  return before !== undefined && start - before.end > 1;
}
