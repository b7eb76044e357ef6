import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { ChannelType, GatewayOpcodes, Locale } from 'discord.js';
import { Backend } from './backend.ts';
import { Clock, Snowflakes } from './clocks.ts';
import { deleteSaid, type LoopbackEvent, say } from './events.ts';
import type { RestFault } from './faults.ts';
import type { GatewayFaults, Handshake } from './gateway.ts';
import { ALL_PRIVILEGED, intentBits, type PrivilegedIntent } from './intents.ts';
import type { BotAction, RequestRecord, Violation } from './journal.ts';
import { GATEWAY } from './limits.ts';
import type { ChannelRecord, MessageRecord } from './model.ts';
import { Person } from './person.ts';
import { Guild } from './place.ts';
import type { Limit } from './ratelimits.ts';
import { isAnswer, type Reply, replyFrom } from './reply.ts';
import { Rest } from './rest.ts';
import type { Session } from './session.ts';

export interface LoopbackOptions {
  /** What the bot must log in with; made up if absent. */
  readonly token?: string;
  readonly botName?: string;
  /** Privileged intents that are switched on in the app's settings; none if absent. */
  readonly allowedIntents?: readonly PrivilegedIntent[];
  /** 0 installable to servers, 1 to users; both if absent. */
  readonly integrationTypes?: readonly (0 | 1)[];
  /** Milliseconds; Discord's 41,250 if absent. */
  readonly heartbeatInterval?: number;
  /** Identifies that may come at once; 16 if absent, so that many shards start quickly. */
  readonly maxConcurrency?: number;
  /** Refuses identifies of one shard within 5 s, as Discord does. Off if absent: restarts in tests are quicker. */
  readonly enforcesIdentifyRate?: boolean;
  readonly recommendedShards?: number;
  readonly guildsPerShard?: number;
  /** Identifies left today. */
  readonly sessionStarts?: number;
  /** The clock's source, in milliseconds since 1970; real time if absent. */
  readonly now?: () => number;
  /** Every route's bucket; 1,000 in a second if absent, so that no test waits. */
  readonly routeLimit?: Limit;
  /** Requests a second over all routes but interactions'; no limit if absent. */
  readonly globalLimit?: number;
  /** How many messages, interactions, actions and requests are kept. */
  readonly history?: number;
}

export interface DropOptions {
  /** The close code; without one the line is cut with no close frame. */
  readonly code?: number;
  readonly shard?: number;
  /** Whether the session can be resumed; by default it can, but for codes after which Discord starts a new one. */
  readonly session?: 'keep' | 'end';
}

/** Close codes that say of themselves that the session is over (`topics/opcodes-and-status-codes.mdx`). */
const ENDING: readonly number[] = [1000, 1001, 4004, 4009, 4010, 4011, 4012, 4013, 4014];

const PATIENCE = 3_000;

/** A Discord on 127.0.0.1, driven by a test, for an unmodified discord.js client. */
export class LoopbackDiscord {
  readonly #backend: Backend;
  readonly #rest: Rest;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #port = 0;

