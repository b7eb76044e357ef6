import { pino } from 'pino';
import type { TestContext } from 'vitest';
import type { DiscordConfig } from '../../../src/config.ts';
import { type ExitCode, type StartOptions, startDiscord } from '../../../src/discord/start.ts';
import {
  type ChannelRecord,
  type Guild,
  LoopbackDiscord,
  type LoopbackOptions,
  type Person,
} from '../../loopback/index.ts';
import { type FakeEngine, fakeEngine } from './engine.ts';

export interface RunningBot {
  readonly engine: FakeEngine;
  /** Lines of the log, parsed. */
  readonly log: readonly LogLine[];
  /** Ends it as a signal would; resolves to its exit code. */
  stop(): Promise<ExitCode>;
  /** Resolves when it ends by itself. */
  readonly ended: Promise<ExitCode>;
}
export interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly changes?: readonly string[];
  readonly why?: string;
  readonly [field: string]: unknown;
}

export interface Scene {
  readonly discord: LoopbackDiscord;
  readonly bot: RunningBot;
  readonly guild: Guild;
  readonly general: ChannelRecord;
  readonly anna: Person;
}

type Finishing = Pick<TestContext, 'onTestFinished'>;

/** Runs the bot against a loopback in this process, with an engine of its own. It ends with the test. */
export function runBot(
  t: Finishing,
  discord: LoopbackDiscord,
  config: Partial<DiscordConfig> = {},
  options: Omit<StartOptions, 'stop'> & { readonly engine?: FakeEngine; readonly logLevel?: string } = {},
): RunningBot {
  const { engine = fakeEngine(), logLevel = 'debug', ...rest } = options;
  const log: LogLine[] = [];
  const controller = new AbortController();
  const full: DiscordConfig = {
    token: discord.token,
    clientId: null,
    guildId: null,
    apiUrl: discord.apiUrl,
    askChannels: [],
    sharding: { kind: 'auto' },
    ...config,
  };
  const logger = pino({ level: logLevel }, { write: (line: string) => void log.push(JSON.parse(line)) });
  const ended = startDiscord(full, engine, logger, {
    stop: controller.signal,
    // what the engine was asked shall be what people asked
    rehearsing: false,
    ...rest,
  });
  const stop = (): Promise<ExitCode> => {
    controller.abort();
    return ended;
  };
  t.onTestFinished(async () => {
    await stop();
  });
  return { engine, log, ended, stop };
}

/** A loopback with a server, a channel, Anna, and the bot, ready with its commands. */
export async function setScene(
  t: Finishing,
  {
    loopback = {},
    config = {},
    ...options
  }: Parameters<typeof runBot>[3] & {
    readonly loopback?: LoopbackOptions;
    readonly config?: Partial<DiscordConfig>;
  } = {},
): Promise<Scene> {
  const discord = await LoopbackDiscord.start(loopback);
  t.onTestFinished(() => discord.stop());
  const anna = discord.user('anna');
  const guild = discord.guild('a server', { members: [anna] });
  const general = guild.channel('general');
  const bot = runBot(t, discord, config, options);
  await discord.connected();
  if (config.guildId == null) await discord.registered(['ask', 'cost', 'help']);
  return { discord, bot, guild, general, anna };
}
