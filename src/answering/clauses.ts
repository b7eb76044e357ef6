import type { Interpretation, Scored, Understanding } from '../understanding/interpret.ts';

const CONNECTOR =
  /\s*(?:[,;:?&]|\s-\s|\b(?:and|plus|also|aur|as well as)\b|(?<=\s)(?:और|तथा|एवं|и|а также)(?=\s))\s*/;
/** A clause must be read this surely to count as a question of its own. */
const SURE = 0.55;
const MOST_CLAUSES = 6;
const MOST_ATOMS = 40;

/**
 * The aspects asked for one after the other ("how many, for how much, and made where?"), each once and in
 * order; empty where the text asks for one thing only.
 */
export function aspectsOfClauses(
  read: Interpretation,
  understanding: Understanding,
  today: string,
): (readonly Scored[])[] {
  if (read.atoms.length > MOST_ATOMS) return [];
  const parts = read.text.split(CONNECTOR).filter((part) => part.trim().length > 2);
  if (parts.length < 2 || parts.length > MOST_CLAUSES) return [];
  const found: (readonly Scored[])[] = [];
  for (const part of parts) {
    const { aspects, outside, smalltalk, words } = understanding.interpret(part, today);
    const [top] = aspects;
    const empty = words.every((word) => word.startsWith('§'));
    if (top === undefined || empty || outside > 0.4 || smalltalk.probability > 0.4 || top.probability < SURE)
      continue;
    if (!found.some(([other]) => other?.id === top.id)) found.push(aspects);
  }
  return found.length > 1 ? found : [];
}
