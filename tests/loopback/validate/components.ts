import type { Field } from '../form.ts';
import { COMPONENTS } from '../limits.ts';

const TYPE = {
  row: 1,
  button: 2,
  stringSelect: 3,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
} as const;

const SELECTS: readonly number[] = [
  TYPE.stringSelect,
  TYPE.userSelect,
  TYPE.roleSelect,
  TYPE.mentionableSelect,
  TYPE.channelSelect,
];
const TOP_LEVEL: readonly number[] = [
  TYPE.row,
  TYPE.section,
  TYPE.text,
  TYPE.gallery,
  TYPE.file,
  TYPE.separator,
  TYPE.container,
];
const IN_CONTAINER = TOP_LEVEL.filter((type) => type !== TYPE.container);

/** What is counted or must be unique over a whole message. */
interface Tally {
  components: number;
  text: number;
  readonly customIds: Set<string>;
  readonly ids: Set<number>;
}

/** Checks a message's components (`components/reference.mdx`); legacy messages take action rows only. */
export function checkMessageComponents(list: Field, isV2: boolean): void {
  const tally: Tally = { components: 0, text: 0, customIds: new Set(), ids: new Set() };
  const rows = list.items({ max: isV2 ? COMPONENTS.total : COMPONENTS.legacyRows }) ?? [];
  for (const component of rows) checkLayout(component, isV2 ? TOP_LEVEL : [TYPE.row], tally);
  if (tally.components > COMPONENTS.total) {
    list.fail(
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      `The maximum number of components is ${COMPONENTS.total}, there are ${tally.components}.`,
    );
  }
  if (tally.text > COMPONENTS.text) {
    list.fail(
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      `The total displayable text must be ${COMPONENTS.text} or fewer in length, it is ${tally.text}.`,
    );
  }
}

function checkLayout(component: Field, allowed: readonly number[], tally: Tally): void {
  const type = startComponent(component, allowed, tally);
  switch (type) {
    case TYPE.row:
      checkRow(component, tally);
      return;
    case TYPE.section:
      for (const text of component
        .get('components')
        .items({ min: 1, max: COMPONENTS.sectionTexts, required: true }) ?? []) {
        if (startComponent(text, [TYPE.text], tally) === TYPE.text) checkText(text, tally);
      }
      checkAccessory(component.get('accessory'), tally);
      return;
    case TYPE.text:
      checkText(component, tally);
      return;
    case TYPE.gallery:
      for (const item of component
        .get('items')
        .items({ min: 1, max: COMPONENTS.galleryItems, required: true }) ?? []) {
        checkMedia(item);
      }
      return;
    case TYPE.file:
      component.get('file').get('url').url({ required: true, attachment: true });
      return;
    case TYPE.separator:
      component.get('divider').flag();
      component.get('spacing').choice([1, 2]);
      return;
    case TYPE.container:
      component.get('accent_color').integer({ min: 0, max: COMPONENTS.accentColor });
      component.get('spoiler').flag();
      for (const child of component
        .get('components')
        .items({ min: 1, max: COMPONENTS.total, required: true }) ?? []) {
        checkLayout(child, IN_CONTAINER, tally);
      }
  }
}

function checkAccessory(accessory: Field, tally: Tally): void {
  if (!accessory.object({ required: true })) return;
  const type = startComponent(accessory, [TYPE.button, TYPE.thumbnail], tally);
  if (type === TYPE.button) checkButton(accessory, tally);
  if (type === TYPE.thumbnail) checkMedia(accessory);
}

function checkMedia(item: Field): void {
  if (!item.object({ required: true })) return;
  item.get('media').get('url').url({ required: true, attachment: true });
  item.get('description').text({ max: COMPONENTS.altText });
  item.get('spoiler').flag();
}

function checkText(component: Field, tally: Tally): void {
  const content = component.get('content').text({ min: 1, max: COMPONENTS.text, required: true });
  tally.text += content?.length ?? 0;
}

