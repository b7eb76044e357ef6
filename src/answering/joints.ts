import type { Form } from '../knowledge/schema.ts';
import type { FormId } from '../knowledge/terms.ts';
import { atomise } from '../language/atoms.ts';
import { normalise } from '../language/normalise.ts';
import type { Interpretation } from '../understanding/interpret.ts';
import { QUESTION_WORDS } from '../understanding/sentences.ts';

/** Where a question sets things side by side: a word or a mark, as the atoms from one to before another. */
export interface Joint {
  readonly from: number;
  readonly to: number;
  /** `either` sets things against each other, `head` parts what is asked about from what is asked of it. */
  readonly how: 'joins' | 'either' | 'head';
}

export interface JointFinder {
  /** In the order of the text; a mark is a joint of no atoms. */
  find(read: Pick<Interpretation, 'atoms' | 'text'>): Joint[];
  /** Whether a text opens a clause that says when or why something else is asked. */
  isAside(read: Pick<Interpretation, 'atoms'>): boolean;
}

const JOINING_MARK = /[,;&/+]/;
const HEADING_MARK = /:|\s[-–—]\s|[?!।](?=\s)/u;

/** Finds joints by the words of `forms`, in all languages at once: names do not tell the language around them. */
export function buildJointFinder(forms: readonly Form[]): JointFinder {
  const runsOf = (id: FormId): (readonly string[])[] =>
    forms
      .filter((form) => form.id === id)
      .flatMap(({ cues }) => Object.values(cues).flatMap((texts) => texts ?? []))
      .map((text) => atomise(normalise(text)).map((atom) => atom.text))
      .sort((a, b) => b.length - a.length);
  const runs = (['either', 'joins'] as const).flatMap((how) => runsOf(how).map((words) => ({ how, words })));
  const byFirst = new Map<string, typeof runs>();
  for (const run of runs) {
    const [first = ''] = run.words;
    byFirst.set(first, [...(byFirst.get(first) ?? []), run]);
  }
  const asides = runsOf('aside');

  return {
    find({ atoms, text }) {
      const joints: Joint[] = [];
      let at = 0;
      while (at < atoms.length) {
        const before = atoms[at - 1];
        const here = atoms[at];
        if (before !== undefined && here !== undefined) {
          const gap = text.slice(before.end, here.start);
          if (JOINING_MARK.test(gap)) joints.push({ from: at, to: at, how: 'joins' });
          else if (HEADING_MARK.test(gap)) joints.push({ from: at, to: at, how: 'head' });
        }
        const run = (byFirst.get(here?.text ?? '') ?? []).find(({ words }) =>
          words.every((word, i) => atoms[at + i]?.text === word),
        );
        if (run !== undefined) joints.push({ from: at, to: at + run.words.length, how: run.how });
        at += run?.words.length ?? 1;
      }
      return joints;
    },
    // "since when" asks
    isAside: ({ atoms }) =>
      asides.some(
        (words) =>
          words.every((word, i) => atoms[i]?.text === word) &&
          !QUESTION_WORDS.has(atoms[words.length]?.text ?? ''),
      ),
  };
}