  private constructor(options: LoopbackOptions) {
    const clock = new Clock(options.now);
    const applicationId = new Snowflakes(clock).next(clock.now() - 86_400_000);
    const allowedIntents = intentBits(options.allowedIntents ?? []);
    const total = GATEWAY.sessionStarts;
    this.#backend = new Backend(
      {
        clock,
        applicationId,
        botName: options.botName ?? 'loopback_bot',
        integrationTypes: options.integrationTypes ?? [0, 1],
        hasContentIntent: (allowedIntents & intentBits(['MessageContent'])) !== 0,
        recommendedShards: options.recommendedShards ?? 1,
        history: options.history ?? 5_000,
        gateway: {
          allowedIntents: allowedIntents & ALL_PRIVILEGED,
          heartbeatInterval: options.heartbeatInterval ?? GATEWAY.heartbeatInterval,
          maxConcurrency: options.maxConcurrency ?? 16,
          enforcesIdentifyRate: options.enforcesIdentifyRate ?? false,
          guildsPerShard: options.guildsPerShard ?? GATEWAY.guildsPerShard,
          sessionStarts: { total, remaining: options.sessionStarts ?? total },
          applicationFlags: (allowedIntents & intentBits(['MessageContent'])) !== 0 ? 1 << 19 : 0,
        },
      },
      options.token ?? madeUpToken(applicationId),
    );
    this.#rest = new Rest(this.#backend, {
      routeLimit: options.routeLimit ?? { limit: 1_000, per: 1_000 },
      globalLimit: options.globalLimit ?? null,
    });
    this.#server = createServer((request, response) => void this.#rest.handle(request, response));
    this.#server.on('upgrade', (request, socket, head) =>
      this.#backend.gateway.upgrade(request, socket, head),
    );
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  /** Opens gateway and REST on a free port of 127.0.0.1. */
  static async start(options: LoopbackOptions = {}): Promise<LoopbackDiscord> {
    const discord = new LoopbackDiscord(options);
    await discord.#listen(0);
    return discord;
  }

  /** Closes everything; whatever still waits is rejected. */
  async stop(): Promise<void> {
    this.#backend.pulse.close();
    this.#backend.gateway.stop();
    await this.unplug();
  }

  // ── What the bot is given ───────────────────────────────────────────────────────────────────────────────────────

  /** For `new Client({ rest: { api } })` and `DISCORD_API_URL`. */
  get apiUrl(): string {
    return `http://127.0.0.1:${this.#port}/api`;
  }

  /** The token that is right now; empty once it was reset. */
  get token(): string {
    return this.#backend.token ?? '';
  }

  get applicationId(): string {
    return this.#backend.world.applicationId;
  }

  /** What a bot in a process of its own needs in its environment. */
  get environment(): { DISCORD_TOKEN: string; DISCORD_API_URL: string } {
    return { DISCORD_TOKEN: this.token, DISCORD_API_URL: this.apiUrl };
  }

  // ── The world ───────────────────────────────────────────────────────────────────────────────────────────────────

  /** Makes a person. `installedApp`: they have installed the app for themselves. */
  user(
    name: string,
    {
      locale = Locale.EnglishUS,
      installedApp = false,
      acceptsDirectMessages = true,
      bot = false,
    }: {
      locale?: Locale | `${Locale}`;
      installedApp?: boolean;
      acceptsDirectMessages?: boolean;
      bot?: boolean;
    } = {},
  ): Person {
    const record = this.#backend.world.addUser({
      username: name,
      displayName: name,
      bot,
      locale: locale as Locale,
      acceptsDirectMessages,
      installedApp,
    });
    return new Person(this.#backend, record);
  }

  /** Makes a server; the bot is in it unless told otherwise. `onShard` makes an id that falls to that shard. */
  guild(
    name = 'a server',
    {
      locale = Locale.EnglishUS,
      withBot = true,
      members = [],
      onShard,
    }: {
      locale?: Locale | `${Locale}`;
      withBot?: boolean;
      members?: readonly Person[];
      onShard?: { readonly shard: number; readonly of: number };
    } = {},
  ): Guild {
    const { world, ids, clock } = this.#backend;
    let id = ids.next(clock.now() - 3_600_000);
    if (onShard !== undefined)
      while ((BigInt(id) >> 22n) % BigInt(onShard.of) !== BigInt(onShard.shard))
        id = (BigInt(id) + (1n << 22n)).toString();
    const guild = new Guild(this.#backend, world.addGuild(name, locale as Locale, withBot, id));
    guild.admit(...members);
    if (withBot) guild.addBot();
    return guild;
  }

  /** A group message of people; the bot is not in it and can only be used by those who installed it. */
  groupMessage(...people: readonly Person[]): ChannelRecord {
    const recipients = people.map(({ id }) => id);
    return this.#backend.world.addChannel({
      type: ChannelType.GroupDM,
      name: null,
      guildId: null,
      parentId: null,
      recipients,
    });
  }

  /** A message written by a webhook. */
  webhookSays(channel: ChannelRecord, text: string): LoopbackEvent {
    const author = { id: this.#backend.ids.next(), webhook: true };
    return say(this.#backend, { author, channel, text, replyTo: null, ping: false, age: 0 });
  }

  /** Somebody deletes a message. */
  deletes(message: { readonly id: string }): void {
    const record = this.message(message.id);
    if (record !== null) deleteSaid(this.#backend, record);
  }

  /** A message in its present state. */
  message(id: string): MessageRecord | null {
    return this.#backend.world.messages.get(id) ?? null;
  }

  /** Messages of a channel, oldest first. */
  messagesIn(channel: ChannelRecord): MessageRecord[] {
    return [...this.#backend.world.messages.values()].filter(({ channelId }) => channelId === channel.id);
  }

  /** Names of registered commands, in a server or globally. */
  commandNames(guild?: Guild): string[] {
    return [...this.#backend.world.commandsOf(guild?.id ?? 'global').values()].map(({ name }) => name);
  }

  /** Waits until all of these commands are registered globally. */
  registered(names: readonly string[], within = PATIENCE): Promise<void> {
    const missing = (): string[] => names.filter((name) => !this.commandNames().includes(name));
    return this.#backend.pulse
      .until(
        () => (missing().length === 0 ? true : undefined),
        within,
        () => `Not registered: ${missing().join(', ')}`,
      )
      .then(() => undefined);
  }

  // ── What the bot did ────────────────────────────────────────────────────────────────────────────────────────────

  /** Rules that the bot broke. A good test ends with this empty. */
  get violations(): readonly Violation[] {
    return this.#backend.violations;
  }

  /** Requests of the bot and how they ended, oldest first. */
  get requests(): readonly RequestRecord[] {
    return this.#backend.requests.all();
  }

  /** 401, 403 and 429 answers: 10,000 in 10 minutes would ban the address. */
  get invalidRequests(): number {
    return this.#rest.invalidRequests;
  }

  /** What the bot did, on one event or at all. */
  actions(event?: LoopbackEvent): readonly BotAction[] {
    const { actions } = this.#backend;
    return event === undefined ? actions.all() : actions.on(event.id);
  }

  /**
   * The bot's answer to an event: the first thing a person gets to see beyond a spinner, or the next one after the
   * reply given as `after`. Rejects after `within` milliseconds, with what happened instead.
   */
  replyTo(
    event: LoopbackEvent,
    { within = PATIENCE, after }: { within?: number; after?: Reply } = {},
  ): Promise<Reply> {
    const seen = after?.actions.filter(isAnswer).length ?? 0;
    return this.#backend.pulse.until(
      () => {
        const actions = this.actions(event);
        return actions.filter(isAnswer).length > seen ? replyFrom(event, actions) : undefined;
      },
      within,
      () => `The bot did not answer the ${event.kind}. ${this.#account(event)}`,
    );
  }

  /** Waits for anything the bot does (a spinner, typing) that fits. */
  action(fits: (action: BotAction) => boolean, within = PATIENCE): Promise<BotAction> {
    return this.#backend.pulse.until(
      () => this.#backend.actions.all().find(fits),
      within,
      () => 'The bot did no such thing.',
    );
  }

  /** Waits for a finished request that fits. */
  request(fits: (request: RequestRecord) => boolean, within = PATIENCE): Promise<RequestRecord> {
    return this.#backend.pulse.until(
      () => this.requests.find(fits),
      within,
      () => 'The bot made no such request.',
    );
  }

  /** Resolves after so many milliseconds of real time in which the bot did nothing; rejects at once if it does. */
  async silentFor(milliseconds: number, event?: LoopbackEvent): Promise<void> {
    const before = event === undefined ? this.#backend.actions.all().at(-1) : undefined;
    const first = (): BotAction | undefined => {
      const actions = this.actions(event);
      return actions[before === undefined ? 0 : actions.indexOf(before) + 1];
    };
    const broken = await this.#backend.pulse.until(first, milliseconds, () => 'silence').catch(() => null);
    if (broken !== null)
      throw new Error(`The bot was not silent: ${broken.kind} ${JSON.stringify(broken.body)}`);
  }

  // ── Time and delivery ───────────────────────────────────────────────────────────────────────────────────────────

  /** Moves the loopback's clock on: the 3 seconds, the 15 minutes, rate limits, nonces. The client's does not move. */
  advance(milliseconds: number): void {
    this.#backend.clock.advance(milliseconds);
  }

  /** Sends an event once more, as Discord now and then does. */
  replay(event: LoopbackEvent): void {
    this.#backend.deliver(event);
  }

  replayLast(): void {
    if (this.#backend.lastEvent !== null) this.replay(this.#backend.lastEvent);
  }

  // ── The gateway ─────────────────────────────────────────────────────────────────────────────────────────────────

  /** Sessions that listen now. */
  get sessions(): readonly Session[] {
    return this.#backend.gateway.connected();
  }

  /** Identifies and resumes so far, oldest first. */
  get handshakes(): readonly Handshake[] {
    return this.#backend.gateway.handshakes;
  }

  /** Close codes of ended connections, oldest first. */
  get closeCodes(): readonly number[] {
    return this.#backend.gateway.closeCodes;
  }

  get gatewayFaults(): GatewayFaults {
    return this.#backend.gateway.faults;
  }

  /** Waits until so many handshakes were made in all; resolves to the newest. */
  handshake(count: number, within = 10_000): Promise<Handshake> {
    return this.#backend.pulse.until(
      () => (this.handshakes.length >= count ? this.handshakes.at(-1) : undefined),
      within,
      () =>
        `There were ${this.handshakes.length} handshakes instead of ${count}: ${JSON.stringify(this.handshakes)}`,
    );
  }

  /** Waits until so many sessions listen. */
  connected(count = 1, within = 10_000): Promise<void> {
    return this.#backend.pulse
      .until(
        () => (this.sessions.length >= count ? true : undefined),
        within,
        () =>
          `${this.sessions.length} of ${count} sessions are connected; handshakes: ${JSON.stringify(this.handshakes)}`,
      )
      .then(() => undefined);
  }

  /** Waits until no session listens. */
  disconnected(within = 10_000): Promise<void> {
    return this.#backend.pulse
      .until(
        () => (this.sessions.length === 0 ? true : undefined),
        within,
        () => 'A session is still connected.',
      )
      .then(() => undefined);
  }

  /** Closes connections with a code, or cuts them. What happens until the client is back is replayed to it. */
  drop({ code, shard, session }: DropOptions = {}): void {
    for (const connection of this.#backend.gateway.connections) {
      const { session: stream } = connection;
      if (shard !== undefined && stream?.shard[0] !== shard) continue;
      const ends = session === undefined ? code !== undefined && ENDING.includes(code) : session === 'end';
      if (ends && stream !== null) stream.isAlive = false;
      if (code === undefined) connection.cut();
      else connection.close(code);
      if (stream !== null) stream.line = null;
    }
  }

  /** Opcode 9: the session is over, or (`resumable`) is to be resumed on the same line. */
  invalidateSession({ resumable = false }: { resumable?: boolean } = {}): void {
    for (const connection of this.#backend.gateway.connections) {
      if (connection.session !== null) {
        connection.session.line = null;
        if (!resumable) connection.session.isAlive = false;
      }
      connection.send({ op: GatewayOpcodes.InvalidSession, d: resumable });
      if (resumable) connection.session = null;
    }
  }

  /** Opcode 7: the client is to come back over a new connection. */
  requestReconnect(): void {
    for (const connection of this.#backend.gateway.connections) {
      if (connection.session !== null) connection.session.line = null;
      connection.send({ op: GatewayOpcodes.Reconnect, d: null });
    }
  }

  /** Opcode 1 to the client: it must beat at once. */
  requestHeartbeat(): void {
    for (const connection of this.#backend.gateway.connections)
      connection.send({ op: GatewayOpcodes.Heartbeat, d: null });
  }

  /** The next resumes are answered with opcode 9. */
  refuseResumes(times = 1, { resumable = false }: { resumable?: boolean } = {}): void {
    this.gatewayFaults.resumesRefused = { times, resumable };
  }

  /** The next WebSocket connections are answered with an HTTP status. */
  refuseConnections(times = 1, status = 503): void {
    this.gatewayFaults.upgradesRefused = { times, status };
  }

  /** Discord resets the token: sessions end with 4004, requests get 401. */
  resetToken(): void {
    this.#backend.resetToken();
  }

  // ── The network ─────────────────────────────────────────────────────────────────────────────────────────────────

  /** Makes requests fail; returns a function that ends it. */
  failRest(fault: RestFault): () => void {
    return this.#rest.faults.add(fault);
  }

  /** Every request takes that much longer; returns a function that ends it. */
  slowRest(milliseconds: number, fault: Omit<RestFault, 'delay'> = {}): () => void {
    return this.#rest.faults.add({ ...fault, delay: milliseconds });
  }

  /** Ends all faults of REST. */
  healRest(): void {
    this.#rest.faults.clear();
  }

  /** Sets the limits from here on. */
  limitRest(settings: { routeLimit?: Limit; globalLimit?: number | null }): void {
    this.#rest.settings = { ...this.#rest.settings, ...settings };
  }

  /** Takes the network away: nothing listens, open connections are cut. */
  async unplug(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** Gives the network back, at the same address. */
  async plug(): Promise<void> {
    await this.#listen(this.#port);
  }

  async #listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    const { port: bound } = this.#server.address() as AddressInfo;
    this.#port = bound;
    this.#backend.gateway.address = `ws://127.0.0.1:${bound}`;
  }

  /** What happened around an event that was not answered: for the message of a failing test. */
  #account(event: LoopbackEvent): string {
    const done = this.actions(event).map(({ kind }) => kind);
    const refused = this.requests.filter(({ status }) => status === 0 || status >= 400).slice(-3);
    const lines = [
      `On it: ${done.join(', ') || 'nothing'}.`,
      this.sessions.length === 0 ? 'No session is connected.' : '',
      refused.length > 0
        ? `Refused: ${refused.map(({ route, status, code }) => `${route} ${status} ${code ?? ''}`).join('; ')}.`
        : '',
      this.violations.length > 0
        ? `Violations: ${this.violations
            .slice(-3)
            .map(({ rule, detail }) => `${rule} ${detail}`)
            .join('; ')}.`
        : '',
    ];
    return lines.filter((line) => line !== '').join(' ');
  }
}

/** Looks like a bot's token and is none. */
function madeUpToken(applicationId: string): string {
  const id = Buffer.from(applicationId).toString('base64url');
  return `${id}.Loopbk.${'not-a-real-token-'.repeat(3).slice(0, 38)}`;
}
