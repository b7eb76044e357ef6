import type { Knowledge } from '../knowledge/schema.ts';
import { pseudoRandom } from '../language/random.ts';
import { misspell } from './typos.ts';

export interface Hostile {
  readonly name: string;
  readonly text: string;
}

/** Three Discord messages of the longest kind: more than any surface lets through. */
const LENGTH = 6000;

/** Texts made to take long: each of 6,000 characters. */
export function hostileTexts(knowledge: Knowledge): Hostile[] {
  const aliases = [...knowledge.topics, ...knowledge.groups, ...knowledge.uncovered].flatMap((thing) =>
    Object.values(thing.aliases).flatMap((list) => list ?? []),
  );
  const random = pseudoRandom(20181005);
  const anyOf = (from: number, to: number): string =>
    String.fromCodePoint(from + Math.floor(random() * (to - from)));
  const many = (make: () => string): string => Array.from({ length: LENGTH }, make).join('').slice(0, LENGTH);
  const filled = (part: string): string => part.repeat(Math.ceil(LENGTH / part.length)).slice(0, LENGTH);
  return [
    { name: 'one letter', text: filled('a') },
    { name: 'one word of random letters', text: many(() => anyOf(0x61, 0x7b)) },
    { name: 'spaces', text: filled(' ') },
    { name: 'single letters', text: filled('a b c d e ') },
    {
      name: 'near-matches of names',
      text: filled(aliases.map((alias, i) => misspell(alias, 1, i)).join(' ')),
    },
    {
      name: 'near-matches of long names',
      text: filled(
        [...aliases]
          .sort((a, b) => b.length - a.length)
          .map((alias, i) => misspell(alias, 2, i))
          .join(' '),
      ),
    },
    { name: 'every name at once', text: filled(aliases.join(' ')) },
    { name: 'combining marks', text: filled('a\u0301\u0302\u0303\u0323\u0300') },
    { name: 'nothing but combining marks', text: filled('\u0301\u0302') },
    { name: 'digits', text: many(() => anyOf(0x30, 0x3a)) },
    { name: 'numbers', text: filled('400 2018 35 ') },
    { name: 'designators', text: filled('s-401 su-31 t-91 mi-18 ak-204 ') },
    { name: 'random Unicode', text: many(() => anyOf(0x20, 0xd800)) },
    { name: 'Devanagari', text: many(() => (random() < 0.15 ? ' ' : anyOf(0x905, 0x94d))) },
    { name: 'one Devanagari syllable', text: filled('क्ष') },
    { name: 'compatibility forms', text: filled('\ufdfa') },
    { name: 'brackets and slashes', text: filled('((((\\\\//[[{{**') },
    { name: 'emoji', text: filled('👨‍👩‍👧‍👦🇮🇳') },
    { name: 'questions joined', text: filled('and how much did the s-400 cost, ') },
    { name: 'dates', text: filled('as of november 2019 since 2021 between 2018 and 2020 ') },
  ];
}
