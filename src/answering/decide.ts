import type { PartialDate } from '../knowledge/schema.ts';
import type { Interpretation, Scored, Understanding } from '../understanding/interpret.ts';
import type { NamedDate } from '../understanding/time.ts';
import type { Context, Question, UnansweredReason } from './answer.ts';
import type { Finding } from './claims.ts';
import { checkClaim } from './claims.ts';
import type { Library } from './library.ts';
import type { Ranked, Weighed } from './rank.ts';
import { rankFacts, weighTerms } from './rank.ts';

/** One topic to answer about, with its facts in order of merit. */
export interface Request {
  readonly topic: string;
  readonly aspect: string | null;
  readonly ranked: readonly Ranked[];
}

export type View = 'plain' | 'several' | 'list' | 'compare' | 'history';

export type Plan = PlanBase &
  (
    | {
        readonly kind: 'show';
        readonly view: View;
        readonly requests: readonly Request[];
        readonly finding: Finding | null;
      }
    | { readonly kind: 'ask'; readonly choices: readonly Pair[] }
    | {
        readonly kind: 'decline';
        readonly reason: UnansweredReason;
        readonly near: readonly Pair[];
        readonly smalltalk: string | null;
      }
  );

interface PlanBase {
  readonly confidence: number;
  readonly asOf: PartialDate | null;
  readonly why: readonly string[];
}

export interface Pair {
  readonly topic: string;
  readonly aspect: string | null;
}

/** The two knobs, and the thresholds beside them; all fitted by `npm run evaluate`. */
export const KNOBS = {
  /** Below this an answer is too weak to be given. */
  weak: 0.3,
  /** Nearer than this the best two cannot be told apart. */
  close: 0.12,
} as const;

export interface Decider {
  decide(question: Question, interpretation: Interpretation): Plan;
}

interface Candidate {
  readonly topic: string;
  /** From 0 to 1: how surely this is what the question is about. */
  readonly certainty: number;
  readonly by: 'fixed' | 'name' | 'group' | 'context' | 'words';
}

