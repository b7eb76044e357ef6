import { daleChall } from 'dale-chall';
import type { Draft } from '../draft.ts';
import { warning } from '../faults.ts';
import type { Warning } from '../findings.ts';
import { type Name, nameKey, namesOf } from '../rules/names.ts';
import { placeholdersIn } from '../rules/texts.ts';
import { LANGUAGES } from '../terms.ts';

/** Names that a slip of the finger turns into another's, names that are everyday words, aspects without phrases. */
export function nameWarnings(draft: Draft): readonly Warning[] {
  const names = namesOf(draft);
  return [...nearClashes(names), ...ordinary(names), ...withoutPhrases(draft), ...withoutPlaceholder(draft)];
}

/** Shorter names are told apart by more than their letters. */
const SHORTEST = 5;

/** Names of two owners that are one letter apart. Digits are never taken for one another, so they must be the same. */
function nearClashes(names: readonly Name[]): readonly Warning[] {
  const seen = new Map<string, { readonly name: Name; readonly key: string }[]>();
  const told = new Set<string>();
  return names.flatMap((name) => {
    const key = nameKey(name.text);
    const letters = [...key];
    if (letters.length < SHORTEST) return [];
    // two words one letter apart become the same when the right letter is left out of one or of both
    const forms = [key, ...letters.map((_, index) => letters.toSpliced(index, 1).join(''))];
    const near = new Set(forms.flatMap((form) => seen.get(form) ?? []));
    for (const form of new Set(forms)) seen.set(form, [...(seen.get(form) ?? []), { name, key }]);
    return [...near].flatMap((other) => {
      const pair = `${other.name.owner} ${name.owner}`;
      if (other.key === key || other.name.owner === name.owner || told.has(pair)) return [];
      // both are declined: taking one for the other does no harm
      if (isUncovered(other.name) && isUncovered(name)) return [];
      if (digitsOf(other.key) !== digitsOf(key) || !isOneLetterApart(other.key, key)) return [];
      told.add(pair);
      return [
        warning(name.place(), {
          code: 'near-clash',
          alias: name.text,
          owner: name.owner,
          near: other.name.text,
          other: other.name.owner,
        }),
      ];
    });
  });
}

const isUncovered = ({ owner }: Name): boolean => owner.startsWith('the uncovered');
const digitsOf = (key: string): string => key.replace(/\D/g, '');

function isOneLetterApart(a: string, b: string): boolean {
  const [shorter, longer] = a.length <= b.length ? [[...a], [...b]] : [[...b], [...a]];
  if (longer.length - shorter.length > 1) return false;
  const first = longer.findIndex((letter, index) => letter !== shorter[index]);
  const rest = longer.slice(first + 1).join('');
  return rest === shorter.slice(first + (longer.length === shorter.length ? 1 : 0)).join('');
}

function ordinary(names: readonly Name[]): readonly Warning[] {
  const everyday = new Set(daleChall);
  return names
    .filter(({ text, owner }) => !owner.startsWith('the group') && everyday.has(text.toLowerCase()))
    .map(({ text, owner, place }) => warning(place(), { code: 'ordinary-alias', alias: text, owner }));
}

function withoutPhrases({ aspects }: Draft): readonly Warning[] {
  return aspects.flatMap(({ value, at }) => {
    const languages = LANGUAGES.filter((language) => (value.phrases[language] ?? []).length === 0);
    return languages.length === 0
      ? []
      : [warning(at(['phrases'], 'key'), { code: 'no-phrases', aspect: value.id, languages })];
  });
}

function withoutPlaceholder({ wording }: Draft): readonly Warning[] {
  if (wording === null) return [];
  return Object.entries(wording.value).flatMap(([key, line]) =>
    LANGUAGES.flatMap((language) =>
      [...new Set(placeholdersIn(line.en))]
        .filter((placeholder) => !placeholdersIn(line[language]).includes(placeholder))
        .map((placeholder) =>
          warning(wording.at([key, language]), {
            code: 'placeholder-unused',
            placeholder,
            of: `"${key}" in ${language}`,
          }),
        ),
    ),
  );
}
