import type { APIModalInteractionResponseCallbackData } from 'discord.js';
import type { LoopbackEvent } from './events.ts';
import type { BotAction } from './journal.ts';
import { textOf, walk } from './messages.ts';
import type { MessageRecord } from './model.ts';
import type { AutocompleteChoice } from './validate.ts';

export interface ShownButton {
  readonly label: string;
  readonly customId: string | null;
  readonly url: string | null;
  readonly isDisabled: boolean;
}

export interface ShownMenu {
  readonly customId: string;
  readonly placeholder: string;
  readonly options: readonly {
    readonly label: string;
    readonly value: string;
    readonly description: string;
  }[];
}

/** What a person sees of the bot's answer, as it was when the answer came. */
export interface Reply {
  readonly event: LoopbackEvent;
  /** Everything the bot has done on the event, oldest first. */
  readonly actions: readonly BotAction[];
  /** The message last written or changed; null for suggestions and modals. */
  readonly message: MessageRecord | null;
  /** Content and text displays, a line each. */
  readonly text: string;
  readonly isEphemeral: boolean;
  readonly buttons: readonly ShownButton[];
  readonly menus: readonly ShownMenu[];
  /** Suggestions of an autocomplete; null otherwise. */
  readonly choices: readonly AutocompleteChoice[] | null;
  readonly modal: APIModalInteractionResponseCallbackData | null;
  /** Users, roles and everyone that the message notifies. */
  readonly pings: readonly string[];
}

/** Whether a person gets to see something that answers them, rather than a spinner. */
export function isAnswer({ kind }: BotAction): boolean {
  return !['typing', 'defer', 'defer-update', 'reaction', 'delete'].includes(kind);
}

/** The answer as shown; `actions` are those on the event, the last answer among them counts. */
export function replyFrom(event: LoopbackEvent, actions: readonly BotAction[]): Reply {
  const last = actions.findLast(isAnswer) ?? null;
  const message = last?.message == null ? null : structuredClone(last.message);
  return {
    event,
    actions: [...actions],
    message,
    text: message === null ? '' : textOf(message),
    isEphemeral: message !== null && message.ephemeralTo !== null,
    buttons: message === null ? [] : buttonsOf(message),
    menus: message === null ? [] : menusOf(message),
    choices: last?.choices ?? null,
    modal: last?.modal ?? null,
    pings:
      message === null
        ? []
        : [...message.mentions, ...message.mentionRoles, ...(message.mentionEveryone ? ['everyone'] : [])],
  };
}

export function buttonsOf({ components }: Pick<MessageRecord, 'components'>): ShownButton[] {
  return [...walk(components)]
    .filter((component) => component['type'] === 2)
    .map((button) => ({
      label: text(button['label']),
      customId: button['custom_id'] === undefined ? null : text(button['custom_id']),
      url: button['url'] === undefined ? null : text(button['url']),
      isDisabled: button['disabled'] === true,
    }));
}

export function menusOf({ components }: Pick<MessageRecord, 'components'>): ShownMenu[] {
  return [...walk(components)]
    .filter((component) => component['type'] === 3)
    .map((menu) => ({
      customId: text(menu['custom_id']),
      placeholder: text(menu['placeholder']),
      options: (Array.isArray(menu['options']) ? menu['options'] : []).map(
        (option: Record<string, unknown>) => ({
          label: text(option['label']),
          value: text(option['value']),
          description: text(option['description']),
        }),
      ),
    }));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
