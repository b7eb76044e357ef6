import type { FormId, Language } from '../knowledge/terms.ts';
import type { Atom } from '../language/atoms.ts';
import type { Cue } from './cues.ts';
import type { Mention, Stranger } from './mentions.ts';
import type { Term } from './terms.ts';
import type { NamedDate } from './time.ts';

/** A run of atoms: the first and the one after the last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What was found in a text, each thing at its atoms, before the whole is weighed. */
export interface Found {
  /** Normalised. */
  readonly text: string;
  readonly language: Language | null;
  readonly atoms: readonly Atom[];
  readonly mentions: readonly Mention[];
  readonly strangers: readonly Stranger[];
  readonly dates: readonly NamedDate[];
  readonly cues: readonly Cue[];
  readonly forms: ReadonlySet<FormId>;
  readonly terms: readonly Term[];
}

/** What is left when some atoms are taken out, as if the text had spaces in their stead. */
export function without(found: Found, dropped: readonly Span[]): Found {
  const gone = new Uint8Array(found.atoms.length);
  for (const { from, to } of dropped) gone.fill(1, from, to);
  const left: number[] = [];
  let count = 0;
  for (const flag of gone) {
    left.push(count);
    if (flag === 0) count += 1;
  }
  left.push(count);
  const kept = <T extends Span>(spans: readonly T[]): T[] =>
    spans
      .filter(({ from, to }) => !gone.subarray(from, to).includes(1))
      .map((span) => ({ ...span, from: left[span.from] ?? 0, to: left[span.to] ?? 0 }));
  const cues = kept(found.cues);
  return {
    text: blanked(found, dropped),
    language: found.language,
    atoms: found.atoms.filter((_, at) => gone[at] === 0),
    mentions: kept(found.mentions),
    strangers: kept(found.strangers),
    dates: kept(found.dates),
    cues,
    forms: new Set(cues.map(({ form }) => form)),
    terms: found.terms
      .filter(({ from, to }) => !gone.subarray(from, to).includes(1))
      .map(({ term, from, to }) => ({ term, from: left[from] ?? 0, to: left[to] ?? 0 })),
  };
}

function blanked({ text, atoms }: Found, dropped: readonly Span[]): string {
  let left = text;
  for (const { from, to } of dropped) {
    const begins = atoms[from]?.start;
    const ends = atoms[to - 1]?.end;
    if (begins === undefined || ends === undefined || to <= from) continue;
    left = left.slice(0, begins) + ' '.repeat(ends - begins) + left.slice(ends);
  }
  return left;
}
