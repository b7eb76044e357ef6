import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayIntentBits, GatewayOpcodes } from 'discord.js';
import { WebSocketServer } from 'ws';
import { type Clock, shardOf } from './clocks.ts';
import { Connection, type Host } from './connection.ts';
import { ALL_PRIVILEGED, type Dispatch, KNOWN_INTENTS } from './intents.ts';
import { GATEWAY } from './limits.ts';
import type { World } from './model.ts';
import { guildCreatePayload, memberPayload, userPayload } from './payloads.ts';
import type { Pulse } from './pulse.ts';
import { Session } from './session.ts';

export interface GatewaySettings {
  readonly token: () => string;
  readonly allowedIntents: number;
  readonly heartbeatInterval: number;
  readonly maxConcurrency: number;
  readonly enforcesIdentifyRate: boolean;
  readonly guildsPerShard: number;
  readonly sessionStarts: { readonly total: number; remaining: number };
  /** Events kept per session for a resume. */
  readonly kept: number;
  readonly applicationFlags: number;
  readonly misused: (rule: string, detail: string) => void;
  /** Called when the last session start is used up: Discord resets the token. */
  readonly exhausted: () => void;
}

/** An identify or resume as it came, and what became of it. */
export interface Handshake {
  readonly kind: 'identify' | 'resume';
  readonly at: number;
  readonly shard: readonly [number, number] | null;
  readonly outcome: 'accepted' | 'refused' | number;
  /** For a resume: how many missed events were replayed. */
  readonly replayed: number;
  /** Whether it came over the address for resuming. */
  readonly overResumeUrl: boolean;
}

/** Switches that a test turns to make the gateway misbehave. */
export interface GatewayFaults {
  acknowledgesHeartbeats: boolean;
  /** Connections yet to be opened that get no HELLO. */
  helloWithheld: number;
  /** Upgrades yet to come that are answered with an HTTP status. */
  upgradesRefused: { times: number; status: number };
  /** Resumes yet to come that are answered with opcode 9, and what it says of trying again. */
  resumesRefused: { times: number; resumable: boolean };
}

/** The gateway: sessions by shard, handshakes with every check, replay. */
export class Gateway implements Host {
  readonly faults: GatewayFaults = {
    acknowledgesHeartbeats: true,
    helloWithheld: 0,
    upgradesRefused: { times: 0, status: 503 },
    resumesRefused: { times: 0, resumable: false },
  };
  readonly sessions = new Map<string, Session>();
  readonly connections = new Set<Connection>();
  readonly handshakes: Handshake[] = [];
  /** Close codes that clients sent, newest last. */
  readonly closeCodes: number[] = [];
  /** Where clients connect, without a path. */
  address = '';
  readonly heartbeatInterval: number;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #settings: GatewaySettings;
  readonly #world: World;
  readonly #clock: Clock;
  readonly #pulse: Pulse;
  readonly #fromResumeUrl = new WeakSet<Connection>();
  readonly #identifiedAt = new Map<number, number[]>();

  constructor(world: World, clock: Clock, pulse: Pulse, settings: GatewaySettings) {
    this.#world = world;
    this.#clock = clock;
    this.#pulse = pulse;
    this.#settings = settings;
    this.heartbeatInterval = settings.heartbeatInterval;
  }

