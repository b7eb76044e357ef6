import type { Draft } from '../draft.ts';
import { fault } from '../faults.ts';
import type { Fault } from '../findings.ts';

/** No document is listed twice. */
export function sourceFaults({ sources }: Draft): readonly Fault[] {
  const first = new Map<string, string>();
  return sources.flatMap(({ value, at }) => {
    const key = value.url.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '');
    const other = first.get(key);
    if (other === undefined) first.set(key, value.id);
    return other === undefined
      ? []
      : [fault(at(['url']), { code: 'url-twice', url: value.url, source: value.id, other })];
  });
}
