import type { Draft } from '../draft.ts';
import { fault } from '../faults.ts';
import type { Fault, Place } from '../findings.ts';

/** Every id once, and each where it belongs. */
export function idFaults({ declared, topics }: Draft): readonly Fault[] {
  const faults: Fault[] = [];
  const first = new Map<string, () => Place>();
  for (const { what, id, place } of declared) {
    const key = `${what} ${id}`;
    const before = first.get(key);
    if (before === undefined) first.set(key, place);
    else {
      const { file, line } = before();
      faults.push(fault(place(), { code: 'duplicate-id', what, id, first: `${file}:${line}` }));
    }
  }
  for (const topic of topics) {
    const file = topic.file.replace(/^.*\//, '');
    if (topic.shell !== null && file !== `${topic.id}.yaml`)
      faults.push(fault(topic.shell.at(['id']), { code: 'topic-file-name', topic: topic.id, file }));
    for (const { value, at } of topic.facts)
      if (!value.id.startsWith(`${topic.id}.`))
        faults.push(fault(at(['id']), { code: 'fact-outside-topic', fact: value.id, topic: topic.id }));
  }
  return faults;
}