  /** Takes an HTTP upgrade over. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { upgradesRefused } = this.faults;
    if (upgradesRefused.times > 0) {
      upgradesRefused.times -= 1;
      socket.end(
        `HTTP/1.1 ${upgradesRefused.status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
      );
      return;
    }
    const url = new URL(request.url ?? '/', 'ws://loopback');
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = new Connection(webSocket, this);
      this.connections.add(connection);
      if (url.pathname.startsWith('/resume')) this.#fromResumeUrl.add(connection);
      if (url.searchParams.get('v') !== String(GATEWAY.version)) return connection.close(4012);
      if (url.searchParams.get('encoding') !== 'json') return connection.close(4002, 'only json here');
      if (this.faults.helloWithheld > 0) this.faults.helloWithheld -= 1;
      else connection.hello();
      this.#pulse.notify();
    });
  }

  now(): number {
    return this.#clock.now();
  }

  acknowledgesHeartbeats(): boolean {
    return this.faults.acknowledgesHeartbeats;
  }

  misused(rule: string, detail: string): void {
    this.#settings.misused(rule, detail);
  }

  /** Sends an event to every session that hears it, connected or not. */
  dispatch(event: Dispatch): void {
    for (const session of this.sessions.values())
      if (session.isAlive && session.hears(event)) session.dispatch(event);
  }

  identify(connection: Connection, data: Record<string, unknown>): void {
    const shard = readShard(data['shard']);
    const note = (outcome: Handshake['outcome']): void =>
      this.#note('identify', connection, shard, outcome, 0);
    const code = this.#refusalOf(data, shard);
    if (code !== null) {
      note(code);
      connection.close(code);
      return;
    }
    const { sessionStarts } = this.#settings;
    if (sessionStarts.remaining <= 0) {
      note(4004);
      this.#settings.exhausted();
      return;
    }
    sessionStarts.remaining -= 1;
    if (this.#isIdentifyTooFast(shard[0]) && this.#settings.enforcesIdentifyRate) {
      this.misused('identify rate', `shard ${shard[0]}: more than ${this.#settings.maxConcurrency} in 5 s`);
      note('refused');
      connection.send({ op: GatewayOpcodes.InvalidSession, d: false });
      return;
    }
    this.#forgetOldSessions();
    const id = randomBytes(16).toString('hex');
    const session = new Session(
      id,
      shard,
      Number(data['intents']),
      this.now(),
      connection,
      this.#settings.kept,
    );
    this.sessions.set(id, session);
    connection.session = session;
    this.#greet(session);
    note('accepted');
  }

  resume(connection: Connection, data: Record<string, unknown>): void {
    const session = this.sessions.get(String(data['session_id']));
    const note = (outcome: Handshake['outcome'], replayed = 0): void =>
      this.#note('resume', connection, session?.shard ?? null, outcome, replayed);
    if (!this.isToken(data['token'])) {
      note(4004);
      connection.close(4004);
      return;
    }
    const { resumesRefused } = this.faults;
    const isRefused = resumesRefused.times > 0;
    const missed = session?.isAlive ? session.after(Number(data['seq'])) : null;
    if (isRefused || session === undefined || missed === null) {
      if (isRefused) resumesRefused.times -= 1;
      note('refused');
      connection.send({ op: GatewayOpcodes.InvalidSession, d: isRefused && resumesRefused.resumable });
      return;
    }
    if (Number(data['seq']) > session.sequence) {
      note(4007);
      connection.close(4007);
      return;
    }
    session.line = connection;
    connection.session = session;
    for (const event of missed) connection.send({ op: 0, ...event });
    session.deliver('RESUMED', { _trace: [] });
    note('accepted', missed.length);
  }

  requestMembers(connection: Connection, data: Record<string, unknown>): void {
    const guild = this.#world.guilds.get(String(data['guild_id']));
    const { session } = connection;
    if (guild === undefined || session === null) return;
    const asked = data['user_ids'];
    const wantsAll = asked === undefined;
    if (wantsAll && (session.intents & GatewayIntentBits.GuildMembers) === 0 && data['query'] === '') {
      this.misused('gateway close 4014', 'all members requested without the GuildMembers intent');
      return;
    }
    const ids = wantsAll ? [...guild.members.keys()] : [asked].flat().map(String);
    const members = ids.flatMap((id) => {
      const user = this.#world.users.get(id);
      return user !== undefined && guild.members.has(id)
        ? [{ ...memberPayload(guild, id), user: userPayload(user) }]
        : [];
    });
    session.deliver('GUILD_MEMBERS_CHUNK', {
      guild_id: guild.id,
      members,
      chunk_index: 0,
      chunk_count: 1,
      not_found: ids.filter((id) => !guild.members.has(id)),
      ...(data['nonce'] !== undefined && { nonce: data['nonce'] }),
    });
  }

