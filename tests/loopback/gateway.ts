import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayOpcodes } from 'discord.js';
import { WebSocketServer } from 'ws';
import type { Clock } from './clocks.ts';
import { Connection, type Host } from './connection.ts';
import { greet, guildsOfShard, sendMembers } from './greeting.ts';
import { type Handshake, IdentifyRate, readShard, refusalOf } from './handshake.ts';
import type { Dispatch } from './intents.ts';
import { GATEWAY } from './limits.ts';
import type { World } from './model.ts';
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
  readonly #rate: IdentifyRate;

  constructor(world: World, clock: Clock, pulse: Pulse, settings: GatewaySettings) {
    this.#world = world;
    this.#clock = clock;
    this.#pulse = pulse;
    this.#settings = settings;
    this.heartbeatInterval = settings.heartbeatInterval;
    this.#rate = new IdentifyRate(settings.maxConcurrency);
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
    for (const session of this.sessions.values()) {
      if (session.isAlive && session.hears(event)) session.dispatch(event);
    }
  }

  identify(connection: Connection, data: Record<string, unknown>): void {
    const shard = readShard(data['shard']);
    const note = (outcome: Handshake['outcome']): void =>
      this.#note('identify', connection, shard, outcome, 0);
    const code = refusalOf(data, shard, {
      ...this.#settings,
      isToken: (token) => this.isToken(token),
      guildsOf: (each) => guildsOfShard(this.#world, each).length,
    });
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
    if (this.#rate.isTooFast(shard[0], this.now()) && this.#settings.enforcesIdentifyRate) {
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
    greet(session, this.#world, this.address, this.#settings.applicationFlags);
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
    const missed = session === undefined || this.#isOver(session) ? null : session.after(Number(data['seq']));
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
    session.take(connection);
    connection.session = session;
    for (const event of missed) connection.send({ op: 0, ...event });
    session.deliver('RESUMED', { _trace: [] });
    note('accepted', missed.length);
  }

  requestMembers(session: Session, data: Record<string, unknown>): void {
    if (sendMembers(session, this.#world, data)) return;
    this.misused('gateway close 4014', 'all members requested without the GuildMembers intent');
  }

  closed(connection: Connection, code: number): void {
    this.connections.delete(connection);
    this.closeCodes.push(code);
    const { session } = connection;
    if (session?.line === connection) {
      session.leave(this.now());
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

  /** Whether a session can no longer be resumed. */
  #isOver({ isAlive, leftAt }: Session): boolean {
    return !isAlive || (leftAt !== null && this.now() - leftAt > GATEWAY.sessionTimeout);
  }

  #forgetOldSessions(): void {
    for (const session of this.sessions.values()) {
      if (session.line === null && this.#isOver(session)) this.sessions.delete(session.id);
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
