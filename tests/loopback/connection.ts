import { GatewayOpcodes } from 'discord.js';
import type { RawData, WebSocket } from 'ws';
import { isObject } from './form.ts';
import { GATEWAY } from './limits.ts';
import type { Line, Session } from './session.ts';

/** What a connection asks of the gateway it belongs to. */
export interface Host {
  readonly heartbeatInterval: number;
  now(): number;
  acknowledgesHeartbeats(): boolean;
  identify(connection: Connection, data: Record<string, unknown>): void;
  resume(connection: Connection, data: Record<string, unknown>): void;
  requestMembers(session: Session, data: Record<string, unknown>): void;
  closed(connection: Connection, code: number): void;
  misused(rule: string, detail: string): void;
}

const NEEDS_SESSION: readonly number[] = [
  GatewayOpcodes.PresenceUpdate,
  GatewayOpcodes.VoiceStateUpdate,
  GatewayOpcodes.RequestGuildMembers,
  GatewayOpcodes.RequestSoundboardSounds,
];

/** One WebSocket of a client: reads opcodes, keeps heartbeat and send limits, closes with Discord's codes. */
export class Connection implements Line {
  session: Session | null = null;
  heartbeats = 0;
  readonly #socket: WebSocket;
  readonly #host: Host;
  readonly #sentAt: number[] = [];
  #pulse: NodeJS.Timeout | null = null;

  constructor(socket: WebSocket, host: Host) {
    this.#socket = socket;
    this.#host = host;
    socket.on('message', (data) => this.#receive(data));
    socket.on('close', (code) => {
      if (this.#pulse !== null) clearTimeout(this.#pulse);
      this.#host.closed(this, code);
    });
    socket.on('error', () => socket.terminate());
  }

  hello(): void {
    this.send({ op: GatewayOpcodes.Hello, d: { heartbeat_interval: this.#host.heartbeatInterval } });
    this.#expectHeartbeat();
  }

  send(payload: unknown): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(payload));
  }

  close(code: number, reason = ''): void {
    this.#socket.close(code, reason);
  }

  /** Cuts the line without a close frame. */
  cut(): void {
    this.#socket.terminate();
  }

  #receive(data: RawData): void {
    const text = String(data);
    if (Buffer.byteLength(text) > GATEWAY.payloadBytes) {
      this.#refuse(4002, 'payload larger than 4096 bytes');
      return;
    }
    const payload = parse(text);
    if (payload === null) {
      this.#refuse(4002, 'undecodable payload');
      return;
    }
    if (this.#isTooFast()) {
      this.#refuse(4008, 'more than 120 sends in 60 s');
      return;
    }
    const op = payload['op'];
    const body = isObject(payload['d']) ? payload['d'] : {};
    switch (op) {
      case GatewayOpcodes.Heartbeat:
        this.heartbeats += 1;
        this.#expectHeartbeat();
        if (this.#host.acknowledgesHeartbeats()) this.send({ op: GatewayOpcodes.HeartbeatAck });
        return;
      case GatewayOpcodes.Identify:
        if (this.session !== null) {
          this.#refuse(4005, 'identified twice');
          return;
        }
        this.#host.identify(this, body);
        return;
      case GatewayOpcodes.Resume:
        if (this.session !== null) {
          this.#refuse(4005, 'resumed twice');
          return;
        }
        this.#host.resume(this, body);
        return;
    }
    if (typeof op !== 'number' || !NEEDS_SESSION.includes(op)) {
      this.#refuse(4001, `opcode ${String(op)}`);
      return;
    }
    if (this.session === null) {
      this.#refuse(4003, `opcode ${op} before identify`);
      return;
    }
    if (op === GatewayOpcodes.RequestGuildMembers) this.#host.requestMembers(this.session, body);
  }

  #refuse(code: number, detail: string): void {
    this.#host.misused(`gateway close ${code}`, detail);
    this.close(code);
  }

  #isTooFast(): boolean {
    const now = this.#host.now();
    this.#sentAt.push(now);
    while ((this.#sentAt[0] ?? now) <= now - GATEWAY.sendsWindow) this.#sentAt.shift();
    return this.#sentAt.length > GATEWAY.sends;
  }

  /** A client that falls silent for two intervals (and never less than 5 s) is cut off, to resume. */
  #expectHeartbeat(): void {
    if (this.#pulse !== null) clearTimeout(this.#pulse);
    this.#pulse = setTimeout(
      () => {
        this.#host.misused('heartbeat', 'no heartbeat for two intervals');
        this.cut();
      },
      Math.max(5_000, 2 * this.#host.heartbeatInterval),
    );
    this.#pulse.unref();
  }
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const payload: unknown = JSON.parse(text);
    return isObject(payload) ? payload : null;
  } catch {
    return null;
  }
}
