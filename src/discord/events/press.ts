import { InteractionContextType, type MessageComponentInteraction, MessageFlags } from 'discord.js';
import { hashOf } from '../codes.ts';
import { languageOf } from '../language.ts';
import { NOTHING_ASKED, notice, present } from '../present.ts';
import { type Position, START } from '../render/payload.ts';
import type { Asked, Memo, Subject } from '../state/memo.ts';
import { type Press, readPress, readTarget, type Target } from '../state/press.ts';
import { type Bot, type Outcome, outcomeOf, remember } from './bot.ts';
import { memoOf } from './components.ts';

/** What a press comes to: a message about something, in the place of the one it was on or beside it. */
interface Step {
  readonly subject: Subject;
  readonly at: Position;
  readonly place: 'same' | 'beside';
}

/** Answers a button or a menu. */
export async function answerPress(bot: Bot, interaction: MessageComponentInteraction): Promise<Outcome> {
  const { desk, courier } = bot;
  const memo = memoOf(interaction.message, desk.codes);
  const language = memo?.language ?? languageOf(interaction.locale);
  const press = readPress(interaction.customId, desk.codes);
  const chosen = interaction.isStringSelectMenu()
    ? readTarget(interaction.values[0] ?? '', desk.codes)
    : null;
  const step = press === null ? null : stepOf(press, chosen, memo);
  if (step === null) {
    const told = notice(desk, desk.engine.say('discord.stale', language), language);
    await courier.answer(interaction, told.payload, 'asker');
    return { result: 'notice', why: 'old or foreign button' };
  }
  const person = hashOf(interaction.user.id);
  const direct = interaction.context === InteractionContextType.BotDM;
  const shown = present(desk, { subject: step.subject, language, asker: person }, step.at);
  remember(bot, interaction.channelId, interaction.user.id, shown);
  // Nobody turns the pages of an answer that was given to somebody else: they get a page of their own.
  const theirs = direct || memo?.asker === person || interaction.message.flags.has(MessageFlags.Ephemeral);
  const delivery =
    step.place === 'same' && theirs
      ? await courier.update(interaction, shown.payload)
      : await courier.answer(interaction, shown.payload, direct ? 'everybody' : 'asker');
  return outcomeOf(shown, delivery);
}

function stepOf(press: Press, chosen: Target | null, memo: Memo | null): Step | null {
  switch (press.do) {
    case 'turn':
      return memo && { subject: memo.subject, at: { skip: press.skip, page: press.page }, place: 'same' };
    case 'choose': {
      const target = press.target ?? chosen;
      if (target === null || memo?.subject.kind !== 'question') return null;
      const { asked } = memo.subject;
      return question({ ...asked, topic: target.topic, aspect: target.aspect ?? asked.aspect }, 'same');
    }
    case 'ask': {
      const target = press.target ?? chosen;
      return target && question({ ...NOTHING_ASKED, ...target, asOf: press.asOf }, 'beside');
    }
    case 'history':
      return question({ ...NOTHING_ASKED, ...press.target, view: 'timeline' }, 'beside');
    case 'sources':
      return { subject: { kind: 'sources', topic: press.topic }, at: START, place: 'beside' };
    case 'topics':
      return { subject: { kind: 'topics' }, at: START, place: 'beside' };
  }
}

function question(asked: Asked, place: Step['place']): Step {
  return { subject: { kind: 'question', asked }, at: START, place };
}
