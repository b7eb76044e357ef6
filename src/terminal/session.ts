import type { Answer, Answered, Choice, Context, Question } from '../answering/answer.ts';
import type { Engine } from '../engine.ts';
import type { Language, PartialDate } from '../knowledge/schema.ts';
import type { WordingKey } from '../knowledge/wording-keys.ts';
import { type Block, block } from '../rendering/blocks.ts';
import { clean } from '../rendering/clean.ts';
import { inLanguage } from '../rendering/local.ts';
import { offered, outline, sourceBlocks } from '../rendering/outline.ts';
import { type Command, type Deed, readOrder } from './commands.ts';
import { helpPage, topicSourcesPage, topicsPage } from './pages.ts';
import { exactTopic, topicOf, twoTopics } from './topics.ts';

/** What a conversation in the terminal has come to; every line makes a new one of it. */
export interface Session {
  /** What to answer in where the words do not tell: what was answered in last. */
  readonly language: Language;
  readonly context: Context | null;
  /** What a bare number picks. */
  readonly offer: Offer | null;
  /** The last answer with facts, for `/more` and `/sources`. */
  readonly last: Last | null;
}

interface Offer {
  readonly choices: readonly Choice[];
  /** The question that was answered by asking back; a pick answers it. Null where a pick is a question of its own. */
  readonly question: Question | null;
}

interface Last {
  readonly question: Question;
  readonly answer: Answered;
  /** Facts of it shown so far. */
  readonly shown: number;
}

/** What a session needs from outside. */
export interface Chat {
  readonly engine: Engine;
  readonly commands: readonly Command[];
  today(): PartialDate;
}

export interface Reply {
  readonly session: Session;
  /** What to show; nothing for an empty line. */
  readonly blocks: readonly Block[];
  readonly ends: boolean;
}

/** A conversation before its first line. */
export function newSession(language: Language): Session {
  return { language, context: null, offer: null, last: null };
}

/** Answers one line: a question, a command or the number of a choice. */
export function respond(chat: Chat, session: Session, line: string): Reply {
  const text = line.trim();
  if (text === '') return { session, blocks: [], ends: false };
  if (/^(?:quit|exit)$/i.test(text)) return { session, blocks: [], ends: true };
  const number = pickedNumber(text);
  if (number !== null && session.offer !== null) return pick(chat, session, session.offer, number);
  const order = readOrder(text, chat.commands);
  if (order === null) return ask(chat, session, { text });
  if (order.known) return run(chat, session, order.command, order.rest);
  const topic = exactTopic(text.slice(1), chat.engine);
  if (topic !== null) return ask(chat, session, { text: '', topic: topic.id });
  return order.near === null
    ? say(chat, session, 'terminal.unknownCommand', { name: clean(order.name) })
    : say(chat, session, 'terminal.didYouMean', { name: clean(order.name), near: order.near });
}

const DEVANAGARI_ZERO = 0x966;

