import type { APIEmbed, APIMessageTopLevelComponent } from 'discord.js';
import { refuse } from '../errors.ts';
import { type Field, Form } from '../form.ts';
import { EMBED, FLAGS, MESSAGE } from '../limits.ts';
import { checkMessageComponents } from './components.ts';

export interface AllowedMentions {
  readonly parse: readonly string[];
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly repliedUser: boolean;
}

/** A message as asked for, checked: absent is undefined, taken away is null. */
export interface MessageBody {
  readonly content: string | null | undefined;
  readonly embeds: readonly APIEmbed[] | null | undefined;
  readonly components: readonly APIMessageTopLevelComponent[] | null | undefined;
  readonly flags: number | undefined;
  /** Undefined where the request leaves it to Discord's default. */
  readonly allowedMentions: AllowedMentions | undefined;
  readonly reference: { readonly messageId: string; readonly failIfNotExists: boolean } | undefined;
  readonly nonce: string | undefined;
  readonly enforceNonce: boolean;
  readonly tts: boolean;
  readonly files: readonly UploadedFile[];
}

export interface UploadedFile {
  readonly name: string;
  readonly size: number;
}

export interface MessageRules {
  /** Where the body stands in the request: `data` in an interaction response. */
  readonly path?: readonly string[];
  /** Bits that may be set in this request. */
  readonly flags: number;
  readonly files: readonly UploadedFile[];
  /** The message that is edited, if it is an edit. */
  readonly editing: {
    readonly isV2: boolean;
    readonly hasContent: boolean;
    readonly hasEmbeds: boolean;
  } | null;
}

/** Checks and reads the body of a message to be created or edited; throws an `ApiError` (50035, 50006). */
export function readMessage(body: unknown, rules: MessageRules): MessageBody {
  const form = new Form();
  const root = form.field(body, rules.path ?? []);
  root.object({ required: true });
  const flags = root.get('flags').integer({ min: 0, max: 2 ** 31 - 1 });
  const isV2 = ((flags ?? 0) & FLAGS.componentsV2) !== 0 || rules.editing?.isV2 === true;

  if (((flags ?? 0) & ~rules.flags) !== 0) {
    root.get('flags').fail('MESSAGE_FLAGS_INVALID', `Only the flags ${bits(rules.flags)} can be set here.`);
  }
  const content = root.get('content').text({ max: MESSAGE.content });
  checkEmbeds(root.get('embeds'));
  if (isV2) checkNoLegacyFields(root, rules);
  checkMessageComponents(root.get('components'), isV2);
  const allowedMentions = readAllowedMentions(root.get('allowed_mentions'));
  const reference = readReference(root.get('message_reference'));
  const nonce = readNonce(root.get('nonce'));
  root.get('tts').flag();
  root.get('sticker_ids').items({ max: MESSAGE.stickers });
  checkAttachments(root.get('attachments'), rules.files);
  form.check();

  const result: MessageBody = {
    content: root.get('content').value === null ? null : content,
    embeds: listOrNull<APIEmbed>(root.get('embeds').value),
    components: listOrNull<APIMessageTopLevelComponent>(root.get('components').value),
    flags,
    allowedMentions,
    reference,
    nonce,
    enforceNonce: root.get('enforce_nonce').value === true,
    tts: root.get('tts').value === true,
    files: rules.files,
  };
  if (rules.editing === null && isEmpty(result, root)) throw refuse.emptyMessage();
  return result;
}

function isEmpty(body: MessageBody, root: Field): boolean {
  return (
    (body.content ?? '').trim() === '' &&
    (body.embeds ?? []).length === 0 &&
    (body.components ?? []).length === 0 &&
    body.files.length === 0 &&
    !root.get('poll').present &&
    !root.get('sticker_ids').present
  );
}

