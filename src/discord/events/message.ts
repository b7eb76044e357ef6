import { type Message, MessageType, PermissionFlagsBits } from 'discord.js';
import type { Context } from '../../answering/answer.ts';
import { hashOf } from '../codes.ts';
import { languageOf } from '../language.ts';
import { asText, consult, contextOf, notice, type Presented, present, showAnswer } from '../present.ts';
import { type Bot, type Outcome, outcomeOf, remember } from './bot.ts';
import { memoOf } from './components.ts';

/** How a message came to us. */
export type Way = 'mention' | 'reply' | 'direct' | 'ask-channel';

/**
 * Why a message is ours to answer; null for all others. Runs on every message of every server, so it looks at what
 * costs nothing first.
 */
export function wayOf(message: Message, me: string, askChannels: ReadonlySet<string>): Way | null {
  const { author, type } = message;
  if (author.bot || author.system || message.webhookId !== null) return null;
  if (type !== MessageType.Default && type !== MessageType.Reply) return null;
  if (message.guildId === null) return 'direct';
  // Only we ourselves: a mention of everyone or of one of our roles calls the whole room, not us.
  if (message.content.includes(`<@${me}>`) || message.content.includes(`<@!${me}>`)) return 'mention';
  if (message.mentions.repliedUser?.id === me && message.content !== '') return 'reply';
  return askChannels.size > 0 && message.content !== '' && isIn(message, askChannels) ? 'ask-channel' : null;
}

function isIn(message: Message, channels: ReadonlySet<string>): boolean {
  if (channels.has(message.channelId)) return true;
  const { channel } = message;
  return channel.isThread() && channel.parentId !== null && channels.has(channel.parentId);
}

/** Answers a message that is ours to answer. */
export async function answerMessage(bot: Bot, message: Message, way: Way, me: string): Promise<Outcome> {
  if (!bot.seen.isNew(message.id)) return { result: 'left', why: 'repeated' };
  const speech = whatWeMay(message, me);
  if (speech === 'silent') return { result: 'left', why: 'no permission to speak' };

  const language = languageOf(message.guild?.preferredLocale);
  const text = wordsOf(message.content, me);
  const context = await contextFor(bot, message, me);
  const asked = asText(text, context);
  if (way === 'ask-channel') {
    const answer = text === '' ? null : consult(bot.desk, asked, language);
    if (answer === null || answer.kind === 'unanswered' || answer.topics.length === 0) {
      return { result: 'left', why: 'no question to us' };
    }
  }
  const allowance = bot.cooldown.take(message.author.id);
  if (!allowance.ok) {
    // Told once in a while, and in the room: there is no private way to answer a message.
    if (!allowance.first || way === 'ask-channel') return { result: 'cooldown' };
    const sentence = bot.desk.engine.say('discord.cooldown', language, { seconds: allowance.seconds });
    const told = notice(bot.desk, sentence, language);
    await bot.courier.reply(message, told.payload, speech === 'quoting');
    return { result: 'cooldown', told: true };
  }
  const asker = hashOf(message.author.id);
  const shown: Presented =
    text === ''
      ? present(bot.desk, { subject: { kind: 'help' }, language, asker })
      : showAnswer(bot.desk, consult(bot.desk, asked, language), { asked, asker });
  remember(bot, message.channelId, message.author.id, shown);
  return outcomeOf(shown, await bot.courier.reply(message, shown.payload, speech === 'quoting'));
}

/** What our permissions in the channel let us do: nothing, a plain message, or one that quotes the question. */
function whatWeMay(message: Message, me: string): 'silent' | 'plain' | 'quoting' {
  const { channel } = message;
  if (channel.isDMBased()) return 'quoting';
  const permissions = channel.permissionsFor(me);
  const speak = channel.isThread()
    ? PermissionFlagsBits.SendMessagesInThreads
    : PermissionFlagsBits.SendMessages;
  if (permissions === null || !permissions.has([PermissionFlagsBits.ViewChannel, speak])) return 'silent';
  if (channel.isThread() && channel.locked) return 'silent';
  return permissions.has(PermissionFlagsBits.ReadMessageHistory) ? 'quoting' : 'plain';
}

/** The person's words without our mention, other mentions and custom emoji. */
function wordsOf(content: string, me: string): string {
  return content
    .replaceAll(`<@${me}>`, ' ')
    .replaceAll(`<@!${me}>`, ' ')
    .replace(/<(?:@[!&]?|#|a?:\w{1,32}:)\d+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What the question may lean on: the answer of ours that it replies to, or else our last answer to this person here. */
async function contextFor(bot: Bot, message: Message, me: string): Promise<Context | null> {
  const repliedTo = message.mentions.repliedUser?.id === me ? message.reference?.messageId : undefined;
  if (repliedTo !== undefined) {
    // Discord sends it along; it is asked for only where Discord did not.
    const { messages } = message.channel;
    const answered = messages.cache.get(repliedTo) ?? (await messages.fetch(repliedTo).catch(() => null));
    const memo = answered === null ? null : memoOf(answered, bot.desk.codes);
    if (memo?.subject.kind === 'question')
      return consult(bot.desk, memo.subject.asked, memo.language).context;
    if (memo !== null) return contextOf(memo);
  }
  return bot.recent.recall(message.channelId, message.author.id);
}
