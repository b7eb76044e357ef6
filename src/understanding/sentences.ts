import type { Atom } from '../language/atoms.ts';

/** A sentence of a question as a run of atoms, and how much it asks: 1 for a plain question. */
export interface Sentence {
  readonly from: number;
  readonly to: number;
  readonly asks: number;
}

/** What a sentence counts that only tells something, beside one that asks. */
const TELLS = 0.12;
/** What a question counts that another one follows. */
const BEFORE_THE_LAST = 0.5;
/** Words that ask, in all languages. */
export const QUESTION_WORDS: ReadonlySet<string> = new Set(
  (
    'what when where who whose whom which why how is are was were did does do has have had can could will would should tell explain give ' +
    'क्या कब कहां कौन क्यों कैसे कितने कितनी कितना किस किसने बताओ बताइए ' +
    'kya kab kahan kaun kyu kyun kaise kitne kitni kitna kis kisne batao bata ' +
    'что когда где кто почему как сколько какой какая какие какое каков чем куда откуда расскажи расскажите'
  ).split(' '),
);
const WANTS_TO_KNOW =
  /\b(?:want to know|wanna know|wondering|tell me|can (?:someone|anyone|you) (?:tell|explain)|question is|curious|need to know)\b/;

/**
 * Cuts a text into sentences and tells which of them ask. Where none does, all count; where one does, the
 * story around it hardly matters to what is asked. A sentence of `skipped` atoms alone asks nothing.
 */
export function cutSentences(normalised: string, atoms: readonly Atom[], skipped: Uint8Array): Sentence[] {
  const cut: { from: number; to: number; mark: boolean; text: string }[] = [];
  let from = 0;
  for (let i = 0; i < atoms.length; i += 1) {
    const atom = atoms[i];
    const next = atoms[i + 1];
    if (atom === undefined) continue;
    const between = normalised.slice(atom.end, next?.start ?? normalised.length);
    const ends = next === undefined || /[?!\u0964\n]|\.{2,}|\.(?=\s)/u.test(between);
    if (!ends) continue;
    const text = normalised.slice(atoms[from]?.start ?? 0, atom.end);
    cut.push({ from, to: i + 1, mark: between.includes('?'), text });
    from = i + 1;
  }
  const [only] = cut;
  if (cut.length < 2) return only === undefined ? [] : [{ from: only.from, to: only.to, asks: 1 }];
  const marks = cut.map(({ from: start, to, mark, text }) => {
    const first = atoms
      .slice(start, Math.min(to, start + 2))
      .some(({ text: word }) => QUESTION_WORDS.has(word));
    const inside = atoms.slice(start, to).some(({ text: word }) => QUESTION_WORDS.has(word));
    if (to - start === 1 && !first) return TELLS;
    if (WANTS_TO_KNOW.test(text)) return 1.2;
    if (mark) return first || inside ? 1 : 0.5;
    return first ? 0.8 : TELLS;
  });
  const asked = marks.some((mark) => mark > TELLS);
  const last = marks.findLastIndex((mark) => mark > TELLS);
  return cut.map(({ from: start, to }, i) => {
    if (!skipped.subarray(start, to).includes(0)) return { from: start, to, asks: 0 };
    const asks = asked ? (marks[i] ?? 1) : 1;
    return { from: start, to, asks: asks > TELLS && i < last ? asks * BEFORE_THE_LAST : asks };
  });
}
