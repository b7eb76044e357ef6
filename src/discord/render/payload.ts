import {
  type APIActionRowComponent,
  type APIAllowedMentions,
  type APIButtonComponentWithCustomId,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIContainerComponent,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from 'discord.js';
import type { Codes } from '../codes.ts';
import {
  clip,
  MAX_BUTTON_LABEL,
  MAX_BUTTONS_IN_ROW,
  MAX_CUSTOM_ID,
  MAX_OPTION_LABEL,
  MAX_PLACEHOLDER,
  MAX_SELECT_OPTIONS,
} from '../limits.ts';
import { bold, heading, small } from '../markdown.ts';
import { MEMO_MARK, type Press, writePress, writeTarget } from '../state/press.ts';
import { type Page, toPages } from './pages.ts';
import type { Button, Control, Option, Sheet, Tone } from './sheet.ts';

/** The body of a message as Discord takes it; the same for a message, an interaction's answer and its update. */
export interface Payload {
  readonly flags: MessageFlags;
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly allowed_mentions: APIAllowedMentions;
}

/** Where in an answer a message stands. */
export interface Position {
  /** Facts passed over by the engine. */
  readonly skip: number;
  /** The page of what it then shows, from 0. */
  readonly page: number;
}
export const START: Position = { skip: 0, page: 0 };

/** The words around a page. */
export interface Frame {
  readonly sources: string;
  readonly back: string;
  readonly more: string;
  readonly choose: string;
  pageOf(page: number, pages: number): string;
}

const COLOURS: Readonly<Record<Tone, number>> = {
  answer: 0x2f6f8f,
  question: 0xc28f2c,
  unknown: 0x7a7f87,
  supported: 0x3f8f4f,
  contradicted: 0xb0413e,
  plain: 0x4f545c,
};
/** No preview of a link, and Components V2. */
const FLAGS = MessageFlags.IsComponentsV2 | MessageFlags.SuppressEmbeds;
/** Three rows of choices, a page's menu, and the last row, with the most that a page holds: 40 components. */
const MAX_CHOICES = 3 * MAX_BUTTONS_IN_ROW;
const MAX_ABOUT = MAX_BUTTONS_IN_ROW - 2;

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/**
 * Makes the message for one page of a sheet. Legal whatever the sheet holds.
 *
 * @param memos forms of the message's memo, the fullest first; the first that fits into its components is used.
 */
export function toPayload(
  sheet: Sheet,
  at: Position,
  memos: Iterable<string>,
  frame: Frame,
  codes: Codes,
): Payload {
  const pages = toPages(sheet.blocks);
  const number = Math.min(at.page, pages.length - 1);
  const page = pages[number] ?? { runs: [], sources: [], options: [] };
  const lastRow = [
    ...sheet.about.slice(0, MAX_ABOUT),
    ...turnButtons(sheet, { ...at, page: number }, pages.length, frame),
  ];
  const controls: Control[] = [
    ...(page.options.length > 0 ? [pageMenu(page.options, frame)] : []),
    ...(sheet.choices === null ? [] : [sheet.choices]),
    { kind: 'buttons', buttons: lastRow },
  ];
  const pageLine = pages.length > 1 ? frame.pageOf(number + 1, pages.length) : null;
  return {
    flags: FLAGS,
    components: [container(page, sheet.tone, pageLine, frame), ...withMemo(rowsOf(controls, codes), memos)],
    allowed_mentions: { parse: [] },
  };
}

function pageMenu(options: readonly Option[], frame: Frame): Control {
  return { kind: 'menu', placeholder: frame.choose, press: { do: 'ask', target: null, asOf: null }, options };
}

function turnButtons(sheet: Sheet, at: Position, pages: number, frame: Frame): Button[] {
  const to = (skip: number, page: number): Press => ({ do: 'turn', skip, page });
  const buttons: Button[] = [];
  if (at.page > 0) buttons.push({ label: frame.back, press: to(at.skip, at.page - 1), look: 'quiet' });
  else if (at.skip > 0) buttons.push({ label: frame.back, press: to(0, 0), look: 'quiet' });
  if (at.page + 1 < pages) buttons.push({ label: frame.more, press: to(at.skip, at.page + 1), look: 'main' });
  else if (sheet.remaining > 0) {
    const label = `${frame.more} (${sheet.remaining})`;
    buttons.push({ label, press: to(at.skip + sheet.shown, 0), look: 'main' });
  }
  return buttons;
}

function container(page: Page, tone: Tone, pageLine: string | null, frame: Frame): APIContainerComponent {
  const texts = page.runs.map((run) =>
    [run.heading === '' ? '' : heading(run.heading), ...run.texts].filter((text) => text !== '').join('\n'),
  );
  const components: APIComponentInContainer[] = texts.filter((text) => text !== '').map(textDisplay);
  if (page.sources.length > 0) {
    const lines = [bold(frame.sources), ...page.sources.map(({ text }) => text)];
    components.push({ type: ComponentType.Separator }, textDisplay(lines.map(small).join('\n')));
  }
  if (pageLine !== null) components.push(textDisplay(small(pageLine)));
  if (components.length === 0) components.push(textDisplay('…'));
  return { type: ComponentType.Container, accent_color: COLOURS[tone], components };
}

function textDisplay(content: string): APIComponentInContainer {
  return { type: ComponentType.TextDisplay, content };
}

/** Rows of buttons and menus, each component's id telling its place among them. */
function rowsOf(controls: readonly Control[], codes: Codes): Row[] {
  let position = 0;
  const nextId = (press: Press): string => {
    const id = writePress(press, position, codes);
    position += 1;
    return id;
  };
  return controls.flatMap((control): Row[] => {
    if (control.kind === 'menu') {
      const options = uniqueOptions(control.options, codes).slice(0, MAX_SELECT_OPTIONS);
      if (options.length === 0) return [];
      const menu: APIComponentInMessageActionRow = {
        type: ComponentType.StringSelect,
        custom_id: nextId(control.press),
        placeholder: clip(control.placeholder, MAX_PLACEHOLDER),
        options,
      };
      return [{ type: ComponentType.ActionRow, components: [menu] }];
    }
    return inGroups(control.buttons.slice(0, MAX_CHOICES), MAX_BUTTONS_IN_ROW).map((buttons) => ({
      type: ComponentType.ActionRow,
      components: buttons.map(
        (button): APIButtonComponentWithCustomId => ({
          type: ComponentType.Button,
          style: button.look === 'main' ? ButtonStyle.Primary : ButtonStyle.Secondary,
          label: clip(button.label, MAX_BUTTON_LABEL) || '…',
          custom_id: nextId(button.press),
        }),
      ),
    }));
  });
}

/** Two options of a menu may not have the same value. */
function uniqueOptions(options: readonly Option[], codes: Codes): { label: string; value: string }[] {
  const labels = new Map<string, string>();
  for (const { label, target } of options) {
    const value = writeTarget(target, codes);
    if (!labels.has(value)) labels.set(value, clip(label, MAX_OPTION_LABEL) || '…');
  }
  return [...labels].map(([value, label]) => ({ label, value }));
}

function inGroups<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

/** Spreads the memo over what is free in the ids of the components, in their order. */
function withMemo(rows: readonly Row[], memos: Iterable<string>): Row[] {
  const ids = rows.flatMap(({ components }) => components.map((component) => idOf(component)));
  const room = (id: string): number => MAX_CUSTOM_ID - id.length - MEMO_MARK.length;
  for (const memo of memos) {
    let rest = [...memo];
    const parts = ids.map((id) => {
      const part = head(rest, room(id));
      rest = rest.slice(part.length);
      return part.join('');
    });
    if (rest.length > 0) continue;
    let position = 0;
    return rows.map((row) => ({
      ...row,
      components: row.components.map((component) => {
        const part = parts[position] ?? '';
        position += 1;
        return part === '' ? component : { ...component, custom_id: `${idOf(component)}${MEMO_MARK}${part}` };
      }),
    }));
  }
  return [...rows];
}

const idOf = (component: APIComponentInMessageActionRow): string =>
  'custom_id' in component ? component.custom_id : '';

/** The first characters that take at most `room` UTF-16 units. */
function head(characters: readonly string[], room: number): string[] {
  let used = 0;
  const end = characters.findIndex((character) => {
    used += character.length;
    return used > room;
  });
  return characters.slice(0, end === -1 ? undefined : end);
}
