import type {
  Ambiguous,
  Answer,
  Answered,
  Choice,
  CitedSource,
  Claim,
  Role,
  ShownFact,
  Unanswered,
} from '../../answering/answer.ts';
import { dateInWords } from '../../answering/dates.ts';
import type { Engine } from '../../engine.ts';
import type { Language, Source, Topic } from '../../knowledge/schema.ts';
import { inLanguage } from '../language.ts';
import { bold, link, literal, small } from '../markdown.ts';
import type { Press } from '../state/press.ts';
import {
  type Block,
  type Button,
  type Control,
  type Sheet,
  type SourceLine,
  type Tone,
  textBlock,
} from './sheet.ts';

/** More choices than this are a menu. Aspects have short names, so more of them are still easy to look over. */
const MOST_BUTTONS = { aspects: 15, others: 10 } as const;

/** Lays an answer out. Every text of it is shown as it is; nothing is shortened. */
export function answerSheet(answer: Answer, view: 'answer' | 'timeline' | 'claim', engine: Engine): Sheet {
  switch (answer.kind) {
    case 'answered':
      return answeredSheet(answer, view, engine);
    case 'ambiguous':
      return ambiguousSheet(answer, engine);
    case 'unanswered':
      return unansweredSheet(answer, engine);
  }
}

function answeredSheet(answer: Answered, view: 'answer' | 'timeline' | 'claim', engine: Engine): Sheet {
  const lines = new Map(answer.sources.map((cited) => [cited.number, sourceLine(cited, answer.language)]));
  const facts = answer.sections.flatMap((section) =>
    factBlocks(section.heading, section.facts, lines, answer, engine),
  );
  const cited = new Set(facts.flatMap(({ sources }) => sources.map(({ number }) => number)));
  const uncited = [...lines.values()].filter(({ number }) => !cited.has(number));
  const shown = answer.sections.reduce((sum, section) => sum + section.facts.length, 0);
  return {
    tone: toneOf(answer.claim),
    blocks: [
      ...(answer.claim === null ? [] : [textBlock(claimText(answer.claim))]),
      ...answer.notes.map((note) => textBlock(small(literal(note)))),
      ...facts,
      ...uncited.map((line) => ({ ...textBlock(''), sources: [line] })),
    ],
    ...answeredButtons(answer, view, engine),
    shown,
    // Where nothing was shown there is nothing to pass over: turning on would come back to the same page.
    remaining: shown === 0 ? 0 : answer.remaining,
  };
}

function factBlocks(
  heading: string,
  facts: readonly ShownFact[],
  lines: ReadonlyMap<number, SourceLine>,
  answer: Answered,
  engine: Engine,
): Block[] {
  if (facts.length === 0) return [textBlock('', literal(heading))];
  return facts.map((shown, place) => {
    const label = roleLabel(shown.role, facts[place - 1]?.role, answer.language, engine);
    const cites = shown.cites.map((number) => `[${number}]`).join('');
    return {
      heading: literal(heading),
      text: [...label, `${literal(shown.text)} ${cites}`.trimEnd(), small(literal(shown.dateline))].join(
        '\n',
      ),
      sources: shown.cites.flatMap((number) => lines.get(number) ?? []),
      option: null,
    };
  });
}

/** Says once, where it begins, that what follows is newer on a side point or was replaced. */
function roleLabel(role: Role, before: Role | undefined, language: Language, engine: Engine): string[] {
  if (role === before) return [];
  if (role === 'newer') return [bold(literal(engine.say('discord.newer', language)))];
  if (role === 'earlier') return [bold(literal(engine.say('discord.earlier', language)))];
  return [];
}

/** "1. Title (a link) · publisher · date". */
function sourceLine({ number, source }: CitedSource, language: Language): SourceLine {
  return {
    number,
    text: `${number}. ${describe(source, language)}`,
    withoutLink: `${number}. ${describe(source, language, 'without link')}`,
  };
}

/** What was said of a source before. Sources do not change, and the same ones are cited again and again. */
const described = new WeakMap<Source, Map<string, string>>();

/** A source in one line: its title as a link, its publisher, its date. */
export function describe(source: Source, language: Language, form: 'link' | 'without link' = 'link'): string {
  const known = described.get(source) ?? new Map<string, string>();
  described.set(source, known);
  const key = `${language} ${form}`;
  const line = known.get(key) ?? describeAfresh(source, language, form);
  known.set(key, line);
  return line;
}

