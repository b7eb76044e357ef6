import type { PartialDate } from '../../knowledge/terms.ts';
import type { Inquiry } from './arguments.ts';
import { DATE_FORM, quoted, readDate } from './dates.ts';

export type Batch =
  | { readonly ok: true; readonly inquiries: readonly Inquiry[] }
  /** One message a bad line, beginning with `name:line`. */
  | { readonly ok: false; readonly faults: readonly string[] };

const EXAMPLE = '{"q": "and the cost?", "after": ["when will the S-400 arrive?"], "asOf": "2019-11"}';

/**
 * Reads a batch: a JSON object a line, empty lines passed over. Other keys than `q`, `after` and `asOf` are left
 * alone, so that a set of questions may carry its labels. Every line is looked at before one is answered.
 *
 * @param name the file's, for messages.
 * @param asOf for lines that have no date of their own.
 */
export function readBatch(bytes: Uint8Array, name: string, asOf: PartialDate | null): Batch {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { ok: false, faults: [`${name}: the file is not in UTF-8; save it again with that encoding`] };
  }
  const inquiries: Inquiry[] = [];
  const faults: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = readLine(line, asOf);
    if (typeof read === 'string') faults.push(`${name}:${index + 1}: ${read}`);
    else inquiries.push(read);
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, inquiries };
}

/** The inquiry of a line, or what is wrong with it. */
function readLine(line: string, asOfElse: PartialDate | null): Inquiry | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return `this is not JSON: ${quoted(line.trim())}; write one object a line, as in ${EXAMPLE}`;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return `this is not a JSON object; write one a line, as in ${EXAMPLE}`;
  const slip = Object.keys(value).find((key) => SLIPS.has(key.toLowerCase()) && !KEYS.has(key));
  if (slip !== undefined) return `${quoted(slip)} is not a key; write ${SLIPS.get(slip.toLowerCase())}`;
  const { q, after, asOf }: { q?: unknown; after?: unknown; asOf?: unknown } = value;
  if (q === undefined) return `"q" is missing: the question, as in ${EXAMPLE}`;
  if (typeof q !== 'string') return '"q" is not a text; write the question in double quotes';
  const earlier = after ?? [];
  if (!isTexts(earlier)) return '"after" is not a list of texts; write ["first question", "second question"]';
  if (asOf === undefined || asOf === null) return { text: q, after: earlier, asOf: asOfElse };
  const date = typeof asOf === 'string' ? readDate(asOf) : null;
  if (date === null) {
    const shown = typeof asOf === 'string' ? quoted(asOf) : String(JSON.stringify(asOf)).slice(0, 30);
    return `"asOf" is ${shown}, which is no date; ${DATE_FORM}, in double quotes`;
  }
  return { text: q, after: earlier, asOf: date };
}

const KEYS: ReadonlySet<string> = new Set(['q', 'after', 'asOf']);
/** What people write for a key, in lower case; passed over in silence it would change what is asked. */
const SLIPS: ReadonlyMap<string, string> = new Map([
  ['q', '"q"'],
  ['after', '"after"'],
  ['asof', '"asOf"'],
  ['as_of', '"asOf"'],
  ['as-of', '"asOf"'],
]);

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
