import { type Field, Form } from '../form.ts';
import { COMMAND, LOCALES } from '../limits.ts';

const CHAT_INPUT = 1;
const OPTION = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  channel: 7,
  number: 10,
  attachment: 11,
} as const;
const OPTION_TYPES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const;
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** What an application may do, as set up with Discord. */
export interface CommandRules {
  readonly scope: 'global' | 'guild';
  readonly integrationTypes: readonly number[];
}

/** Checks one command to be created or changed (`interactions/application-commands.mdx`); throws an `ApiError`. */
export function checkCommand(body: unknown, rules: CommandRules): void {
  const form = new Form();
  checkCommandField(form.field(body), rules);
  form.check();
}

/** Checks a whole list of commands that is to replace the registered one. */
export function checkCommands(body: unknown, rules: CommandRules): void {
  const form = new Form();
  const seen = new Set<string>();
  for (const command of form.field(body).items({ max: 131, required: true }) ?? []) {
    checkCommandField(command, rules);
    const key = `${String(command.get('type').value ?? CHAT_INPUT)} ${String(command.get('name').value)}`;
    if (seen.has(key))
      command
        .get('name')
        .fail('APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
    seen.add(key);
  }
  form.check();
}

function checkCommandField(command: Field, rules: CommandRules): void {
  if (!command.object({ required: true })) return;
  const type = command.get('type').choice([1, 2, 3, 4]) ?? CHAT_INPUT;
  const isChatInput = type === CHAT_INPUT;
  checkName(command, isChatInput);
  if (isChatInput) checkDescription(command);
  else if (command.get('description').value) {
    command
      .get('description')
      .fail('APPLICATION_COMMAND_INVALID_DESCRIPTION', 'Context menu commands cannot have description');
  }
  if (isChatInput) checkOptions(command.get('options'), 0);
  else if ((command.get('options').items({ max: COMMAND.options }) ?? []).length > 0) {
    command
      .get('options')
      .fail('APPLICATION_COMMAND_INVALID_OPTIONS', 'Context menu commands cannot have options');
  }
  command.get('nsfw').flag();
  checkPermissions(command.get('default_member_permissions'));
  checkContexts(command, rules);
  const size = sizeOf(command);
  if (size > COMMAND.total) {
    command.fail('APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${COMMAND.total})`);
  }
}

function checkContexts(command: Field, rules: CommandRules): void {
  for (const key of ['contexts', 'integration_types'] as const) {
    const field = command.get(key);
    const choices = key === 'contexts' ? ([0, 1, 2] as const) : ([0, 1] as const);
    const values = (field.items({ min: 1, max: choices.length }) ?? []).map((item) =>
      item.choice(choices, { required: true }),
    );
    if (field.present && rules.scope === 'guild') {
      field.fail('APPLICATION_COMMAND_GUILD_SCOPE', `${key} can only be set on global commands`);
    }
    if (new Set(values).size !== values.length)
      field.fail('SET_TYPE_ALREADY_CONTAINS_VALUE', 'The set already contains this value');
    if (key !== 'integration_types') continue;
    const missing = values.filter((value) => value !== undefined && !rules.integrationTypes.includes(value));
    if (missing.length > 0) {
      field.fail(
        'APPLICATION_COMMAND_INVALID_INTEGRATION_TYPE',
        `The application does not support the installation contexts ${missing.join(', ')}`,
      );
    }
  }
}

function checkPermissions(field: Field): void {
  if (field.present && !/^\d{1,20}$/.test(String(field.value))) {
    field.fail('NUMBER_TYPE_COERCE', 'Value is not a permission set.');
  }
}

function checkName(owner: Field, isChatInput: boolean): void {
  const check = (field: Field, required: boolean): void => {
    const name = field.text({ min: 1, max: COMMAND.name, required });
    if (name === undefined) return;
    const isLegal = isChatInput ? NAME.test(name) && name === name.toLowerCase() : name.trim() !== '';
    if (!isLegal) field.fail('APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  };
  check(owner.get('name'), true);
  eachLocalization(owner.get('name_localizations'), (field) => check(field, true));
}

function checkDescription(owner: Field): void {
  const limits = { min: 1, max: COMMAND.description, required: true };
  owner.get('description').text(limits);
  eachLocalization(owner.get('description_localizations'), (field) => field.text(limits));
}

function eachLocalization(field: Field, check: (field: Field) => void): void {
  if (!field.object()) return;
  for (const locale of field.keys()) {
    if (LOCALES.has(locale)) check(field.get(locale));
    else field.get(locale).fail('ENUM_TYPE_COERCE', `Value "${locale}" is not a valid enum value.`);
  }
}

/** `depth` 0 is the command, 1 a group, 2 a subcommand: groups hold subcommands, subcommands hold parameters. */
function checkOptions(list: Field, depth: 0 | 1 | 2): void {
  const options = list.items({ max: COMMAND.options }) ?? [];
  const names = new Map<string, Set<string>>();
  let sawOptional = false;
  let kinds = 0;
  for (const option of options) {
    if (!option.object({ required: true })) continue;
    checkName(option, true);
    checkDescription(option);
    checkUniqueNames(option, names);
    const type = option.get('type').choice(OPTION_TYPES, { required: true });
    if (type === undefined) continue;
    const nests = type === OPTION.subcommand || type === OPTION.group;
    kinds |= nests ? 1 : 2;
    if (nests) checkNesting(option, type, depth);
    else checkParameter(option, type);
    const isRequired = option.get('required').flag() === true;
    if (isRequired && sawOptional) {
      option.fail(
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
    }
    if (!isRequired) sawOptional = true;
  }
  if (kinds === 3) {
    list.fail(
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      'Sub-command and sub-command group option types are mutually exclusive to all other types',
    );
  }
}

function checkNesting(option: Field, type: 1 | 2, depth: 0 | 1 | 2): void {
  const isAllowed = depth === 0 || (depth === 1 && type === OPTION.subcommand);
  if (!isAllowed)
    option.get('type').fail('APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Sub-commands cannot be nested here');
  if (option.get('required').present)
    option.get('required').fail('BASE_TYPE_FORBIDDEN', 'Sub-commands cannot be required');
  checkOptions(option.get('options'), type === OPTION.group ? 1 : 2);
}

function checkParameter(option: Field, type: number): void {
  const isString = type === OPTION.string;
  const isNumeric = type === OPTION.integer || type === OPTION.number;
  const only = (key: string, isValid: boolean): Field => {
    const field = option.get(key);
    if (field.present && !isValid)
      field.fail('BASE_TYPE_FORBIDDEN', `${key} cannot be used with an option of type ${type}`);
    return field;
  };
  only('options', false);
  const min = only('min_length', isString).integer({ min: 0, max: COMMAND.stringLength });
  const max = only('max_length', isString).integer({ min: 1, max: COMMAND.stringLength });
  if (min !== undefined && max !== undefined && min > max)
    option.get('min_length').fail('NUMBER_TYPE_MAX', 'min_length is larger than max_length');
  only('min_value', isNumeric);
  only('max_value', isNumeric);
  only('channel_types', type === OPTION.channel);
  const autocomplete = only('autocomplete', isString || isNumeric).flag() === true;
  const choices = only('choices', isString || isNumeric).items({ max: COMMAND.choices }) ?? [];
  if (autocomplete && choices.length > 0) {
    option.fail(
      'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES',
      'Autocomplete may not be set to true if choices are present',
    );
  }
  const names = new Set<string>();
  for (const choice of choices) {
    const name = choice.get('name').text({ min: 1, max: COMMAND.choiceName, required: true });
    eachLocalization(choice.get('name_localizations'), (field) =>
      field.text({ min: 1, max: COMMAND.choiceName, required: true }),
    );
    if (isString) choice.get('value').text({ min: 0, max: COMMAND.choiceValue, required: true });
    else if (typeof choice.get('value').value !== 'number')
      choice.get('value').fail('NUMBER_TYPE_COERCE', 'Value is not a number.');
    if (name !== undefined && names.has(name)) {
      choice.fail('APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_EXISTS', 'Option choice names must be unique');
    }
    if (name !== undefined) names.add(name);
  }
}

/** Names are unique within a list of options, and so are their localisations in each locale. */
function checkUniqueNames(option: Field, names: Map<string, Set<string>>): void {
  const add = (locale: string, field: Field): void => {
    const taken = names.get(locale) ?? new Set<string>();
    names.set(locale, taken);
    const name = String(field.value);
    if (taken.has(name)) field.fail('APPLICATION_COMMAND_OPTIONS_NAME_EXISTS', 'Option name already exists');
    taken.add(name);
  };
  add('default', option.get('name'));
  const localized = option.get('name_localizations');
  for (const locale of localized.keys()) add(locale, localized.get(locale));
}

/** Names, descriptions and values of the command, its options and choices; the longest localisation of each counts. */
function sizeOf(node: Field): number {
  let size = longest(node, 'name') + longest(node, 'description');
  const { value } = node.get('value');
  if (typeof value === 'string') size += value.length;
  for (const key of ['options', 'choices']) {
    const list = node.get(key);
    if (Array.isArray(list.value))
      for (let at = 0; at < list.value.length; at += 1) size += sizeOf(list.get(at));
  }
  return size;
}

function longest(node: Field, key: 'name' | 'description'): number {
  const localized = node.get(`${key}_localizations`);
  const texts = [node.get(key).value, ...localized.keys().map((locale) => localized.get(locale).value)];
  return Math.max(0, ...texts.map((text) => (typeof text === 'string' ? text.length : 0)));
}
