import type { Draft } from '../draft.ts';
import { fault } from '../faults.ts';
import type { Fault } from '../findings.ts';
import { knownIds } from './references.ts';

/** What the lists over topics name exists, and no two lists share an id. */
export function listingFaults(draft: Draft): readonly Fault[] {
  if (draft.listings === null) return [];
  const { value, at } = draft.listings;
  const aspects = knownIds(draft, 'aspect', 'aspects');
  const events = knownIds(draft, 'event', 'events');
  const ids = value.listings.map(({ id }) => id);
  return value.listings.flatMap((listing, index) => {
    const { id: of, events: proofs, beside, denied } = listing;
    const path = ['listings', index] as const;
    const first = ids.indexOf(of);
    const before = at(['listings', first]);
    return [
      ...(first < index
        ? [
            fault(at([...path, 'id']), {
              code: 'duplicate-id',
              what: 'listing',
              id: of,
              first: `${before.file}:${before.line}`,
            }),
          ]
        : []),
      ...(['aspects', 'needs', 'leads'] as const).flatMap((key) =>
        listing[key].flatMap((id, each) =>
          aspects.has(id)
            ? []
            : [fault(at([...path, key, each]), { code: 'unknown-aspect', id, of, key, known: aspects.all })],
        ),
      ),
      ...proofs.flatMap(({ event: id }, each) =>
        events.has(id)
          ? []
          : [
              fault(at([...path, 'events', each, 'event']), {
                code: 'unknown-event',
                id,
                of,
                known: events.all,
              }),
            ],
      ),
      ...beside.flatMap((id, each) =>
        ids.includes(id)
          ? []
          : [
              fault(at([...path, 'beside', each]), {
                code: 'unknown-listing',
                id,
                of,
                key: 'beside',
                known: ids,
              }),
            ],
      ),
      ...(denied === undefined || ids.includes(denied)
        ? []
        : [
            fault(at([...path, 'denied']), {
              code: 'unknown-listing',
              id: denied,
              of,
              key: 'denied',
              known: ids,
            }),
          ]),
    ];
  });
}
