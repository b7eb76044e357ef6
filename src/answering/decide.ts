import type { PartialDate } from '../knowledge/schema.ts';
import { once } from '../language/once.ts';
import type { Interpretation, Scored, Understanding } from '../understanding/interpret.ts';
import type { NamedDate } from '../understanding/time.ts';
import { buildAcross } from './across.ts';
import type { Question, UnansweredReason } from './answer.ts';
import type { Nearness } from './asked.ts';
import { checkClaim } from './claims/check.ts';
import type { Finding } from './claims/finding.ts';
import { clausesOf } from './clauses.ts';
import { confidenceOf, signalsOf } from './confidence.ts';
import type { Library } from './library.ts';
import type { Ranked, RankOptions, Weighed } from './rank.ts';
import { nearTo, rankFacts, weighTerms } from './rank.ts';
import type { Candidate, Topics } from './topics.ts';
import { findTopics, isDetailOf, topicFromContext } from './topics.ts';

/** One topic to answer about, with its facts in order of merit. */
export interface Request {
  readonly topic: string;
  readonly aspect: string | null;
  readonly ranked: readonly Ranked[];
}

/** The question's words, weighed, and what facts they are near to. */
type Words = Pick<RankOptions, 'terms' | 'near'>;

export interface Pair {
  readonly topic: string;
  readonly aspect: string | null;
}

export type View = 'plain' | 'several' | 'list' | 'compare' | 'history' | 'timeline';

interface PlanBase {
  /** Probability that this is what was asked. */
  readonly confidence: number;
  readonly asOf: PartialDate | null;
  /** Lines for `--explain`. */
  readonly why: readonly string[];
}

/** What is to be said, before any word of it is chosen. */
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
        readonly reason: Declined;
        readonly near: readonly Pair[];
        readonly smalltalk: string | null;
      }
  );

/** Why nothing is answered; `not-covered` is a claim on which the facts are silent. */
export type Declined = UnansweredReason | 'not-covered';

/** The two knobs of the decision, fitted by `npm run evaluate`. */
export interface Knobs {
  /** Below this confidence an answer is too weak to be given. */
  readonly weak: number;
  /** Nearer than this the best two topics cannot be told apart. */
  readonly close: number;
}

export const KNOBS: Knobs = { weak: 0.55, close: 0.1 };

/** Small talk and other subjects are told by their own examples; from this probability on they are believed. */
const OUTSIDE = 0.5;
/** From `strange` on a question is another subject's, after what the facts hold of its words is taken off. */
export const GATE = { strange: 0.4, ours: 0.35, followUp: 0.8 } as const;
/** Names that so many facts hold stand for the two governments rather than for a thing of their own. */
const COMMON_NAME = 0.5;
const MOST_CHOICES = 6;

export interface Decider {
  decide(question: Question, read: Interpretation): Plan;
}

