import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Answer, Verdict } from '../answering/answer.ts';
import { LANGUAGES, type Language } from '../knowledge/terms.ts';

export type Kind = Answer['kind'];

/** A question as a person would type it, with what a good answer must do. */
export interface Item {
  /** Where it stands: `english.yaml:12`. */
  readonly place: string;
  readonly q: string;
  readonly lang: Language;
  readonly tag: string;
  /** Earlier questions of the same person, oldest first. */
  readonly after: readonly string[];
  /** The kinds of answer that are fine. */
  readonly want: readonly Kind[];
  /** Ids of which one must be among the answer's; empty where any is accepted. */
  readonly topics: readonly string[];
  readonly aspects: readonly string[];
  readonly allTopics: readonly string[];
  readonly allAspects: readonly string[];
  /** Each must match the English texts of the answer's facts. */
  readonly must: readonly RegExp[];
  readonly verdict: Verdict | null;
}

/** A question set that cannot be used; `message` names file and line. */
export class BadQuestionSet extends Error {
  override readonly name = 'BadQuestionSet';
}

const KINDS = ['answered', 'ambiguous', 'unanswered'] as const satisfies readonly Kind[];
const VERDICTS = ['supported', 'contradicted', 'not-covered'] as const satisfies readonly Verdict[];

const text = z.string().min(1, { error: 'must not be empty' });
const oneOrMore = <T extends z.ZodType>(schema: T) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(schema).min(1).optional(),
  );
const pattern = text.transform((source, context): RegExp => {
  try {
    return new RegExp(source, 'i');
  } catch {
    context.addIssue({ code: 'custom', message: 'is not a regular expression' });
    return z.NEVER;
  }
});

const itemSchema = z.strictObject({
  q: text,
  lang: z.enum(LANGUAGES),
  tag: text,
  after: z.array(text).default([]),
  want: oneOrMore(z.enum(KINDS)),
  topic: oneOrMore(text),
  aspect: oneOrMore(text),
  all_topics: z.array(text).default([]),
  all_aspects: z.array(text).default([]),
  must: oneOrMore(pattern),
  verdict: z.enum(VERDICTS).optional(),
});

/**
 * Reads a YAML list of questions. `name` is how the file is called in messages.
 * Throws `BadQuestionSet` at the first line that is not a question as the format describes it.
 */
export function parseQuestionSet(name: string, yaml: string): Item[] {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const [reason] = broken.message.split('\n');
    throw new BadQuestionSet(`${name}:${lines.linePos(broken.pos[0]).line}: not YAML: ${reason}`);
  }
  const contents: unknown = document.toJS();
  if (!Array.isArray(contents)) {
    throw new BadQuestionSet(`${name}:1: must be a YAML list of questions, one item a line`);
  }
  return contents.map((entry: unknown, index) => {
    const node: unknown = document.getIn([index], true);
    const place = `${name}:${lines.linePos(startOf(node)).line}`;
    const parsed = itemSchema.safeParse(entry);
    if (!parsed.success) {
      const faults = parsed.error.issues.map(({ path, message }) =>
        path.length === 0 ? message : `${path.join('.')}: ${message}`,
      );
      throw new BadQuestionSet(`${place}: ${faults.join('; ')}`);
    }
    const { q, lang, tag, after, want, topic, aspect, all_topics, all_aspects, must, verdict } = parsed.data;
    return {
      place,
      q,
      lang,
      tag,
      after,
      want: want ?? ['answered'],
      topics: topic ?? [],
      aspects: aspect ?? [],
      allTopics: all_topics,
      allAspects: all_aspects,
      must: must ?? [],
      verdict: verdict ?? null,
    };
  });
}

function startOf(node: unknown): number {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return 0;
  const [start]: unknown[] = node.range;
  return typeof start === 'number' ? start : 0;
}
