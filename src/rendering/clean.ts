import { stripVTControlCharacters } from 'node:util';

const LINE_SPACE = /[\t\n\v\f\r\u0085\u2028\u2029 ]+/g;
/** What a terminal could take for an order, and the signs that turn the direction of text round. */
const COMMANDING = /\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text in one line that cannot steer a terminal: no escapes, no controls, no turned direction. */
export function clean(text: string): string {
  return stripVTControlCharacters(text).replace(LINE_SPACE, ' ').replace(COMMANDING, '').trim();
}

/** As `clean`, of a text whose line breaks and indents are ours. */
export function cleanLines(text: string): string {
  return text.replace(/^( *)(.*)$/gm, (_line, indent: string, rest: string) => indent + clean(rest));
}