export function buildDecider(library: Library, understanding: Understanding): Decider {
  const groups = new Map(library.knowledge.groups.map((group) => [group.id, group]));

  function decide(question: Question, read: Interpretation): Plan {
    const why: string[] = [];
    const terms = weighTerms(read, library, understanding);
    why.push(`words: ${terms.map(({ term, weight }) => `${term} ${weight.toFixed(2)}`).join(', ')}`);
    const asOf = question.asOf ?? dateLookedBackAt(read);
    const aspects = wantedAspects(question, read);
    why.push(
      `aspects: ${aspects
        .slice(0, 4)
        .map(({ id, probability }) => `${id} ${probability.toFixed(2)}`)
        .join(
          ', ',
        )}; outside ${read.outside.toFixed(2)}, small talk ${read.smalltalk.probability.toFixed(2)}, known ${read.known.toFixed(2)}`,
    );
    const base = { asOf, why };
    const decline = (reason: UnansweredReason, near: readonly Pair[] = [], confidence = 0): Plan => ({
      ...base,
      kind: 'decline',
      reason,
      near,
      confidence,
      smalltalk: reason === 'smalltalk' ? read.smalltalk.id : null,
    });

    const named = namedTopics(question, read);
    const groupIds = mentioned(read, 'group');
    const uncovered = read.mentions.filter((mention) =>
      mention.targets.every(({ kind }) => kind === 'uncovered'),
    );

    if (named.length === 0 && question.aspect === undefined) {
      if (read.smalltalk.probability > 0.5 && read.smalltalk.probability > read.outside)
        return decline('smalltalk');
      if (read.outside > 0.5 && groupIds.length === 0) return decline('out-of-scope');
      if (uncovered.length > 0) return decline('uncovered-topic', nearUncovered(read, library));
      if (read.strangers.length > 0) return decline('uncovered-topic');
    }

    const candidates = candidateTopics(question, read, named, groupIds, terms, aspects, why);
    const several = wantsSeveral(read, named, groupIds);
    if (several.length > 1) {
      const requests = several.map((topic) => request(topic, aspects, terms, read, asOf));
      const shown = requests.filter(({ ranked }) => ranked.length > 0);
      if (shown.length > 0) {
        return {
          ...base,
          kind: 'show',
          view: read.forms.has('compare') ? 'compare' : 'list',
          requests: shown,
          finding: null,
          confidence: 0.8,
        };
      }
    }

    const best = candidates[0];
    if (best === undefined) {
      if (groupIds.length > 0)
        return { ...base, kind: 'ask', choices: groupChoices(groupIds, aspects), confidence: 0.5 };
      if (read.words.length === 0 && read.mentions.length === 0) return decline('not-understood');
      const strange = terms.filter(({ term }) => library.holding(term).length === 0);
      const top = aspects[0];
      if (top !== undefined && top.probability > 0.5 && read.known >= 0.8 && strange.length === 0) {
        return { ...base, kind: 'ask', choices: popularChoices(top.id), confidence: 0.4 };
      }
      return decline('not-understood');
    }
    const second = candidates[1];
    if (
      second !== undefined &&
      best.by !== 'fixed' &&
      best.certainty - second.certainty < KNOBS.close &&
      best.certainty < 0.9
    ) {
      return {
        ...base,
        kind: 'ask',
        choices: candidates.slice(0, 5).map(({ topic }) => pair(topic, aspects)),
        confidence: best.certainty,
      };
    }

    const shelf = library.shelf(best.topic);
    if (shelf === undefined) return decline('not-understood');
    const parts = question.aspect === undefined ? clauses(read, understanding, question.today) : [];
    const history = read.forms.has('history') || question.view === 'timeline';
    if (parts.length > 1 && !history) {
      const requests = parts
        .map((part) => request(best.topic, part, terms, read, asOf))
        .filter(({ ranked }) => ranked.length > 0);
      const distinct = requests.filter(
        (r, i) => requests.findIndex((other) => other.aspect === r.aspect) === i,
      );
      if (distinct.length > 1) {
        return {
          ...base,
          kind: 'show',
          view: 'several',
          requests: distinct,
          finding: null,
          confidence: best.certainty * 0.9,
        };
      }
    }
    const wanted = request(best.topic, aspects, terms, read, asOf, history);
    const [lead] = wanted.ranked;
    if (lead === undefined) return decline('no-fact', nearTopic(best.topic, library));

    const foreign = foreignNames(terms, best.topic, library, lead);
    if (uncovered.length > 0 && !coversMention(lead, uncovered, read)) {
      return decline('uncovered-topic', nearTopic(best.topic, library));
    }
    if (foreign.length > 0) {
      why.push(`names that the topic's facts do not know: ${foreign.join(', ')}`);
      return decline('no-fact', nearTopic(best.topic, library));
    }
    const confidence =
      best.certainty *
      Math.min(1, Math.max(lead.fit, lead.words, bareMention(read) ? 1 : 0) + 0.15) *
      (1 - read.outside * 0.9);
    why.push(
      `lead: ${lead.filed.fact.id} fit ${lead.fit.toFixed(2)} words ${lead.words.toFixed(2)} score ${lead.score.toFixed(2)}; topic by ${best.by} ${best.certainty.toFixed(2)}`,
    );
    if (confidence < KNOBS.weak) {
      if (best.by === 'name' && read.outside < 0.3) {
        return { ...base, kind: 'ask', choices: nearTopic(best.topic, library), confidence };
      }
      return decline(
        read.outside > 0.5 ? 'out-of-scope' : 'not-understood',
        nearTopic(best.topic, library),
        confidence,
      );
    }
    const claimed = read.forms.has('claim') || question.view === 'claim';
    const finding = claimed ? checkClaim(read, wanted.ranked, library, understanding, asOf) : null;
    return {
      ...base,
      kind: 'show',
      view: history ? 'history' : 'plain',
      requests: [finding === null ? wanted : { ...wanted, ranked: evidenceFirst(wanted.ranked, finding) }],
      finding,
      confidence,
    };
  }

  function wantedAspects(question: Question, read: Interpretation): readonly Scored[] {
    if (question.aspect !== undefined) return [{ id: question.aspect, probability: 1 }];
    if (bareMention(read)) {
      const carried = question.context?.aspects ?? [];
      if (carried.length > 0) return carried.map((id) => ({ id, probability: 1 / carried.length }));
      const first = library.knowledge.aspects[0];
      if (first !== undefined) return [{ id: first.id, probability: 1 }];
    }
    return read.aspects;
  }

  function namedTopics(question: Question, read: Interpretation): Candidate[] {
    const named: Candidate[] = [];
    const add = (topic: string, certainty: number, by: Candidate['by']): void => {
      if (!named.some((candidate) => candidate.topic === topic)) named.push({ topic, certainty, by });
    };
    for (const id of [question.topic, question.against]) if (id !== undefined) add(id, 1, 'fixed');
    for (const mention of read.mentions) {
      for (const target of mention.targets) {
        if (target.kind === 'topic')
          add(target.id, mention.certainty / mention.targets.length ** 0.2, 'name');
        const group = target.kind === 'group' ? groups.get(target.id) : undefined;
        const [only] = group?.topics ?? [];
        if (group?.topics.length === 1 && only !== undefined) add(only, 0.85 * mention.certainty, 'group');
      }
    }
    const surely = named.filter(({ by }) => by !== 'group');
    return surely.length > 0 ? surely : named;
  }

  function mentioned(read: Interpretation, kind: 'group'): string[] {
    return read.mentions
      .flatMap(({ targets }) => targets.filter((t) => t.kind === kind).map(({ id }) => id))
      .filter((id) => (groups.get(id)?.topics.length ?? 0) > 1);
  }

  function candidateTopics(
    question: Question,
    read: Interpretation,
    named: readonly Candidate[],
    groupIds: readonly string[],
    terms: readonly Weighed[],
    aspects: readonly Scored[],
    why: string[],
  ): Candidate[] {
    if (named.some(({ by }) => by === 'fixed')) return [...named];
    if (library.knowledge.topics.length === 1 && named.length === 0) {
      const [only] = library.knowledge.topics;
      return only === undefined ? [] : [{ topic: only.id, certainty: 0.95, by: 'name' }];
    }
    const byWords = topicsByWords(terms, aspects, library);
    why.push(
      `topics by words: ${byWords
        .slice(0, 3)
        .map(({ topic, certainty }) => `${topic} ${certainty.toFixed(2)}`)
        .join(', ')}`,
    );
    if (named.length > 0) {
      const weighed = named.map((candidate, i) => ({
        ...candidate,
        order:
          candidate.certainty +
          0.5 * (byWords.find(({ topic }) => topic === candidate.topic)?.certainty ?? 0) -
          0.02 * i,
      }));
      return weighed.sort((a, b) => b.order - a.order).slice(0, 1);
    }
    const inGroup = new Set(groupIds.flatMap((id) => groups.get(id)?.topics ?? []));
    const context = question.context;
    if (context !== null && context.topics.length > 0 && read.outside < 0.6) {
      const fromContext = contextCandidate(context, byWords, inGroup, read, terms);
      if (fromContext !== null) return [fromContext];
    }
    return byWords
      .map((candidate) => ({
        ...candidate,
        certainty: Math.min(
          1,
          candidate.certainty * (inGroup.size === 0 ? 1 : inGroup.has(candidate.topic) ? 1.25 : 0.6),
        ),
      }))
      .filter(({ certainty }) => certainty >= KNOBS.weak)
      .sort((a, b) => b.certainty - a.certainty);
  }

  function contextCandidate(
    context: Context,
    byWords: readonly Candidate[],
    inGroup: ReadonlySet<string>,
    read: Interpretation,
    terms: readonly Weighed[],
  ): Candidate | null {
    const [first] = context.topics;
    if (first === undefined) return null;
    if (inGroup.size > 0 && !context.topics.some((topic) => inGroup.has(topic))) return null;
    const strongest = byWords[0];
    if (strongest !== undefined && !context.topics.includes(strongest.topic) && strongest.certainty > 0.75)
      return null;
    const sibling = siblingOf(first, read);
    if (sibling !== null && library.shelf(sibling) !== undefined)
      return { topic: sibling, certainty: 0.9, by: 'context' };
    const shelf = library.shelf(first);
    const strange = terms.filter(
      ({ term, weight, name }) =>
        weight > 0.3 &&
        !(shelf?.frequency.has(term) ?? false) &&
        (name || library.holding(term).length === 0),
    );
    return { topic: first, certainty: Math.max(0.3, 0.88 - 0.25 * strange.length), by: 'context' };
  }

  function request(
    topic: string,
    aspects: readonly Scored[],
    terms: readonly Weighed[],
    read: Interpretation,
    asOf: PartialDate | null,
    history = false,
  ): Request {
    const shelf = library.shelf(topic);
    if (shelf === undefined) return { topic, aspect: null, ranked: [] };
    const available = withFallbacks(aspects, shelf.aspects);
    const ranked = rankFacts(shelf, {
      aspects: available,
      terms,
      asOf,
      history,
      latest: read.forms.has('latest'),
    });
    const top = available.find(({ id }) => shelf.aspects.has(id)) ?? null;
    return { topic, aspect: top?.id ?? ranked[0]?.filed.fact.aspect ?? null, ranked };
  }

  /** Moves the probability of aspects that the topic lacks to those that answer in their stead. */
  function withFallbacks(aspects: readonly Scored[], available: ReadonlySet<string>): Scored[] {
    const mass = new Map<string, number>();
    for (const { id, probability } of aspects) {
      const stand = available.has(id)
        ? id
        : library.aspect(id)?.fallbacks.find((other) => available.has(other));
      if (stand === undefined) continue;
      mass.set(stand, (mass.get(stand) ?? 0) + (stand === id ? probability : 0.75 * probability));
    }
    return [...mass]
      .map(([id, probability]) => ({ id, probability }))
      .sort((a, b) => b.probability - a.probability);
  }

  function wantsSeveral(
    read: Interpretation,
    named: readonly Candidate[],
    groupIds: readonly string[],
  ): string[] {
    const listing = read.forms.has('list') || read.forms.has('compare');
    if (
      named.length > 1 &&
      (read.forms.has('compare') || read.forms.has('list') || named.every(({ by }) => by === 'fixed'))
    ) {
      return named.map(({ topic }) => topic).slice(0, 6);
    }
    if (named.length <= 1 && groupIds.length > 0 && (listing || asksForAll(read))) {
      const ids = groupIds.flatMap((id) => groups.get(id)?.topics ?? []);
      return [...new Set([...named.map(({ topic }) => topic), ...ids])];
    }
    return [];
  }

  function groupChoices(groupIds: readonly string[], aspects: readonly Scored[]): Pair[] {
    const ids = [...new Set(groupIds.flatMap((id) => groups.get(id)?.topics ?? []))];
    return ids.map((topic) => pair(topic, aspects));
  }

  function pair(topic: string, aspects: readonly Scored[]): Pair {
    const available = library.shelf(topic)?.aspects;
    return { topic, aspect: withFallbacks(aspects, available ?? new Set())[0]?.id ?? null };
  }

  function popularChoices(aspect: string): Pair[] {
    return [...library.knowledge.topics]
      .filter((topic) => library.shelf(topic.id)?.aspects.has(aspect) === true)
      .sort((a, b) => b.facts.length - a.facts.length)
      .slice(0, 6)
      .map((topic) => ({ topic: topic.id, aspect }));
  }

  return { decide };
}

