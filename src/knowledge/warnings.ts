import type { Draft } from './draft.ts';
import type { Warning } from './findings.ts';
import { copyWarnings } from './warnings/copies.ts';
import { nameWarnings } from './warnings/names.ts';
import { topicWarnings } from './warnings/topics.ts';

/** What wants a look without being wrong; for `npm run knowledge:check`, not for a start. */
export function warningsOf(
  draft: Draft,
  { today = new Date() }: { readonly today?: Date } = {},
): readonly Warning[] {
  return [...topicWarnings(draft, today), ...nameWarnings(draft), ...copyWarnings(draft)];
}
