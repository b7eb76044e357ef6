import type { PartialDate } from '../knowledge/schema.ts';
import { once } from '../language/once.ts';
import type { Interpretation, Scored, Understanding } from '../understanding/interpret.ts';
import type { Mention } from '../understanding/mentions.ts';
import { buildAcross } from './across.ts';
import type { Question } from './answer.ts';
import { type Bearings, bearingsOf } from './bearing.ts';
import { checkClaim } from './claims/check.ts';
import type { Finding } from './claims/finding.ts';
import { confidenceOf, signalsOf } from './confidence.ts';
import { explain, explainFinding, explainLead, type Line } from './explain.ts';
import { goesOn, isOurs, isSmalltalk, isVague, SHORT } from './gates.ts';
import type { Filed, Library } from './library.ts';
import { type Candidate, carriedTopics, meantTopics } from './meant.ts';
import type { Declined, Pair, Plan, View } from './plan.ts';
import type { Ranked, Request, Words } from './rank.ts';
import { foreignTo, readWords } from './rank.ts';
import { buildRequests, MOST_CHOICES } from './requests.ts';
import { asksMoreThanADate, asksOpenly, dateLookedBackAt, isAsked, isStatement, saysMore } from './saying.ts';
import { buildSeveralReader } from './several.ts';
import type { Topics } from './topics.ts';
import { findTopics, isDetailOf } from './topics.ts';

/** The two knobs of the decision, fitted by `npm run evaluate`. */
export interface Knobs {
  /** Below this confidence an answer is too weak to be given. */
  readonly weak: number;
  /** Nearer than this the best two topics cannot be told apart. */
  readonly close: number;
}

export const KNOBS: Knobs = { weak: 0.6, close: 0.2 };

export interface Decider {
  decide(question: Question, read: Interpretation): Plan;
}

/** A question with all that its words say, before anything is decided. */
interface Case {
  readonly question: Question;
  readonly read: Interpretation;
  /** Worked out where they are asked for: things set side by side are read one by one, never as a whole. */
  readonly words: () => Words;
  readonly bearings: () => Bearings;
  readonly aspects: readonly Scored[];
  readonly topics: Topics;
  /** Only what was known then; null for what is known now. */
  readonly asOf: PartialDate | null;
  /** A statement is to be held against the facts. */
  readonly claimed: boolean;
  /** How things came about is wanted, not only how they stand. */
  readonly history: boolean;
  /** A topic is called by its name, or fixed by the surface. */
  readonly named: boolean;
  /** Names in what is asked of things that are not covered. */
  readonly uncovered: readonly Mention[];
  /** For `--explain`; grows as the decision is made. */
  readonly why: Line[];
}

