import type { Engine } from '../../engine.ts';
import type { CommandId, Language, Source, Topic, Translated } from '../../knowledge/schema.ts';
import { inLanguage } from '../language.ts';
import { bold, literal } from '../markdown.ts';
import { describe } from './answer.ts';
import { type Sheet, textBlock } from './sheet.ts';

/** The pages that are no answer to a question: all sources of a topic, all topics, help. */

/** Every source behind a topic's facts, the newest first. */
export function sourcesSheet(topic: Topic, engine: Engine, language: Language): Sheet {
  const name = inLanguage(topic.names, language);
  const title = literal(engine.say('discord.sourcesOf', language, { topic: name }));
  const cited = new Set(topic.facts.flatMap(({ sources }) => sources));
  const sources = engine.knowledge.sources.filter(({ id }) => cited.has(id)).sort(newestFirst);
  return {
    ...list(sources.map((source, place) => textBlock(`${place + 1}. ${describe(source, language)}`, title))),
    about: [
      {
        label: name,
        press: { do: 'ask', target: { topic: topic.id, aspect: null }, asOf: null },
        look: 'quiet',
      },
    ],
  };
}

function newestFirst(a: Source, b: Source): number {
  return (b.published ?? '').localeCompare(a.published ?? '') || a.title.localeCompare(b.title);
}

/** Every topic by name, in the language's order; each page with a menu that opens one. */
export function topicsSheet(engine: Engine, language: Language): Sheet {
  const title = literal(engine.say('discord.topics', language));
  const names = engine.knowledge.topics.map((topic) => ({
    id: topic.id,
    name: inLanguage(topic.names, language),
  }));
  names.sort((a, b) => a.name.localeCompare(b.name, language === 'hinglish' ? 'en' : language));
  return list(
    names.map(({ id, name }) => ({
      ...textBlock(`- ${literal(name)}`, title),
      option: { label: name, target: { topic: id, aspect: null } },
    })),
  );
}

/** How to ask, and every command with its description. */
export function helpSheet(engine: Engine, language: Language): Sheet {
  const { commands, options, aspects } = engine.knowledge;
  const nameOf = (id: CommandId): string => {
    const command = commands.find((one) => one.id === id);
    return command === undefined ? id : inLanguage(command.name, language);
  };
  const privately = options.find(({ id }) => id === 'private')?.name;
  const ways = [
    engine.say('discord.help.mention', language),
    engine.say('discord.help.reply', language),
    engine.say('discord.help.menu', language, {
      answer: nameOf('answer-this'),
      check: nameOf('check-claim'),
    }),
    engine.say('discord.help.private', language, {
      option: privately === undefined ? 'private' : inLanguage(privately, language),
    }),
  ];
  const described = [...commands, ...aspects.flatMap(({ command }) => command ?? [])].flatMap((command) =>
    command.description === undefined ? [] : [{ name: command.name, description: command.description }],
  );
  const title = literal(engine.say('discord.help.title', language));
  const commandsTitle = literal(engine.say('discord.help.commands', language));
  return {
    ...list([
      textBlock(literal(engine.say('discord.help.what', language)), title),
      ...ways.map((way) => textBlock(`- ${literal(way)}`, title)),
      ...described.map(({ name, description }) =>
        textBlock(commandLine(name, description, language), commandsTitle),
      ),
    ]),
    about: [{ label: engine.say('discord.allTopics', language), press: { do: 'topics' }, look: 'main' }],
  };
}

function commandLine(name: Translated, description: Translated, language: Language): string {
  return `- ${bold(literal(`/${inLanguage(name, language)}`))} · ${literal(inLanguage(description, language))}`;
}

function list(blocks: Sheet['blocks']): Sheet {
  return { tone: 'plain', blocks, choices: null, about: [], shown: 0, remaining: 0 };
}

/** One sentence of ours: a notice. */
export function noticeSheet(sentence: string): Sheet {
  return list([textBlock(literal(sentence))]);
}
