/**
 * Discord's published limits, the only place that knows them. Lengths are counted in UTF-16 units, which are
 * never fewer than the characters that Discord counts.
 */

/** Characters of all text displays of a message together. */
export const MAX_TEXT = 4_000;
export const MAX_CUSTOM_ID = 100;
export const MAX_BUTTONS_IN_ROW = 5;
export const MAX_BUTTON_LABEL = 80;
export const MAX_SELECT_OPTIONS = 25;
export const MAX_OPTION_LABEL = 100;
export const MAX_PLACEHOLDER = 150;

export const MAX_AUTOCOMPLETE_CHOICES = 25;
export const MAX_CHOICE_NAME = 100;
export const MAX_CHOICE_VALUE = 100;

export const MAX_CHAT_COMMANDS = 100;
export const MAX_MESSAGE_COMMANDS = 15;
export const MAX_COMMAND_OPTIONS = 25;
export const MAX_COMMAND_DESCRIPTION = 100;
/** Names, descriptions and values of one command together, the longest localisation of each counted. */
export const MAX_COMMAND_TEXT = 8_000;
export const COMMAND_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
/** Context-menu commands may have spaces and capitals. */
export const MENU_NAME = /^.{1,32}$/u;

/** After this an interaction that was not answered is lost, in milliseconds. */
export const INTERACTION_DEADLINE_MS = 3_000;

/**
 * Shortens a label at a word's end, with an ellipsis. For names on buttons only: a fact is never cut.
 *
 * @param max most UTF-16 units of the result, at least 2.
 */
export function clip(text: string, max: number): string {
  const trimmed = text.trim();
  if (trimmed.length <= max) return trimmed;
  const room = trimmed.slice(0, max - 1);
  const lastSpace = room.search(/\s\S*$/);
  const kept = lastSpace > 0 ? room.slice(0, lastSpace) : room.replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.trimEnd()}…`;
}
