import type { Form } from '../knowledge/schema.ts';
import type { FormId } from '../knowledge/terms.ts';
import type { Atom } from '../language/atoms.ts';
import { atomise } from '../language/atoms.ts';
import { normalise } from '../language/normalise.ts';

export interface Cue {
  readonly form: FormId;
  readonly words: string;
  readonly from: number;
  readonly to: number;
}

export type CueFinder = (atoms: readonly Atom[]) => Cue[];

/** Finds the cues of forms in a question; a cue inside a longer cue of the same form counts once. */
export function buildCueFinder(forms: readonly Form[]): CueFinder {
  const byFirst = new Map<string, { form: FormId; words: readonly string[] }[]>();
  for (const form of forms) {
    for (const cues of Object.values(form.cues)) {
      for (const cue of cues ?? []) {
        const words = atomise(normalise(cue)).map((atom) => atom.text);
        const [first] = words;
        if (first === undefined) continue;
        const list = byFirst.get(first) ?? [];
        list.push({ form: form.id, words });
        byFirst.set(first, list);
      }
    }
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.words.length - a.words.length);

  return (atoms) => {
    const found: Cue[] = [];
    for (const [from, atom] of atoms.entries()) {
      for (const { form, words } of byFirst.get(atom.text) ?? []) {
        const to = from + words.length;
        if (!words.every((word, i) => atoms[from + i]?.text === word)) continue;
        if (found.some((cue) => cue.form === form && cue.to >= to)) continue;
        found.push({ form, words: words.join(' '), from, to });
      }
    }
    return found;
  };
}
