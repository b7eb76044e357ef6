import type { APIModalInteractionResponseCallbackData } from 'discord.js';
import { type Field, Form } from '../form.ts';
import { AUTOCOMPLETE, COMPONENTS, FLAGS, MODAL } from '../limits.ts';
import { checkCustomId, checkSelect } from './components.ts';

export interface AutocompleteChoice {
  readonly name: string;
  readonly value: string | number;
}

/** Checks the suggestions of an autocomplete response; throws an `ApiError` (50035). */
export function readChoices(body: unknown): readonly AutocompleteChoice[] {
  const form = new Form();
  const choices: AutocompleteChoice[] = [];
  for (const item of form
    .field(body, ['data'])
    .get('choices')
    .items({ max: AUTOCOMPLETE.choices, required: true }) ?? []) {
    if (!item.object({ required: true })) continue;
    const name = item.get('name').text({ min: 1, max: AUTOCOMPLETE.name, required: true });
    checkLocalizations(item.get('name_localizations'), AUTOCOMPLETE.name);
    const value =
      typeof item.get('value').value === 'number'
        ? Number(item.get('value').value)
        : item.get('value').text({ min: 1, max: AUTOCOMPLETE.value, required: true });
    if (name !== undefined && value !== undefined) choices.push({ name, value });
  }
  form.check();
  return choices;
}

/** Checks the flags of a deferred response: nothing but EPHEMERAL may be set. */
export function readDeferral(body: unknown): { readonly ephemeral: boolean } {
  const form = new Form();
  const root = form.field(body ?? {}, ['data']);
  const flags = root.get('flags').integer({ min: 0 }) ?? 0;
  if ((flags & ~FLAGS.ephemeral) !== 0) {
    root.get('flags').fail('MESSAGE_FLAGS_INVALID', 'Only EPHEMERAL can be set on a deferred response.');
  }
  form.check();
  return { ephemeral: (flags & FLAGS.ephemeral) !== 0 };
}

/** Checks a modal; throws an `ApiError` (50035). */
export function readModal(body: unknown): APIModalInteractionResponseCallbackData {
  const form = new Form();
  const root = form.field(body, ['data']);
  const customIds = new Set<string>();
  root.object({ required: true });
  root.get('custom_id').text({ min: 1, max: COMPONENTS.customId, required: true });
  root.get('title').text({ min: 1, max: MODAL.title, required: true });
  for (const item of root.get('components').items({ min: 1, max: MODAL.components, required: true }) ?? []) {
    const type = item.get('type').choice([1, 10, 18], { required: true });
    if (type === 10) item.get('content').text({ min: 1, max: COMPONENTS.text, required: true });
    if (type === 18) {
      item.get('label').text({ min: 1, max: MODAL.label, required: true });
      item.get('description').text({ max: MODAL.labelDescription });
      checkInput(item.get('component'), customIds);
    }
    if (type === 1) {
      for (const input of item.get('components').items({ min: 1, max: 1, required: true }) ?? []) {
        input.get('label').text({ min: 1, max: MODAL.label, required: true });
        checkInput(input, customIds);
      }
    }
  }
  form.check();
  return body as APIModalInteractionResponseCallbackData;
}

function checkInput(input: Field, customIds: Set<string>): void {
  if (!input.object({ required: true })) return;
  const type = input.get('type').choice([3, 4, 5, 6, 7, 8, 19, 21, 22, 23], { required: true });
  if (input.get('disabled').value === true) {
    input.get('disabled').fail('BASE_TYPE_FORBIDDEN', 'Modals cannot have disabled components');
  }
  if (type === undefined) return;
  if (type >= 3 && type !== 4 && type <= 8) {
    checkSelect(input, type, customIds);
    return;
  }
  checkCustomId(input.get('custom_id'), customIds);
  if (type !== 4) return;
  input.get('style').choice([1, 2], { required: true });
  const max = input.get('max_length').integer({ min: 1, max: MODAL.inputLength }) ?? MODAL.inputLength;
  input.get('min_length').integer({ min: 0, max });
  input.get('value').text({ max });
  input.get('placeholder').text({ max: MODAL.inputPlaceholder });
}

function checkLocalizations(field: Field, max: number): void {
  if (!field.object()) return;
  for (const locale of field.keys()) field.get(locale).text({ min: 1, max });
}
