import { GatewayOpcodes } from 'discord.js';
import type { Gateway } from './gateway.ts';

/** Ways in which Discord interrupts a client. What people do from then on is kept for its resume. */

export interface DropOptions {
  /** The close code; without one the line is cut with no close frame. */
  readonly code?: number;
  readonly shard?: number;
  /** Whether the session can be resumed; if absent it can, but for codes after which Discord starts a new one. */
  readonly session?: 'keep' | 'end';
}

/** Close codes that say of themselves that the session is over (`topics/opcodes-and-status-codes.mdx`). */
const ENDING: readonly number[] = [1000, 1001, 4004, 4009, 4010, 4011, 4012, 4013, 4014];

export function drop(gateway: Gateway, { code, shard, session }: DropOptions): void {
  for (const connection of gateway.connections) {
    const { session: stream } = connection;
    if (shard !== undefined && stream?.shard[0] !== shard) continue;
    const ends = session === undefined ? code !== undefined && ENDING.includes(code) : session === 'end';
    if (ends && stream !== null) stream.isAlive = false;
    if (code === undefined) connection.cut();
    else connection.close(code);
    stream?.leave(gateway.now());
  }
}

/** Opcode 9; a resumable session is to be taken up on the same line. */
export function invalidate(gateway: Gateway, resumable: boolean): void {
  for (const connection of gateway.connections) {
    const { session } = connection;
    if (session !== null) {
      session.leave(gateway.now());
      session.isAlive &&= resumable;
    }
    connection.send({ op: GatewayOpcodes.InvalidSession, d: resumable });
    if (resumable) connection.session = null;
  }
}

/** Opcode 7: the client is to come back over a new connection. */
export function requestReconnect(gateway: Gateway): void {
  for (const connection of gateway.connections) {
    connection.session?.leave(gateway.now());
    connection.send({ op: GatewayOpcodes.Reconnect, d: null });
  }
}

/** Opcode 1 to the client: it must beat at once. */
export function requestHeartbeat({ connections }: Gateway): void {
  for (const connection of connections) connection.send({ op: GatewayOpcodes.Heartbeat, d: null });
}
