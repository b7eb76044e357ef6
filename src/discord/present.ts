import type { Answer, Context, Question } from '../answering/answer.ts';
import type { Engine } from '../engine.ts';
import type { Language, PartialDate } from '../knowledge/schema.ts';
import type { Codes } from './codes.ts';
import { link, small } from './markdown.ts';
import { answerSheet } from './render/answer.ts';
import { helpSheet, noticeSheet, sourcesSheet, topicsSheet } from './render/lists.ts';
import { type Frame, type Payload, type Position, START, toPayload } from './render/payload.ts';
import { type Sheet, textBlock } from './render/sheet.ts';
import { type Asked, type Memo, writeMemo } from './state/memo.ts';

/** From what was asked to the message that shows it. Pure but for the day that `today` tells. */
export interface Desk {
  readonly engine: Engine;
  readonly codes: Codes;
  /** Today, as `2026-11-22`. */
  today(): PartialDate;
}

export interface Presented {
  readonly payload: Payload;
  /** What the next question in this conversation may lean on; null where the message leaves nothing. */
  readonly context: Context | null;
  /** The answer that the message shows; null for lists and notices. */
  readonly answer: Answer | null;
}

/** A question without anything but its words. */
export const asText = (text: string, context: Context | null): Asked => ({ ...NOTHING_ASKED, text, context });
export const NOTHING_ASKED: Asked = {
  text: '',
  view: 'answer',
  topic: null,
  against: null,
  aspect: null,
  asOf: null,
  context: null,
};

/**
 * Asks the engine.
 *
 * @param language what to answer in where the words do not tell.
 * @param skip facts to pass over.
 */
export function consult(desk: Desk, asked: Asked, language: Language, skip = 0): Answer {
  const question: Question = {
    text: asked.text,
    today: desk.today(),
    view: asked.view,
    skip,
    locale: language,
    context: asked.context,
    ...(asked.topic === null ? {} : { topic: asked.topic }),
    ...(asked.against === null ? {} : { against: asked.against }),
    ...(asked.aspect === null ? {} : { aspect: asked.aspect }),
    ...(asked.asOf === null ? {} : { asOf: asked.asOf }),
  };
  return desk.engine.answer(question);
}

/** An answer as a message. `memo` is what was asked and by whom; `about` links the message that it is about. */
export function showAnswer(
  desk: Desk,
  answer: Answer,
  memo: Omit<Memo, 'language' | 'subject'> & { readonly asked: Asked },
  at: Position = START,
  about: string | null = null,
): Presented {
  const { language } = answer;
  const { asked, asker } = memo;
  const sheet = answerSheet(answer, asked.view, desk.engine);
  const aboutLine =
    about === null ? [] : [textBlock(small(link(desk.engine.say('discord.aboutMessage', language), about)))];
  const subject = { kind: 'question', asked } as const;
  const kept: Memo = { subject, language, asker };
  return {
    payload: seal(desk, { ...sheet, blocks: [...aboutLine, ...sheet.blocks] }, kept, answer.context, at),
    context: answer.context,
    answer,
  };
}

/** Any message of ours, made from what it is about: for the first time, for another page, after a restart. */
export function present(desk: Desk, memo: Memo, at: Position = START): Presented {
  const { subject, language } = memo;
  if (subject.kind === 'question') {
    const answer = consult(desk, subject.asked, language, at.skip);
    return showAnswer(desk, answer, { asked: subject.asked, asker: memo.asker }, at);
  }
  const context = contextOf(memo);
  return { payload: seal(desk, listSheet(desk, memo), memo, context, at), context, answer: null };
}

/** What a message of ours leaves for the next question. */
export function contextOf(memo: Memo): Context | null {
  return memo.subject.kind === 'sources'
    ? { topics: [memo.subject.topic], aspects: [], asOf: null, facts: [] }
    : null;
}

function listSheet({ engine }: Desk, { subject, language }: Memo): Sheet {
  if (subject.kind === 'topics') return topicsSheet(engine, language);
  if (subject.kind === 'sources') {
    const topic = engine.knowledge.topics.find(({ id }) => id === subject.topic);
    return topic === undefined ? topicsSheet(engine, language) : sourcesSheet(topic, engine, language);
  }
  return helpSheet(engine, language);
}

/** A sentence of ours, without buttons. */
export function notice(desk: Desk, sentence: string, language: Language): Presented {
  return {
    payload: toPayload(noticeSheet(sentence), START, [], frameOf(desk.engine, language), desk.codes),
    context: null,
    answer: null,
  };
}

function seal(desk: Desk, sheet: Sheet, memo: Memo, understood: Context | null, at: Position): Payload {
  const memos = writeMemo(memo, understood, desk.codes);
  return toPayload(sheet, at, memos, frameOf(desk.engine, memo.language), desk.codes);
}

function frameOf(engine: Engine, language: Language): Frame {
  return {
    sources: engine.say('discord.sources', language),
    back: engine.say('discord.back', language),
    more: engine.say('discord.more', language),
    choose: engine.say('discord.openTopic', language),
    pageOf: (page, pages) => engine.say('discord.page', language, { page, pages }),
  };
}
