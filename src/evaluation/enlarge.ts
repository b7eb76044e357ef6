import type { ByLanguage, Fact, Knowledge, Topic } from '../knowledge/schema.ts';
import { pseudoRandom, shuffle } from '../language/random.ts';

/**
 * Knowledge `times` as large: every topic stands in it so many times, each copy under names of its own. In a copy
 * the words of the topic's names are respelt, the same word always the same way and in its own script, and the
 * digits of its designators changed, wherever they stand in its names, summary and facts. All else stays, so that
 * the copies compete with the originals for every other word.
 */
export function enlarge(knowledge: Knowledge, times: number): Knowledge {
  const copies = Array.from({ length: times - 1 }, (_, i) => i + 1).flatMap((number) => {
    const respell = respellerFor(number);
    return knowledge.topics.map((topic) => copyOf(topic, number, respell));
  });
  return { ...knowledge, topics: [...knowledge.topics, ...copies] };
}

type Respell = (word: string) => string;

function copyOf(topic: Topic, number: number, respell: Respell): Topic {
  const id = (old: string): string => `${old}-copy-${number}`;
  const ownWords = new Set(
    [...Object.values(topic.names), ...Object.values(topic.aliases).flatMap((list) => list ?? [])].flatMap(
      (name) => (name ?? '').toLowerCase().match(WORD) ?? [],
    ),
  );
  const rename = (text: string): string =>
    text.replace(WORD, (word) => (ownWords.has(word.toLowerCase()) ? respell(word) : word));
  const renameAll = <T extends Readonly<Record<string, string | undefined>>>(texts: T): T =>
    Object.fromEntries(
      Object.entries(texts).map(([language, text]) => [language, text === undefined ? text : rename(text)]),
    ) as T;
  const aliases: ByLanguage = Object.fromEntries(
    Object.entries(topic.aliases).map(([language, list]) => [language, list?.map(rename)]),
  );
  return {
    ...topic,
    id: id(topic.id),
    names: renameAll(topic.names),
    aliases,
    summary: renameAll(topic.summary),
    related: topic.related.map(id),
    facts: topic.facts.map(
      (fact): Fact => ({
        ...fact,
        id: id(fact.id),
        ...(fact.superseded_by === undefined ? {} : { superseded_by: id(fact.superseded_by) }),
        text: renameAll(fact.text),
      }),
    ),
  };
}

/** A word or number; the parts of a designator are words of their own. */
const WORD = /\p{Nd}+|[\p{L}\p{M}]+/gu;

/** Letters that may stand for each other, so that a respelt word can still be read and typed. */
const LETTERS = ['aeiou', 'bcdfghjklmnprstvz', 'аеиоу', 'бвгдзклмнпрстфх', 'कगचजटडतदनपबमरलवसह'];

/** Another spelling for every word: letters change places within their kind, numbers get new digits in front. */
function respellerFor(number: number): Respell {
  const random = pseudoRandom(number);
  const letters = new Map<string, string>();
  for (const kind of LETTERS) {
    const mixed = Array.from(kind);
    shuffle(mixed, random);
    Array.from(kind).forEach((letter, i) => {
      const other = mixed[i] ?? letter;
      letters.set(letter, other);
      letters.set(letter.toUpperCase(), other.toUpperCase());
    });
  }
  return (word) =>
    /^\p{Nd}/u.test(word)
      ? `${number}${word}`
      : Array.from(word, (letter) => letters.get(letter) ?? letter).join('');
}