export function buildDecider(library: Library, understanding: Understanding, knobs: Knobs = KNOBS): Decider {
  const confirming = new Set(
    library.knowledge.forms
      .filter(({ id }) => id === 'claim')
      .flatMap(({ cues }) => Object.values(cues).flatMap((words) => words ?? [])),
  );
  const acrossTopics = once(() => buildAcross(library));

  function decide(question: Question, read: Interpretation): Plan {
    const terms = weighTerms(read, library, understanding);
    const asked = nearTo(read, library);
    const claimed = question.view === 'claim' || (read.forms.has('claim') && !asksOpenly(read));
    const asOf = question.asOf ?? (claimed ? null : dateLookedBackAt(read));
    const aspects = wantedAspects(question, read);
    const topics = findTopics(question, read, terms, asked, aspects, library);
    const why = explain(terms, aspects, read, topics);
    const plan = { ...base(), decline, ask };

    function base(): PlanBase {
      return { asOf, why, confidence: 0 };
    }
    function decline(reason: Declined, near: readonly Pair[] = [], confidence = 0): Plan {
      return {
        ...base(),
        kind: 'decline',
        reason,
        near,
        confidence,
        smalltalk: reason === 'smalltalk' ? read.smalltalk.id : null,
      };
    }
    function ask(choices: readonly Pair[], confidence: number): Plan {
      return { ...base(), kind: 'ask', choices: choices.slice(0, MOST_CHOICES), confidence };
    }

    const repeated = factsAskedAbout(question, read);
    if (repeated !== null) {
      return { ...base(), kind: 'show', view: 'plain', requests: [repeated], finding: null, confidence: 0.9 };
    }

    const isOpen =
      question.topic === undefined &&
      question.aspect === undefined &&
      (question.view ?? 'answer') === 'answer' &&
      !read.mentions.some(({ targets }) => targets.some(({ kind }) => kind === 'topic'));
    const across = isOpen ? acrossTopics()(read, { asOf }) : null;
    if (across !== null && across.requests.length > 0 && across.stands) {
      why.push(across.why);
      const { requests, confidence } = across;
      return { kind: 'show', view: 'list', requests, finding: null, confidence, asOf: across.asOf, why };
    }

    const uncovered = read.mentions.filter(
      ({ targets, from }) => isAsked(read, from) && targets.every(({ kind }) => kind === 'uncovered'),
    );
    const named = topics.named.some(({ by }) => by === 'name' || by === 'fixed');
    if (!named) {
      if (read.smalltalk.probability > OUTSIDE) return plan.decline('smalltalk');
      if (topics.grouped.length === 0 && !isOurs(topics, read) && !goesOn(question, read))
        return plan.decline('out-of-scope');
      if (uncovered.length > 0 || read.strangers.some(({ from }) => isAsked(read, from)))
        return plan.decline('uncovered-topic');
    }

    const requestFor = (topic: string, wanted: readonly Scored[], history = false): Request =>
      request(topic, wanted, { terms, near: asked }, read, asOf, history);
    const [subject] = question.context?.topics ?? [];
    const isDetail =
      subject !== undefined &&
      topics.named.length + topics.grouped.length > 0 &&
      isDetailOf(subject, topics, read, library);
    if (topics.several.length > 1 && !isDetail) {
      const rows = topics.several
        .map((topic) => requestFor(topic, aspects))
        .filter(({ ranked }) => ranked.length > 0);
      if (rows.length > 1) {
        const view = read.forms.has('compare') ? 'compare' : 'list';
        return { ...base(), kind: 'show', view, requests: rows, finding: null, confidence: 0.8 };
      }
    }

    const candidates = candidatesOf(
      question,
      read,
      isDetail ? { ...topics, named: [], grouped: [] } : topics,
      terms,
    );
    const [best, second] = candidates;
    const telling = terms.reduce((sum, { weight }) => sum + weight, 0);
    if (best === undefined) return withoutTopic(read, topics, terms, aspects, plan);
    if (best.by === 'words' && isVague(best, second, topics, telling, besideNouns(read, terms))) {
      const nouns = topics.grouped.length > 0 ? topics.grouped : candidates.map(({ topic }) => topic);
      return plan.ask(
        nouns.map((topic) => pair(topic, aspects)),
        best.certainty,
      );
    }
    if (second !== undefined && best.certainty - second.certainty < knobs.close && best.certainty < 0.9) {
      return plan.ask(
        candidates.slice(0, MOST_CHOICES).map(({ topic }) => pair(topic, aspects)),
        best.certainty,
      );
    }

    const history = read.forms.has('history') || read.forms.has('changes') || question.view === 'timeline';
    if (question.aspect === undefined && !history && !claimed) {
      const parts = clausesOf(read, understanding, question.today).map((part) =>
        request(
          best.topic,
          part.aspects,
          { terms: weighTerms(part, library, understanding), near: nearTo(part, library) },
          read,
          asOf,
          false,
        ),
      );
      const filled = parts.filter(
        ({ ranked }, i) =>
          ranked.length > 0 && parts.findIndex(({ aspect }) => aspect === parts[i]?.aspect) === i,
      );
      if (filled.length > 1) {
        return {
          ...base(),
          kind: 'show',
          view: 'several',
          requests: filled,
          finding: null,
          confidence: 0.9 * best.certainty,
        };
      }
    }

    const wanted = requestFor(best.topic, aspects, history);
    const [lead] = wanted.ranked;
    const near = nearTopic(best.topic);
    if (lead === undefined) return plan.decline('no-fact', near);
    why.push(
      `topic ${best.topic} by ${best.by} ${best.certainty.toFixed(2)}; lead ${lead.filed.fact.id}: fit ${lead.fit.toFixed(2)}, words ${lead.words.toFixed(2)}, near ${lead.near.toFixed(2)}, score ${lead.score.toFixed(2)}`,
    );
    const isUncovered = uncovered.some(({ from, to }) => !holdsMention(lead, read, from, to));
    if (isUncovered && !claimed) return plan.decline('uncovered-topic', near);
    const foreign = foreignNames(terms, best.topic);
    if (foreign.length > 0 && !claimed) {
      why.push(`names that no fact of the topic knows: ${foreign.join(', ')}`);
      return plan.decline('no-fact', near);
    }
    const confidence = confidenceOf(signalsOf(read, best, wanted.ranked));
    if (read.outside > FOREIGN.outside && lead.words < FOREIGN.words && best.by !== 'fixed') {
      return plan.decline('out-of-scope', near, confidence);
    }
    if (confidence < knobs.weak) {
      if (claimed) return plan.decline('not-covered', near, confidence);
      if (best.by === 'name' && read.outside < 0.3) return plan.ask(near, confidence);
      return plan.decline(read.outside > OUTSIDE ? 'out-of-scope' : 'not-understood', near, confidence);
    }
    const finding = claimed ? findingOn(best.topic, aspects, terms, asked, read) : null;
    if (finding !== null) why.push(explainFinding(finding));
    if (isUncovered && finding?.verdict !== 'contradicted') return plan.decline('uncovered-topic', near);
    if (finding?.verdict === 'not-covered' && isStatement(read, confirming))
      return plan.decline('not-covered', near);
    const shown = finding === null ? wanted : { ...wanted, ranked: evidenceFirst(wanted.ranked, finding) };
    return {
      ...base(),
      kind: 'show',
      view: question.view === 'timeline' ? 'timeline' : history ? 'history' : 'plain',
      requests: [shown],
      finding: finding?.verdict === 'not-covered' ? null : finding,
      confidence,
    };
  }

  /** What the facts say of a statement; its figures and dates, which may be wrong, do not choose the fact. */
  function findingOn(
    topic: string,
    aspects: readonly Scored[],
    terms: readonly Weighed[],
    near: Nearness,
    read: Interpretation,
  ): Finding {
    const plain = terms.filter(({ term }) => !/^[@#]/.test(term));
    const { ranked } = request(topic, aspects, { terms: plain, near }, read, null, false);
    const shelf = library.shelf(topic);
    const usual = (term: string): number =>
      (shelf?.frequency.get(term) ?? 0) / Math.max(1, shelf?.facts.length ?? 0);
    return checkClaim(read, ranked, understanding, {
      topic,
      rarity: library.rarity,
      usual,
      own: (term) => shelf?.own.has(term) ?? false,
      inGroup: (id) => library.group(id)?.topics.includes(topic) ?? false,
    });
  }

  /** "Source?", "says who?": the facts of the last answer once more, with their sources. */
  function factsAskedAbout({ context }: Question, read: Interpretation): Request | null {
    if (context === null || !read.forms.has('sources') || read.mentions.length > 0) return null;
    if (read.atoms.length > SHORT) return null;
    const ranked = context.facts.flatMap((id) => {
      const filed = library.filed(id);
      return filed === undefined ? [] : [{ filed, score: 1, fit: 1, words: 1, near: 1 }];
    });
    const [topic] = context.topics;
    return topic === undefined || ranked.length === 0
      ? null
      : { topic, aspect: context.aspects[0] ?? null, ranked };
  }

  /** What the surface fixed, what the question says, or what the conversation was about. */
  function wantedAspects(question: Question, read: Interpretation): readonly Scored[] {
    if (question.aspect !== undefined) return [{ id: question.aspect, probability: 1 }];
    if (question.view === 'timeline' && read.atoms.length === 0) {
      return library.knowledge.aspects.map(({ id }, _, all) => ({ id, probability: 1 / all.length }));
    }
    const says = read.atoms.some((atom, i) => !atom.digits && !isSmall(atom.text) && !isNamed(read, i));
    const carried = question.context?.aspects ?? [];
    if (!says && carried.length > 0 && read.mentions.length > 0) {
      return carried.map((id) => ({ id, probability: 1 / carried.length }));
    }
    const [first] = library.knowledge.aspects;
    const bare = read.words.every((word) => word.startsWith('§'));
    if (bare && first !== undefined && (read.mentions.length > 0 || question.topic !== undefined)) {
      return [{ id: first.id, probability: 1 }];
    }
    return read.aspects;
  }

  /** Whether the facts hold so much of what is asked that it can hardly be another subject. */
  function isOurs({ byWords: [best] }: Topics, read: Interpretation): boolean {
    return read.outside - GATE.ours * Math.min(1, best?.certainty ?? 0) <= GATE.strange;
  }

  /** Whether a short question can only be a follow-up: "кто его производит?" */
  function goesOn({ context }: Question, read: Interpretation): boolean {
    return (context?.topics.length ?? 0) > 0 && read.atoms.length <= SHORT && read.outside <= GATE.followUp;
  }

  function isSmall(word: string): boolean {
    return word.length < 2 || understanding.spread(word) >= SMALL_WORD || SMALL_WORDS.has(word);
  }

  function candidatesOf(
    question: Question,
    read: Interpretation,
    topics: Topics,
    terms: readonly Weighed[],
  ): Candidate[] {
    const { named, byWords, grouped } = topics;
    const [fixed] = named;
    if (fixed?.by === 'fixed') return [fixed];
    if (library.knowledge.topics.length === 1 && named.length === 0) {
      return library.knowledge.topics.map(({ id }) => ({ topic: id, certainty: 0.95, by: 'name' }));
    }
    if (named.length > 0) {
      const merit = (candidate: Candidate): number =>
        candidate.certainty + 0.5 * (byWords.find(({ topic }) => topic === candidate.topic)?.certainty ?? 0);
      return [...named].sort((a, b) => merit(b) - merit(a)).slice(0, 1);
    }
    if (question.context !== null) {
      const carried = topicFromContext(question.context, topics, read, terms, library, understanding);
      if (carried !== null) return [carried];
    }
    return byWords
      .map((candidate) => ({
        ...candidate,
        certainty: Math.min(1, candidate.certainty * groupFactor(candidate.topic, grouped)),
      }))
      .filter(({ certainty }) => certainty >= FAINTEST)
      .sort((a, b) => b.certainty - a.certainty);
  }

  function withoutTopic(
    read: Interpretation,
    topics: Topics,
    terms: readonly Weighed[],
    aspects: readonly Scored[],
    plan: {
      decline: (reason: Declined) => Plan;
      ask: (choices: readonly Pair[], confidence: number) => Plan;
    },
  ): Plan {
    if (topics.grouped.length > 0)
      return plan.ask(
        topics.grouped.map((topic) => pair(topic, aspects)),
        0.5,
      );
    const [top] = aspects;
    const unheard = terms.some(({ term }) => library.holding(term).length === 0);
    if (
      top !== undefined &&
      top.probability > 0.5 &&
      read.known >= 0.8 &&
      !unheard &&
      read.words.length > 0
    ) {
      return plan.ask(popularChoices(top.id), 0.4);
    }
    return plan.decline('not-understood');
  }

  function request(
    topic: string,
    aspects: readonly Scored[],
    words: Words,
    read: Interpretation,
    asOf: PartialDate | null,
    history: boolean,
  ): Request {
    const shelf = library.shelf(topic);
    if (shelf === undefined) return { topic, aspect: null, ranked: [] };
    const available = withFallbacks(aspects, shelf.aspects);
    const ranked = rankFacts(shelf, {
      aspects: available,
      ...words,
      asOf,
      since: read.forms.has('changes') ? (read.dates[0]?.date ?? null) : null,
      history,
      latest: read.forms.has('latest'),
    });
    return { topic, aspect: available[0]?.id ?? ranked[0]?.filed.fact.aspect ?? null, ranked };
  }

  /** Moves the probability of aspects that the topic lacks to those that answer in their stead. */
  function withFallbacks(aspects: readonly Scored[], available: ReadonlySet<string>): Scored[] {
    const mass = new Map<string, number>();
    for (const { id, probability } of aspects) {
      const stand = available.has(id)
        ? id
        : library.aspect(id)?.fallbacks.find((other) => available.has(other));
      if (stand === undefined) continue;
      mass.set(stand, (mass.get(stand) ?? 0) + (stand === id ? 1 : FALLBACK) * probability);
    }
    return [...mass]
      .map(([id, probability]) => ({ id, probability }))
      .sort((a, b) => b.probability - a.probability);
  }

  function pair(topic: string, aspects: readonly Scored[]): Pair {
    const available = library.shelf(topic)?.aspects ?? new Set<string>();
    return { topic, aspect: withFallbacks(aspects, available)[0]?.id ?? null };
  }

  function popularChoices(aspect: string): Pair[] {
    return [...library.knowledge.topics]
      .filter((topic) => library.shelf(topic.id)?.aspects.has(aspect) === true)
      .sort((a, b) => b.facts.length - a.facts.length)
      .slice(0, MOST_CHOICES)
      .map(({ id }) => ({ topic: id, aspect }));
  }

  function nearTopic(topic: string): Pair[] {
    const available = library.shelf(topic)?.aspects;
    return library.knowledge.aspects
      .filter(({ id }) => available?.has(id) === true)
      .slice(0, MOST_CHOICES)
      .map(({ id }) => ({ topic, aspect: id }));
  }

  /** Proper names of the question that no fact of the topic knows: another country's deal, another place. */
  function foreignNames(terms: readonly Weighed[], topic: string): string[] {
    const shelf = library.shelf(topic);
    return terms
      .filter(({ term }) => BINDING.has(understanding.terms.names.get(term) ?? 'word'))
      .filter(({ term }) => library.rarity(term) > COMMON_NAME)
      .filter(({ term }) => !(shelf?.frequency.has(term) ?? false) && !(shelf?.own.has(term) ?? false))
      .map(({ term }) => term);
  }

  return { decide };
}

/** A follow-up of so few words has no subject of its own. */
const SHORT = 7;
/** A date told before the question says when something happened, not from when to look. */
const ASKED = 0.5;
/** Kinds of names that a question cannot do without: another country's deal is another deal. */
const BINDING: ReadonlySet<string> = new Set(['country', 'place']);
/** What a fact of another aspect is worth that answers in the stead of the one asked. */
const FALLBACK = 0.75;
/** A question that names one of our topics and is another subject's all the same: jobs at its factory, its shares. */
const FOREIGN = { outside: 0.8, words: 0.3 } as const;
/** A topic that the words point at less surely than this is no candidate. */
const FAINTEST = 0.3;
/** From how many aspects' phrases on a word is too small to tell an aspect. */
const SMALL_WORD = 7;
const SMALL_WORDS = new Set(
  'and ok okay so what about how the for same also then aur bhi wahi और भी а и то же про о об что насчет как же'.split(
    ' ',
  ),
);
const IN_GROUP = 1.25;
const NOT_IN_GROUP = 0.6;

function groupFactor(topic: string, grouped: readonly string[]): number {
  if (grouped.length === 0) return 1;
  return grouped.includes(topic) ? IN_GROUP : NOT_IN_GROUP;
}

function isNamed(read: Interpretation, atom: number): boolean {
  return read.mentions.some(({ from, to }) => atom >= from && atom < to);
}

/** Whether the words point at a topic without telling it from others of its kind: "the helicopter deal". */
function isVague(
  best: Candidate,
  second: Candidate | undefined,
  topics: Topics,
  telling: number,
  beside: number,
): boolean {
  if (topics.grouped.length === 0) return telling < VAGUE.telling && best.certainty < VAGUE.sure;
  const margin = best.certainty - (second?.certainty ?? 0);
  return beside < VAGUE.beside || best.certainty < VAGUE.certain || margin < VAGUE.margin;
}

/** What the words tell beside common nouns such as "the submarine deal". */
function besideNouns(read: Interpretation, terms: readonly Weighed[]): number {
  const inNoun = new Set(
    read.terms
      .filter(({ from, to }) =>
        read.mentions.some(
          (noun) => noun.from <= from && noun.to >= to && noun.targets.some(({ kind }) => kind === 'group'),
        ),
      )
      .map(({ term }) => term),
  );
  return terms.reduce((sum, { term, weight }) => sum + (inNoun.has(term) ? 0 : weight), 0);
}

const VAGUE = { certain: 0.6, margin: 0.08, telling: 0.6, sure: 0.9, beside: 0.45 } as const;

/** Whether something is really stated: "… kya" and "… or not" also end a mere question, "…, right?" does not. */
function isStatement(read: Interpretation, confirming: ReadonlySet<string>): boolean {
  return read.cues.some(({ form, tag, words }) => form === 'claim' && (!tag || confirming.has(words)));
}

/** Whether more than yes or no is asked, whatever is told or heard before it. */
function asksOpenly(read: Interpretation): boolean {
  return read.sentences.some(({ from, to, asks }) => {
    if (asks < ASKED) return false;
    const words = read.atoms.slice(from, to).map(({ text }) => text);
    const [first = '', second = ''] = words;
    return (
      FIRST.has(first) || SECOND.has(first) || SECOND.has(second) || words.some((word) => ANYWHERE.has(word))
    );
  });
}

/** Words that ask for more than yes or no: as the first of a sentence, as the second too ("and when"), anywhere. */
const FIRST = new Set('когда что кто где'.split(' '));
const SECOND = new Set('what when where who whose whom which why how'.split(' '));
const ANYWHERE = new Set(
  'कब कहां कौन क्यों कैसे कितने कितनी कितना किसने kab kahan kaun kyu kyun kaise kitne kitni kitna kisne почему сколько какой какая какие какое куда откуда'.split(
    ' ',
  ),
);

function explainFinding({ verdict, by, evidence }: Finding): string {
  return `claim ${verdict} by ${by}${evidence.map(({ fact }) => ` (${fact.id})`).join('')}`;
}

/** Whether an atom stands in a sentence that asks; what is only told does not decide what is answered. */
function isAsked(read: Interpretation, atom: number): boolean {
  return read.sentences.some(({ from, to, asks }) => from <= atom && atom < to && asks >= ASKED);
}

/** The date whose state of knowledge is wanted; a date that only says when something happened is none. */
function dateLookedBackAt(read: Interpretation): PartialDate | null {
  const beside = (date: NamedDate): boolean =>
    read.cues.some(
      ({ form, from, to }) =>
        form === 'then' && Math.min(Math.abs(date.from - to), Math.abs(from - date.to)) <= 1,
    );
  if (read.forms.has('history') || read.forms.has('changes')) return null;
  const date = read.dates.find(({ from }) => isAsked(read, from));
  if (date === undefined) return null;
  return beside(date) || (read.forms.has('expected') && date.date.length <= 7) ? date.until : null;
}

function holdsMention(lead: Ranked, read: Interpretation, from: number, to: number): boolean {
  return read.terms.some((term) => term.from >= from && term.to <= to && lead.filed.terms.has(term.term));
}

function evidenceFirst(ranked: readonly Ranked[], { evidence }: Finding): Ranked[] {
  const top = ranked[0]?.score ?? 0;
  const first = ranked.filter(({ filed }) => evidence.includes(filed));
  return [
    ...first.map((item) => ({ ...item, score: Math.max(item.score, top) })),
    ...ranked.filter(({ filed }) => !evidence.includes(filed)),
  ];
}

function explain(
  terms: readonly Weighed[],
  aspects: readonly Scored[],
  read: Interpretation,
  topics: Topics,
): string[] {
  const names = read.mentions.map(
    ({ alias, how, targets }) =>
      `"${alias}" ${how} → ${targets.map(({ kind, id }) => `${kind} ${id}`).join(' or ')}`,
  );
  return [
    `names: ${names.join('; ') || 'none'}`,
    `words: ${terms.map(({ term, weight }) => `${term} ${weight.toFixed(2)}`).join(', ') || 'none'}`,
    `aspects: ${aspects
      .slice(0, 4)
      .map(({ id, probability }) => `${id} ${probability.toFixed(2)}`)
      .join(
        ', ',
      )}; outside ${read.outside.toFixed(2)}, small talk ${read.smalltalk.probability.toFixed(2)}, known ${read.known.toFixed(2)}`,
    `topics by words: ${
      topics.byWords
        .slice(0, 3)
        .map(({ topic, certainty }) => `${topic} ${certainty.toFixed(2)}`)
        .join(', ') || 'none'
    }`,
    `forms: ${[...read.forms].join(', ') || 'none'}`,
  ];
}