function checkRow(row: Field, tally: Tally): void {
  const children = row.get('components').items({ min: 1, max: COMPONENTS.rowButtons, required: true }) ?? [];
  for (const child of children) {
    const type = startComponent(child, [TYPE.button, ...SELECTS], tally);
    if (type === TYPE.button) checkButton(child, tally);
    else if (type !== undefined) {
      if (children.length > 1) {
        row.fail('COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'The specified component exceeds the maximum width');
      }
      checkSelect(child, type, tally.customIds);
    }
  }
}

function checkButton(button: Field, tally: Tally): void {
  const style = button.get('style').choice([1, 2, 3, 4, 5, 6], { required: true });
  button.get('label').text({ max: COMPONENTS.buttonLabel });
  button.get('disabled').flag();
  if (style === undefined) return;
  const isLink = style === 5;
  const isPremium = style === 6;
  if (isLink) button.get('url').url({ max: COMPONENTS.buttonUrl, required: true });
  else mustBeAbsent(button.get('url'));
  if (isPremium) {
    button.get('sku_id').snowflake({ required: true });
    for (const key of ['label', 'emoji']) mustBeAbsent(button.get(key));
  } else {
    mustBeAbsent(button.get('sku_id'));
    if (!button.get('label').value && !button.get('emoji').present) {
      button.get('label').fail('BASE_TYPE_REQUIRED', 'This field is required');
    }
  }
  if (isLink || isPremium) mustBeAbsent(button.get('custom_id'));
  else checkCustomId(button.get('custom_id'), tally.customIds);
}

/** Checks a select menu of a message or a modal. */
export function checkSelect(select: Field, type: number, customIds: Set<string>): void {
  checkCustomId(select.get('custom_id'), customIds);
  select.get('placeholder').text({ max: COMPONENTS.placeholder });
  select.get('disabled').flag();
  const max = select.get('max_values').integer({ min: 1, max: COMPONENTS.selectOptions }) ?? 1;
  const min = select.get('min_values').integer({ min: 0, max: COMPONENTS.selectOptions }) ?? 1;
  if (min > max)
    select.get('min_values').fail('NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`);
  if (type !== TYPE.stringSelect) return;
  const options =
    select.get('options').items({ min: 1, max: COMPONENTS.selectOptions, required: true }) ?? [];
  const values = new Set<string>();
  for (const option of options) {
    if (!option.object({ required: true })) continue;
    option.get('label').text({ min: 1, max: COMPONENTS.optionLabel, required: true });
    const value = option.get('value').text({ min: 1, max: COMPONENTS.optionValue, required: true });
    option.get('description').text({ max: COMPONENTS.optionDescription });
    option.get('default').flag();
    if (value === undefined) continue;
    if (values.has(value)) {
      option.fail('SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'The specified option value is already used');
    }
    values.add(value);
  }
  if (options.length > 0 && max > options.length) {
    select
      .get('max_values')
      .fail('NUMBER_TYPE_MAX', `int value should be less than or equal to ${options.length}.`);
  }
  const defaults = options.filter((option) => option.get('default').value === true).length;
  if (defaults > max) {
    select.fail(
      'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES',
      'There are more default values than may be selected',
    );
  }
}

/** Checks a `custom_id`: 1 to 100 characters, once per message or modal. */
export function checkCustomId(field: Field, customIds: Set<string>): void {
  const id = field.text({ min: 1, max: COMPONENTS.customId, required: true });
  if (id === undefined) return;
  if (customIds.has(id))
    field.fail('COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  customIds.add(id);
}

function startComponent(component: Field, allowed: readonly number[], tally: Tally): number | undefined {
  tally.components += 1;
  if (!component.object({ required: true })) return undefined;
  const id = component.get('id').integer({ min: 0, max: COMPONENTS.id });
  if (id !== undefined && id !== 0) {
    if (tally.ids.has(id))
      component.get('id').fail('COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated');
    tally.ids.add(id);
  }
  const type = component.get('type').integer({ required: true });
  if (type === undefined) return undefined;
  if (allowed.includes(type)) return type;
  component
    .get('type')
    .fail('UNION_TYPE_CHOICES', `Value of field "type" must be one of (${allowed.join(', ')}).`);
  return undefined;
}

function mustBeAbsent(field: Field): void {
  if (field.present)
    field.fail('BASE_TYPE_FORBIDDEN', 'This field cannot be used with this style of component');
}
