import type { Answer, Verdict } from '../answering/answer.ts';
import type { Item, Kind } from './sets.ts';

/** What was replied, reduced to what is judged; the same for the engine and for a baseline. */
export interface Reply {
  readonly kind: Kind;
  readonly topics: readonly string[];
  readonly aspects: readonly string[];
  /** English texts of the facts in the order shown. */
  readonly texts: readonly string[];
  readonly verdict: Verdict | null;
  /** From 0 to 1, comparable within one answerer only. */
  readonly confidence: number;
}

export const RESULTS = ['right', 'asked', 'abstained', 'wrong'] as const;
export type Result = (typeof RESULTS)[number];

export interface Judgement {
  readonly result: Result;
  /** What keeps it from being right, in a few words; empty where it is right. */
  readonly because: string;
}

export function replyOf(answer: Answer): Reply {
  const answered = answer.kind === 'answered' ? answer : null;
  return {
    kind: answer.kind,
    topics: answer.topics,
    aspects: answer.aspects,
    texts: (answered?.sections ?? []).flatMap(({ facts }) => facts.map(({ fact }) => fact.text.en)),
    verdict: answered?.claim?.verdict ?? null,
    confidence: answer.confidence,
  };
}

/** Holds a reply against what the question wants, by the rules that all question sets share. */
export function judge(item: Item, reply: Reply): Judgement {
  const declinedClaim = item.verdict === 'not-covered' && reply.kind === 'unanswered';
  if (!item.want.includes(reply.kind) && !declinedClaim) {
    const because = `${reply.kind} where ${item.want.join(' or ')} is wanted`;
    if (reply.kind === 'ambiguous') return { result: 'asked', because };
    if (reply.kind === 'unanswered') return { result: 'abstained', because };
    return { result: 'wrong', because };
  }
  if (reply.kind !== 'answered') return { result: 'right', because: '' };
  const because = faultOf(item, reply);
  return because === null ? { result: 'right', because: '' } : { result: 'wrong', because };
}

function faultOf(item: Item, reply: Reply): string | null {
  const among = (ids: readonly string[], accepted: readonly string[]): boolean =>
    accepted.length === 0 || accepted.some((id) => ids.includes(id));
  const lacking = (ids: readonly string[], all: readonly string[]): string[] =>
    all.filter((id) => !ids.includes(id));
  if (!among(reply.topics, item.topics)) return `topic ${list(reply.topics)}, not ${list(item.topics)}`;
  if (!among(reply.aspects, item.aspects)) return `aspect ${list(reply.aspects)}, not ${list(item.aspects)}`;
  const topics = lacking(reply.topics, item.allTopics);
  if (topics.length > 0) return `topic ${list(topics)} is not there`;
  const aspects = lacking(reply.aspects, item.allAspects);
  if (aspects.length > 0) return `aspect ${list(aspects)} is not there`;
  const missed = item.must.find((must) => !holds(must, reply.texts));
  if (missed !== undefined) return `no fact says /${missed.source}/`;
  if (item.verdict !== null && reply.verdict !== item.verdict)
    return `verdict ${reply.verdict ?? 'missing'}, not ${item.verdict}`;
  return null;
}

/** Whether all that was asked stands in the first two facts shown; null where nothing says what was asked. */
export function inFirstTwo(item: Item, reply: Reply): boolean | null {
  if (item.must.length === 0) return null;
  const texts = reply.kind === 'answered' ? reply.texts.slice(0, 2) : [];
  return item.must.every((must) => holds(must, texts));
}

function holds(must: RegExp, texts: readonly string[]): boolean {
  return must.test(texts.join('\n'));
}

function list(ids: readonly string[]): string {
  return ids.length === 0 ? 'none' : ids.join('/');
}
