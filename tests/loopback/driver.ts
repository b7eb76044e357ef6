import { ChannelType, Locale } from 'discord.js';
import type { Backend } from './backend.ts';
import { shardOf } from './clocks.ts';
import { deleteSaid, type LoopbackEvent, say } from './events.ts';
import type { RestFault } from './faults.ts';
import type { GatewayFaults } from './gateway.ts';
import type { Handshake } from './handshake.ts';
import { type DropOptions, drop, invalidate, requestHeartbeat, requestReconnect } from './interrupt.ts';
import type { BotAction, RequestRecord, Violation } from './journal.ts';
import { Listener } from './listener.ts';
import type { ChannelRecord, MessageRecord } from './model.ts';
import { createBackend, type LoopbackOptions } from './options.ts';
import { Person } from './person.ts';
import { Guild } from './place.ts';
import type { Limit } from './ratelimits.ts';
import type { Reply } from './reply.ts';
import { Rest } from './rest.ts';
import type { Session } from './session.ts';
import { PATIENCE, Watch } from './watch.ts';

export interface UserOptions {
  readonly locale?: Locale | `${Locale}`;
  /** They have installed the app for themselves. */
  readonly installedApp?: boolean;
  readonly acceptsDirectMessages?: boolean;
  readonly bot?: boolean;
}

export interface GuildOptions {
  readonly locale?: Locale | `${Locale}`;
  readonly withBot?: boolean;
  readonly members?: readonly Person[];
  /** Makes an id that falls to that shard. */
  readonly onShard?: { readonly shard: number; readonly of: number };
}

/** A Discord on 127.0.0.1, driven by a test, for an unmodified discord.js client. */
export class LoopbackDiscord {
  readonly #backend: Backend;
  readonly #rest: Rest;
  readonly #listener: Listener;
  readonly #watch: Watch;

