import { z } from 'zod';
import type { PartialDate } from '../../knowledge/schema.ts';
import { partialDateSchema } from '../../knowledge/schema.ts';
import { CODE_LENGTH, type Codes } from '../codes.ts';

/**
 * What a button or menu does, written into its `custom_id`. Nothing is kept in memory for it, so it works after a
 * restart. Parsed first, then run: an old or forged id parses to null.
 *
 * Form: version, action, position in the message, arguments, and after `~` a part of the message's memo.
 */

/** A topic, and an aspect of it where one is meant. */
export interface Target {
  readonly topic: string;
  readonly aspect: string | null;
}

export type Press =
  /** Another page of the same message: `skip` facts passed over, then the page counted from 0. */
  | { readonly do: 'turn'; readonly skip: number; readonly page: number }
  /** An answer to our clarifying question; null: the chosen option of a menu says it. */
  | { readonly do: 'choose'; readonly target: Target | null }
  /** A new question on a topic, as of a date where one was asked for; null as for `choose`. */
  | { readonly do: 'ask'; readonly target: Target | null; readonly asOf: PartialDate | null }
  | { readonly do: 'history'; readonly target: Target }
  | { readonly do: 'sources'; readonly topic: string }
  | { readonly do: 'topics' };

const VERSION = '1';
const LETTERS = { turn: 't', choose: 'c', ask: 'a', history: 'h', sources: 's', topics: 'p' } as const;
const NO_ASPECT = '-'.repeat(CODE_LENGTH);
export const MEMO_MARK = '~';

/** Writes a press for the component at `position` (0 to 35) of its message. */
export function writePress(press: Press, position: number, codes: Codes): string {
  const head = `${VERSION}${LETTERS[press.do]}${position.toString(36)}`;
  switch (press.do) {
    case 'turn':
      return `${head}${press.skip}.${press.page}`;
    case 'choose':
      return `${head}${press.target === null ? '' : writeTarget(press.target, codes)}`;
    case 'ask':
      return `${head}${press.target === null ? '' : writeTarget(press.target, codes)}.${press.asOf ?? ''}`;
    case 'history':
      return `${head}${writeTarget(press.target, codes)}`;
    case 'sources':
      return `${head}${codes.encode(press.topic)}`;
    case 'topics':
      return head;
  }
}

/** A target as the value of a menu's option. */
export function writeTarget({ topic, aspect }: Target, codes: Codes): string {
  return codes.encode(topic) + (aspect === null ? NO_ASPECT : codes.encode(aspect));
}

const code = z.string().length(CODE_LENGTH);
const count = z
  .string()
  .regex(/^\d{1,4}$/)
  .transform(Number);
const idSchema = z
  .string()
  .max(100)
  .regex(/^1[tcahsp][0-9a-z]/);
const argumentsSchema = {
  turn: z.tuple([count, count]),
  asOf: z.union([z.literal('').transform(() => null), partialDateSchema]),
};

/** The position and the memo part of a `custom_id` of ours; null where it is not of this version. */
export function readPlace(customId: string): { readonly position: number; readonly memo: string } | null {
  if (!idSchema.safeParse(customId).success) return null;
  const mark = customId.indexOf(MEMO_MARK);
  return {
    position: Number.parseInt(customId.charAt(2), 36),
    memo: mark === -1 ? '' : customId.slice(mark + 1),
  };
}

/** Reads a `custom_id`; null where it is old, forged, or names what the knowledge has no more. */
export function readPress(customId: string, codes: Codes): Press | null {
  if (!idSchema.safeParse(customId).success) return null;
  const mark = customId.indexOf(MEMO_MARK);
  const body = customId.slice(3, mark === -1 ? undefined : mark);
  switch (customId.charAt(1)) {
    case LETTERS.turn: {
      const parsed = argumentsSchema.turn.safeParse(body.split('.'));
      return parsed.success ? { do: 'turn', skip: parsed.data[0], page: parsed.data[1] } : null;
    }
    case LETTERS.choose: {
      if (body === '') return { do: 'choose', target: null };
      const target = readTarget(body, codes);
      return target && { do: 'choose', target };
    }
    case LETTERS.ask: {
      const [written = '', ...rest] = body.split('.');
      const asOf = argumentsSchema.asOf.safeParse(rest.join('.'));
      if (!asOf.success) return null;
      if (written === '') return { do: 'ask', target: null, asOf: asOf.data };
      const target = readTarget(written, codes);
      return target && { do: 'ask', target, asOf: asOf.data };
    }
    case LETTERS.history: {
      const target = readTarget(body, codes);
      return target && { do: 'history', target };
    }
    case LETTERS.sources: {
      const topic = code.safeParse(body).success ? codes.decode(body) : null;
      return topic === null ? null : { do: 'sources', topic };
    }
    default:
      return body === '' ? { do: 'topics' } : null;
  }
}

/** Reads a target: part of a button's id, or the value of a menu's option. */
export function readTarget(written: string, codes: Codes): Target | null {
  if (written.length !== 2 * CODE_LENGTH) return null;
  const topic = codes.decode(written.slice(0, CODE_LENGTH));
  const aspectCode = written.slice(CODE_LENGTH);
  const aspect = aspectCode === NO_ASPECT ? null : codes.decode(aspectCode);
  if (topic === null || (aspect === null && aspectCode !== NO_ASPECT)) return null;
  return { topic, aspect };
}
