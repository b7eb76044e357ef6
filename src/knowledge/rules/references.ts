import type { Path } from '../document.ts';
import type { Draft, DraftFact, Located } from '../draft.ts';
import { fault } from '../faults.ts';
import type { Fault, Finding, IdKind } from '../findings.ts';
import type { FileKind } from '../folder.ts';
import type { Fact } from '../schema.ts';

/** Every id that is named exists, and is named once. */
export function referenceFaults(draft: Draft): readonly Fault[] {
  const faults: Fault[] = [];
  const aspects = knownIds(draft, 'aspect', 'aspects');
  const sources = knownIds(draft, 'source', 'sources');
  const topics = knownIds(draft, 'topic', 'topic');
  const events = knownIds(draft, 'event', 'events');

  /** Checks a list of ids under a key: each known, none twice, none the owner's own. */
  const check = (
    owner: Located<{ readonly id: string }>,
    key: string,
    ids: readonly string[],
    kind: KnownIds,
    unknown: (id: string, known: readonly string[]) => Finding,
  ): void => {
    for (const [index, id] of ids.entries()) {
      const place = owner.at([key, index]);
      const of = owner.value.id;
      if (id === of) faults.push(fault(place, { code: 'refers-to-itself', of, key }));
      else if (ids.indexOf(id) < index) faults.push(fault(place, { code: 'named-twice', id, of, key }));
      else if (!kind.has(id)) faults.push(fault(place, unknown(id, kind.all)));
    }
  };

  for (const aspect of draft.aspects) {
    const of = aspect.value.id;
    check(aspect, 'fallbacks', aspect.value.fallbacks, aspects, (id, all) => ({
      code: 'unknown-aspect',
      id,
      of,
      key: 'fallbacks',
      known: all,
    }));
  }
  for (const { shell } of draft.topics)
    if (shell !== null)
      check(shell, 'related', shell.value.related, topics, (id, all) => ({
        code: 'unknown-topic',
        id,
        of: shell.value.id,
        key: 'related',
        known: all,
      }));
  for (const group of draft.groups)
    check(group, 'topics', group.value.topics, topics, (id, all) => ({
      code: 'unknown-topic',
      id,
      of: group.value.id,
      key: 'topics',
      known: all,
    }));

  for (const fact of draft.topics.flatMap(({ facts }) => facts)) {
    const of = fact.value.id;
    if (!fact.lacking.has('aspect') && !aspects.has(fact.value.aspect))
      faults.push(
        fault(fact.at(['aspect']), {
          code: 'unknown-aspect',
          id: fact.value.aspect,
          of,
          key: 'aspect',
          known: aspects.all,
        }),
      );
    for (const key of ['also', 'leads'] as const)
      check(fact, key, fact.value[key], aspects, (id, all) => ({
        code: 'unknown-aspect',
        id,
        of,
        key,
        known: all,
      }));
    check(fact, 'sources', fact.value.sources, sources, (id, all) => ({
      code: 'unknown-source',
      id,
      of,
      known: all,
    }));
    faults.push(...aspectFaults(fact), ...eventFaults(fact, events));
  }
  return faults;
}

/** `also` does not repeat the aspect, and a fact leads only where it is filed. */
function aspectFaults({ value, at, lacking }: DraftFact): readonly Fault[] {
  const filed = [value.aspect, ...value.also];
  return [
    ...value.also.flatMap((id, index) =>
      id === value.aspect
        ? [fault(at(['also', index]), { code: 'named-twice', id, of: value.id, key: 'also' })]
        : [],
    ),
    ...value.leads.flatMap((aspect, index) =>
      filed.includes(aspect) || lacking.has('aspect') || lacking.has('also')
        ? []
        : [fault(at(['leads', index]), { code: 'leads-elsewhere', fact: value.id, aspect })],
    ),
  ];
}

function eventFaults({ value, at }: Located<Fact>, events: KnownIds): readonly Fault[] {
  return value.values.flatMap((each, index) => {
    const path: Path = ['values', index, 'event'];
    return each.kind === 'event' && !events.has(each.event)
      ? [fault(at(path), { code: 'unknown-event', id: each.event, of: value.id, known: events.all })]
      : [];
  });
}

export interface KnownIds {
  readonly all: readonly string[];
  /** True for every id where a file that may hold it could not be read. */
  has(id: string): boolean;
}

export function knownIds({ declared, unread }: Draft, what: IdKind, kind: FileKind): KnownIds {
  const ids = new Set(declared.filter((each) => each.what === what).map(({ id }) => id));
  return { all: [...ids], has: (id) => unread.has(kind) || ids.has(id) };
}