function evidenceFirst(ranked: readonly Ranked[], { evidence }: Finding): Ranked[] {
  const first = ranked.filter(({ filed }) => evidence.includes(filed));
  const top = ranked[0]?.score ?? 0;
  return [
    ...first.map((item) => ({ ...item, score: Math.max(item.score, top) })),
    ...ranked.filter(({ filed }) => !evidence.includes(filed)),
  ];
}

/** A name and nothing else but small words: "S-400?", "tell me about RELOS" is not bare. */
function bareMention(read: Interpretation): boolean {
  return read.mentions.length > 0 && read.words.every((word) => word.startsWith('§'));
}

function asksForAll(read: Interpretation): boolean {
  return read.atoms.slice(0, 2).some(({ text }) => ['which', 'what', 'list', 'name'].includes(text));
}

/** The date whose state of knowledge is wanted; a date that only says when something happened is none. */
function dateLookedBackAt(read: Interpretation): PartialDate | null {
  const beside = (date: NamedDate): boolean =>
    read.cues.some(
      ({ form, from, to }) =>
        form === 'then' && Math.min(Math.abs(date.from - to), Math.abs(from - date.to)) <= 1,
    );
  const [date] = read.dates;
  if (date === undefined || read.forms.has('history') || read.forms.has('changes')) return null;
  return beside(date) || (read.forms.has('expected') && date.date.length <= 7) ? date.until : null;
}

