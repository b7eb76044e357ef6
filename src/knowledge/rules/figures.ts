import type { Draft, Located } from '../draft.ts';
import { fault } from '../faults.ts';
import { namesPattern } from '../figures/names.ts';
import { compareFigures } from '../figures/translations.ts';
import { type Known, knownFrom, unsupported } from '../figures/values.ts';
import type { Fault } from '../findings.ts';
import type { Fact, Translated } from '../schema.ts';
import { TEXT_LANGUAGES } from '../terms.ts';

/** What a text says in figures stands among the values, and every translation says the same. */
export function figureFaults(draft: Draft): readonly Fault[] {
  const names = namesPattern(allNames(draft));
  return draft.topics.flatMap(({ id, shell, facts, whole }) => {
    const ofTopic: { amounts: number[]; dates: string[] } = { amounts: [], dates: [] };
    const faults = facts.flatMap((fact) => {
      const known = knownFrom(fact.value.values, [fact.value.as_of]);
      ofTopic.amounts.push(...known.amounts);
      ofTopic.dates.push(...known.dates);
      const judged = (['text', 'values', 'as_of'] as const).every((key) => !fact.lacking.has(key));
      return judged ? ofFact(fact, known, names) : [];
    });
    if (shell === null || !whole) return faults;
    const { summary } = shell.value;
    return [
      ...faults,
      ...unsupported(summary.en, ofTopic, names).map((figure) =>
        fault(shell.at(['summary', 'en']), { code: 'summary-figure', topic: id, figure }),
      ),
      ...ofTranslations(`the summary of ${id}`, summary, ofTopic, names, (language) =>
        shell.at(['summary', language]),
      ),
    ];
  });
}

function ofFact({ value, at }: Located<Fact>, known: Known, names: RegExp | null): readonly Fault[] {
  return [
    ...unsupported(value.text.en, known, names).map((figure) =>
      fault(at(['text', 'en']), { code: 'figure-without-value', of: value.id, figure }),
    ),
    ...ofTranslations(value.id, value.text, known, names, (language) => at(['text', language])),
  ];
}

function ofTranslations(
  of: string,
  text: Translated,
  known: Known,
  names: RegExp | null,
  place: (language: string) => ReturnType<Located<Fact>['at']>,
): readonly Fault[] {
  return TEXT_LANGUAGES.flatMap((language) => {
    const translation = text[language];
    if (language === 'en' || translation === undefined) return [];
    const { missing, extra } = compareFigures(text.en, translation, language, known, names);
    if (missing.length === 0 && extra.length === 0) return [];
    return [fault(place(language), { code: 'translation-figures', of, language, missing, extra })];
  });
}

function allNames({ topics, uncovered, groups }: Draft): readonly string[] {
  const named = [
    ...topics.flatMap(({ shell }) => (shell === null ? [] : [shell.value])),
    ...[...uncovered, ...groups].map(({ value }) => value),
  ];
  return named.flatMap(({ names, aliases }) => [
    ...Object.values(names).filter((name) => name !== undefined),
    ...Object.values(aliases).flatMap((list) => list ?? []),
  ]);
}
