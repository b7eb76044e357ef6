import type { Path } from '../document.ts';
import type { Draft, Located } from '../draft.ts';
import { fault } from '../faults.ts';
import type { Fault } from '../findings.ts';
import type { ByLanguage, Translated } from '../schema.ts';

/**
 * How long a text may be, in characters. Four facts with their datelines and sources go into one message of 4,096
 * characters; the longest English fact has about 320, and a translation runs to a third more.
 */
export const BUDGETS = {
  fact: 400,
  summary: 300,
  name: 100,
  alias: 80,
  phrase: 160,
  example: 400,
  title: 300,
  label: 100,
  /** What a translation may have for each character of the budget. */
  translation: 1.4,
} as const;

/** No text over its budget, and no placeholder that nothing fills in. */
export function textFaults(draft: Draft): readonly Fault[] {
  const faults: Fault[] = [];
  const measure = (owner: Located<unknown>, of: string, path: Path, text: string, budget: number): void => {
    const length = [...text].length;
    const key = String(path.find((step) => typeof step === 'string') ?? '');
    if (length > budget)
      faults.push(fault(owner.at(path), { code: 'text-too-long', key, of, length, budget }));
  };
  const translated = (
    owner: Located<unknown>,
    of: string,
    path: Path,
    text: Translated,
    budget: number,
  ): void => {
    for (const [language, each] of Object.entries(text))
      if (each !== undefined)
        measure(
          owner,
          of,
          [...path, language],
          each,
          Math.round(language === 'en' ? budget : budget * BUDGETS.translation),
        );
  };
  const listed = (
    owner: Located<unknown>,
    of: string,
    path: Path,
    texts: ByLanguage,
    budget: number,
  ): void => {
    for (const [language, list] of Object.entries(texts))
      for (const [index, each] of (list ?? []).entries())
        measure(owner, of, [...path, language, index], each, budget);
  };

  for (const { shell, facts } of draft.topics) {
    if (shell !== null) translated(shell, shell.value.id, ['summary'], shell.value.summary, BUDGETS.summary);
    for (const fact of facts) {
      const { id, text, values } = fact.value;
      translated(fact, id, ['text'], text, BUDGETS.fact);
      for (const [index, { label }] of values.entries())
        measure(fact, id, ['values', index, 'label'], label, BUDGETS.label);
    }
  }
  const named = [...draft.topics.flatMap(({ shell }) => shell ?? []), ...draft.groups, ...draft.uncovered];
  for (const owner of named) {
    const { id, names, aliases } = owner.value;
    translated(owner, id, ['names'], names, BUDGETS.name);
    listed(owner, id, ['aliases'], aliases, BUDGETS.alias);
  }
  for (const aspect of draft.aspects)
    listed(aspect, aspect.value.id, ['phrases'], aspect.value.phrases, BUDGETS.phrase);
  for (const source of draft.sources)
    measure(source, source.value.id, ['title'], source.value.title, BUDGETS.title);
  for (const talk of draft.smalltalk)
    listed(talk, talk.value.id, ['examples'], talk.value.examples, BUDGETS.example);
  if (draft.outside !== null) listed(draft.outside, 'outside', [], draft.outside.value, BUDGETS.example);
  return [...faults, ...placeholderFaults(draft)];
}

export function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
}

function placeholderFaults({ aspects, wording }: Draft): readonly Fault[] {
  const faults: Fault[] = [];
  for (const { value, at } of aspects)
    for (const [language, phrases] of Object.entries(value.phrases))
      for (const [index, phrase] of (phrases ?? []).entries())
        for (const placeholder of placeholdersIn(phrase))
          if (placeholder !== 'topic')
            faults.push(
              fault(at(['phrases', language, index]), {
                code: 'unknown-placeholder',
                placeholder,
                of: `the phrase "${phrase}"`,
                known: ['topic'],
              }),
            );
  if (wording === null) return faults;
  for (const [key, line] of Object.entries(wording.value)) {
    const known = [...new Set(placeholdersIn(line.en))];
    for (const [language, text] of Object.entries(line))
      for (const placeholder of placeholdersIn(text))
        if (!known.includes(placeholder))
          faults.push(
            fault(wording.at([key, language]), {
              code: 'unknown-placeholder',
              placeholder,
              of: `"${key}" in ${language}`,
              known,
            }),
          );
  }
  return faults;
}
