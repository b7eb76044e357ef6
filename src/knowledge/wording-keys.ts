/**
 * Every line of the frame around the facts, by the room that speaks it. A key that stands here and not in
 * `wording.yaml` is a fault at load, and so is the reverse. `{name}` in a line is filled in.
 */
const ANSWERING = [
  'asOf',
  'basis.official',
  'basis.report',
  'basis.law',
  'basis.treaty',
  'superseded',
  'knownThen',
  'inEnglish',
  'which.topic',
  'which.aspect',
  'declined.no-fact',
  'declined.not-understood',
  'declined.out-of-scope',
  'declined.smalltalk',
  'declined.uncovered-topic',
  'claim.supported',
  'claim.contradicted',
  'claim.not-covered',
] as const;

const DISCORD = [
  'discord.sources',
  'discord.sourcesOf',
  'discord.allSources',
  'discord.newer',
  'discord.earlier',
  'discord.history',
  'discord.more',
  'discord.back',
  'discord.page',
  'discord.choose',
  'discord.aspects',
  'discord.near',
  'discord.topics',
  'discord.allTopics',
  'discord.openTopic',
  'discord.aboutMessage',
  'discord.help.title',
  'discord.help.what',
  'discord.help.mention',
  'discord.help.reply',
  'discord.help.menu',
  'discord.help.private',
  'discord.help.commands',
  'discord.cooldown',
  'discord.error',
  'discord.stale',
  'discord.noText',
  'discord.badDate',
] as const;

export const WORDING_KEYS = [...ANSWERING, ...DISCORD] as const;
export type WordingKey = (typeof WORDING_KEYS)[number];
