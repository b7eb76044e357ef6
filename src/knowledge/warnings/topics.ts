import { latestToday } from '../dates.ts';
import type { Draft, DraftTopic, Located } from '../draft.ts';
import { warning } from '../faults.ts';
import type { Warning } from '../findings.ts';
import type { Fact, TextLanguage } from '../schema.ts';
import { TEXT_LANGUAGES } from '../terms.ts';

/** Aspects that no fact leads, aspects gone stale, facts that no answer shows. */
export function topicWarnings(draft: Draft, today: Date): readonly Warning[] {
  const facts = new Map<string, Fact>();
  for (const topic of draft.topics) for (const { value } of topic.facts) facts.set(value.id, value);
  const [year = '', ...rest] = latestToday(today).split('-');
  const yearAgo = [Number(year) - 1, ...rest].join('-');
  return draft.topics.flatMap((topic) => [
    ...withoutLead(topic),
    ...stale(topic, yearAgo),
    ...unseen(topic, facts),
    ...untranslated(topic),
  ]);
}

const aspectsOf = (fact: Fact): readonly string[] => [fact.aspect, ...fact.also];

function byAspect(facts: readonly Located<Fact>[]): ReadonlyMap<string, readonly Located<Fact>[]> {
  const grouped = new Map<string, Located<Fact>[]>();
  for (const fact of facts)
    for (const aspect of aspectsOf(fact.value)) grouped.set(aspect, [...(grouped.get(aspect) ?? []), fact]);
  return grouped;
}

function withoutLead({ id, shell, facts }: DraftTopic): readonly Warning[] {
  const led = new Set(facts.flatMap(({ value }) => value.leads));
  const aspects = [...byAspect(facts).keys()].filter((aspect) => !led.has(aspect));
  return shell === null || aspects.length === 0
    ? []
    : [warning(shell.at(['facts'], 'key'), { code: 'no-lead', topic: id, aspects })];
}

/** Of a topic on which there is news, the aspects with current facts of which the newest is over a year old. */
function stale({ id, shell, facts }: DraftTopic, yearAgo: string): readonly Warning[] {
  const isLive = facts.some(({ value }) => value.currency === 'current' && value.as_of >= yearAgo);
  if (!isLive) return [];
  const aspects = [...byAspect(facts)].flatMap(([aspect, its]) => {
    if (!its.some(({ value }) => value.currency === 'current')) return [];
    const newest =
      its
        .map(({ value }) => value.as_of)
        .toSorted()
        .at(-1) ?? '';
    // a bare year may mean its last day
    return newest >= yearAgo.slice(0, newest.length) ? [] : [{ aspect, newest }];
  });
  return shell === null || aspects.length === 0
    ? []
    : [warning(shell.at(['facts'], 'key'), { code: 'stale-aspects', topic: id, aspects })];
}

/** Superseded facts that share no aspect with anything that replaced them: nobody is shown them as "earlier". */
function unseen({ facts }: DraftTopic, all: ReadonlyMap<string, Fact>): readonly Warning[] {
  return facts.flatMap(({ value, at }) => {
    const successor = value.superseded_by;
    if (successor === undefined) return [];
    const chain: Fact[] = [];
    for (let next = all.get(successor); next !== undefined && !chain.includes(next); )
      [chain[chain.length], next] = [next, all.get(next.superseded_by ?? '')];
    const shared = chain.some((later) =>
      aspectsOf(later).some((aspect) => aspectsOf(value).includes(aspect)),
    );
    return shared || chain.length === 0
      ? []
      : [warning(at(['superseded_by']), { code: 'unseen-fact', fact: value.id, successor })];
  });
}

function untranslated({ id, shell, facts }: DraftTopic): readonly Warning[] {
  const languages = TEXT_LANGUAGES.filter(
    (language): language is Exclude<TextLanguage, 'en'> => language !== 'en',
  );
  const first = shell ?? facts[0];
  if (first === undefined) return [];
  const missing =
    shell === null ? [] : languages.filter((language) => shell.value.summary[language] === undefined);
  const current = facts.filter(({ value }) => value.currency === 'current');
  return [
    ...(shell === null || missing.length === 0
      ? []
      : [
          warning(shell.at(['summary'], 'key'), {
            code: 'untranslated-summary',
            topic: id,
            languages: missing,
          }),
        ]),
    ...languages.flatMap((language) => {
      const without = current.filter(({ value }) => value.text[language] === undefined);
      const ids = without.map(({ value }) => value.id);
      const place = without[0]?.at(['text'], 'key');
      return place === undefined
        ? []
        : [warning(place, { code: 'untranslated-facts', topic: id, language, facts: ids })];
    }),
  ];
}
