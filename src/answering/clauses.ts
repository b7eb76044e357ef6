import type { Interpretation, Understanding } from '../understanding/interpret.ts';

const CONNECTOR =
  /\s*(?:[,;:?&]|\s-\s|\b(?:and|plus|also|aur|as well as)\b|(?<=\s)(?:और|तथा|एवं|и|а также)(?=\s))\s*/;
/** A clause must be read this surely to count as a question of its own. */
const SURE = 0.55;
/** A clause that says when or why something else is asked. */
const SIDE_CLAUSE =
  /^(?:before|after|since|if|although|though|because|as|while|once|by|in|say|when the|now that)\b/;
const MOST_CLAUSES = 6;
const MOST_ATOMS = 40;

/**
 * The clauses that ask for one aspect after the other ("how many, for how much, and made where?"), each aspect once
 * and in order; empty where the text asks for one thing only.
 */
export function clausesOf(
  read: Interpretation,
  understanding: Understanding,
  today: string,
): Interpretation[] {
  if (read.atoms.length > MOST_ATOMS) return [];
  const parts = read.text.split(CONNECTOR).filter((part) => part.trim().length > 2);
  if (parts.length < 2 || parts.length > MOST_CLAUSES) return [];
  const found: Interpretation[] = [];
  for (const part of parts) {
    if (SIDE_CLAUSE.test(part)) continue;
    const read = understanding.interpret(part, today);
    const [top] = read.aspects;
    const empty =
      read.words.filter((word) => !word.startsWith('§')).length < (read.mentions.length > 0 ? 2 : 1);
    if (
      top === undefined ||
      empty ||
      read.outside > 0.4 ||
      read.smalltalk.probability > 0.4 ||
      top.probability < SURE
    )
      continue;
    if (!found.some(({ aspects: [other] }) => other?.id === top.id)) found.push(read);
  }
  return found.length > 1 ? found : [];
}
