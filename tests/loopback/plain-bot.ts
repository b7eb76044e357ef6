import {
  Client,
  type ClientOptions,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  type Interaction,
  type Message,
  Partials,
} from 'discord.js';
import type { TestContext } from 'vitest';
import { type Guild, LoopbackDiscord, type LoopbackOptions, type Person } from './index.ts';

export interface PlainBot {
  readonly client: Client<true>;
  /** What it heard, oldest first. */
  readonly heard: Message[];
}

export interface Handlers {
  readonly message?: (message: Message) => unknown;
  readonly interaction?: (interaction: Interaction) => unknown;
}

export const INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
];

/** The test's own way to clean up: the global one goes astray where tests run side by side. */
export type Finishing = Pick<TestContext, 'onTestFinished'>;

/** Starts a loopback that ends with the test. */
export async function startDiscord(t: Finishing, options: LoopbackOptions = {}): Promise<LoopbackDiscord> {
  const discord = await LoopbackDiscord.start(options);
  t.onTestFinished(() => discord.stop());
  return discord;
}

/** A discord.js client as it comes, not yet logged in; it ends with the test. */
export function plainClient(
  t: Finishing,
  discord: LoopbackDiscord,
  options: Partial<ClientOptions> = {},
): Client {
  const { rest, ...others } = options;
  const client = new Client({
    // The library waits 5 s between two identifies of one shard; its own option takes that away.
    ws: { buildIdentifyThrottler: () => ({ waitForIdentify: async () => undefined }) },
    intents: INTENTS,
    partials: [Partials.Channel],
    rest: { api: discord.apiUrl, ...rest },
    ...others,
  });
  t.onTestFinished(() => client.destroy());
  return client;
}

/** Logs a plain client in and waits until it is ready. Rejections of the handlers are kept in `errors`. */
export async function startBot(
  t: Finishing,
  discord: LoopbackDiscord,
  handlers: Handlers = {},
  options: Partial<ClientOptions> = {},
): Promise<PlainBot & { readonly errors: unknown[] }> {
  const client = plainClient(t, discord, options);
  const heard: Message[] = [];
  const errors: unknown[] = [];
  const run = (work: () => unknown): void => {
    Promise.resolve()
      .then(work)
      .catch((error: unknown) => errors.push(error));
  };
  client.on(Events.MessageCreate, (message) => {
    if (message.author.id === client.user?.id) return;
    heard.push(message);
    run(() => handlers.message?.(message));
  });
  client.on(Events.InteractionCreate, (interaction) => run(() => handlers.interaction?.(interaction)));
  client.on(Events.Error, (error) => errors.push(error));
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  return { client: await ready, heard, errors };
}

/** What the plain bot registers. */
export const COMMANDS = [
  {
    name: 'delivery',
    description: 'When',
    options: [{ type: 3, name: 'topic', description: 'What', required: true, autocomplete: true }],
  },
  { name: 'help', description: 'Help', contexts: [0] },
  { name: 'Answer this', type: 3 },
];

export interface Scene {
  readonly discord: LoopbackDiscord;
  readonly anna: Person;
  readonly guild: Guild;
  readonly bot: Awaited<ReturnType<typeof startBot>>;
}

/** A server with anna in it, a plain bot that is ready, and its commands. */
export async function scene(
  t: Finishing,
  handlers: Handlers = {},
  options: LoopbackOptions = {},
): Promise<Scene> {
  const discord = await startDiscord(t, options);
  const anna = discord.user('anna');
  const guild = discord.guild('server', { members: [anna] });
  const bot = await startBot(t, discord, handlers);
  await bot.client.rest.put(`/applications/${discord.applicationId}/commands`, { body: COMMANDS });
  return { discord, anna, guild, bot };
}

/** What a request is refused with: Discord's code, and the whole error. */
export async function refusal(request: Promise<unknown>): Promise<DiscordAPIError> {
  const error = await request.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof DiscordAPIError) return error;
  throw new Error(`Not refused by Discord: ${String(error)}`);
}

/** Looks again and again until it holds; for what a client does within itself. */
export async function eventually<T>(probe: () => T | undefined | false, within = 3_000): Promise<T> {
  const until = Date.now() + within;
  for (;;) {
    const value = probe();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > until) throw new Error(`It did not happen within ${within} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