export function buildDecider(library: Library, understanding: Understanding, knobs: Knobs = KNOBS): Decider {
  const { request, pair, popular, nearTopic } = buildRequests(library);
  const confirming = new Set(
    library.knowledge.forms
      .filter(({ id }) => id === 'claim')
      .flatMap(({ cues }) => Object.values(cues).flatMap((words) => words ?? [])),
  );
  const across = once(() => buildAcross(library));
  const several = once(() => buildSeveralReader(library, understanding));

  /** A date beside the question may ask for what was known then, or only tell when something happened. */
  function decide(question: Question, written: Interpretation): Plan {
    // "who makes it?" is read as if it named what the conversation is about
    const follows = written.mentions.length === 0 && goesOn(question, written);
    const read = follows ? understanding.besideName(written) : written;
    const claimed = question.view === 'claim' || (read.forms.has('claim') && !asksOpenly(read));
    const lookedBackAt = claimed ? null : dateLookedBackAt(read);
    const asked = readCase(question, read, question.asOf ?? lookedBackAt, claimed);
    if (question.asOf !== undefined || lookedBackAt === null) return planOf(asked);
    const then = planOf({ ...asked, why: [...asked.why] });
    if (then.kind === 'show' || !asksMoreThanADate(read, understanding)) return then;
    const now = planOf({ ...asked, asOf: null });
    return now.kind === 'show' ? now : then;
  }

  function readCase(
    question: Question,
    read: Interpretation,
    asOf: PartialDate | null,
    claimed: boolean,
  ): Case {
    const words = once(() => readWords(read, library, understanding));
    const aspects = wantedAspects(question, read);
    const topics = findTopics(question, read, library);
    const bearings = once(() => bearingsOf(words(), aspects, read, library));
    return {
      question,
      read,
      words,
      bearings,
      aspects,
      topics,
      asOf,
      claimed,
      history: read.forms.has('history') || read.forms.has('changes') || question.view === 'timeline',
      named: topics.named.some(({ by }) => by === 'name' || by === 'fixed'),
      uncovered: read.mentions.filter(
        ({ targets, from }) => isAsked(read, from) && targets.every(({ kind }) => kind === 'uncovered'),
      ),
      why: explain(read, aspects, () => words().terms, bearings),
    };
  }

  /** The first way of dealing with a question that applies. */
  function planOf(asked: Case): Plan {
    return (
      repeated(asked) ??
      listed(asked) ??
      turnedAway(asked) ??
      sideBySide(asked) ??
      chosen(asked, candidatesOf(asked))
    );
  }

  /** "Source?", "says who?": the facts of the last answer once more, with their sources. */
  function repeated(asked: Case): Plan | null {
    const { context } = asked.question;
    const { forms, mentions, atoms } = asked.read;
    if (context === null || !forms.has('sources') || mentions.length > 0 || atoms.length > SHORT) return null;
    const ranked = context.facts.flatMap((id) => {
      const filed = library.filed(id);
      return filed === undefined ? [] : [{ filed, score: 1, fit: 1, words: 1, near: 1, told: 1 }];
    });
    const [topic] = context.topics;
    if (topic === undefined || ranked.length === 0) return null;
    return show(asked, 'plain', [{ topic, aspect: context.aspects[0] ?? null, ranked }], REPEATED);
  }

  /** A question for a list over all topics, answered from the values of the facts. */
  function listed(asked: Case): Plan | null {
    const { question, read, asOf } = asked;
    const isOpen =
      question.topic === undefined &&
      question.aspect === undefined &&
      (question.view ?? 'answer') === 'answer' &&
      !read.mentions.some(({ targets }) => targets.some(({ kind }) => kind === 'topic'));
    const found = isOpen ? across()(read, { asOf }) : null;
    if (found === null || found.requests.length === 0 || !found.stands) return null;
    asked.why.push(found.why);
    return { ...show(asked, 'list', found.requests, found.confidence), asOf: found.asOf };
  }

  /** What is no question to us: small talk, another subject. */
  function turnedAway(asked: Case): Plan | null {
    const { question, read, topics, named } = asked;
    if (named) return null;
    const bearings = asked.bearings();
    if (isSmalltalk(question, bearings, read)) return decline(asked, 'smalltalk');
    if (topics.grouped.length === 0 && !isOurs(bearings, read) && !goesOn(question, read))
      return decline(asked, asked.uncovered.length > 0 ? 'uncovered-topic' : 'out-of-scope');
    if (topics.grouped.length > 0 && isStrangers(asked, bearings.likeliest[0]))
      return decline(asked, 'uncovered-topic');
    return null;
  }

  /** Whether a question names something else than our topics. A designator is never outweighed, nor what looks like one. */
  function isStrangers(
    { read, named, uncovered }: Case,
    best: { readonly strength: number } | undefined,
  ): boolean {
    if (named) return false;
    if (read.strangers.some(({ from }) => isAsked(read, from))) return true;
    const isDesignator = ({ from, to }: Mention): boolean =>
      read.atoms.slice(from, to).some(({ digits }) => digits);
    return uncovered.some(isDesignator) || (uncovered.length > 0 && (best?.strength ?? 0) < SURELY_OURS);
  }

  /** Several topics at once: compared, listed or asked about in one breath. */
  function sideBySide(asked: Case): Plan | null {
    const { question, read, topics, aspects } = asked;
    if (isOfLast(asked)) return null;
    // beside a thing that is not covered the others are hardly all that is asked about
    if (asked.uncovered.length > 0 && topics.named.filter(({ by }) => by === 'name').length < 2) return null;
    const together = isPlain(asked) ? several().ofTopics(read, question.today, answerTo(asked)) : null;
    const view = read.forms.has('compare') ? 'compare' : 'list';
    if (together !== null) {
      asked.why.push(together.why);
      const { requests, confidence } = together;
      if (confidence < knobs.weak) return ask(asked, requests, confidence);
      return show(asked, view, requests, confidence);
    }
    if (topics.several.length < 2) return null;
    const rows = topics.several
      .map((topic) => requestFor(asked, topic, aspects))
      .filter(({ ranked }) => ranked.length > 0);
    return rows.length > 1 ? show(asked, view, rows, NAMED_TOGETHER) : null;
  }

  /** The best of the topics that may be meant, or a question back about which of them. */
  function chosen(asked: Case, candidates: readonly Candidate[]): Plan {
    const { read, words, topics, bearings, aspects } = asked;
    const [best, second, third] = nameFirst(candidates);
    const offer = (ids: readonly string[], probability: number): Plan =>
      ask(
        asked,
        ids.map((topic) => pair(topic, aspects)),
        probability,
      );
    if (isStrangers(asked, best)) return decline(asked, 'uncovered-topic');
    if (best === undefined) return withoutTopic(asked);
    const isGrouped = topics.grouped.length > 0;
    const all = candidates.map(({ topic }) => topic);
    if (best.by === 'words') {
      if (!isGrouped && !isOurs(bearings(), read)) return decline(asked, 'out-of-scope');
      if (isVague(best, topics, words().terms, read))
        return offer(isGrouped ? topics.grouped : all, best.probability);
      if (!isGrouped && best.strength < FAINT) return decline(asked, 'not-understood', [], best.probability);
    }
    if (second !== undefined && Math.abs(best.probability - second.probability) < knobs.close) {
      const confidence = confidenceOf(signalsOf(read, best, third));
      if (
        (!isGrouped || best.by === 'name') &&
        best.probability + second.probability > BOTH &&
        confidence > knobs.weak
      )
        return show(asked, 'several', [best.request, second.request], confidence);
      return offer(all, best.probability);
    }
    return unheardOf(asked, best) ?? inParts(asked, best) ?? about(asked, best, second);
  }

  /** What is asked names something that the topic's facts do not know; a statement that does may still be refuted. */
  function unheardOf(asked: Case, best: Candidate): Plan | null {
    const { claimed, uncovered, read, words, why } = asked;
    const [lead] = best.request.ranked;
    if (claimed || lead === undefined) return null;
    const near = (): Pair[] => nearTopic(best.topic);
    if (uncovered.some(({ from, to }) => !holdsMention(lead, read, from, to)))
      return decline(asked, 'uncovered-topic', near());
    const shelf = library.shelf(best.topic);
    const foreign = shelf === undefined ? [] : foreignTo(shelf, words().terms, understanding.teller);
    if (foreign.length === 0) return null;
    why.push(() => `names that no fact of the topic knows: ${foreign.join(', ')}`);
    return decline(asked, 'no-fact', near());
  }

  /** Several things about one topic, each with its own facts. */
  function inParts(asked: Case, best: Candidate): Plan | null {
    if (!isPlain(asked) || asked.history) return null;
    const parts = several().ofOne(asked.read, best.topic, best.probability, answerTo(asked));
    if (parts === null || parts.confidence < knobs.weak) return null;
    asked.why.push(parts.why);
    return show(asked, parts.requests.length > 1 ? 'several' : 'list', parts.requests, parts.confidence);
  }

  /** The facts of one topic, where they answer what is asked. */
  function about(asked: Case, best: Candidate, second: Candidate | undefined): Plan {
    const { question, read, words, asOf, claimed, uncovered, why } = asked;
    const wanted = best.request;
    const [lead] = wanted.ranked;
    const near = (): Pair[] => nearTopic(best.topic);
    if (lead === undefined) return decline(asked, 'no-fact', near());
    why.push(() => explainLead(best, lead));
    const isReadFromText = asOf !== null && question.asOf === undefined;
    if (isReadFromText && lead.fit < KNOWN_THEN && asksMoreThanADate(read, understanding))
      return decline(asked, 'no-fact', near());
    const isUncovered = uncovered.some(({ from, to }) => !holdsMention(lead, read, from, to));
    const confidence = confidenceOf(signalsOf(read, best, second));
    if (
      read.outside > FOREIGN.outside &&
      toldBesideName(lead, words(), read) < FOREIGN.told &&
      best.by !== 'fixed'
    )
      return decline(asked, 'out-of-scope', near(), confidence);
    const finding = claimed ? findingOn(asked, best.topic) : null;
    // What facts decide is meant, even where the rest of the words leave doubt.
    const decided = finding !== null && finding.verdict !== 'not-covered' && best.by === 'name';
    if (confidence < knobs.weak - (decided ? DECIDED : 0)) {
      if (claimed) return decline(asked, 'not-covered', near(), confidence);
      if (best.by === 'name' && read.outside < SURELY_INSIDE) return ask(asked, near(), confidence);
      return decline(asked, read.outside > OUTSIDE ? 'out-of-scope' : 'not-understood', near(), confidence);
    }
    if (finding !== null) why.push(() => explainFinding(finding));
    // Who is not covered may still be told from who is known.
    if (isUncovered && finding?.verdict === 'not-covered') return decline(asked, 'uncovered-topic', near());
    if (finding?.verdict === 'not-covered' && isStatement(read, confirming))
      return decline(asked, 'not-covered', near());
    const shown = finding === null ? wanted : { ...wanted, ranked: evidenceFirst(wanted.ranked, finding) };
    const view = question.view === 'timeline' ? 'timeline' : asked.history ? 'history' : 'plain';
    return show(asked, view, [shown], confidence, finding?.verdict === 'not-covered' ? null : finding);
  }

  /** What the facts say of a statement; its figures and dates, which may be wrong, do not choose the fact. */
  function findingOn({ read, words, aspects }: Case, topic: string): Finding {
    const plain = words().terms.filter(({ term }) => !/^[@#]/.test(term));
    const { ranked } = request(topic, aspects, { ...words(), terms: plain }, read);
    const shelf = library.shelf(topic);
    const count = Math.max(1, shelf?.facts.length ?? 0);
    return checkClaim(read, ranked, understanding, {
      topic,
      rarity: library.rarity,
      askedBy: library.askedBy,
      usual: (term) => (shelf?.holding(term).length ?? 0) / count,
      own: (term) => shelf?.isAbout(term) ?? false,
      called: (term) => shelf?.isCalled(term) ?? false,
      inGroup: (id) => library.group(id)?.topics.includes(topic) ?? false,
    });
  }

  /** What the surface fixed, what the question says, or what the conversation was about. */
  function wantedAspects(question: Question, read: Interpretation): readonly Scored[] {
    if (question.aspect !== undefined) return [{ id: question.aspect, probability: 1 }];
    if (question.view === 'timeline' && read.atoms.length === 0) {
      return library.knowledge.aspects.map(({ id }, _, all) => ({ id, probability: 1 / all.length }));
    }
    const carried = question.context?.aspects ?? [];
    const isBare = read.atoms.length <= BARE || read.forms.has('same');
    if (carried.length > 0 && read.mentions.length > 0 && isBare && !saysMore(read, understanding)) {
      return carried.map((id) => ({ id, probability: 1 / carried.length }));
    }
    const [first] = library.knowledge.aspects;
    const bare = read.words.every((word) => word.startsWith('§'));
    if (bare && first !== undefined && (read.mentions.length > 0 || question.topic !== undefined)) {
      return [{ id: first.id, probability: 1 }];
    }
    return read.aspects;
  }

  /** Whether the nouns of a question are details of what the conversation is about. */
  function isOfLast({ question, topics, read }: Case): boolean {
    const [subject] = question.context?.topics ?? [];
    return (
      subject !== undefined &&
      topics.named.length + topics.grouped.length > 0 &&
      isDetailOf(subject, topics, read, library)
    );
  }

  function candidatesOf(asked: Case): Candidate[] {
    const { question, read, bearings, words, aspects, history } = asked;
    const topics = isOfLast(asked) ? UNNAMED : asked.topics;
    const answer = (topic: string): Request => requestFor(asked, topic, aspects, history);
    const sure = (topic: string, by: Candidate['by']): Candidate[] => [
      { topic, by, probability: 1, strength: 1, request: answer(topic) },
    ];
    const [fixed] = topics.named;
    if (fixed?.by === 'fixed') return sure(fixed.topic, 'fixed');
    const [only, ...others] = library.knowledge.topics;
    if (only !== undefined && others.length === 0) return sure(only.id, 'name');
    const carried = carriedTopics(question.context, topics, read, library);
    return meantTopics(topics, bearings(), carried, words(), library, answer);
  }

  function withoutTopic(asked: Case): Plan {
    const { read, topics, words, aspects } = asked;
    if (topics.grouped.length > 0) {
      const choices = topics.grouped.map((topic) => pair(topic, aspects));
      return ask(asked, choices, 0.5);
    }
    const [top] = aspects;
    const isUnheard = words().terms.some(({ term }) => library.holding(term).length === 0);
    const isClear = top !== undefined && top.probability > 0.5 && read.known >= 0.8 && read.words.length > 0;
    return isClear && !isUnheard ? ask(asked, popular(top.id), 0.4) : decline(asked, 'not-understood');
  }

  function requestFor(
    { question, words, read, asOf }: Case,
    topic: string,
    aspects: readonly Scored[],
    history = false,
  ): Request {
    return request(topic, aspects, words(), read, { asOf, history, last: lastOf(question) });
  }

  /** The fact that led the last answer of the conversation. */
  function lastOf({ context }: Question): Filed | null {
    return library.filed(context?.facts[0] ?? '') ?? null;
  }

  /** Answers about a topic to a part of a question. */
  function answerTo({ question, read, asOf }: Case): (topic: string, part: Interpretation) => Request {
    const last = lastOf(question);
    return (topic, part) =>
      request(topic, part.aspects, readWords(part, library, understanding), read, { asOf, last });
  }

  return { decide };
}

function show(
  { asOf, why }: Case,
  view: View,
  requests: readonly Request[],
  confidence: number,
  finding: Finding | null = null,
): Plan {
  return { kind: 'show', view, requests, finding, confidence, asOf, why };
}

function ask({ asOf, why }: Case, choices: readonly Pair[], confidence: number): Plan {
  return { kind: 'ask', choices: choices.slice(0, MOST_CHOICES), confidence, asOf, why };
}

function decline(
  { asOf, why, read }: Case,
  reason: Declined,
  near: readonly Pair[] = [],
  confidence = 0,
): Plan {
  const smalltalk = reason === 'smalltalk' ? read.smalltalk.id : null;
  return { kind: 'decline', reason, near, smalltalk, confidence, asOf, why };
}

/** Nothing but the words says what is wanted. */
function isPlain({ claimed, question }: Case): boolean {
  return !claimed && question.aspect === undefined && question.topic === undefined;
}

/** How much less sure of a statement need be whose truth the facts decide. */
const DECIDED = 0.25;

/** A question of so few words that names a thing wants of it what was asked last. */
const BARE = 3;
/** Confidence in the facts of the last answer, asked for once more. */
const REPEATED = 0.9;
/** Confidence in rows for topics that are all named. */
const NAMED_TOGETHER = 0.8;
/** From this probability on another subject is believed. */
const OUTSIDE = 0.5;
/** Up to this probability of another subject a named topic is worth asking back about. */
const SURELY_INSIDE = 0.3;
/** A question that names one of our topics and is another subject's all the same: jobs at its factory, its shares. */
const FOREIGN = { outside: 0.8, told: 0.3 } as const;
/** A fact that fits what is asked less than this is not what was known at a date. */
const KNOWN_THEN = 0.12;
/** Words that point at a topic this much outweigh a name of something that is not covered. */
const SURELY_OURS = 0.75;
/** From this probability on it is one of two topics, and both are answered. */
const BOTH = 0.7;
/** A topic that the words point at less than this is none to answer or to ask back about. */
const FAINT = 0.33;
/** A question that names nothing: its nouns are details of what the conversation is about. */
const UNNAMED: Topics = { named: [], nouns: [], grouped: [], several: [] };

function holdsMention(lead: Ranked, read: Interpretation, from: number, to: number): boolean {
  const said = read.terms.filter((term) => term.from >= from && term.to <= to);
  return said.length > 0 && said.every(({ term }) => lead.filed.terms.has(term));
}

/** The share of a question's telling words, those of names of topics apart, that stand in a fact. */
function toldBesideName({ filed }: Ranked, { terms }: Words, read: Interpretation): number {
  const names = new Set(
    read.mentions
      .filter(({ targets }) => targets.some(({ kind }) => kind === 'topic'))
      .flatMap(({ from, to }) => read.terms.filter((term) => term.from >= from && term.to <= to))
      .map(({ term }) => term),
  );
  const others = terms.filter(({ term }) => !names.has(term));
  const total = others.reduce((sum, { weight }) => sum + weight, 0);
  const told = others
    .filter(({ term }) => filed.terms.has(term))
    .reduce((sum, { weight }) => sum + weight, 0);
  return total === 0 ? 0 : told / total;
}

function evidenceFirst(ranked: readonly Ranked[], { evidence }: Finding): Ranked[] {
  const top = ranked[0]?.score ?? 0;
  const first = ranked.filter(({ filed }) => evidence.includes(filed));
  return [
    ...first.map((item) => ({ ...item, score: Math.max(item.score, top) })),
    ...ranked.filter(({ filed }) => !evidence.includes(filed)),
  ];
}

/** A name is believed where the words do not speak against it by as much as this. */
const NAME_OUTWEIGHED = 0.4;

function nameFirst(candidates: readonly Candidate[]): readonly Candidate[] {
  const [best, second, ...others] = candidates;
  if (best?.by !== 'words' || second?.by !== 'name') return candidates;
  return best.probability - second.probability < NAME_OUTWEIGHED ? [second, best, ...others] : candidates;
}
