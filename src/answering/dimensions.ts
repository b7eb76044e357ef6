import type { Dimension, Fact, Value } from '../knowledge/schema.ts';
import { atomise } from '../language/atoms.ts';
import { normalise } from '../language/normalise.ts';
import { stem } from '../language/stem.ts';
import type { Interpretation } from '../understanding/interpret.ts';

/** The dimensions that a question asks for or compares by, in no order. */
export type DimensionFinder = (read: Pick<Interpretation, 'atoms' | 'mentions'>) => Dimension[];

/** Finds dimensions by the stems of their cues; words inside a topic's name say nothing. */
export function buildDimensionFinder(dimensions: readonly Dimension[]): DimensionFinder {
  const byFirst = new Map<string, { readonly dimension: Dimension; readonly words: readonly string[] }[]>();
  for (const dimension of dimensions) {
    for (const text of Object.values(dimension.cues).flatMap((texts) => texts ?? [])) {
      const words = atomise(normalise(text)).map((atom) => stem(atom.text));
      const [first = ''] = words;
      byFirst.set(first, [...(byFirst.get(first) ?? []), { dimension, words }]);
    }
  }
  return ({ atoms, mentions }) => {
    const stems = atoms.map(({ text }, i) =>
      mentions.some(
        ({ from, to, targets }) => i >= from && i < to && targets.some(({ kind }) => kind === 'topic'),
      )
        ? ''
        : stem(text),
    );
    const found = new Set<Dimension>();
    for (const [at, word] of stems.entries()) {
      for (const { dimension, words } of byFirst.get(word) ?? []) {
        if (words.every((other, i) => stems[at + i] === other)) found.add(dimension);
      }
    }
    return [...found];
  };
}

/** The values of a fact that tell a dimension. */
export function valuesOn({ values }: Fact, { kinds, units }: Dimension): Value[] {
  return values.filter((value) => {
    if (value.kind === 'event' || !kinds.includes(value.kind)) return false;
    return units.length === 0 || ('unit' in value && units.includes(value.unit));
  });
}
