import type { Answer, Answered, Choice } from '../answering/answer.ts';
import type { Engine } from '../engine.ts';
import { offered, outline } from './outline.ts';
import { plain } from './paint.ts';

/** An answer as programs read it: the contract of `ask --json`. */
export interface AnswerJson {
  readonly question: string;
  readonly kind: Answer['kind'];
  /** Why nothing was answered; null where something was. */
  readonly reason: string | null;
  readonly topics: readonly string[];
  readonly aspects: readonly string[];
  readonly asOf: string | null;
  readonly language: string;
  /** From 0 to 1. */
  readonly confidence: number;
  /** The answer as plain text in the asker's language, as a person would read it. */
  readonly text: string;
  /** What the text shows, in that order. */
  readonly facts: readonly FactJson[];
  readonly claim: ClaimJson | null;
  /** What was asked back, or what is near where nothing is known. */
  readonly choices: readonly Choice[];
}

export interface FactJson {
  readonly id: string;
  readonly topic: string;
  readonly aspect: string;
  readonly asOf: string;
  readonly currency: string;
  readonly basis: string;
  /** In English, whatever the language of the answer: the words that the sources were read for. */
  readonly text: string;
  readonly sources: readonly SourceJson[];
}

export interface SourceJson {
  readonly id: string;
  readonly publisher: string;
  readonly title: string;
  readonly url: string;
  readonly published: string | null;
}

export interface ClaimJson {
  readonly verdict: string;
  readonly stated: string | null;
  readonly known: string | null;
}

/** Turns an answer into the form that programs read. */
export function answerJson(answer: Answer, say: Engine['say']): AnswerJson {
  const claim = answer.kind === 'answered' ? answer.claim : null;
  return {
    question: answer.question,
    kind: answer.kind,
    reason: answer.kind === 'unanswered' ? answer.reason : null,
    topics: answer.topics,
    aspects: answer.aspects,
    asOf: answer.asOf,
    language: answer.language,
    confidence: Math.round(answer.confidence * 1e4) / 1e4,
    text: plain(outline(answer, say, 'page')),
    facts: answer.kind === 'answered' ? facts(answer) : [],
    claim: claim === null ? null : { verdict: claim.verdict, stated: claim.stated, known: claim.known },
    choices:
      answer.kind === 'answered'
        ? []
        : offered(answer).map(({ label, topic, aspect }) => ({ label, topic, aspect })),
  };
}

function facts({ sections, sources }: Answered): FactJson[] {
  const byNumber = new Map(sources.map(({ number, source }) => [number, source]));
  const seen = new Set<string>();
  return sections
    .flatMap((section) => section.facts)
    .filter(({ fact }) => !seen.has(fact.id) && seen.add(fact.id))
    .map(({ fact, topic, cites }) => ({
      id: fact.id,
      topic,
      aspect: fact.aspect,
      asOf: fact.as_of,
      currency: fact.currency,
      basis: fact.basis,
      text: fact.text.en,
      sources: cites.flatMap((number) => {
        const source = byNumber.get(number);
        if (source === undefined) return [];
        const { id, publisher, title, url, published } = source;
        return [{ id, publisher, title, url, published: published ?? null }];
      }),
    }));
}

/** Signs that JSON allows in a text and that steer a terminal, or that some readers take for a line's end. */
const STEERING = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** A value as JSON in one line that is safe to print anywhere. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(
    STEERING,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
