import { type Atom, atomise } from '../language/atoms.ts';
import { normalise } from '../language/normalise.ts';
import type { Mention } from './mentions.ts';
import { findDates, type NamedDate } from './time.ts';

/** Placeholders as the classifier sees them. */
export const TOPIC = '§topic';
const DATE = '§date';
const NUMBER = '§number';

const NONE = new Uint8Array(0);

/** A common noun for topics rather than a name. */
export function isNoun({ targets }: Mention): boolean {
  return targets.every(({ kind }) => kind === 'group');
}

/**
 * The words as the classifier sees them: names, dates and numbers replaced by what they are. A common noun for
 * several topics stands for a topic where none is named, and always keeps its words, which may tell the aspect.
 */
export function maskAtoms(
  atoms: readonly Atom[],
  mentions: readonly Mention[],
  dates: readonly NamedDate[],
  skipped: Uint8Array = NONE,
): string[] {
  const words: string[] = [];
  const named = mentions.some((mention) => !isNoun(mention));
  let at = 0;
  while (at < atoms.length) {
    const mention = mentions.find(({ from }) => from === at);
    const date = dates.find(({ from }) => from === at);
    const atom = atoms[at];
    if (mention !== undefined && isNoun(mention)) {
      if (!named) words.push(TOPIC);
      for (const { text, digits } of atoms.slice(mention.from, mention.to))
        words.push(digits ? NUMBER : text);
      at = mention.to;
    } else if (mention !== undefined) {
      if (words.at(-1) !== TOPIC) words.push(TOPIC);
      at = mention.to;
    } else if (date !== undefined) {
      words.push(DATE);
      at = date.to;
    } else {
      if (atom !== undefined && skipped[at] !== 1) words.push(atom.digits ? NUMBER : atom.text);
      at += 1;
    }
  }
  return words;
}

/** A phrase of the knowledge as the classifier sees it. */
export function maskPhrase(phrase: string): string[] {
  return phrase.split(/\{topic\}/).flatMap((part, i) => {
    const atoms = atomise(normalise(part));
    const words = maskAtoms(atoms, [], findDates(atoms, '2026'));
    return i === 0 ? words : [TOPIC, ...words];
  });
}