/** Components V2 switch content, embeds, polls and stickers off, and what stood there must be taken away. */
function checkNoLegacyFields(root: Field, rules: MessageRules): void {
  const fail = (field: Field, name: string) =>
    field.fail(
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      `The '${name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    );
  for (const name of ['content', 'embeds', 'poll', 'sticker_ids']) {
    const field = root.get(name);
    const isUsed = Array.isArray(field.value) ? field.value.length > 0 : Boolean(field.value);
    if (isUsed) fail(field, name);
  }
  const { editing } = rules;
  if (editing === null || editing.isV2) return;
  if (editing.hasContent && root.get('content').value === undefined) fail(root.get('content'), 'content');
  if (editing.hasEmbeds && root.get('embeds').value === undefined) fail(root.get('embeds'), 'embeds');
}

function checkEmbeds(list: Field): void {
  let total = 0;
  const measured = (field: Field, max: number, required = false): void => {
    if (typeof field.value === 'string') {
      const trimmed = field.value.trim();
      total += trimmed.length;
      if (trimmed.length > max) field.fail('BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
      else if (required && trimmed === '') field.fail('BASE_TYPE_REQUIRED', 'This field is required');
    } else field.text({ max, required });
  };
  for (const embed of list.items({ max: MESSAGE.embeds }) ?? []) {
    if (!embed.object({ required: true })) continue;
    measured(embed.get('title'), EMBED.title);
    measured(embed.get('description'), EMBED.description);
    embed.get('url').url({});
    embed.get('color').integer({ min: 0, max: 0xffffff });
    if (embed.get('footer').object()) measured(embed.get('footer').get('text'), EMBED.footer, true);
    if (embed.get('author').object()) measured(embed.get('author').get('name'), EMBED.author, true);
    for (const field of embed.get('fields').items({ max: EMBED.fields }) ?? []) {
      measured(field.get('name'), EMBED.fieldName, true);
      measured(field.get('value'), EMBED.fieldValue, true);
    }
  }
  if (total > EMBED.total) {
    list.fail('MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${EMBED.total}`);
  }
}

function readAllowedMentions(field: Field): AllowedMentions | undefined {
  if (!field.object()) return undefined;
  const ids = (key: string): string[] =>
    (field.get(key).items({ max: MESSAGE.allowedMentionIds }) ?? []).flatMap((id) => id.snowflake() ?? []);
  const parse = (field.get('parse').items({ max: 3 }) ?? []).flatMap(
    (type) => type.choice(['roles', 'users', 'everyone']) ?? [],
  );
  const users = ids('users');
  const roles = ids('roles');
  for (const [type, list] of [
    ['users', users],
    ['roles', roles],
  ] as const) {
    if (parse.includes(type) && list.length > 0) {
      field.fail(
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${type}"] and ${type}: [ids...] are mutually exclusive.`,
      );
    }
  }
  return { parse, users, roles, repliedUser: field.get('replied_user').flag() ?? false };
}

function readReference(field: Field): MessageBody['reference'] {
  if (!field.object()) return undefined;
  field.get('type').choice([0, 1]);
  const messageId = field.get('message_id').snowflake({ required: true });
  const failIfNotExists = field.get('fail_if_not_exists').flag() ?? true;
  return messageId === undefined ? undefined : { messageId, failIfNotExists };
}

function readNonce(field: Field): string | undefined {
  if (typeof field.value === 'number') return String(field.value);
  return field.text({ max: MESSAGE.nonce });
}

function checkAttachments(list: Field, files: readonly UploadedFile[]): void {
  for (const item of list.items({ max: MESSAGE.attachments }) ?? []) {
    item.get('description').text({ max: MESSAGE.altText });
  }
  for (const file of files) {
    if (file.size > MESSAGE.fileBytes)
      list.fail('BASE_TYPE_MAX_LENGTH', `"${file.name}" is larger than the upload limit.`);
  }
}

/** The form has checked the shape; what stands in it is Discord's own type from here on. */
function listOrNull<T>(value: unknown): readonly T[] | null | undefined {
  if (value === undefined || value === null) return value;
  return Array.isArray(value) ? (value as readonly T[]) : undefined;
}

function bits(mask: number): string {
  const set = Array.from({ length: 31 }, (_, bit) => bit).filter((bit) => (mask & (1 << bit)) !== 0);
  return set.map((bit) => `1 << ${bit}`).join(', ') || 'none';
}
