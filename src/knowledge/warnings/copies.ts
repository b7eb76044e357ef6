import type { Draft, Located } from '../draft.ts';
import { warning } from '../faults.ts';
import type { Warning } from '../findings.ts';
import type { Source } from '../schema.ts';

/** Facts of which so many words are the same are told apart by nobody. */
const SAME_WORDS = 0.75;

/** Facts and sources that stand twice in slightly different form, and sources that no fact cites. */
export function copyWarnings(draft: Draft): readonly Warning[] {
  return [...nearFacts(draft), ...nearSources(draft.sources), ...uncited(draft)];
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function nearFacts({ topics }: Draft): readonly Warning[] {
  const facts = topics
    .flatMap((topic) => topic.facts)
    .map((fact) => ({ fact, words: wordsOf(fact.value.text.en), set: new Set(wordsOf(fact.value.text.en)) }));
  // only facts with three words in a row in common are worth comparing
  const seen = new Map<string, number[]>();
  return facts.flatMap(({ fact, words, set }, index) => {
    const candidates = new Map<number, number>();
    for (let at = 0; at + 3 <= words.length; at++) {
      const run = words.slice(at, at + 3).join(' ');
      const before = seen.get(run) ?? [];
      for (const other of before) candidates.set(other, (candidates.get(other) ?? 0) + 1);
      if (before.at(-1) !== index) seen.set(run, [...before, index]);
    }
    return [...candidates].flatMap(([otherIndex]) => {
      const other = facts[otherIndex];
      if (other === undefined || otherIndex === index) return [];
      const shared = [...set].filter((word) => other.set.has(word)).length;
      const same = shared / (set.size + other.set.size - shared);
      if (same < SAME_WORDS) return [];
      return [
        warning(fact.at(['text']), {
          code: 'near-copy-facts',
          fact: fact.value.id,
          other: other.fact.value.id,
          percent: Math.round(same * 100),
        }),
      ];
    });
  });
}

function nearSources(sources: readonly Located<Source>[]): readonly Warning[] {
  const titles = new Map<string, string>();
  const addresses = new Map<string, string>();
  return sources.flatMap(({ value, at }) => {
    const title = `${wordsOf(value.publisher).join(' ')}: ${wordsOf(value.title).join(' ')}`;
    const address = addressKey(value.url);
    const sameTitle = titles.get(title);
    const sameAddress = addresses.get(address);
    titles.set(title, sameTitle ?? value.id);
    addresses.set(address, sameAddress ?? value.id);
    if (sameAddress !== undefined)
      return [
        warning(at(['url']), {
          code: 'near-copy-sources',
          source: value.id,
          other: sameAddress,
          same: 'address',
        }),
      ];
    if (sameTitle !== undefined)
      return [
        warning(at(['title']), {
          code: 'near-copy-sources',
          source: value.id,
          other: sameTitle,
          same: 'title',
        }),
      ];
    return [];
  });
}

/** An address without what does not name the document: the phone's or the printer's edition, tracking, a place in the page. */
function addressKey(url: string): string {
  const { hostname, pathname, searchParams } = new URL(url);
  for (const name of [...searchParams.keys()])
    if (/^(?:utm_|fbclid$|gclid$|ref$|amp$|m$)/.test(name)) searchParams.delete(name);
  const host = hostname.replace(/^(?:www|m|amp|mobile)\./, '');
  const path = pathname.replace(/\/(?:amp|print)?\/?$/, '').replace(/^\/amp\//, '/');
  return `${host}${path}?${searchParams}`;
}

function uncited({ sources, topics }: Draft): readonly Warning[] {
  const cited = new Set(topics.flatMap(({ facts }) => facts.flatMap(({ value }) => value.sources)));
  return sources
    .filter(({ value }) => !cited.has(value.id))
    .map(({ value, at }) => warning(at(['id']), { code: 'uncited-source', source: value.id }));
}
