import { pseudoRandom } from '../language/random.ts';

/** Rows of the keyboards that the questions' languages are typed on, a row a string. */
const KEYBOARDS = [
  ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
  ['йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю'],
];

const NEIGHBOURS: ReadonlyMap<string, string> = new Map(
  KEYBOARDS.flatMap((rows) =>
    rows.flatMap((row, y) =>
      Array.from(row, (key, x): [string, string] => {
        const beside = [row[x - 1], row[x + 1], rows[y - 1]?.[x], rows[y - 1]?.[x + 1], rows[y + 1]?.[x - 1]];
        return [key, beside.join('')];
      }),
    ),
  ),
);

/** Words shorter than this are seldom misspelt, and nothing would be left of them. */
const SHORTEST = 3;
const WORD = new RegExp(`[\\p{L}\\p{M}]{${SHORTEST},}`, 'gu');

/**
 * Puts `count` typing errors into a text: two letters swapped, one dropped, doubled, or its neighbour on the
 * keyboard hit instead. Only letters change, of any script; digits stay. The same seed gives the same errors.
 */
export function misspell(text: string, count: number, seed: number): string {
  const random = pseudoRandom(seed ^ hash(text));
  const pick = (below: number): number => Math.floor(random() * below);
  let spelt = text;
  for (let made = 0; made < count; made += 1) {
    const words = [...spelt.matchAll(WORD)];
    const letters = words.reduce((sum, [word]) => sum + word.length, 0);
    if (letters === 0) break;
    let at = pick(letters);
    const word = words.find(([found]) => {
      if (at < found.length) return true;
      at -= found.length;
      return false;
    });
    if (word === undefined) break;
    const wrong = err(Array.from(word[0]), Math.min(at, Array.from(word[0]).length - 1), pick);
    spelt = spelt.slice(0, word.index) + wrong + spelt.slice(word.index + word[0].length);
  }
  return spelt;
}

function err(letters: readonly string[], at: number, pick: (below: number) => number): string {
  const letter = letters[at] ?? '';
  const before = letters.slice(0, at);
  const after = letters.slice(at + 1);
  const other = letters[at + 1];
  const near = NEIGHBOURS.get(letter.toLowerCase()) ?? '';
  const ways: (readonly string[])[] = [
    [...before, ...after],
    [...before, letter, letter, ...after],
  ];
  if (other !== undefined && other !== letter) ways.push([...before, other, letter, ...after.slice(1)]);
  if (near !== '') {
    const hit = near[pick(near.length)] ?? '';
    ways.push([...before, letter === letter.toLowerCase() ? hit : hit.toUpperCase(), ...after]);
  }
  return (ways[pick(ways.length)] ?? letters).join('');
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value;
}
