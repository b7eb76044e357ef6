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

/** Around an answer wherever it is shown as plain text. */
const RENDERING = [
  'rendering.sources',
  'rendering.newer',
  'rendering.earlier',
  'rendering.near',
  'rendering.next',
  'rendering.more',
] as const;

const TERMINAL = [
  'terminal.welcome',
  'terminal.discord',
  'terminal.more',
  'terminal.noMore',
  'terminal.nothingYet',
  'terminal.pick',
  'terminal.outOfRange',
  'terminal.leave',
  'terminal.unknownCommand',
  'terminal.didYouMean',
  'terminal.whichTopic',
  'terminal.whichTwo',
  'terminal.unknownTopic',
  'terminal.topics',
  'terminal.sourcesOf',
  'terminal.kind.system',
  'terminal.kind.agreement',
  'terminal.kind.programme',
  'terminal.kind.institution',
  'terminal.kind.meeting',
  'terminal.kind.policy',
  'terminal.help.ask',
  'terminal.help.follow',
  'terminal.help.keys',
  'terminal.help.commands',
  'terminal.command.more',
  'terminal.command.sources',
  'terminal.command.quit',
] as const;

export const WORDING_KEYS = [...ANSWERING, ...RENDERING, ...TERMINAL, ...DISCORD] as const;
export type WordingKey = (typeof WORDING_KEYS)[number];
