import { setTimeout as wait } from 'node:timers/promises';
import { ApplicationIntegrationType, type Client, OAuth2Scopes, PermissionFlagsBits } from 'discord.js';
import type { Logger } from 'pino';
import type { DiscordConfig } from '../config.ts';
import type { Engine } from '../engine.ts';
import { createClient, forgetDirectChannels } from './client.ts';
import { codesFor } from './codes.ts';
import { buildCommands, EVERYWHERE } from './commands/build.ts';
import { describeDifference } from './commands/diff.ts';
import { commandFaults } from './commands/faults.ts';
import { register, wrongApplication } from './commands/register.ts';
import { commandTable } from './commands/table.ts';
import { createClock } from './conduct/clock.ts';
import { COOLDOWN, createCooldown } from './conduct/cooldown.ts';
import { createPopularity } from './conduct/popularity.ts';
import { createRecent } from './conduct/recent.ts';
import { createSeen } from './conduct/seen.ts';
import { createCourier } from './deliver.ts';
import type { Bot } from './events/bot.ts';
import { dispatch } from './events/dispatch.ts';
import { inShort } from './life/refusals.ts';
import { type Ending, runSession } from './life/session.ts';
import { rehearse } from './rehearse.ts';

/** 0: it was told to stop. 2: it cannot run until somebody changes its configuration or knowledge. */
export type ExitCode = 0 | 2;

export interface StartOptions {
  /** Ends the bot as SIGTERM and SIGINT do. Default: those signals. */
  readonly stop?: AbortSignal;
  /** Milliseconds to wait before the attempt with this number (from 1) to connect. */
  readonly pauseBefore?: (attempt: number) => number;
  /** Whether it asks itself some questions first, so that nobody waits for what only the first ones need. Default: yes. */
  readonly rehearsing?: boolean;
}

const DRAIN_MS = 3_500;
const CLOSE_MS = 1_000;
const TIDY_EVERY_MS = 600_000;

/**
 * Runs the bot on Discord until it is stopped or refused for good. While there is no way to Discord it keeps trying.
 * Once told to stop it finishes what it has in hand and is gone within five seconds; sockets may still be closing
 * then, so the caller ends the process.
 */
export async function startDiscord(
  config: DiscordConfig,
  engine: Engine,
  log: Logger,
  options: StartOptions = {},
): Promise<ExitCode> {
  const faults = commandFaults(buildCommands(engine.knowledge, EVERYWHERE));
  for (const fault of faults) log.fatal(`commands: ${fault}`);
  if (faults.length > 0) return 2;

  // the first suggestion builds an index: nobody who types shall wait for it
  engine.suggest('a', 1);
  const stop = options.stop ?? signalled();
  const pauseBefore = options.pauseBefore ?? pause;
  const kept = lasting(config, engine);
  if (options.rehearsing ?? true) void rehearse(kept.desk, stop);
  for (let attempt = 1; ; attempt += 1) {
    const ending = await runOnce(config, kept, log, stop);
    if (ending.kind === 'stopped') {
      log.info('stopped');
      return 0;
    }
    if (ending.kind === 'refused') {
      log.fatal(ending.message);
      return 2;
    }
    const ms = pauseBefore(attempt);
    log.warn(
      { why: ending.why, attempt },
      `cannot reach Discord; trying again in ${Math.ceil(ms / 1_000)} s`,
    );
    const isStopped = await wait(ms, false, { signal: stop }).catch(() => true);
    if (isStopped) return 0;
  }
}

/** What outlives a connection: what is in memory of conversations and allowances, and the clock. */
type Lasting = Omit<Bot, 'courier'>;

function lasting(config: DiscordConfig, engine: Engine): Lasting {
  const { topics, aspects } = engine.knowledge;
  const facts = topics.flatMap((topic) => topic.facts);
  const clock = createClock();
  return {
    desk: {
      engine,
      codes: codesFor([...topics, ...aspects, ...facts].map(({ id }) => id)),
      today: clock.today,
    },
    table: commandTable(engine.knowledge),
    cooldown: createCooldown(COOLDOWN),
    seen: createSeen(),
    recent: createRecent(),
    popularity: createPopularity(),
    clock,
    askChannels: new Set(config.askChannels),
  };
}

async function runOnce(
  config: DiscordConfig,
  kept: Lasting,
  log: Logger,
  stop: AbortSignal,
): Promise<Ending> {
  const client = createClient(config);
  client.rest.once('response', (_request, response) => kept.clock.compare(response.headers.get('date')));
  const work = dispatch(client, { ...kept, courier: createCourier(client.rest) }, log);
  const tidying = setInterval(() => forgetDirectChannels(client), TIDY_EVERY_MS);
  tidying.unref();
  try {
    return await runSession(client, config, log, stop, (ready) => {
      log.info(
        { user: ready.user.tag, servers: ready.guilds.cache.size, shards: ready.options.shards },
        'ready',
      );
      log.info(`add the bot to a server: ${inviteLink(ready.application.id)}`);
      void registerCommands(ready, config, kept.desk.engine, log);
    });
  } finally {
    clearInterval(tidying);
    await within(DRAIN_MS, work.drain());
    await within(CLOSE_MS, client.destroy());
  }
}

async function registerCommands(
  client: Client<true>,
  config: DiscordConfig,
  engine: Engine,
  log: Logger,
): Promise<void> {
  // Shards may run on several machines: the one with the first shard registers for all.
  const { shards } = client.options;
  if (Array.isArray(shards) && !shards.includes(0)) return;
  const place = { applicationId: config.clientId, guildId: config.guildId };
  try {
    const found = await register(client.rest, place, engine.knowledge);
    if (found.kind === 'wrong-application') {
      log.error(`commands were not registered: ${wrongApplication(found.id)}`);
      return;
    }
    const lines = describeDifference(found.difference);
    log.info({ changes: lines }, lines.length === 0 ? 'commands are up to date' : 'commands registered');
  } catch (error) {
    log.error(
      { why: inShort(error) },
      'commands could not be registered; the old ones stay. Try `npm run commands:deploy`, which says more',
    );
  }
}

/** The link that adds the bot to a server, with the least permissions that it works with. */
export function inviteLink(applicationId: string): string {
  const permissions =
    PermissionFlagsBits.ViewChannel |
    PermissionFlagsBits.SendMessages |
    PermissionFlagsBits.SendMessagesInThreads |
    PermissionFlagsBits.ReadMessageHistory;
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '),
    permissions: permissions.toString(),
    integration_type: String(ApplicationIntegrationType.GuildInstall),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}

/** Longer with every attempt, up to a minute, and never the same for all bots of a host. */
function pause(attempt: number): number {
  return Math.min(60_000, 1_000 * 2 ** (attempt - 1)) * (0.75 + Math.random() / 2);
}

function signalled(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  await Promise.race([work.catch(() => {}), wait(ms, undefined, { ref: false })]);
}