/** "2", "2.", "(2)", "#2", also in Devanagari digits. */
function pickedNumber(text: string): number | null {
  const digits = /^[(#]?([0-9०-९]{1,3})[).]?$/u.exec(text)?.[1];
  if (digits === undefined) return null;
  return Number(digits.replace(/[०-९]/gu, (sign) => String((sign.codePointAt(0) ?? 0) - DEVANAGARI_ZERO)));
}

function pick(chat: Chat, session: Session, offer: Offer, number: number): Reply {
  const choice = offer.choices[number - 1];
  if (choice === undefined)
    return say(chat, session, 'terminal.outOfRange', { number, count: offer.choices.length });
  const { topic, aspect } = choice;
  const about = { topic, ...(aspect === null ? {} : { aspect }) };
  if (offer.question === null) return ask(chat, session, { text: '', ...about });
  return ask(chat, session, { ...offer.question, ...about });
}

function run(chat: Chat, session: Session, command: Command, rest: string): Reply {
  const { engine } = chat;
  const { language } = session;
  switch (command.deed.do) {
    case 'help':
      return show(session, helpPage(engine, chat.commands, language));
    case 'topics': {
      const found = rest === '' ? engine.knowledge.topics : engine.suggest(rest, 10);
      if (found.length === 0) return say(chat, session, 'terminal.unknownTopic', { name: clean(rest) });
      return show(session, topicsPage(engine, found, language));
    }
    case 'quit':
      return { session, blocks: [], ends: true };
    case 'more':
      return more(chat, session);
    case 'sources':
      return sources(chat, session, rest);
    case 'compare': {
      const two = twoTopics(rest, engine);
      if (two !== null) return ask(chat, session, { text: '', topic: two[0].id, against: two[1].id });
      const [first, second] = engine.knowledge.topics;
      return say(chat, session, 'terminal.whichTwo', {
        command: inLanguage(command.name, language),
        first: first?.id ?? '',
        second: second?.id ?? '',
      });
    }
    case 'ask':
      return rest === ''
        ? show(session, helpPage(engine, chat.commands, language))
        : ask(chat, session, { text: rest });
    case 'about':
    case 'timeline':
    case 'aspect':
      return askAbout(chat, session, command, command.deed, rest);
  }
}

/** A command on a topic: the one that is named, or the one that is being talked about. */
function askAbout(chat: Chat, session: Session, { name }: Command, deed: Deed, rest: string): Reply {
  const { engine } = chat;
  const [overview] = engine.knowledge.aspects;
  const meant = {
    ...(deed.do === 'aspect' ? { aspect: deed.aspect } : {}),
    ...(deed.do === 'about' && overview !== undefined ? { aspect: overview.id } : {}),
    ...(deed.do === 'timeline' ? { view: 'timeline' as const } : {}),
  };
  if (rest !== '') {
    const exact = exactTopic(rest, engine);
    return ask(
      chat,
      session,
      exact === null ? { text: rest, ...meant } : { text: '', topic: exact.id, ...meant },
    );
  }
  const [current, ...others] = session.context?.topics ?? [];
  if (current !== undefined && others.length === 0)
    return ask(chat, session, { text: '', topic: current, ...meant });
  const example = engine.knowledge.topics[0]?.id ?? '';
  return say(chat, session, 'terminal.whichTopic', { command: inLanguage(name, session.language), example });
}

function more(chat: Chat, session: Session): Reply {
  const { last } = session;
  if (last === null) return say(chat, session, 'terminal.nothingYet');
  if (last.answer.remaining === 0) return say(chat, session, 'terminal.noMore');
  const question = { ...last.question, skip: last.shown };
  return shown(chat, session, question, chat.engine.answer(question));
}

function sources(chat: Chat, session: Session, rest: string): Reply {
  const { engine } = chat;
  if (rest !== '') {
    const topic = topicOf(rest, engine);
    if (topic === null) return say(chat, session, 'terminal.unknownTopic', { name: clean(rest) });
    return show(session, topicSourcesPage(engine, topic, session.language));
  }
  if (session.last === null) return say(chat, session, 'terminal.nothingYet');
  const { answer } = session.last;
  return show(
    session,
    sourceBlocks(answer.sources, engine.say('rendering.sources', answer.language), answer.language),
  );
}

type Asked = Omit<Question, 'today' | 'locale' | 'context'>;

function ask(chat: Chat, session: Session, asked: Asked): Reply {
  const question: Question = {
    ...asked,
    today: chat.today(),
    locale: session.language,
    context: session.context,
  };
  return shown(chat, session, question, chat.engine.answer(question));
}

function shown(chat: Chat, session: Session, question: Question, answer: Answer): Reply {
  const choices = offered(answer);
  const back = answer.kind === 'ambiguous' ? question : null;
  return {
    session: {
      language: answer.language,
      context: answer.context,
      offer: choices.length === 0 ? null : { choices, question: back },
      last:
        answer.kind === 'answered' ? { question, answer, shown: countShown(question, answer) } : session.last,
    },
    blocks: outline(answer, chat.engine.say, 'chat'),
    ends: false,
  };
}

function countShown(question: Question, answer: Answered): number {
  return answer.sections.reduce((sum, { facts }) => sum + facts.length, question.skip ?? 0);
}

function show(session: Session, blocks: readonly Block[]): Reply {
  return { session, blocks, ends: false };
}

function say(
  chat: Chat,
  session: Session,
  key: WordingKey,
  fill: Readonly<Record<string, string | number>> = {},
): Reply {
  return show(session, [block(chat.engine.say(key, session.language, fill))]);
}
