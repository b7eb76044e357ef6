import type { Form } from '../knowledge/schema.ts';
import type { FormId, Language } from '../knowledge/terms.ts';
import { CHECK_FORMS, LANGUAGES } from '../knowledge/terms.ts';
import type { Atom } from '../language/atoms.ts';
import { atomise } from '../language/atoms.ts';
import { normalise } from '../language/normalise.ts';

export interface Cue {
  readonly form: FormId;
  readonly words: string;
  readonly from: number;
  readonly to: number;
  /** A tag at the end of the question, which may end a plain question too. */
  readonly tag: boolean;
}

export type CueFinder = (atoms: readonly Atom[], language: Language | null) => Cue[];

/** Languages whose cues are looked for in a question of a language: English words turn up in all of them. */
const READ_IN: Readonly<Record<Language, readonly Language[]>> = {
  en: ['en'],
  hi: ['hi', 'en'],
  hinglish: ['hinglish', 'en'],
  ru: ['ru', 'en'],
};

/** `buildCheckFinder` looks for these. */
const OF_CHECKS: ReadonlySet<FormId> = new Set(CHECK_FORMS);

/** Finds the cues of forms in a question; a cue inside a longer cue of the same form counts once. */
export function buildCueFinder(forms: readonly Form[]): CueFinder {
  const byFirst = new Map<string, { form: FormId; language: Language; words: readonly string[] }[]>();
  for (const form of forms) {
    if (OF_CHECKS.has(form.id)) continue;
    for (const language of LANGUAGES) {
      for (const cue of form.cues[language] ?? []) {
        const words = atomise(normalise(cue)).map((atom) => atom.text);
        const [first] = words;
        if (first === undefined) continue;
        const list = byFirst.get(first) ?? [];
        list.push({ form: form.id, language, words });
        byFirst.set(first, list);
      }
    }
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.words.length - a.words.length);

  return (atoms, language) => {
    const found: Cue[] = [];
    const read = READ_IN[language ?? 'en'];
    for (let from = 0; from < atoms.length; from += 1) {
      const begun = byFirst.get(atoms[from]?.text ?? '');
      if (begun === undefined) continue;
      for (const { form, language: spoken, words } of begun) {
        if (!read.includes(spoken)) continue;
        const to = from + words.length;
        if (!words.every((word, i) => atoms[from + i]?.text === word)) continue;
        if (found.some((cue) => cue.form === form && cue.to >= to)) continue;
        found.push({ form, words: words.join(' '), from, to, tag: form === 'tag' });
      }
    }
    return found;
  };
}