function topicsByWords(terms: readonly Weighed[], aspects: readonly Scored[], library: Library): Candidate[] {
  const total = terms.reduce((sum, { weight }) => sum + weight, 0);
  if (total < 0.25) return [];
  const probability = new Map(aspects.map(({ id, probability: p }) => [id, p]));
  const facts = new Map<string, { topic: string; sum: number }>();
  const topics = new Map<string, number>();
  for (const { term, weight } of terms) {
    const seen = new Set<string>();
    for (const filed of library.holding(term)) {
      const entry = facts.get(filed.fact.id) ?? { topic: filed.topic.id, sum: 0 };
      entry.sum += weight;
      facts.set(filed.fact.id, entry);
      if (!seen.has(filed.topic.id)) {
        seen.add(filed.topic.id);
        topics.set(filed.topic.id, (topics.get(filed.topic.id) ?? 0) + weight);
      }
    }
  }
  const best = new Map<string, number>();
  const top = aspects[0];
  for (const [id, { topic, sum }] of facts) {
    const fact = library.filed(id)?.fact;
    if (fact === undefined) continue;
    const fit = Math.max(
      probability.get(fact.aspect) ?? 0,
      ...fact.also.map((aspect) => 0.8 * (probability.get(aspect) ?? 0)),
    );
    best.set(topic, Math.max(best.get(topic) ?? 0, sum * (0.85 + 0.15 * fit)));
  }
  return [...best]
    .map(
      ([topic, sum]): Candidate => ({
        topic,
        certainty:
          (0.7 * sum + 0.3 * (topics.get(topic) ?? 0)) / Math.max(1.2, total) +
          0.3 * (top === undefined ? 0 : top.probability * library.devotion(topic, top.id)),
        by: 'words',
      }),
    )
    .sort((a, b) => b.certainty - a.certainty)
    .slice(0, 8);
}

