import {
  Client,
  type ClientOptions,
  Events,
  GatewayIntentBits,
  type Interaction,
  type Message,
  Partials,
} from 'discord.js';
import type { TestContext } from 'vitest';
import { LoopbackDiscord, type LoopbackOptions } from './index.ts';

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