  closed(connection: Connection, code: number): void {
    this.connections.delete(connection);
    this.closeCodes.push(code);
    const { session } = connection;
    if (session?.line === connection) {
      session.line = null;
      if (code === 1000 || code === 1001) session.isAlive = false;
    }
    this.#pulse.notify();
  }

  isToken(token: unknown): boolean {
    return token === this.#settings.token();
  }

  /** Sessions that are listening now. */
  connected(): readonly Session[] {
    return [...this.sessions.values()].filter((session) => session.line !== null);
  }

  stop(): void {
    for (const connection of this.connections) connection.cut();
    this.#server.close();
  }

  /** The close code with which Discord answers a bad identify; null for a good one. */
  #refusalOf(data: Record<string, unknown>, [shard, count]: readonly [number, number]): number | null {
    const { intents } = data;
    if (!this.isToken(data['token'])) return 4004;
    if (shard < 0 || count < 1 || shard >= count) return 4010;
    if (typeof intents !== 'number' || (intents & ~KNOWN_INTENTS) !== 0) return 4013;
    if ((intents & ALL_PRIVILEGED & ~this.#settings.allowedIntents) !== 0) return 4014;
    if (this.#guildsOf(shard, count).length > this.#settings.guildsPerShard) return 4011;
    return null;
  }

  #guildsOf(shard: number, count: number) {
    const { guilds, bot } = this.#world;
    return [...guilds.values()].filter(
      ({ id, members }) => members.has(bot.id) && shardOf(id, count) === shard,
    );
  }

  #greet(session: Session): void {
    const guilds = this.#guildsOf(...session.shard);
    session.deliver('READY', {
      v: GATEWAY.version,
      user: { ...userPayload(this.#world.bot), email: null, verified: true, mfa_enabled: false },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: `${this.address}/resume`,
      shard: session.shard,
      application: { id: this.#world.applicationId, flags: this.#settings.applicationFlags },
    });
    if ((session.intents & GatewayIntentBits.Guilds) === 0) return;
    for (const guild of guilds) {
      if (guild.available) session.deliver('GUILD_CREATE', guildCreatePayload(this.#world, guild));
      else session.deliver('GUILD_DELETE', { id: guild.id, unavailable: true });
    }
  }

  #isIdentifyTooFast(shard: number): boolean {
    const key = shard % this.#settings.maxConcurrency;
    const now = this.now();
    // A quarter of a second is allowed for the way of the earlier one through the network.
    const recent = (this.#identifiedAt.get(key) ?? []).filter(
      (at) => now - at < GATEWAY.identifyWindow - 250,
    );
    this.#identifiedAt.set(key, [...recent, now]);
    return recent.length > 0;
  }

  #forgetOldSessions(): void {
    for (const session of this.sessions.values()) {
      if (session.line === null && (!session.isAlive || this.now() - session.startedAt > 3_600_000)) {
        this.sessions.delete(session.id);
      }
    }
  }

  #note(
    kind: Handshake['kind'],
    connection: Connection,
    shard: Handshake['shard'],
    outcome: Handshake['outcome'],
    replayed: number,
  ): void {
    const overResumeUrl = this.#fromResumeUrl.has(connection);
    this.handshakes.push({ kind, at: this.now(), shard, outcome, replayed, overResumeUrl });
    this.#pulse.notify();
  }
}

function readShard(value: unknown): readonly [number, number] {
  if (!Array.isArray(value)) return [0, 1];
  const [id, count] = value.map(Number);
  return [id ?? 0, count ?? 1];
}
