import { once } from '../../language/once.ts';
import type { NamedEvent } from '../../understanding/events.ts';
import type { Interpretation, Understanding } from '../../understanding/interpret.ts';
import {
  boundsAmount,
  eventsIn,
  isAtLatest,
  type StatedAmount,
  type StatedDate,
  statedAmounts,
} from './parts.ts';

/** A word or name of a statement that a fact on the same matter should hold. */
export interface Said {
  /** Its terms: any of them will do. */
  readonly terms: readonly string[];
  /** How telling it is, from 0 to 1 and somewhat more for names. */
  readonly weight: number;
  readonly name: boolean;
  /** Whether people ask for a fact, by its number, with it: never of a name. */
  readonly isAskedOf: (fact: number) => boolean;
  /** The events that it claims; a fact that reports one of them need not hold the word. */
  readonly events: readonly string[];
}

/** How telling a term is among all facts, and in what share of the topic's facts it stands; both from 0 to 1. */
export interface Measures {
  rarity(term: string): number;
  usual(term: string): number;
  /** The facts, by number, that people ask for with a term. */
  askedBy(term: string): ReadonlySet<number>;
  /** Whether the topic's names or summary hold a term, so that every fact is about it. */
  own(term: string): boolean;
  /** Whether the topic's names hold a term. */
  called(term: string): boolean;
  /** Whether the topic is one of a group: a number of "jets" then counts the topic. */
  inGroup(group: string): boolean;
  /** The id of the topic. */
  readonly topic: string;
}

/** Verbs that only join what is said to whom it is said of. */
const LIGHT = new Set(
  'cover covers covered include includes included including let lets allow allows allowed involve involves comprise comprises contain contains provide provides amount amounts affair'.split(
    ' ',
  ),
);

/** Whether a word or what it is a form of is ordinary: "leaders", "allowed". */
function isPlain(word: string, understanding: Understanding): boolean {
  if (word.length < 3 || LIGHT.has(word)) return true;
  return [
    word,
    word.replace(/(?:e?s|e?d|ing)$/, ''),
    word.replace(/(?:s|d)$/, ''),
    word.replace(/ing$/, 'e'),
  ].some((form) => understanding.isOrdinary(form));
}

/** What somebody states, taken apart into what can be held against a fact. */
export interface Statement {
  readonly text: string;
  /** Whether it says that something is not so. */
  readonly denied: boolean;
  /** Whether it only tells what somebody said, hoped or meant: then what happened does not refute it. */
  readonly reported: boolean;
  /** Whether it says that nothing else is so ("only", "just"): then a fact that merely agrees proves nothing. */
  readonly only: boolean;
  /** Whether it speaks of all of it: "all delivered" is more than "delivered". */
  readonly whole: boolean;
  /** Whether it tells of what was or is intended rather than of what is. */
  readonly intended: boolean;
  readonly events: readonly NamedEvent[];
  readonly amounts: readonly StatedAmount[];
  readonly dates: readonly StatedDate[];
  /** Places, countries, bodies and persons other than the topic itself and the two sides of every agreement. */
  readonly names: readonly string[];
  readonly words: readonly Said[];
  /** Whether something is named that the knowledge does not cover. */
  readonly strange: boolean;
  /** "The 21st", "the first", "INDRA 2019": a fact on another one is about something else. */
  readonly ordinals: readonly string[];
  /** All its terms, those of the topic's own name left out. */
  readonly terms: ReadonlySet<string>;
}

