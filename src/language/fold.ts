/** Cyrillic letters of designators as the Latin ones that the same designator is written with abroad. */
const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'j',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ы: 'y',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  ь: '',
  ъ: '',
};

/** Latin letters as the Cyrillic ones that look the same. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  x: 'х',
  y: 'у',
};

/** Names of Latin letters (and syllables of makers' names) as Hindi writes them, longest first. */
const DEVANAGARI: readonly (readonly [string, string])[] = [
  ['डब्ल्यू', 'w'],
  ['एफ', 'f'],
  ['एच', 'h'],
  ['एल', 'l'],
  ['एम', 'm'],
  ['एन', 'n'],
  ['एस', 's'],
  ['एक्स', 'x'],
  ['आई', 'i'],
  ['आर', 'r'],
  ['क्यू', 'q'],
  ['वाई', 'y'],
  ['जेड', 'z'],
  ['मिग', 'mig'],
  ['बीएम', 'bm'],
  ['सुखोई', 'sukhoi'],
  ['सुखोइ', 'sukhoi'],
  ['कामोव', 'kamov'],
  ['सु', 'su'],
  ['सू', 'su'],
  ['एसयू', 'su'],
  ['मी', 'mi'],
  ['मि', 'mi'],
  ['का', 'ka'],
  ['इल', 'il'],
  ['ए', 'a'],
  ['बी', 'b'],
  ['सी', 'c'],
  ['डी', 'd'],
  ['ई', 'e'],
  ['जी', 'g'],
  ['जे', 'j'],
  ['के', 'k'],
  ['ओ', 'o'],
  ['पी', 'p'],
  ['टी', 't'],
  ['यू', 'u'],
  ['वी', 'v'],
]
  .map(([from = '', to = '']) => [from, to] as const)
  .sort((a, b) => b[0].length - a[0].length);

export interface FoldedLetters {
  readonly key: string;
  readonly lookalike: string | null;
}

/**
 * Latin letters for the letters of a designator in any script, so that С-400, एस-400 and S-400 have one key.
 * Letters of mixed alphabets are read as Cyrillic throughout; purely Latin ones get that reading as a second.
 * What cannot be read letter by letter stays as it is.
 */
export function foldDesignatorLetters(letters: string): FoldedLetters {
  if (/^[a-z]+$/.test(letters)) return { key: letters, lookalike: readAsCyrillic(letters) };
  if (/^[a-zа-яё]+$/.test(letters)) return { key: fromCyrillic(asCyrillic(letters)), lookalike: null };
  if (/^[\p{sc=Devanagari}\p{M}]+$/u.test(letters)) return { key: fromDevanagari(letters), lookalike: null };
  return { key: letters, lookalike: null };
}

function asCyrillic(letters: string): string {
  return Array.from(letters, (letter) => LOOKALIKES[letter] ?? letter).join('');
}

function fromCyrillic(letters: string): string {
  return Array.from(letters, (letter) => CYRILLIC[letter] ?? letter).join('');
}

function readAsCyrillic(latin: string): string | null {
  const cyrillic = asCyrillic(latin);
  if (/[a-z]/.test(cyrillic)) return null;
  const folded = fromCyrillic(cyrillic);
  return folded === latin ? null : folded;
}

function fromDevanagari(letters: string): string {
  let rest = letters;
  let key = '';
  while (rest !== '') {
    const syllable = DEVANAGARI.find(([from]) => rest.startsWith(from));
    if (syllable === undefined) return letters;
    key += syllable[1];
    rest = rest.slice(syllable[0].length);
  }
  return key;
}
