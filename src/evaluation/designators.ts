import type { ByLanguage, Knowledge } from '../knowledge/schema.ts';
import { type Atom, atomise } from '../language/atoms.ts';
import { normalise } from '../language/normalise.ts';
import type { Reply } from './judge.ts';

/** A designator of the question that the answer has nothing to do with, as `s300`; null where there is none. */
export type DesignatorCheck = (question: string, reply: Reply) => string | null;

/** Letters before the digits of a designator: more is a word that happens to stand before a number. */
const MOST_LETTERS = 5;
const MOST_LETTERS_APART = 3;
/** "A 3 billion dollar deal" is no A-3. */
const ARTICLES = new Set(['a', 'i', 'и', 'в', 'а', 'с']);
const YEAR = /^(?:19|20)\d\d$/;

/**
 * Watches that no digit is crossed (S-300 answered as S-400). A designator is a few letters and the number after
 * them, in any spelling and script: `S-400`, `s400`, `एस-400`; with only a space between (`su 30`) it counts
 * where the knowledge names such a thing. An answer crosses it if neither a name of the answer's topics nor a
 * fact shown has the same letters and digits.
 */
export function buildDesignatorCheck(knowledge: Knowledge): DesignatorCheck {
  const named = new Set<string>();
  const byTopic = new Map<string, Set<string>>();
  const namesOf = (aliases: ByLanguage, names: object): string[] => [
    ...Object.values(aliases).flatMap((list) => list ?? []),
    ...Object.values(names).map(String),
  ];
  for (const topic of knowledge.topics) {
    const held = new Set(namesOf(topic.aliases, topic.names).flatMap((name) => designatorsOf(name, null)));
    byTopic.set(topic.id, held);
    for (const designator of held) named.add(designator);
  }
  for (const { aliases, names } of [...knowledge.uncovered, ...knowledge.groups]) {
    for (const name of namesOf(aliases, names))
      for (const designator of designatorsOf(name, null)) named.add(designator);
  }

  return (question, reply) => {
    const asked = designatorsOf(question, named);
    if (asked.length === 0) return null;
    const shown = new Set(reply.texts.flatMap((text) => designatorsOf(text, null)));
    const known = (designator: string): boolean =>
      shown.has(designator) || reply.topics.some((topic) => byTopic.get(topic)?.has(designator) === true);
    return asked.some(known) ? null : (asked[0] ?? null);
  };
}

/** Designators in a text; letters and number split by a space count if `named` has them (if null: where short). */
function designatorsOf(text: string, named: ReadonlySet<string> | null): string[] {
  const atoms = atomise(normalise(text));
  return atoms.flatMap((digits, i) => {
    const letters = atoms[i - 1];
    if (!digits.digits || letters === undefined || letters.digits || YEAR.test(digits.key)) return [];
    if (letters.key.length > MOST_LETTERS) return [];
    const apart = digits.join === 'space';
    if (apart && ARTICLES.has(letters.text)) return [];
    if (named === null && apart && letters.key.length > MOST_LETTERS_APART) return [];
    return readings(letters)
      .map((key) => key + digits.key)
      .filter((designator) => named === null || !apart || named.has(designator));
  });
}

function readings({ key, lookalike }: Atom): string[] {
  return lookalike === null || lookalike === key ? [key] : [key, lookalike];
}
