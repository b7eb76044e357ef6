import type { PartialDate } from '../knowledge/schema.ts';
import { once } from '../language/once.ts';
import type { Interpretation, Scored, Understanding } from '../understanding/interpret.ts';
import type { NamedDate } from '../understanding/time.ts';
import { buildAcross } from './across.ts';
import type { Question, UnansweredReason } from './answer.ts';
import { type Bearings, bearingsOf } from './bearing.ts';
import type { Finding } from './claims.ts';
import { checkClaim } from './claims.ts';
import { confidenceOf, signalsOf } from './confidence.ts';
import type { Library } from './library.ts';
import { type Candidate, carriedTopics, meantTopics } from './meant.ts';
import type { Ranked, Request, Weighed, Words } from './rank.ts';
import { foreignTo, rankFacts, readWords } from './rank.ts';
import { buildSeveralReader } from './several.ts';
import type { Topics } from './topics.ts';
import { findTopics, isDetailOf } from './topics.ts';

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

export const KNOBS: Knobs = { weak: 0.65, close: 0.2 };

/** Small talk and other subjects are told by their own examples; from this probability on they are believed. */
const OUTSIDE = 0.5;
/** From `strange` on a question is another subject's, after what the facts hold of its words is taken off. */
export const GATE = { strange: 0.4, ours: 0.35, followUp: 0.8, smalltalk: 0.42 } as const;
const MOST_CHOICES = 6;

export interface Decider {
  decide(question: Question, read: Interpretation): Plan;
}

