import type { Locale } from 'discord.js';
import type { Backend } from './backend.ts';
import { deleteSaid, editSaid, type Invoking, invoke, type LoopbackEvent, say } from './events.ts';
import { fillOptions, findCommand, type OptionValues, ownersIn } from './invocation.ts';
import { walk } from './messages.ts';
import type { ChannelRecord, MessageRecord, UserRecord } from './model.ts';
import { messagePayload } from './payloads.ts';
import { buttonsOf, menusOf, type Reply } from './reply.ts';

/** A message by whatever a test has at hand: an answer, an event, the record, its id. */
export type MessageLike = string | MessageRecord | Reply | LoopbackEvent;

export interface SayOptions {
  /** Puts a mention of the bot before the text. */
  readonly mention?: boolean;
  readonly replyTo?: MessageLike;
  /** Whether the reply calls the one replied to; yes if absent, as in Discord's client. */
  readonly ping?: boolean;
  /** Milliseconds ago. */
  readonly age?: number;
}

export interface ActOptions {
  /** The language of the client for this one time. */
  readonly locale?: Locale | `${Locale}`;
  /** How long ago it was done, in milliseconds: an interaction that was held up on its way. */
  readonly age?: number;
}

export interface ComponentOptions extends ActOptions {
  /** Sends any custom id, whether the message has it or not. */
  readonly forged?: boolean;
}

/** Somebody on Discord. Every method does one thing as Discord's client would, and returns the event. */
export class Person {
  readonly record: UserRecord;
  readonly #backend: Backend;

  constructor(backend: Backend, record: UserRecord) {
    this.#backend = backend;
    this.record = record;
  }

  get id(): string {
    return this.record.id;
  }

  /** How others mention this person. */
  get mention(): string {
    return `<@${this.id}>`;
  }

  /** The direct message channel with the bot. */
  dm(): ChannelRecord {
    return this.#backend.world.directChannel(this.id);
  }

