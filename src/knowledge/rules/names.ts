import type { Draft } from '../draft.ts';
import { fault } from '../faults.ts';
import type { Fault, Place } from '../findings.ts';
import type { ByLanguage, Translated } from '../schema.ts';
import { LANGUAGES, TEXT_LANGUAGES } from '../terms.ts';

/** A name or alias, whose it is and where it stands. */
export interface Name {
  readonly text: string;
  /** In words: "the topic s-400". */
  readonly owner: string;
  /** Looked up when it is wanted: there are thousands of names, and few have a fault. */
  readonly place: () => Place;
}

/** Names that differ only in what people do not care for: case, spaces, hyphens, dots and quotes. */
export function nameKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Pd}.'"’‘“”«»„`]/gu, '');
}

/** Every name and alias of everything that has some. */
export function namesOf({ topics, groups, uncovered }: Draft): readonly Name[] {
  const owners = [
    ...topics.flatMap(({ shell }) => (shell === null ? [] : [{ kind: 'topic', thing: shell }])),
    ...groups.map((thing) => ({ kind: 'group', thing })),
    ...uncovered.map((thing) => ({ kind: 'uncovered', thing })),
  ];
  return owners.flatMap(({ kind, thing: { value, at } }) => {
    const owner = `the ${kind} ${value.id}`;
    const { names, aliases }: { names: Translated; aliases: ByLanguage } = value;
    return [
      ...TEXT_LANGUAGES.flatMap((language) => {
        const text = names[language];
        return text === undefined ? [] : [{ text, owner, place: () => at(['names', language]) }];
      }),
      ...LANGUAGES.flatMap((language) =>
        (aliases[language] ?? []).map((text, index) => ({
          text,
          owner,
          place: () => at(['aliases', language, index]),
        })),
      ),
    ];
  });
}

/** No name means two things. */
export function nameFaults(draft: Draft): readonly Fault[] {
  const first = new Map<string, Name>();
  const told = new Set<string>();
  return namesOf(draft).flatMap((name) => {
    const key = nameKey(name.text);
    const before = first.get(key);
    if (before === undefined) first.set(key, name);
    if (before === undefined || before.owner === name.owner) return [];
    const pair = `${key} ${before.owner} ${name.owner}`;
    if (told.has(pair)) return [];
    told.add(pair);
    const { file, line } = before.place();
    return [
      fault(name.place(), {
        code: 'alias-clash',
        alias: name.text,
        owner: name.owner,
        other: before.owner,
        place: `${file}:${line}`,
      }),
    ];
  });
}
