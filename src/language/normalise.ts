/** Longest text that is read, in UTF-16 units: a Discord message has at most 2,000 characters. */
export const MAX_LENGTH = 2000;

/** Combining marks kept after one letter: Devanagari needs two or three, "zalgo" text uses dozens. */
const MAX_MARKS = 4;

const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\ufe00-\ufe0f]/gu;
const DISCORD_MARKUP = /<(?:@[!&]?|#|a?:\w{1,32}:|t:)-?\d{1,20}(?::\w)?>|<\/[^>\s]{1,100}:\d{1,20}>/g;
const WEB_ADDRESS = /\b(?:https?:\/\/|www\.)\S+/g;
const DASHES = /[\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d]/g;
const SINGLE_QUOTES = /[\u2018\u2019\u201b\u02bc\u0060\u00b4]/g;
const DOUBLE_QUOTES = /[\u201c\u201d\u201e\u00ab\u00bb]/g;
const EXCESS_MARKS = new RegExp(`(\\p{M}{${MAX_MARKS}})\\p{M}+`, 'gu');
/** Marks on Latin and Cyrillic letters are decoration; on Devanagari they are vowels and stay. */
const DECORATION = /(?<=[\p{sc=Latin}\p{sc=Cyrillic}])[\u0300-\u036f]+/gu;

/** ASCII without what Discord's markup opens with and without the quote that is none. */
const ASCII = /^[ -;=-_a-~]*$/;
const ADDRESS_OR_GAP = / {2}|:\/\/|www\./;

/**
 * Brings a text of any script to one spelling: compatibility forms folded, lower case, one kind of dash and
 * quote, no invisible characters, web addresses, mentions or decorative marks, Cyrillic ё as е, Devanagari
 * without nukta and with anusvara for chandrabindu. Idempotent. Reads at most `MAX_LENGTH` units.
 */
export function normalise(text: string): string {
  return plainly(text) ?? thoroughly(text);
}

/** Most questions have nothing to bring anywhere but capitals, and are spared the rest. */
function plainly(text: string): string | null {
  if (text.length > MAX_LENGTH || !ASCII.test(text)) return null;
  const plain = text.toLowerCase().trim();
  return ADDRESS_OR_GAP.test(plain) ? null : plain;
}

function thoroughly(text: string): string {
  return text
    .slice(0, MAX_LENGTH)
    .replace(DISCORD_MARKUP, ' ')
    .normalize('NFKC')
    .slice(0, MAX_LENGTH)
    .toLowerCase()
    .replace(INVISIBLE, '')
    .normalize('NFD')
    .replace(EXCESS_MARKS, '$1')
    .replace(/и\u0306/g, '\uE000')
    .replace(DECORATION, '')
    .replace(/\uE000/g, 'й')
    .replace(/\u093c/g, '')
    .replace(/\u0901/g, '\u0902')
    .normalize('NFC')
    .replace(WEB_ADDRESS, ' ')
    .replace(DASHES, '-')
    .replace(SINGLE_QUOTES, "'")
    .replace(DOUBLE_QUOTES, '"')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, MAX_LENGTH)
    .trim();
}