  says(channel: ChannelRecord, text: string, options: SayOptions = {}): LoopbackEvent {
    const { mention = false, replyTo, ping = true, age = 0 } = options;
    return say(this.#backend, {
      author: { id: this.id, webhook: false },
      channel,
      text: mention ? `<@${this.#backend.world.bot.id}> ${text}` : text,
      replyTo: replyTo === undefined ? null : this.#message(replyTo),
      ping,
      age,
    });
  }

  /** Changes what was said. */
  edits(said: MessageLike, text: string): void {
    editSaid(this.#backend, this.#message(said), text);
  }

  /** Takes back what was said. */
  deletes(said: MessageLike): void {
    deleteSaid(this.#backend, this.#message(said));
  }

  /** Uses a slash command. Throws where Discord's client would not let it be sent. */
  slash(
    channel: ChannelRecord,
    name: string,
    values: OptionValues = {},
    options: ActOptions = {},
  ): LoopbackEvent {
    const { command, owners } = findCommand(this.#backend.world, channel, this.record, name, 1);
    const filled = fillOptions(command, values, null);
    const guild = command.guild_id === undefined ? {} : { guild_id: command.guild_id };
    const data = { id: command.id, name, type: 1, ...guild, ...(filled.length > 0 && { options: filled }) };
    return this.#invoke({ kind: 'command', channel, owners, data, commandName: name }, options);
  }

  /** Types into an option and sees what is suggested. `values` are the options filled in before. */
  autocomplete(
    channel: ChannelRecord,
    name: string,
    option: string,
    typed: string,
    options: ActOptions & { readonly values?: OptionValues } = {},
  ): LoopbackEvent {
    const { command, owners } = findCommand(this.#backend.world, channel, this.record, name, 1);
    const declared = command.options?.find((each) => each.name === option);
    if (declared === undefined || !('autocomplete' in declared) || declared.autocomplete !== true) {
      throw new Error(`"/${name} ${option}:" does not autocomplete.`);
    }
    const filled = fillOptions(command, { ...options.values, [option]: typed }, option);
    const data = { id: command.id, name, type: 1, options: filled };
    return this.#invoke({ kind: 'autocomplete', channel, owners, data, commandName: name }, options);
  }

  /** Uses a context menu command on a message. */
  contextMenu(target: MessageLike, name: string, options: ActOptions = {}): LoopbackEvent {
    const { world } = this.#backend;
    const message = this.#message(target);
    const channel = this.#channelOf(message);
    const { command, owners } = findCommand(world, channel, this.record, name, 3);
    const resolved = { messages: { [message.id]: messagePayload(world, message, true) } };
    const data = { id: command.id, name, type: 3, target_id: message.id, resolved };
    return this.#invoke(
      { kind: 'command', channel, owners, data, commandName: name, targetMessageId: message.id },
      options,
    );
  }

  /** Presses a button by its custom id or label. */
  clicks(on: MessageLike, button: string, options: ComponentOptions = {}): LoopbackEvent {
    const message = this.#message(on);
    const buttons = buttonsOf(message);
    const found =
      buttons.find(({ customId }) => customId === button) ?? buttons.find(({ label }) => label === button);
    if (options.forged === true)
      return this.#useComponent(message, { custom_id: button, component_type: 2 }, options);
    if (found?.customId == null || found.isDisabled) {
      const labels = buttons.map(({ label, isDisabled }) => (isDisabled ? `${label} (disabled)` : label));
      throw new Error(`There is no button "${button}" to press; there are: ${labels.join(', ') || 'none'}.`);
    }
    return this.#useComponent(message, { custom_id: found.customId, component_type: 2 }, options);
  }

  /** Picks from a select menu, by its custom id or placeholder; values by value or label. */
  selects(
    on: MessageLike,
    menu: string,
    picks: readonly string[],
    options: ComponentOptions = {},
  ): LoopbackEvent {
    const message = this.#message(on);
    const menus = menusOf(message);
    const found = menus.find(({ customId, placeholder }) => customId === menu || placeholder === menu);
    if (options.forged === true) {
      return this.#useComponent(message, { custom_id: menu, component_type: 3, values: picks }, options);
    }
    if (found === undefined) {
      throw new Error(
        `There is no menu "${menu}"; there are: ${menus.map(({ customId }) => customId).join(', ') || 'none'}.`,
      );
    }
    const values = picks.map((pick) => {
      const option = found.options.find(({ value, label }) => value === pick || label === pick);
      if (option === undefined) throw new Error(`The menu "${menu}" does not offer "${pick}".`);
      return option.value;
    });
    return this.#useComponent(message, { custom_id: found.customId, component_type: 3, values }, options);
  }

  /** Fills in the modal that the bot answered with; `fields` by custom id. */
  submitsModal(
    reply: Reply,
    fields: Readonly<Record<string, string>>,
    options: ActOptions = {},
  ): LoopbackEvent {
    const { modal, event } = reply;
    const { interaction } = event;
    if (modal === null || interaction === null) throw new Error('The bot has not shown a modal.');
    const components = modal.components.map((component) => submitted({ ...component }, fields));
    const source = interaction.sourceMessageId === null ? null : this.#message(interaction.sourceMessageId);
    const channel = this.#channel(interaction.channelId);
    const data = { custom_id: modal.custom_id, components };
    return this.#invoke(
      { kind: 'modal', channel, owners: interaction.owners, data, sourceMessage: source },
      options,
    );
  }

  #useComponent(
    message: MessageRecord,
    data: Record<string, unknown>,
    options: ComponentOptions,
  ): LoopbackEvent {
    const { world } = this.#backend;
    if (message.ephemeralTo !== null && message.ephemeralTo !== this.id) {
      throw new Error('Only the person it was shown to sees this message.');
    }
    const channel = this.#channelOf(message);
    const owners = message.source?.owners ?? ownersIn(world, channel, this.record);
    const component = [...walk(message.components)].find((each) => each['custom_id'] === data['custom_id']);
    const payload = { id: component?.['id'] ?? 1, ...data };
    return this.#invoke(
      { kind: 'component', channel, owners, data: payload, sourceMessage: message },
      options,
    );
  }

  #invoke(
    invoking: Pick<Invoking, 'kind' | 'channel' | 'owners' | 'data'> & Partial<Invoking>,
    { locale, age = 0 }: ActOptions,
  ): LoopbackEvent {
    const user = locale === undefined ? this.record : { ...this.record, locale: locale as Locale };
    return invoke(this.#backend, {
      commandName: null,
      sourceMessage: null,
      targetMessageId: null,
      ...invoking,
      user,
      age,
    });
  }

  #message(like: MessageLike): MessageRecord {
    const id = idOf(like);
    const message = this.#backend.world.messages.get(id);
    if (message === undefined) throw new Error(`There is no message ${id} (any more).`);
    return message;
  }

  #channelOf(message: MessageRecord): ChannelRecord {
    return this.#channel(message.channelId);
  }

  #channel(id: string): ChannelRecord {
    const channel = this.#backend.world.channels.get(id);
    if (channel === undefined) throw new Error(`There is no channel ${id} (any more).`);
    return channel;
  }
}

function idOf(like: MessageLike): string {
  if (typeof like === 'string') return like;
  if ('actions' in like) {
    if (like.message === null) throw new Error('The bot answered without a message.');
    return like.message.id;
  }
  return like.id;
}

/** A modal's components as they are sent back: inputs with their value, the rest by id. */
function submitted(component: Record<string, unknown>, fields: Readonly<Record<string, string>>): unknown {
  const { type, id = 1 } = component;
  const customId = String(component['custom_id'] ?? '');
  if (Array.isArray(component['components'])) {
    return { type, id, components: component['components'].map((child) => submitted(child, fields)) };
  }
  const inner = component['component'];
  if (typeof inner === 'object' && inner !== null)
    return { type, id, component: submitted({ ...inner }, fields) };
  if (type === 10) return { type, id };
  const value = fields[customId] ?? String(component['value'] ?? '');
  return type === 4
    ? { type, id, custom_id: customId, value }
    : { type, id, custom_id: customId, values: value === '' ? [] : [value] };
}