function describeAfresh(
  { title, url, publisher, published }: Source,
  language: Language,
  form: 'link' | 'without link',
): string {
  const date = published === undefined ? [] : [dateInWords(published, language)];
  return [form === 'link' ? link(title, url) : literal(title), literal(publisher), ...date].join(' · ');
}

const MARKS = { supported: '✅', contradicted: '❌', 'not-covered': '❔' } as const;

function claimText(claim: Claim): string {
  return bold(`${MARKS[claim.verdict]} ${literal(claim.sentence)}`);
}

function toneOf(claim: Claim | null): Tone {
  if (claim === null) return 'answer';
  return claim.verdict === 'not-covered' ? 'unknown' : claim.verdict;
}

function answeredButtons(
  answer: Answered,
  view: 'answer' | 'timeline' | 'claim',
  engine: Engine,
): Pick<Sheet, 'choices' | 'about'> {
  const { language, asOf } = answer;
  const [id, ...others] = new Set(answer.sections.map((section) => section.topic));
  const topic = others.length === 0 ? engine.knowledge.topics.find((one) => one.id === id) : undefined;
  if (topic === undefined) {
    const placeholder = engine.say('discord.choose', language);
    return {
      choices: choices(answer.next, placeholder, (target) => ({ do: 'ask', target, asOf })),
      about: [],
    };
  }
  const quiet = (label: string, press: Press): Button => ({ label, press, look: 'quiet' });
  const aspect = answer.aspects.length === 1 ? (answer.aspects[0] ?? null) : null;
  const history: Press = { do: 'history', target: { topic: topic.id, aspect } };
  const placeholder = engine.say('discord.aspects', language, { topic: inLanguage(topic.names, language) });
  return {
    choices: choices(
      answer.next.map((choice) => withoutTopic(choice, topic, engine, language)),
      placeholder,
      (target) => ({ do: 'ask', target, asOf }),
      { most: MOST_BUTTONS.aspects },
    ),
    about: [
      ...(view !== 'timeline' && hasHistory(answer, topic)
        ? [quiet(engine.say('discord.history', language), history)]
        : []),
      quiet(engine.say('discord.allSources', language), { do: 'sources', topic: topic.id }),
    ],
  };
}

/** Under an answer on one topic, its other aspects need not name it again. */
function withoutTopic(choice: Choice, topic: Topic, engine: Engine, language: Language): Choice {
  const aspect = engine.knowledge.aspects.find(({ id }) => id === choice.aspect);
  const isOfTopic = choice.topic === topic.id && aspect !== undefined;
  return isOfTopic ? { ...choice, label: inLanguage(aspect.names, language) } : choice;
}

/** Whether the topic has facts on what was asked that something later replaced. */
function hasHistory({ aspects }: Answered, { facts }: Topic): boolean {
  return facts.some(
    (fact) =>
      fact.currency === 'superseded' &&
      (aspects.length === 0 ||
        aspects.includes(fact.aspect) ||
        fact.also.some((also) => aspects.includes(also))),
  );
}

function ambiguousSheet(answer: Ambiguous, engine: Engine): Sheet {
  const placeholder = engine.say('discord.choose', answer.language);
  return {
    tone: 'question',
    blocks: [textBlock(literal(answer.prompt))],
    choices: choices(answer.choices, placeholder, (target) => ({ do: 'choose', target }), { look: 'main' }),
    about: [],
    shown: 0,
    remaining: 0,
  };
}

function unansweredSheet(answer: Unanswered, engine: Engine): Sheet {
  const near =
    answer.near.length > 0 ? [textBlock(small(literal(engine.say('discord.near', answer.language))))] : [];
  const placeholder = engine.say('discord.choose', answer.language);
  return {
    tone: 'unknown',
    blocks: [textBlock(literal(answer.message)), ...near],
    choices: choices(answer.near, placeholder, (target) => ({ do: 'ask', target, asOf: null })),
    about: [],
    shown: 0,
    remaining: 0,
  };
}

type TargetedPress = (target: { topic: string; aspect: string | null } | null) => Press;

/** Choices as buttons while they are few, as a menu beyond; null where there are none. */
function choices(
  list: readonly Choice[],
  placeholder: string,
  press: TargetedPress,
  { look = 'quiet', most = MOST_BUTTONS.others }: { look?: Button['look']; most?: number } = {},
): Control | null {
  if (list.length === 0) return null;
  const options = list.map(({ label, topic, aspect }) => ({ label, target: { topic, aspect } }));
  if (list.length > most) return { kind: 'menu', placeholder, press: press(null), options };
  return {
    kind: 'buttons',
    buttons: options.map(({ label, target }) => ({ label, press: press(target), look })),
  };
}