/** The two that every agreement is between: their names tell nothing apart. */
export const BOTH: ReadonlySet<string> = new Set(['=india', '=russia']);
const CAPITALS: ReadonlySet<string> = new Set(['=moscow', '=new delhi']);
/** Words after which a capital is a place. */
const INTO: ReadonlySet<string> = new Set(
  'in at to into from near around of outside for via over above across through towards toward between off against past beyond'.split(
    ' ',
  ),
);
/** Weight of what an ordinary word without a meaning of its own says. */
const ORDINARY = 0.3;
const NAME = 1.3;
/** What a part of the topic's own name weighs beside other words. */
const OWN = 0.6;
/** From how many aspects' phrases on a word says nothing about any fact. */
const EVERYWHERE = 6;
/** What an event weighs where the fact does not report it. */
const EVENT = 0.6;
export function readStatement(
  read: Interpretation,
  understanding: Understanding,
  { rarity, usual, own: isTopics, called, inGroup, askedBy, topic }: Measures,
): Statement {
  const asking = read.cues.filter(({ form }) => form === 'claim');
  const isAsking = (at: number): boolean => asking.some(({ from, to }) => at >= from && at < to);
  const own = read.mentions.filter(({ targets }) =>
    targets.some(({ kind, id }) => kind === 'topic' && id === topic),
  );
  const isOwn = (from: number, to: number): boolean =>
    own.some((mention) => mention.from <= from && mention.to >= to);
  const says = (form: string): boolean =>
    read.cues.some((cue) => cue.form === form && !isAsking(cue.from) && !isOwn(cue.from, cue.to));

  const events = eventsIn(read, understanding, isAsking);
  const amounts = statedAmounts(read, isAsking, { topic, inGroup });
  const inAmount = (from: number, to: number): boolean =>
    amounts.some(({ start, end }) => {
      const first = read.atoms[from];
      const last = read.atoms[to - 1];
      return first !== undefined && last !== undefined && first.start >= start && last.end <= end;
    });
  // Of the topic's own name only what tells one thing of the topic from another: "INS Tamal", "the 21st summit".
  const isPart = (term: string, from: number, to: number): boolean => {
    const beside = read.atoms.slice(Math.max(0, from - 1), to + 1).some(({ digits }) => digits);
    const ordinal = term.startsWith('#') && read.atoms[to]?.key === 'th';
    return (
      (ordinal || !beside || understanding.terms.names.has(term)) && usual(term) > 0 && usual(term) < 0.5
    );
  };
  const terms = read.terms.filter(
    ({ term, from, to }) => !isAsking(from) && (!isOwn(from, to) || isPart(term, from, to)),
  );
  // "Moscow wants": the government, not the place
  const isGovernment = (term: string, from: number): boolean =>
    CAPITALS.has(term) && !INTO.has(read.atoms[from - 1]?.text ?? '') && read.language === 'en';
  const isCue = (from: number, to: number): boolean =>
    read.cues.some(
      (cue) =>
        (cue.form === 'negation' || cue.form === 'only' || cue.form === 'whole' || cue.form === 'intended') &&
        cue.from <= from &&
        cue.to >= to,
    );

  // Who says it, and words such as "less than" before a figure, are not what is said.
  const saying = (from: number, to: number): boolean =>
    SAYING.has(read.atoms[to]?.text ?? '') ||
    SAYING.has(read.atoms[from]?.text ?? '') ||
    boundsAmount(read, amounts, to);

  const isStrange = (from: number, to: number): boolean =>
    read.mentions.some(
      (mention) =>
        mention.from <= from && mention.to >= to && mention.targets.every(({ kind }) => kind === 'uncovered'),
    );

  const said = new Map<string, Said>();
  for (const { term, from, to } of terms) {
    if (
      term.startsWith('@') ||
      inAmount(from, to) ||
      isCue(from, to) ||
      BOTH.has(term) ||
      isGovernment(term, from)
    )
      continue;
    const name = understanding.terms.names.has(term) || isStrange(from, to);
    const claims = events.filter((event) => event.from < to && event.to > from);
    const isAboutTopic = !name && claims.length === 0 && isTopics(term) && !isOwn(from, to);
    if (saying(from, to) || isAboutTopic) continue;
    const key = `${from} ${to}`;
    const known = said.get(key);
    const claimed = claims.flatMap(({ event }) => [event, ...understanding.event(event).kin]);
    const [claim] = claims;
    const told = claim !== undefined && !name ? EVENT / (claim.to - claim.from) : weightOf(term, from, to);
    const weight = Math.max(known?.weight ?? 0, isOwn(from, to) ? OWN * told : told);
    const isName = name || (known?.name ?? false);
    const asked = once(() => askedBy(term));
    said.set(key, {
      terms: [...(known?.terms ?? []), term],
      weight,
      name: isName,
      isAskedOf: (fact) => !isName && (known?.isAskedOf(fact) === true || asked().has(fact)),
      events: claimed,
    });
  }

  function weightOf(term: string, from: number, to: number): number {
    const name = understanding.terms.names.has(term);
    const written = read.atoms.slice(from, to).map(({ text }) => text);
    const spread = name ? 0 : Math.max(...written.map((word) => understanding.spread(word)));
    if (spread >= EVERYWHERE) return 0;
    const ordinary = written.every((word) => isPlain(word, understanding));
    // What no fact holds, and is as short as "pls", tells nothing.
    if (!name && rarity(term) >= 1 && written.every((word) => word.length <= 3)) return 0;
    const designator = /\d/.test(term) && to - from > 1;
    if (designator && isPlain(written[0] ?? '', understanding)) return 0;
    const weight = rarity(term) ** 1.5 / (1 + spread / 2);
    // The facts are told in English first: that they lack another language's word says little.
    if (!name && rarity(term) >= 1 && read.language !== 'en') return ORDINARY * weight;
    return name ? NAME * weight : ordinary && !term.startsWith('=') ? ORDINARY * weight : weight;
  }

  return {
    text: read.text,
    denied: read.cues.some(
      (cue) =>
        cue.form === 'negation' &&
        !isAsking(cue.from) &&
        !isOwn(cue.from, cue.to) &&
        !WITHOUT.has(cue.words) &&
        !events.some(({ from, to }) => cue.from === from && cue.to === to),
    ),
    reported: read.atoms.some(({ text }, i) => !isAsking(i) && HEDGES.has(text)),
    only: says('only'),
    whole: says('whole'),
    intended: says('intended'),
    events,
    amounts,
    dates: read.dates.map((date) => ({ ...date, atLatest: isAtLatest(read, date) })),
    names: [
      ...new Set(
        terms
          .filter(({ term, from, to }) => !isOwn(from, to) && !saying(from, to) && !isGovernment(term, from))
          .map(({ term }) => term),
      ),
    ].filter((term) => !BOTH.has(term) && (understanding.terms.names.get(term) ?? 'word') !== 'word'),
    words: [...said.values()],
    strange: read.mentions.some(
      ({ from, to, targets }) =>
        targets.every(({ kind }) => kind === 'uncovered') &&
        !read.terms.some(
          (term) => term.from >= from && term.to <= to && understanding.terms.names.has(term.term),
        ),
    ),
    ordinals: [
      ...terms.filter(
        ({ term, to }) => ORDINALS.has(term) || (term.startsWith('#') && read.atoms[to]?.key === 'th'),
      ),
      ...read.terms.filter(
        ({ term, from, to }) => term.startsWith('@') && isOwn(from, to) && usual(term) < 0.5,
      ),
      // what tells an R-37M of an R-27, unless all of the topic goes by it
      ...read.terms.filter(
        ({ term, from, to }) =>
          DESIGNATOR.test(term) && isOwn(from, to) && !called(term) && usual(term) > 0 && usual(term) < 0.5,
      ),
    ].map(({ term }) => term),
    terms: new Set(terms.map(({ term }) => term)),
  };
}

/** Those that are written out, as the vocabulary has them. */
const ORDINALS: ReadonlySet<string> = new Set(['=first', '=second', '=third', '=fourth', '=fifth']);

/** Letters and digits of one name. */
const DESIGNATOR = /^[\p{L}]+\d+/u;

/** Negations that deny something besides. */
const WITHOUT = new Set(['without', 'без']);
const HEDGES = new Set(
  'still yet await awaits awaited scheduled due अनुसार तभी said reported according claimed wrote told hoped hope hopes aims aim aimed expected wanted wants waiting needed needs might may could would planned plans thought draft посчитали ожидает ждет ждали хотела хочет намерена планирует сообщил сообщила заявил заявила बताया कहा उम्मीद योजना चाहता चाहती bataya kaha chahta chahti'.split(
    ' ',
  ),
);

const SAYING = new Set(
  'says say said claims claim claimed reports reported writes wrote tells told пишет пишут сообщает сообщил заявил заявила говорит утверждает कहता कहते बताया kehta kehte bola bolte'.split(
    ' ',
  ),
);
