import { allOf } from '../knowledge/languages.ts';
import type { Form } from '../knowledge/schema.ts';
import type { FormId } from '../knowledge/terms.ts';
import { type Atom, atomise } from '../language/atoms.ts';
import { normalise } from '../language/normalise.ts';
import type { Cue } from './cues.ts';

/** Finds what only asks whether the rest of a text is so, or tells who said it. */
export type CheckFinder = (normalised: string, atoms: readonly Atom[], named: Uint8Array) => Cue[];

/** A clause that only asks whether the rest is so is no longer than this, nor is one that tells who said it. */
const LONGEST = 9;
const TELLER = 6;
/** From so many atoms on something is stated that a bare "was it not?" can ask about. */
const STATED = 4;
/** What parts clauses: a mark, or a dash between spaces. */
const PARTS = /[,;:.!?\u0964\n\u2026]|\s[-\u2013\u2014]+\s?|[\u2013\u2014]/u;
/** What parts sentences, so that one may open with who said it. */
const ENDS = /[.!?\u0964\n\u2026]/u;

/**
 * Builds what finds clauses such as "is he right?", "can anyone back that up", "or did I dream that": of words that
 * ask whether something is so and of small words beside them, in any language. A text of nothing else is left alone:
 * there is nothing stated. Also finds "my uncle claims", "some guy on TV says" where a sentence opens with it; no
 * name of ours (`named` atoms) may stand in it.
 */
export function buildCheckFinder(forms: readonly Form[]): CheckFinder {
  const checks = phrasesOf(forms, 'checks');
  const beside = phrasesOf(forms, 'beside');
  const fillers = phrasesOf(forms, 'fillers');
  const presuming = phrasesOf(forms, 'presumes');
  const openers = phrasesOf(forms, 'hearsay');
  const reports = phrasesOf(forms, 'reports');

  /** How many checking and how many small words a run of atoms is made of; null where there are others. */
  function wordsOf(
    atoms: readonly Atom[],
    from: number,
    to: number,
  ): { checks: number; small: number } | null {
    const words = { checks: 0, small: 0 };
    for (let at = from; at < to; ) {
      const checking = lengthAt(checks, atoms, at, to);
      const small = lengthAt(beside, atoms, at, to);
      const filling = lengthAt(fillers, atoms, at, to);
      // the longest says what it is: "right now" is no "right"
      const length = Math.max(checking, small, filling);
      if (length === 0) return null;
      if (checking === length) words.checks += length;
      else if (small === length) words.small += length;
      at += length;
    }
    return words;
  }

  /** "Is that accurate?", and where much is said before it and nothing after it "was it not?" too. */
  function isCheck(atoms: readonly Atom[], from: number, to: number): boolean {
    if (to - from > LONGEST) return false;
    const words = wordsOf(atoms, from, to);
    if (words === null) return false;
    return words.checks > 0 || (words.small === to - from && to === atoms.length && from >= STATED);
  }

  /** What opens a sentence: that its truth is presumed, or who said it. */
  function openedBy(atoms: readonly Atom[], from: number, named: Uint8Array): Cue[] {
    const presumed = lengthAt(presuming, atoms, from, atoms.length);
    if (presumed > 0) return [claimed(atoms, from, from + presumed)];
    if (lengthAt(openers, atoms, from, atoms.length) === 0) return [];
    for (let at = from; at < Math.min(atoms.length, from + TELLER); at += 1) {
      if (named[at] === 1 || atoms[at]?.digits === true) return [];
      const length = lengthAt(reports, atoms, at, atoms.length);
      if (length > 0) return [claimed(atoms, from, at + length)];
    }
    return [];
  }

  return (normalised, atoms, named) => {
    const found: Cue[] = [];
    let from = 0;
    let opens = true;
    for (let i = 0; i < atoms.length; i += 1) {
      const between = normalised.slice(atoms[i]?.end, atoms[i + 1]?.start ?? normalised.length);
      if (i + 1 < atoms.length && !PARTS.test(between)) continue;
      const to = i + 1;
      const isWhole = from === 0 && to === atoms.length;
      if (!isWhole && isCheck(atoms, from, to)) found.push(claimed(atoms, from, to));
      else if (opens) found.push(...openedBy(atoms, from, named));
      opens = ENDS.test(between);
      from = to;
    }
    // where every clause only asks, nothing is stated
    return found.reduce((sum, cue) => sum + cue.to - cue.from, 0) < atoms.length ? found : [];
  };
}

function claimed(atoms: readonly Atom[], from: number, to: number): Cue {
  const words = atoms
    .slice(from, to)
    .map(({ text }) => text)
    .join(' ');
  return { form: 'claim', words, from, to, tag: false };
}

/** Runs of words by their first, longest first. */
type Phrases = ReadonlyMap<string, readonly (readonly string[])[]>;

function phrasesOf(forms: readonly Form[], id: FormId): Phrases {
  const byFirst = new Map<string, string[][]>();
  for (const cue of forms.filter((form) => form.id === id).flatMap(({ cues }) => allOf(cues))) {
    const words = atomise(normalise(cue)).map(({ text }) => text);
    const [first] = words;
    if (first !== undefined) byFirst.set(first, [...(byFirst.get(first) ?? []), words]);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.length - a.length);
  return byFirst;
}

/** How many atoms the longest phrase has that stands at an atom; 0 for none. */
function lengthAt(phrases: Phrases, atoms: readonly Atom[], at: number, to: number): number {
  const words = phrases
    .get(atoms[at]?.text ?? '')
    ?.find((phrase) => at + phrase.length <= to && phrase.every((word, i) => atoms[at + i]?.text === word));
  return words?.length ?? 0;
}
