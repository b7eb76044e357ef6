import { z } from 'zod';
import type { Context } from '../../answering/answer.ts';
import { LANGUAGES, type Language, type PartialDate, partialDateSchema } from '../../knowledge/schema.ts';
import { CODE_LENGTH, type Codes } from '../codes.ts';

/**
 * What a message of ours shows, so that it can be made again: for its next page, for a clarified question, for a
 * follow-up after a restart. It travels in the message itself, spread over the `custom_id`s of its components.
 */
export interface Memo {
  readonly subject: Subject;
  readonly language: Language;
  /** A hash of the person who asked; null where anybody may turn the pages. */
  readonly asker: string | null;
}

export type Subject =
  | { readonly kind: 'question'; readonly asked: Asked }
  | { readonly kind: 'sources'; readonly topic: string }
  | { readonly kind: 'topics' }
  | { readonly kind: 'help' };

/** A question as far as a surface can say it; the engine's `Question` without the clock. */
export interface Asked {
  readonly text: string;
  readonly view: 'answer' | 'timeline' | 'claim';
  readonly topic: string | null;
  readonly against: string | null;
  readonly aspect: string | null;
  readonly asOf: PartialDate | null;
  readonly context: Context | null;
}

const LANGUAGE_LETTERS: Readonly<Record<Language, string>> = { en: 'e', hi: 'h', hinglish: 'l', ru: 'r' };
const VIEW_LETTERS = { answer: 'a', timeline: 't', claim: 'c' } as const;
/** Stands for a space: Discord may trim spaces at the ends of an id. */
const SPACE = '\u2423';
/** Runs of white space, and signs that no question needs: controls and halves of pairs. */
const UNFIT = /[\s\p{Cc}\p{Cs}]+/gu;

/**
 * Writes a memo as text, the fullest form first; each further form leaves out more. The first that fits the room is
 * the one to use.
 *
 * @param understood what the question came to: the last resort where its words do not fit.
 */
export function* writeMemo(memo: Memo, understood: Context | null, codes: Codes): Generator<string> {
  const head = `${LANGUAGE_LETTERS[memo.language]}${memo.asker ?? ''}`;
  switch (memo.subject.kind) {
    case 'sources':
      yield `${head}.s.${codes.encode(memo.subject.topic)}`;
      return;
    case 'topics':
      yield `${head}.p`;
      return;
    case 'help':
      yield `${head}.i`;
      return;
    case 'question': {
      const { asked } = memo.subject;
      yield `${head}.${writeAsked(asked, codes)}`;
      const withoutFacts = asked.context && { ...asked.context, facts: [] };
      yield `${head}.${writeAsked({ ...asked, context: withoutFacts }, codes)}`;
      if (understood !== null) yield `${head}.${writeAsked(resolved(asked, understood), codes)}`;
    }
  }
}

/** The question said by ids alone, without the person's words. */
function resolved(asked: Asked, understood: Context): Asked {
  return {
    text: '',
    view: asked.view === 'claim' ? 'answer' : asked.view,
    topic: asked.topic ?? understood.topics[0] ?? null,
    against: asked.against ?? understood.topics[1] ?? null,
    aspect: asked.aspect ?? understood.aspects[0] ?? null,
    asOf: asked.asOf ?? understood.asOf,
    context: null,
  };
}

function writeAsked(asked: Asked, codes: Codes): string {
  const one = (id: string | null): string => (id === null ? '' : codes.encode(id));
  const many = (ids: readonly string[] | undefined): string => (ids ?? []).map(codes.encode).join('');
  const { context } = asked;
  const text = asked.text.replace(UNFIT, ' ').trim().replaceAll(' ', SPACE);
  return [
    VIEW_LETTERS[asked.view],
    one(asked.topic),
    one(asked.against),
    one(asked.aspect),
    asked.asOf ?? '',
    context === null ? '' : 'k',
    many(context?.topics),
    many(context?.aspects),
    context?.asOf ?? '',
    many(context?.facts),
    text,
  ].join('.');
}

const ids = (codes: Codes) =>
  z
    .string()
    .transform((text) => text.match(new RegExp(`.{1,${CODE_LENGTH}}`, 'g')) ?? [])
    .transform((list, check) => {
      const known = list.map(codes.decode).filter((id) => id !== null);
      if (known.length !== list.length) check.addIssue('names what is not in the knowledge');
      return known;
    });
const id = (codes: Codes) => ids(codes).transform((list) => list[0] ?? null);
const date = z.union([z.literal('').transform(() => null), partialDateSchema]);
const letter = <K extends string>(letters: Readonly<Record<K, string>>) =>
  z.string().transform((text, check) => {
    const found = (Object.keys(letters) as K[]).find((key) => letters[key] === text);
    if (found === undefined) check.addIssue('is no letter of ours');
    return found as K;
  });

/** Reads a memo; null where it is incomplete, forged, or names what the knowledge has no more. */
export function readMemo(written: string, codes: Codes): Memo | null {
  const [head = '', kind = '', ...rest] = written.split('.');
  const language = LANGUAGES.find((one) => LANGUAGE_LETTERS[one] === head.charAt(0));
  const asker = head.slice(1);
  if (language === undefined || (asker !== '' && asker.length !== CODE_LENGTH)) return null;
  const subject = readSubject(kind, rest, codes);
  return subject && { subject, language, asker: asker === '' ? null : asker };
}

function readSubject(kind: string, rest: readonly string[], codes: Codes): Subject | null {
  if (kind === 'p') return { kind: 'topics' };
  if (kind === 'i') return { kind: 'help' };
  if (kind === 's') {
    const topic = rest.length === 1 ? codes.decode(rest[0] ?? '') : null;
    return topic === null ? null : { kind: 'sources', topic };
  }
  // The words come last and may hold dots; all before them is of fixed number.
  const [words, before] = [rest.slice(9), rest.slice(0, 9)];
  if (words.length === 0) return null;
  const parsed = z
    .tuple([
      letter(VIEW_LETTERS),
      id(codes),
      id(codes),
      id(codes),
      date,
      z.enum(['', 'k']),
      ids(codes),
      ids(codes),
      date,
      ids(codes),
      z.string().max(6_000),
    ])
    .safeParse([kind, ...before, words.join('.')]);
  if (!parsed.success) return null;
  const [view, topic, against, aspect, asOf, hasContext, topics, aspects, contextAsOf, facts, text] =
    parsed.data;
  const context = hasContext === '' ? null : { topics, aspects, asOf: contextAsOf, facts };
  return {
    kind: 'question',
    asked: { text: text.replaceAll(SPACE, ' '), view, topic, against, aspect, asOf, context },
  };
}
