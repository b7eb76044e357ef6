import type { Engine } from '../engine.ts';
import type { Topic } from '../knowledge/schema.ts';

/** The topic that a person typed, letter for letter but for case: its id, a name or an alias. Else null. */
export function exactTopic(typed: string, engine: Engine): Topic | null {
  const wanted = same(typed);
  return (
    engine.knowledge.topics.find((topic) => namesOf(topic).some((name) => same(name) === wanted)) ?? null
  );
}

/** As `exactTopic`, or the topic that the words are about for the engine. */
export function topicOf(typed: string, engine: Engine): Topic | null {
  const exact = exactTopic(typed, engine);
  return exact ?? engine.suggest(typed, 1)[0] ?? null;
}

const BETWEEN = /\s*[,;/+&]\s*|\s+(?:and|or|vs\.?|versus|with|और|या|बनाम|aur|ya|и|или|с)\s+/iu;

/** The two topics that "/compare" is given, with or without a word between them; null where they are not two. */
export function twoTopics(typed: string, engine: Engine): readonly [Topic, Topic] | null {
  const parts = typed.split(BETWEEN).filter((part) => part !== '');
  const words = typed.split(/\s+/);
  const splits: (readonly [string, string])[] = [];
  if (parts.length === 2) splits.push([parts[0] ?? '', parts[1] ?? '']);
  for (let at = 1; at < words.length; at++)
    splits.push([words.slice(0, at).join(' '), words.slice(at).join(' ')]);
  for (const find of [exactTopic, topicOf]) {
    for (const [left, right] of splits) {
      const [first, second] = [find(left, engine), find(right, engine)];
      if (first !== null && second !== null && first.id !== second.id) return [first, second];
    }
  }
  return null;
}

/** Every name of a topic that can be typed, its id first. */
export function namesOf({ id, names, aliases }: Topic): readonly string[] {
  return [id, names.en, names.hi, names.ru, ...Object.values(aliases).flat()].filter(
    (name) => name !== undefined,
  );
}

function same(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