function foreignNames(terms: readonly Weighed[], topic: string, library: Library, lead: Ranked): string[] {
  const shelf = library.shelf(topic);
  return terms
    .filter(
      ({ term, name }) =>
        name &&
        !lead.filed.terms.has(term) &&
        !(shelf?.frequency.has(term) ?? false) &&
        !(shelf?.own.has(term) ?? false),
    )
    .map(({ term }) => term);
}

function coversMention(lead: Ranked, uncovered: Interpretation['mentions'], read: Interpretation): boolean {
  return uncovered.every(({ from, to }) =>
    read.terms
      .filter((term) => term.from >= from && term.to <= to)
      .some(({ term }) => lead.filed.terms.has(term)),
  );
}

/** "The one after that": the next or previous of a numbered series of topics. */
function siblingOf(topic: string, read: Interpretation): string | null {
  const match = /^(.*-)(\d+)$/.exec(topic);
  if (match === null) return null;
  const step = /\b(?:after that|following one|next one after)\b/.test(read.text)
    ? 1
    : /\b(?:before that|previous one|one before)\b/.test(read.text)
      ? -1
      : 0;
  return step === 0 ? null : `${match[1]}${Number(match[2]) + step}`;
}

function nearTopic(topic: string, library: Library): Pair[] {
  const shelf = library.shelf(topic);
  return [...(shelf?.aspects ?? [])].slice(0, 6).map((aspect) => ({ topic, aspect }));
}

function nearUncovered(_read: Interpretation, _library: Library): Pair[] {
  return [];
}

interface Clause {
  readonly aspects: readonly Scored[];
}

const CONNECTOR =
  /\s*(?:[,;:?]|\s-\s|\band\b|\bplus\b|\balso\b|&|\baur\b|(?<=\s)और(?=\s)|(?<=\s)и(?=\s)|(?<=\s)а также(?=\s))\s*/;

/** The aspects asked for one after the other ("how many, for how much, and made where?"), surest readings only. */
function clauses(read: Interpretation, understanding: Understanding, today: string): (readonly Scored[])[] {
  const parts = read.text.split(CONNECTOR).filter((part) => part.trim().length > 2);
  if (parts.length < 2 || parts.length > 6 || read.atoms.length > 40) return [];
  const found: Clause[] = [];
  for (const part of parts) {
    const { aspects, outside, smalltalk, words } = understanding.interpret(part, today);
    const top = aspects[0];
    if (top === undefined || outside > 0.4 || smalltalk.probability > 0.4) continue;
    if (words.filter((word) => !word.startsWith('§')).length === 0 || top.probability < 0.55) continue;
    if (!found.some((clause) => clause.aspects[0]?.id === top.id)) found.push({ aspects });
  }
  return found.map(({ aspects }) => aspects);
}
