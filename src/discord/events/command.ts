import {
  type ChatInputCommandInteraction,
  InteractionContextType,
  type MessageContextMenuCommandInteraction,
} from 'discord.js';
import { hashOf } from '../codes.ts';
import { type Given, orderOf } from '../commands/order.ts';
import { languageOf } from '../language.ts';
import { consult, notice, type Presented, present, showAnswer } from '../present.ts';
import { START } from '../render/payload.ts';
import { type Bot, type Outcome, outcomeOf, remember } from './bot.ts';

type Command = ChatInputCommandInteraction | MessageContextMenuCommandInteraction;

/** Answers a slash command or a context-menu command. */
export async function answerCommand(bot: Bot, command: Command): Promise<Outcome> {
  const { desk, courier, table } = bot;
  const language = languageOf(command.locale);
  const say = (sentence: string): Presented => notice(desk, sentence, language);

  const meaning = table.meaningOf(command.commandName);
  if (meaning === null) {
    const delivery = await courier.answer(
      command,
      say(desk.engine.say('discord.stale', language)).payload,
      'asker',
    );
    return { ...outcomeOf(say(''), delivery), result: 'notice', why: 'unknown command' };
  }
  const channel = command.channelId ?? '';
  const order = orderOf(
    meaning,
    givenWith(command, bot),
    bot.recent.recall(channel, command.user.id),
    desk,
    language,
  );
  if (order.kind === 'refuse') {
    await courier.answer(command, say(desk.engine.say(order.why, language)).payload, 'asker');
    return { result: 'notice', why: order.why };
  }
  const asker = hashOf(command.user.id);
  const { subject } = order;
  const shown =
    subject.kind === 'question'
      ? showAnswer(
          desk,
          consult(desk, subject.asked, language),
          { asked: subject.asked, asker },
          START,
          command.isMessageContextMenuCommand() ? addressOf(command) : null,
        )
      : present(desk, { subject, language, asker });
  remember(bot, channel, command.user.id, shown);
  return outcomeOf(shown, await courier.answer(command, shown.payload, seenBy(command, bot, subject.kind)));
}

/** The options by their id; what Discord did not send is null. */
function givenWith(command: Command, { table }: Bot): Given {
  const option = (id: string): string | null => {
    if (!command.isChatInputCommand()) return null;
    const value = command.options.get(table.optionName(id))?.value;
    return typeof value === 'string' ? value : null;
  };
  return {
    topic: option('topic'),
    first: option('first'),
    second: option('second'),
    aspect: option('aspect'),
    question: option('question'),
    asOf: option('as-of'),
    target: command.isMessageContextMenuCommand() ? command.targetMessage.content.trim() : null,
  };
}

/** Where the message stands that a context menu was opened on. */
function addressOf(command: MessageContextMenuCommandInteraction): string {
  const { guildId, channelId, targetMessage } = command;
  return `https://discord.com/channels/${guildId ?? '@me'}/${channelId}/${targetMessage.id}`;
}

/**
 * Everybody sees an answer unless the person asked otherwise. Help is for who asked for it, and what somebody else
 * said is checked in private: the person may show it around, the bot does not expose anybody.
 */
function seenBy(command: Command, { table }: Bot, shown: string): 'everybody' | 'asker' {
  if (command.context === InteractionContextType.BotDM) return 'everybody';
  if (shown === 'help') return 'asker';
  const meaning = table.meaningOf(command.commandName);
  if (meaning?.kind === 'own' && meaning.id === 'check-claim') return 'asker';
  if (!command.isChatInputCommand()) return 'everybody';
  return command.options.get(table.optionName('private'))?.value === true ? 'asker' : 'everybody';
}
