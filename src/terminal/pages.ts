import type { Engine } from '../engine.ts';
import type { Topic } from '../knowledge/schema.ts';
import { type Language, TOPIC_KINDS } from '../knowledge/terms.ts';
import { type Block, block, glued, span } from '../rendering/blocks.ts';
import { cellsOf } from '../rendering/cells.ts';
import { clean } from '../rendering/clean.ts';
import { inLanguage } from '../rendering/local.ts';
import { sourceBlocks } from '../rendering/outline.ts';
import type { Command } from './commands.ts';

/** The pages of the chat that are no answer to a question. */

const INDENT = 2;

/** What stands above the first prompt. */
export function welcomePage(engine: Engine, language: Language): Block[] {
  const { topics } = engine.knowledge;
  const facts = topics.reduce((sum, topic) => sum + topic.facts.length, 0);
  return [
    block([span('Communiqué', 'heading')]),
    block(engine.say('terminal.welcome', language, { topics: topics.length, facts })),
    block([span(engine.say('terminal.discord', language), 'dim')]),
  ];
}

/** How to ask, and every command. */
export function helpPage(engine: Engine, commands: readonly Command[], language: Language): Block[] {
  const rows = commands.map(({ name, takes, description }): Row => {
    const taken = takes === 'nothing' ? '' : ` ${takenName(takes, engine, language)}`;
    const text =
      typeof description === 'string' ? engine.say(description, language) : inLanguage(description, language);
    return { key: `/${inLanguage(name, language)}${taken}`, text };
  });
  return [
    block(engine.say('terminal.help.ask', language)),
    block(engine.say('terminal.help.follow', language)),
    block(engine.say('terminal.help.keys', language)),
    block([span(engine.say('terminal.help.commands', language), 'heading')], { gap: true }),
    ...table(rows),
  ];
}

/** What a command takes, in capitals as usage lines write it. */
function takenName(takes: 'topic' | 'topics' | 'question', engine: Engine, language: Language): string {
  const option = (id: string): string => {
    const names = engine.knowledge.options.find((found) => found.id === id)?.name;
    return (names === undefined ? id : inLanguage(names, language)).toUpperCase();
  };
  return takes === 'question'
    ? option('question')
    : takes === 'topic'
      ? option('topic')
      : `${option('topic')}, ${option('topic')}`;
}

/** Every topic under its kind, with the id that commands take. */
export function topicsPage(engine: Engine, topics: readonly Topic[], language: Language): Block[] {
  const inOrder = new Intl.Collator(language === 'hinglish' ? 'en' : language, { numeric: true });
  const groups = TOPIC_KINDS.map((kind) => ({
    kind,
    rows: topics
      .filter((topic) => topic.kind === kind)
      .map(({ id, names }): Row => ({ key: id, text: inLanguage(names, language) }))
      .sort((a, b) => inOrder.compare(a.text, b.text)),
  })).filter(({ rows }) => rows.length > 0);
  return groups.flatMap(({ kind, rows }) => [
    block([span(engine.say(`terminal.kind.${kind}`, language), 'heading')], { gap: true }),
    ...table(rows),
  ]);
}

/** Every source behind a topic's facts, the newest first. */
export function topicSourcesPage(engine: Engine, topic: Topic, language: Language): Block[] {
  const cited = new Set(topic.facts.flatMap(({ sources }) => sources));
  const sources = engine.knowledge.sources
    .filter(({ id }) => cited.has(id))
    .sort((a, b) => (b.published ?? '').localeCompare(a.published ?? '') || a.title.localeCompare(b.title))
    .map((source, place) => ({ number: place + 1, source }));
  const title = engine.say('terminal.sourcesOf', language, { topic: inLanguage(topic.names, language) });
  return sourceBlocks(sources, title, language);
}

interface Row {
  readonly key: string;
  readonly text: string;
}

/** Keys in a column, texts beside them. */
function table(rows: readonly Row[]): Block[] {
  const room = Math.max(0, ...rows.map(({ key }) => cellsOf(key)));
  return rows.map(({ key, text }) => {
    const gap = ' '.repeat(room - cellsOf(key) + 2);
    return block([span(glued(key + gap), 'command'), span(clean(text))], {
      indent: INDENT,
      hang: INDENT + room + 2,
    });
  });
}
