import type { APIMessageTopLevelComponent } from 'discord.js';
import { isObject } from './form.ts';
import { FLAGS } from './limits.ts';
import type { MessageRecord } from './model.ts';
import type { MessageBody } from './validate.ts';

/** What a message says and whom it calls: the pure part of writing messages. */

export interface Mentions {
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly everyone: boolean;
}

/** Whose default it is where the request leaves `allowed_mentions` out (`resources/message.mdx`). */
export type MentionDefault = 'everything' | 'users';

/** Everything a text mentions, allowed or not. */
export function mentionsIn(text: string): Mentions {
  const ids = (pattern: RegExp): string[] => [
    ...new Set([...text.matchAll(pattern)].flatMap((match) => match[1] ?? [])),
  ];
  return {
    users: ids(/<@!?(\d{17,20})>/g),
    roles: ids(/<@&(\d{17,20})>/g),
    everyone: /@(everyone|here)\b/.test(text),
  };
}

/** Those mentions of a text that notify somebody. `repliedTo` is the author of the message replied to. */
export function pingsOf(
  text: string,
  allowed: MessageBody['allowedMentions'],
  fallback: MentionDefault,
  repliedTo: string | null,
): Mentions {
  const found = mentionsIn(text);
  const repliesPing = allowed === undefined ? repliedTo !== null : allowed.repliedUser && repliedTo !== null;
  const parse = allowed?.parse ?? (fallback === 'users' ? ['users'] : ['users', 'roles', 'everyone']);
  const pick = (kind: 'users' | 'roles'): string[] =>
    found[kind].filter((id) => parse.includes(kind) || (allowed?.[kind] ?? []).includes(id));
  const users = pick('users');
  if (repliesPing && repliedTo !== null && !users.includes(repliedTo)) users.push(repliedTo);
  return { users, roles: pick('roles'), everyone: found.everyone && parse.includes('everyone') };
}

/** All that a person reads in a message: content and every text display, in order, a line each. */
export function textOf(message: Pick<MessageRecord, 'content' | 'components'>): string {
  const parts = message.content === '' ? [] : [message.content];
  for (const component of walk(message.components)) {
    if (component['type'] === 10) parts.push(String(component['content']));
  }
  return parts.join('\n');
}

/** Every component of a message, nested ones after their parent. */
export function* walk(components: readonly unknown[]): Generator<Record<string, unknown>> {
  for (const component of components) {
    if (!isObject(component)) continue;
    yield component;
    if (Array.isArray(component['components'])) yield* walk(component['components']);
    if (component['accessory'] !== undefined) yield* walk([component['accessory']]);
    if (component['component'] !== undefined) yield* walk([component['component']]);
  }
}

/** Gives every component without an `id` the next free one, as Discord does. */
export function numbered(
  components: readonly APIMessageTopLevelComponent[],
): readonly APIMessageTopLevelComponent[] {
  const copy = structuredClone(components);
  const taken = new Set([...walk(copy)].map((component) => component['id']).filter(Boolean));
  let next = 1;
  for (const component of walk(copy)) {
    if (component['id']) continue;
    while (taken.has(next)) next += 1;
    component['id'] = next;
    taken.add(next);
  }
  return copy;
}

/** Writes a checked body over a message. What the request leaves out stays as it was. */
export function rewrite(message: MessageRecord, body: MessageBody, fallback: MentionDefault): void {
  if (body.content !== undefined) message.content = (body.content ?? '').trim();
  if (body.embeds !== undefined) message.embeds = body.embeds ?? [];
  if (body.components !== undefined) message.components = numbered(body.components ?? []);
  if (body.files.length > 0) message.attachments = [...message.attachments, ...body.files];
  if (body.flags !== undefined) {
    const kept = message.flags & (FLAGS.ephemeral | FLAGS.componentsV2);
    message.flags = kept | (body.flags & ~FLAGS.ephemeral);
  }
  const { users, roles, everyone } = pingsOf(textOf(message), body.allowedMentions, fallback, null);
  message.mentions = users;
  message.mentionRoles = roles;
  message.mentionEveryone = everyone;
}
