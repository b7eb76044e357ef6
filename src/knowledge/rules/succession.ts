import { isAfter } from '../dates.ts';
import type { Draft, DraftFact } from '../draft.ts';
import { fault } from '../faults.ts';
import type { Fault } from '../findings.ts';

/** What is superseded says by what, and that is newer and exists. */
export function successionFaults(draft: Draft): readonly Fault[] {
  const facts = new Map<string, DraftFact>();
  for (const fact of draft.topics.flatMap((topic) => topic.facts)) facts.set(fact.value.id, fact);
  const ids = draft.declared.filter(({ what }) => what === 'fact').map(({ id }) => id);
  const known = new Set(ids);
  const faults: Fault[] = [];

  for (const { value, at, lacking } of facts.values()) {
    if (lacking.has('currency') || lacking.has('superseded_by')) continue;
    const fact = value.id;
    const id = value.superseded_by;
    if (id === undefined) {
      if (value.currency === 'superseded')
        faults.push(fault(at(['currency']), { code: 'no-successor', fact }));
      continue;
    }
    const place = at(['superseded_by']);
    if (value.currency !== 'superseded')
      faults.push(fault(place, { code: 'successor-of-current', fact, currency: value.currency }));
    if (id === fact) faults.push(fault(place, { code: 'own-successor', fact }));
    else if (!known.has(id)) {
      if (!draft.unread.has('topic'))
        faults.push(fault(place, { code: 'unknown-successor', fact, id, known: ids }));
    } else {
      const later = facts.get(id);
      const successor = later?.value;
      const dated = !lacking.has('as_of') && !later?.lacking.has('as_of');
      if (dated && successor !== undefined && isAfter(value.as_of, successor.as_of))
        faults.push(
          fault(place, {
            code: 'older-successor',
            fact,
            asOf: value.as_of,
            successor: id,
            successorAsOf: successor.as_of,
          }),
        );
    }
  }
  return [...faults, ...circles(facts)];
}

/** Each circle of two or more facts once, reported at the first of them. */
function circles(facts: ReadonlyMap<string, DraftFact>): readonly Fault[] {
  const faults: Fault[] = [];
  const done = new Set<string>();
  for (const start of facts.keys()) {
    const way: string[] = [];
    let id: string | undefined = start;
    while (id !== undefined && !done.has(id) && !way.includes(id)) {
      way.push(id);
      id = facts.get(id)?.value.superseded_by;
    }
    const circle = id === undefined || done.has(id) ? [] : way.slice(way.indexOf(id));
    const [first] = circle;
    const fact = first === undefined ? undefined : facts.get(first);
    if (circle.length > 1 && first !== undefined && fact !== undefined)
      faults.push(fault(fact.at(['superseded_by']), { code: 'successor-circle', facts: [...circle, first] }));
    for (const each of way) done.add(each);
  }
  return faults;
}