  private constructor(options: LoopbackOptions) {
    this.#backend = createBackend(options);
    this.#watch = new Watch(this.#backend);
    const { routeLimit = { limit: 1_000, per: 1_000 }, globalLimit = null } = options;
    this.#rest = new Rest(this.#backend, { routeLimit, globalLimit });
    this.#listener = new Listener(this.#backend.gateway, (request, response) => {
      void this.#rest.handle(request, response);
    });
  }

  /** Opens gateway and REST on a free port of 127.0.0.1. */
  static async start(options: LoopbackOptions = {}): Promise<LoopbackDiscord> {
    const discord = new LoopbackDiscord(options);
    await discord.#listener.open();
    return discord;
  }

  /** Closes everything; whatever still waits is rejected. */
  async stop(): Promise<void> {
    this.#backend.pulse.close();
    this.#backend.gateway.stop();
    await this.#listener.close();
  }

  // ── What the bot is given ──────────────────────────────────────────────────────────────────────

  /** For `new Client({ rest: { api } })` and `DISCORD_API_URL`. */
  get apiUrl(): string {
    return `http://127.0.0.1:${this.#listener.port}/api`;
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

  // ── The world ──────────────────────────────────────────────────────────────────────────────────

  user(name: string, options: UserOptions = {}): Person {
    const {
      locale = Locale.EnglishUS,
      installedApp = false,
      acceptsDirectMessages = true,
      bot = false,
    } = options;
    const fields = { username: name, displayName: name, bot, locale: locale as Locale };
    const record = this.#backend.world.addUser({ ...fields, acceptsDirectMessages, installedApp });
    return new Person(this.#backend, record);
  }

  /** Makes a server; the bot is in it unless told otherwise. */
  guild(name = 'a server', options: GuildOptions = {}): Guild {
    const { locale = Locale.EnglishUS, withBot = true, members = [], onShard } = options;
    const { world, ids, clock } = this.#backend;
    let id = ids.next(clock.now() - 3_600_000);
    if (onShard !== undefined) {
      while (shardOf(id, onShard.of) !== onShard.shard) id = (BigInt(id) + (1n << 22n)).toString();
    }
    const guild = new Guild(this.#backend, world.addGuild(name, locale as Locale, withBot, id));
    guild.admit(...members);
    if (withBot) guild.addBot();
    return guild;
  }

  /** A group message of people; the bot is not in it and can only be used by those who installed it. */
  groupMessage(...people: readonly Person[]): ChannelRecord {
    const recipients = people.map(({ id }) => id);
    const fields = { type: ChannelType.GroupDM, name: null, guildId: null, parentId: null };
    return this.#backend.world.addChannel({ ...fields, recipients });
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
  registered(names: readonly string[], within: number = PATIENCE.bot): Promise<void> {
    const missing = (): string[] => names.filter((name) => !this.commandNames().includes(name));
    const describe = (): string => `Not registered: ${missing().join(', ')}`;
    return this.#watch.holds(() => missing().length === 0, within, describe);
  }

  // ── What the bot did ───────────────────────────────────────────────────────────────────────────

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
  replyTo(event: LoopbackEvent, options: { within?: number; after?: Reply } = {}): Promise<Reply> {
    return this.#watch.reply(event, options.within ?? PATIENCE.bot, options.after);
  }

  /** Waits for anything the bot does (a spinner, typing) that fits. */
  action(fits: (action: BotAction) => boolean, within: number = PATIENCE.bot): Promise<BotAction> {
    return this.#watch.action(fits, within);
  }

  /** Waits for a finished request that fits. */
  request(fits: (request: RequestRecord) => boolean, within: number = PATIENCE.bot): Promise<RequestRecord> {
    return this.#watch.request(fits, within);
  }

  /** Resolves after so many milliseconds of real time in which the bot did nothing; rejects at once if it does. */
  silentFor(milliseconds: number, event?: LoopbackEvent): Promise<void> {
    return this.#watch.silence(milliseconds, event);
  }

  // ── Time and delivery ──────────────────────────────────────────────────────────────────────────

  /** Moves the loopback's clock on: the 3 seconds, the 15 minutes, rate limits, nonces. The client's stays. */
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

  // ── The gateway ────────────────────────────────────────────────────────────────────────────────

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
  handshake(count: number, within: number = PATIENCE.connection): Promise<Handshake> {
    return this.#watch.handshake(count, within);
  }

  /** Waits until so many sessions listen. */
  connected(count = 1, within: number = PATIENCE.connection): Promise<void> {
    const describe = (): string =>
      `${this.sessions.length} of ${count} sessions listen; handshakes: ${JSON.stringify(this.handshakes)}`;
    return this.#watch.holds(() => this.sessions.length >= count, within, describe);
  }

  /** Waits until no session listens. */
  disconnected(within: number = PATIENCE.connection): Promise<void> {
    return this.#watch.holds(
      () => this.sessions.length === 0,
      within,
      () => 'A session still listens.',
    );
  }

  /** Closes connections with a code, or cuts them. */
  drop(options: DropOptions = {}): void {
    drop(this.#backend.gateway, options);
  }

  /** Opcode 9: the session is over, or (`resumable`) is to be resumed on the same line. */
  invalidateSession({ resumable = false }: { resumable?: boolean } = {}): void {
    invalidate(this.#backend.gateway, resumable);
  }

  /** Opcode 7: the client is to come back over a new connection. */
  requestReconnect(): void {
    requestReconnect(this.#backend.gateway);
  }

  /** Opcode 1 to the client: it must beat at once. */
  requestHeartbeat(): void {
    requestHeartbeat(this.#backend.gateway);
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

  // ── The network ────────────────────────────────────────────────────────────────────────────────

  /** Makes requests fail; returns a function that ends it. */
  failRest(fault: RestFault): () => void {
    return this.#rest.faults.add(fault);
  }

  /** Every request takes that much longer; returns a function that ends it. */
  slowRest(milliseconds: number, fault: Omit<RestFault, 'delay'> = {}): () => void {
    return this.failRest({ ...fault, delay: milliseconds });
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
  unplug(): Promise<void> {
    return this.#listener.close();
  }

  /** Gives the network back, at the same address. */
  plug(): Promise<void> {
    return this.#listener.open();
  }
}
