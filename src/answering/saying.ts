import type { PartialDate } from '../knowledge/schema.ts';
import type { Interpretation, Understanding } from '../understanding/interpret.ts';
import type { NamedDate } from '../understanding/time.ts';

/** A sentence that asks less than this only tells. */
const ASKED = 0.5;
/** From how many aspects' phrases on a word is too small to tell an aspect. */
const SMALL_WORD = 7;
const SMALL_WORDS = new Set(
  'and ok okay so what about how the for same also then aur bhi wahi और भी а и то же про о об что насчет как же'.split(
    ' ',
  ),
);

/** Whether an atom stands in a sentence that asks; what is only told does not decide what is answered. */
export function isAsked(read: Interpretation, atom: number): boolean {
  return read.sentences.some(({ from, to, asks }) => from <= atom && atom < to && asks >= ASKED);
}

/** Whether an atom stands in what is told before the first question. */
export function isStory(read: Interpretation, atom: number): boolean {
  const first = read.sentences.find(({ asks }) => asks >= ASKED);
  return first !== undefined && atom < first.from;
}

/** Whether anything is said beside names, and beside some spans of atoms. */
export function saysMore(
  read: Interpretation,
  understanding: Understanding,
  spans: readonly { readonly from: number; readonly to: number }[] = [],
): boolean {
  const skipped = [...read.mentions, ...spans];
  const isSmall = (word: string): boolean =>
    word.length < 2 || understanding.spread(word) >= SMALL_WORD || SMALL_WORDS.has(word);
  return read.atoms.some(
    ({ digits, text }, i) =>
      !digits && !isSmall(text) && !skipped.some(({ from, to }) => i >= from && i < to),
  );
}

/** Whether more is asked for than the state at a date: "AK-203 as of 2020" asks for nothing more. */
export function asksMoreThanADate(read: Interpretation, understanding: Understanding): boolean {
  return saysMore(read, understanding, [...read.dates, ...read.cues.filter(({ form }) => form === 'then')]);
}

/** The date whose state of knowledge is wanted; a date that only says when something happened is none. */
export function dateLookedBackAt(read: Interpretation): PartialDate | null {
  const beside = (date: NamedDate): boolean =>
    read.cues.some(
      ({ form, from, to }) =>
        form === 'then' && Math.min(Math.abs(date.from - to), Math.abs(from - date.to)) <= 1,
    );
  if (read.forms.has('history') || read.forms.has('changes')) return null;
  const date = read.dates.find(({ from }) => isAsked(read, from));
  if (date === undefined) return null;
  return beside(date) || (read.forms.has('expected') && date.date.length <= 7) ? date.until : null;
}

/**
 * Whether something is really stated: "… kya" and "… or not" also end a mere question, "…, right?" does not.
 *
 * @param confirming the tags that ask to confirm a statement
 */
export function isStatement(read: Interpretation, confirming: ReadonlySet<string>): boolean {
  return read.cues.some(({ form, tag, words }) => form === 'claim' && (!tag || confirming.has(words)));
}

/** Whether more than yes or no is asked, whatever is told or heard before it. */
export function asksOpenly(read: Interpretation): boolean {
  return read.sentences.some(({ from, to, asks }) => {
    if (asks < ASKED) return false;
    const words = read.atoms.slice(from, to).map(({ text }) => text);
    const [first = '', second = ''] = words;
    return (
      FIRST.has(first) || SECOND.has(first) || SECOND.has(second) || words.some((word) => ANYWHERE.has(word))
    );
  });
}

/** Words that ask for more than yes or no: as the first of a sentence, as the second too ("and when"), anywhere. */
const FIRST = new Set('когда что кто где'.split(' '));
const SECOND = new Set('what when where who whose whom which why how'.split(' '));
const ANYWHERE = new Set(
  'कब कहां कौन क्यों कैसे कितने कितनी कितना किसने kab kahan kaun kyu kyun kaise kitne kitni kitna kisne почему сколько какой какая какие какое куда откуда'.split(
    ' ',
  ),
);