export function buildDecider(library: Library, understanding: Understanding, knobs: Knobs = KNOBS): Decider {
  const acrossTopics = once(() => buildAcross(library));
  const several = once(() => buildSeveralReader(library, understanding));

  /** A date beside the question may ask for what was known then, or only tell when something happened. */
  function decide(question: Question, read: Interpretation): Plan {
    const claimed = read.forms.has('claim') || question.view === 'claim';
    const lookedBackAt = claimed ? null : dateLookedBackAt(read);
    if (question.asOf !== undefined || lookedBackAt === null)
      return planAt(question, read, question.asOf ?? null, claimed);
    const then = planAt(question, read, lookedBackAt, claimed);
    if (then.kind === 'show') return then;
    if (!asksMoreThanADate(read)) return then;
    const now = planAt(question, read, null, claimed);
    return now.kind === 'show' ? now : then;
  }

  function planAt(
    question: Question,
    read: Interpretation,
    asOf: PartialDate | null,
    claimed: boolean,
  ): Plan {
    const words = readWords(read, library, understanding);
    const { terms } = words;
    const aspects = wantedAspects(question, read);
    const topics = findTopics(question, read, library);
    const bearings = bearingsOf(words, aspects, read, library);
    const why = explain(terms, aspects, read, bearings);
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
      if (isSmalltalk(bearings, read)) return plan.decline('smalltalk');
      if (topics.grouped.length === 0 && !isOurs(bearings, read) && !goesOn(question, read))
        return plan.decline('out-of-scope');
    }

    const stranger = uncovered.length > 0 || read.strangers.some(({ from }) => isAsked(read, from));
    const history = read.forms.has('history') || read.forms.has('changes') || question.view === 'timeline';
    /** Nothing but the words says what is wanted. */
    const isPlain = !claimed && question.aspect === undefined && question.topic === undefined;
    const requestFor = (topic: string, wanted: readonly Scored[], history = false): Request =>
      request(topic, wanted, words, read, asOf, history);
    const [subject] = question.context?.topics ?? [];
    const isDetail =
      subject !== undefined &&
      topics.named.length + topics.grouped.length > 0 &&
      isDetailOf(subject, topics, read, library);
    if (
      !named &&
      stranger &&
      topics.grouped.length > 0 &&
      (bearings.likeliest[0]?.strength ?? 0) < SURELY_OURS
    )
      return plan.decline('uncovered-topic');
    const answer = (topic: string, part: Interpretation): Request =>
      request(topic, part.aspects, readWords(part, library, understanding), read, asOf, false);
    const together = isPlain && !isDetail ? several().ofTopics(read, question.today, answer) : null;
    if (together !== null) {
      why.push(together.why);
      const view = read.forms.has('compare') ? 'compare' : 'list';
      const { requests, confidence } = together;
      if (confidence < knobs.weak) return plan.ask(requests, confidence);
      return { ...base(), kind: 'show', view, requests, finding: null, confidence };
    }
    if (topics.several.length > 1 && !isDetail) {
      const rows = topics.several
        .map((topic) => requestFor(topic, aspects))
        .filter(({ ranked }) => ranked.length > 0);
      if (rows.length > 1) {
        const view = read.forms.has('compare') ? 'compare' : 'list';
        return { ...base(), kind: 'show', view, requests: rows, finding: null, confidence: 0.8 };
      }
    }

    const candidates = candidatesOf(question, read, isDetail ? UNNAMED : topics, bearings, words, (topic) =>
      requestFor(topic, aspects, history),
    );
    const [best, second, third] = candidates;
    if (!named && stranger && (best === undefined || best.strength < SURELY_OURS))
      return plan.decline('uncovered-topic');
    if (best === undefined) return withoutTopic(read, topics, terms, aspects, plan);
    if (best.by === 'words' && topics.grouped.length === 0 && !isOurs(bearings, read))
      return plan.decline('out-of-scope');
    if (best.by === 'words' && isVague(best, topics, terms, besideNouns(read, terms))) {
      const nouns = topics.grouped.length > 0 ? topics.grouped : candidates.map(({ topic }) => topic);
      return plan.ask(
        nouns.map((topic) => pair(topic, aspects)),
        best.probability,
      );
    }
    if (second !== undefined && best.probability - second.probability < knobs.close) {
      if (best.by === 'words' && best.strength < FAINT && topics.grouped.length === 0) {
        return plan.decline('not-understood', [], best.probability);
      }
      const confidence = confidenceOf(signalsOf(read, best, third));
      if (
        topics.grouped.length === 0 &&
        best.probability + second.probability > BOTH &&
        confidence > knobs.weak
      ) {
        const requests = [best.request, second.request];
        return { ...base(), kind: 'show', view: 'several', requests, finding: null, confidence };
      }
      return plan.ask(
        candidates.slice(0, MOST_CHOICES).map(({ topic }) => pair(topic, aspects)),
        best.probability,
      );
    }

    if (isPlain && !history) {
      const parts = several().ofOne(read, best.topic, best.probability, question.today, answer);
      if (parts !== null) {
        why.push(parts.why);
        const { requests, confidence } = parts;
        return {
          ...base(),
          kind: 'show',
          view: requests.length > 1 ? 'several' : 'list',
          requests,
          finding: null,
          confidence,
        };
      }
    }

    const wanted = best.request;
    const [lead] = wanted.ranked;
    const near = nearTopic(best.topic);
    if (lead === undefined) return plan.decline('no-fact', near);
    why.push(
      `topic ${best.topic} by ${best.by} ${best.probability.toFixed(2)}; lead ${lead.filed.fact.id}: fit ${lead.fit.toFixed(2)}, words ${lead.words.toFixed(2)}, near ${lead.near.toFixed(2)}, told ${lead.told.toFixed(2)}, score ${lead.score.toFixed(2)}`,
    );
    if (asOf !== null && question.asOf === undefined && lead.fit < KNOWN_THEN && asksMoreThanADate(read))
      return plan.decline('no-fact', near);
    if (uncovered.some(({ from, to }) => !holdsMention(lead, read, from, to)))
      return plan.decline('uncovered-topic', near);
    const shelf = library.shelf(best.topic);
    const foreign = shelf === undefined ? [] : foreignTo(shelf, terms, understanding.teller);
    if (foreign.length > 0 && !claimed) {
      why.push(`names that no fact of the topic knows: ${foreign.join(', ')}`);
      return plan.decline('no-fact', near);
    }
    const confidence = confidenceOf(signalsOf(read, best, second));
    if (read.outside > FOREIGN.outside && lead.words < FOREIGN.words && best.by !== 'fixed') {
      return plan.decline('out-of-scope', near, confidence);
    }
    if (confidence < knobs.weak) {
      if (claimed) return plan.decline('not-covered', near, confidence);
      if (best.by === 'name' && read.outside < 0.3) return plan.ask(near, confidence);
      return plan.decline(read.outside > OUTSIDE ? 'out-of-scope' : 'not-understood', near, confidence);
    }
    const finding = claimed ? findingOn(best.topic, aspects, words, read) : null;
    if (finding?.verdict === 'not-covered' && isStatement(read)) return plan.decline('not-covered', near);
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
  function findingOn(topic: string, aspects: readonly Scored[], words: Words, read: Interpretation): Finding {
    const plain = words.terms.filter(({ term }) => !/^[@#]/.test(term));
    const { ranked } = request(topic, aspects, { ...words, terms: plain }, read, null, false);
    return checkClaim(read, ranked, understanding);
  }

  /** "Source?", "says who?": the facts of the last answer once more, with their sources. */
  function factsAskedAbout({ context }: Question, read: Interpretation): Request | null {
    if (context === null || !read.forms.has('sources') || read.mentions.length > 0) return null;
    if (read.atoms.length > SHORT) return null;
    const ranked = context.facts.flatMap((id) => {
      const filed = library.filed(id);
      return filed === undefined ? [] : [{ filed, score: 1, fit: 1, words: 1, near: 1, told: 1 }];
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

  /** Whether a text is no question at all; the more the facts hold of its words, the surer that must be. */
  function isSmalltalk({ likeliest: [best] }: Bearings, read: Interpretation): boolean {
    return read.smalltalk.probability - GATE.ours * Math.min(1, best?.strength ?? 0) > GATE.smalltalk;
  }

  /** Whether the facts hold so much of what is asked that it can hardly be another subject. */
  function isOurs({ likeliest: [best] }: Bearings, read: Interpretation): boolean {
    return read.outside - GATE.ours * Math.min(1, best?.strength ?? 0) <= GATE.strange;
  }

  /** Whether a short question can only be a follow-up: "кто его производит?" */
  function goesOn({ context }: Question, read: Interpretation): boolean {
    return (context?.topics.length ?? 0) > 0 && read.atoms.length <= SHORT && read.outside <= GATE.followUp;
  }

  /** Whether anything is asked for beside a name and the state at a date: "AK-203 as of 2020" asks for nothing more. */
  function asksMoreThanADate(read: Interpretation): boolean {
    const dated = [...read.dates, ...read.cues.filter(({ form }) => form === 'then')];
    return read.atoms.some(
      ({ digits, text }, i) =>
        !digits && !isSmall(text) && !isNamed(read, i) && !dated.some(({ from, to }) => i >= from && i < to),
    );
  }

  function isSmall(word: string): boolean {
    return word.length < 2 || understanding.spread(word) >= SMALL_WORD || SMALL_WORDS.has(word);
  }

  function candidatesOf(
    question: Question,
    read: Interpretation,
    topics: Topics,
    bearings: Bearings,
    words: Words,
    requestFor: (topic: string) => Request,
  ): Candidate[] {
    const [fixed] = topics.named;
    const sure = (topic: string, by: Candidate['by']): Candidate[] => [
      { topic, by, probability: 1, strength: 1, request: requestFor(topic) },
    ];
    if (fixed?.by === 'fixed') return sure(fixed.topic, 'fixed');
    const [only, ...others] = library.knowledge.topics;
    if (only !== undefined && others.length === 0) return sure(only.id, 'name');
    const carried = carriedTopics(question.context, topics, read, library);
    return meantTopics(topics, bearings, carried, words, library, requestFor);
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

  return { decide };
}

/** A follow-up of so few words has no subject of its own. */
const SHORT = 7;
/** A date told before the question says when something happened, not from when to look. */
const ASKED = 0.5;
/** What a fact of another aspect is worth that answers in the stead of the one asked. */
const FALLBACK = 0.75;
/** A question that names one of our topics and is another subject's all the same: jobs at its factory, its shares. */
const FOREIGN = { outside: 0.8, words: 0.3 } as const;
/** From how many aspects' phrases on a word is too small to tell an aspect. */
const SMALL_WORD = 7;
const SMALL_WORDS = new Set(
  'and ok okay so what about how the for same also then aur bhi wahi और भी а и то же про о об что насчет как же'.split(
    ' ',
  ),
);
function isNamed(read: Interpretation, atom: number): boolean {
  return read.mentions.some(({ from, to }) => atom >= from && atom < to);
}

/** Whether the words point at a topic without telling it from others of its kind: "the helicopter deal". */
function isVague(best: Candidate, { grouped }: Topics, terms: readonly Weighed[], beside: number): boolean {
  if (grouped.length > 0) return beside < VAGUE.beside || best.probability < VAGUE.likely;
  const telling = terms.reduce((sum, { weight }) => sum + weight, 0);
  return telling < VAGUE.telling && best.strength < VAGUE.sure;
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

const VAGUE = { likely: 0.4, telling: 0.6, sure: 0.9, beside: 0.45 } as const;
/** A fact that fits what is asked less than this is not what was known at a date. */
const KNOWN_THEN = 0.12;
/** Words that point at a topic this much outweigh a name of something that is not covered. */
const SURELY_OURS = 0.75;
/** From this probability on it is one of two topics, and both are answered. */
const BOTH = 0.7;
/** Topics that the words point at less than this are not worth asking back about. */
const FAINT = 0.33;
/** A question that names nothing: its nouns are details of what the conversation is about. */
const UNNAMED: Topics = { named: [], nouns: [], grouped: [], several: [] };

/** Whether something is really stated: a mere "… or not?" also ends a question. */
function isStatement(read: Interpretation): boolean {
  return read.cues.some(({ form, tag }) => form === 'claim' && !tag);
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
  const said = read.terms.filter((term) => term.from >= from && term.to <= to);
  return said.length > 0 && said.every(({ term }) => lead.filed.terms.has(term));
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
  { likeliest }: Bearings,
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
      likeliest
        .slice(0, 3)
        .map(({ topic, strength }) => `${topic} ${strength.toFixed(2)}`)
        .join(', ') || 'none'
    }`,
    `forms: ${[...read.forms].join(', ') || 'none'}`,
  ];
}
