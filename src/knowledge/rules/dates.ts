import { isAfter } from '../dates.ts';
import type { Draft } from '../draft.ts';
import { fault } from '../faults.ts';
import type { Fault } from '../findings.ts';
import type { PartialDate } from '../schema.ts';

/** Nothing is dated in the future, and no period ends before it begins. Planned dates among the values may come. */
export function dateFaults({ topics, sources }: Draft, today: PartialDate): readonly Fault[] {
  const faults: Fault[] = [];
  for (const { value, at } of topics.flatMap((topic) => topic.facts)) {
    const of = value.id;
    if (isAfter(value.as_of, today))
      faults.push(fault(at(['as_of']), { code: 'future-date', key: 'as_of', of, found: value.as_of, today }));
    for (const [index, each] of value.values.entries())
      if (each.kind === 'period' && isAfter(each.from, each.to))
        faults.push(
          fault(at(['values', index, 'from']), {
            code: 'period-backwards',
            of,
            from: each.from,
            to: each.to,
          }),
        );
  }
  for (const { value, at } of sources)
    if (value.published !== undefined && isAfter(value.published, today))
      faults.push(
        fault(at(['published']), {
          code: 'future-date',
          key: 'published',
          of: value.id,
          found: value.published,
          today,
        }),
      );
  return faults;
}
