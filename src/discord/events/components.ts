import type { Message } from 'discord.js';
import type { Codes } from '../codes.ts';
import { type Memo, readMemo } from '../state/memo.ts';
import { readPlace } from '../state/press.ts';

/** The memo that a message of ours carries in its components; null where it carries none that we can read. */
export function memoOf(message: Message, codes: Codes): Memo | null {
  const places = customIds(message.components).flatMap((id) => readPlace(id) ?? []);
  places.sort((a, b) => a.position - b.position);
  const written = places.map(({ memo }) => memo).join('');
  return written === '' ? null : readMemo(written, codes);
}

/** Every `custom_id` in a tree of components, whatever kinds of them Discord invents. */
function customIds(components: readonly unknown[]): string[] {
  return components.flatMap((component) => {
    if (typeof component !== 'object' || component === null) return [];
    const own = 'customId' in component && typeof component.customId === 'string' ? [component.customId] : [];
    const inner =
      'components' in component && Array.isArray(component.components) ? component.components : [];
    return [...own, ...customIds(inner)];
  });
}
