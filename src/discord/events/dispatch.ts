import { randomInt } from 'node:crypto';
import { type Client, Events, type Interaction, type Message } from 'discord.js';
import type { Logger } from 'pino';
import { forgetMessages } from '../client.ts';
import { languageOf } from '../language.ts';
import { notice } from '../present.ts';
import { suggestTopics } from './autocomplete.ts';
import type { Bot, Outcome } from './bot.ts';
import { answerCommand } from './command.ts';
import { answerMessage, wayOf } from './message.ts';
import { answerPress } from './press.ts';

/** The one door for events: each is read, answered and logged once; what goes wrong ends here. */
export interface Dispatch {
  /** Takes no further event, and resolves when those in hand are done. */
  drain(): Promise<void>;
}

export function dispatch(client: Client, bot: Bot, log: Logger): Dispatch {
  const inHand = new Set<Promise<void>>();
  const take = (work: Promise<void>): void => {
    inHand.add(work);
    void work.finally(() => inHand.delete(work));
  };
  const onMessage = (message: Message): void => {
    const me = client.user?.id;
    const way = me === undefined ? null : wayOf(message, me, bot.askChannels);
    if (me !== undefined && way !== null) {
      const event = { via: way, guild: message.guildId, channel: message.channelId, id: message.id };
      take(
        guard(
          log,
          event,
          () => answerMessage(bot, message, way, me),
          (code) => apologise(bot, message, code),
        ),
      );
    }
    // the message that it replies to has been read by now: it was still in the cache
    forgetMessages(message);
  };
  const onInteraction = (interaction: Interaction): void => {
    const handler = handlerOf(bot, interaction);
    if (handler === null) return;
    const event = {
      ...handler.event,
      guild: interaction.guildId,
      channel: interaction.channelId,
      id: interaction.id,
    };
    take(guard(log, event, handler.run, (code) => apologise(bot, interaction, code)));
  };
  client.on(Events.MessageCreate, onMessage);
  client.on(Events.InteractionCreate, onInteraction);
  return {
    async drain() {
      client.off(Events.MessageCreate, onMessage);
      client.off(Events.InteractionCreate, onInteraction);
      await Promise.all(inHand);
    },
  };
}

interface EventFields {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** Runs one event and writes its line in the log; an error is logged under a code that the person is told. */
async function guard(
  log: Logger,
  event: EventFields,
  run: () => Promise<Outcome>,
  tell: (code: string) => Promise<unknown>,
): Promise<void> {
  const started = performance.now();
  const ms = (): number => Math.round((performance.now() - started) * 10) / 10;
  try {
    const { error, words, ...outcome } = await run();
    if (words !== undefined && words !== '') log.debug({ id: event.id, words }, 'asked');
    if (error === undefined) log.info({ ...event, ...outcome, ms: ms() }, 'event');
    else log.error({ ...event, ...outcome, err: error, ms: ms() }, 'event failed');
  } catch (error) {
    const reference = referenceCode();
    log.error({ ...event, reference, err: withoutWords(error), ms: ms() }, 'event failed');
    await tell(reference).catch((second: unknown) =>
      log.warn({ ...event, reference, err: withoutWords(second) }, 'the person could not be told'),
    );
  }
}

interface Handler {
  readonly event: Readonly<Record<string, unknown>>;
  readonly run: () => Promise<Outcome>;
}

/** What an interaction is; null for kinds that we do not use. */
function handlerOf(bot: Bot, interaction: Interaction): Handler | null {
  if (interaction.isAutocomplete()) {
    const event = { via: 'autocomplete', command: interaction.commandName };
    return { event, run: () => ifInTime(bot, interaction, () => suggestTopics(bot, interaction)) };
  }
  if (interaction.isChatInputCommand() || interaction.isMessageContextMenuCommand()) {
    const event = { via: 'command', command: interaction.commandName };
    return { event, run: () => ifAllowed(bot, interaction, () => answerCommand(bot, interaction)) };
  }
  if (interaction.isMessageComponent()) {
    return {
      event: { via: 'press' },
      run: () => ifAllowed(bot, interaction, () => answerPress(bot, interaction)),
    };
  }
  return null;
}

/** After a resume Discord sends what was missed: an interaction whose time is over cannot be answered any more. */
async function ifInTime(bot: Bot, interaction: Interaction, run: () => Promise<Outcome>): Promise<Outcome> {
  if (bot.clock.isExpired(interaction.id)) return { result: 'left', why: 'expired' };
  if (!bot.seen.isNew(interaction.id)) return { result: 'left', why: 'repeated' };
  return run();
}

function ifAllowed(bot: Bot, interaction: Interaction, run: () => Promise<Outcome>): Promise<Outcome> {
  return ifInTime(bot, interaction, async () => {
    const allowance = bot.cooldown.take(interaction.user.id);
    if (allowance.ok) return run();
    const language = languageOf(interaction.locale);
    const sentence = bot.desk.engine.say('discord.cooldown', language, { seconds: allowance.seconds });
    await bot.courier.answer(interaction, notice(bot.desk, sentence, language).payload, 'asker');
    return { result: 'cooldown', told: true };
  });
}

/** Tells the person that something went wrong, with the code under which the log has it. */
async function apologise(bot: Bot, event: Message | Interaction, code: string): Promise<void> {
  if (!('author' in event) && event.isAutocomplete()) {
    await bot.courier.suggest(event, []);
    return;
  }
  const language = languageOf('author' in event ? event.guild?.preferredLocale : event.locale);
  const { payload } = notice(bot.desk, bot.desk.engine.say('discord.error', language, { code }), language);
  await ('author' in event
    ? bot.courier.reply(event, payload, false)
    : bot.courier.answer(event, payload, 'asker'));
}

/** Six letters and digits that are told apart when read out. */
function referenceCode(): string {
  const signs = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
  return Array.from({ length: 6 }, () => signs.charAt(randomInt(signs.length))).join('');
}

/** An error of Discord's client holds the request's body, which may hold what somebody wrote: it is left out. */
function withoutWords(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack } = error;
  const code = 'code' in error ? error.code : undefined;
  const status = 'status' in error ? error.status : undefined;
  return { name, message, code, status, stack };
}
