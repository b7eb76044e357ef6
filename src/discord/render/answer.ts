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
import type { Language, Source } from '../../knowledge/schema.ts';
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

/** More choices than this are a menu, fewer are buttons. */
const MOST_BUTTONS = 10;

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
    controls: answeredControls(answer, view, engine),
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
    text: `${number}. ${describe(link(source.title, source.url), source, language)}`,
    withoutLink: `${number}. ${describe(literal(source.title), source, language)}`,
  };
}

/** A source in one line, its title given as Markdown. */
export function describe(title: string, source: Source, language: Language): string {
  const date = source.published === undefined ? [] : [dateInWords(source.published, language)];
  return [title, literal(source.publisher), ...date].join(' · ');
}

const MARKS = { supported: '✅', contradicted: '❌', 'not-covered': '❔' } as const;

function claimText(claim: Claim): string {
  return bold(`${MARKS[claim.verdict]} ${literal(claim.sentence)}`);
}

function toneOf(claim: Claim | null): Tone {
  if (claim === null) return 'answer';
  return claim.verdict === 'not-covered' ? 'unknown' : claim.verdict;
}

function answeredControls(
  answer: Answered,
  view: 'answer' | 'timeline' | 'claim',
  engine: Engine,
): Control[] {
  const { language } = answer;
  const [topic, ...others] = new Set(answer.sections.map((section) => section.topic));
  const alone = others.length === 0 && topic !== undefined ? topic : null;
  const about: Button[] = [];
  if (alone !== null && view !== 'timeline' && hasHistory(answer, alone, engine)) {
    const aspect = answer.aspects.length === 1 ? (answer.aspects[0] ?? null) : null;
    const press: Press = { do: 'history', target: { topic: alone, aspect } };
    about.push({ label: engine.say('discord.history', language), press, look: 'quiet' });
  }
  if (alone !== null) {
    const press: Press = { do: 'sources', topic: alone };
    about.push({ label: engine.say('discord.allSources', language), press, look: 'quiet' });
  }
  const name = engine.knowledge.topics.find(({ id }) => id === alone)?.names;
  const menuLabel = engine.say('discord.aspects', language, {
    topic: name === undefined ? '' : inLanguage(name, language),
  });
  const next = choices(answer.next, menuLabel, (target) => ({ do: 'ask', target, asOf: answer.asOf }));
  return [...next, ...(about.length > 0 ? [{ kind: 'buttons', buttons: about } as const] : [])];
}

/** Whether the topic has facts on what was asked that something later replaced. */
function hasHistory(answer: Answered, topic: string, engine: Engine): boolean {
  const facts = engine.knowledge.topics.find(({ id }) => id === topic)?.facts ?? [];
  const { aspects } = answer;
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
    controls: choices(answer.choices, placeholder, (target) => ({ do: 'choose', target }), 'main'),
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
    controls: choices(answer.near, placeholder, (target) => ({ do: 'ask', target, asOf: null })),
    shown: 0,
    remaining: 0,
  };
}

type TargetedPress = (target: { topic: string; aspect: string | null } | null) => Press;

/** Choices as buttons while they are few, as a menu beyond. */
function choices(
  list: readonly Choice[],
  placeholder: string,
  press: TargetedPress,
  look: Button['look'] = 'quiet',
): Control[] {
  if (list.length === 0) return [];
  const options = list.map(({ label, topic, aspect }) => ({ label, target: { topic, aspect } }));
  if (list.length > MOST_BUTTONS) return [{ kind: 'menu', placeholder, press: press(null), options }];
  return [
    { kind: 'buttons', buttons: options.map(({ label, target }) => ({ label, press: press(target), look })) },
  ];
}
