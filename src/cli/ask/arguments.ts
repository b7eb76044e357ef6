import { parseArgs } from 'node:util';
import type { PartialDate } from '../../knowledge/terms.ts';
import { DATE_FORM, quoted, readDate } from './dates.ts';

export const USAGE =
  'usage: npm run --silent ask -- [--json] [--explain] [--as-of DATE] [--after "earlier question"]… [--batch FILE|-] [--knowledge DIR] "question"';

export const HELP = `Answers one question, or many from a file, and ends.

${USAGE}

  --json            one JSON object a line, for programs
  --explain         show why: what matched, how surely, what came second (with --json: on standard error)
  --as-of DATE      what was known at a date: 2019-11-05, 2019-11 or 2019
  --after QUESTION  a question asked before, for a follow-up; may be given again, oldest first
  --batch FILE      questions from a file, or - for standard input; one JSON object a line, as in
                    {"q": "and the cost?", "after": ["when will the S-400 arrive?"], "asOf": "2019-11"}
  --knowledge DIR   the folder of knowledge (default: KNOWLEDGE_DIR, or the one that comes with the program)
  --help            this text

Ends with 0 where something was answered or asked back (always for a batch), 1 where nothing is known, 2 where the
command line, a batch file or the knowledge is not in order.`;

/** A question and what bears on it. */
export interface Inquiry {
  readonly text: string;
  /** Earlier questions of the same conversation, oldest first. */
  readonly after: readonly string[];
  readonly asOf: PartialDate | null;
}

/** What the command line asks for. */
export interface Wish {
  readonly form: 'text' | 'json';
  readonly explain: boolean;
  /** Null: the one that the environment names, or the shipped one. */
  readonly knowledge: string | null;
  readonly what:
    | { readonly kind: 'one'; readonly inquiry: Inquiry }
    /** `asOf` holds for the lines that have none of their own. */
    | { readonly kind: 'batch'; readonly file: string; readonly asOf: PartialDate | null };
}

export type Arguments =
  | { readonly kind: 'wish'; readonly wish: Wish }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly message: string };

const OPTIONS = {
  json: { type: 'boolean' },
  explain: { type: 'boolean' },
  'as-of': { type: 'string', multiple: true },
  after: { type: 'string', multiple: true },
  batch: { type: 'string', multiple: true },
  knowledge: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Reads the command line after the program's name. Throws nothing. */
export function readArguments(args: readonly string[]): Arguments {
  const parsed = parse(args);
  if (!parsed.ok) return wrong(parsed.message);
  const { values, positionals } = parsed;
  if (values.help === true) return { kind: 'help' };

  for (const name of ['as-of', 'batch', 'knowledge'] as const) {
    if ((values[name]?.length ?? 0) > 1) return wrong(`--${name} stands more than once`);
    if (values[name]?.[0]?.trim() === '') return wrong(`--${name} is empty`);
  }
  const [dateTyped] = values['as-of'] ?? [];
  const asOf = dateTyped === undefined ? null : readDate(dateTyped);
  if (dateTyped !== undefined && asOf === null)
    return wrong(`--as-of ${quoted(dateTyped)} is no date; ${DATE_FORM}`);

  const text = positionals.join(' ').trim();
  const [file] = values.batch ?? [];
  const rest = {
    form: values.json === true ? 'json' : 'text',
    explain: values.explain === true,
    knowledge: values.knowledge?.[0] ?? null,
  } as const;
  if (file !== undefined) {
    if (text !== '') return wrong('a question beside --batch; write it into the file');
    if (values.after !== undefined)
      return wrong('--after beside --batch; write it into the lines of the file, as "after": ["…"]');
    return { kind: 'wish', wish: { ...rest, what: { kind: 'batch', file, asOf } } };
  }
  if (text === '') return wrong('the question is missing');
  const inquiry = { text, after: values.after ?? [], asOf };
  return { kind: 'wish', wish: { ...rest, what: { kind: 'one', inquiry } } };
}

function parse(args: readonly string[]) {
  try {
    return { ok: true, ...parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true }) } as const;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    // Node explains at length; the first sentence says what is wrong.
    const message = (said.split(/\. |\n/)[0] ?? said).replace(/\.$/, '');
    return { ok: false, message: message.charAt(0).toLowerCase() + message.slice(1) } as const;
  }
}

function wrong(message: string): Arguments {
  return { kind: 'wrong', message };
}
