import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Gateway } from './gateway.ts';

/** The one port of 127.0.0.1 behind which REST and gateway are; it can be taken away and given back. */
export class Listener {
  port = 0;
  readonly #server: Server;
  readonly #gateway: Gateway;
  readonly #sockets = new Set<Socket>();

  constructor(gateway: Gateway, onRequest: RequestListener) {
    this.#gateway = gateway;
    this.#server = createServer(onRequest);
    this.#server.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head));
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  /** Listens: on a free port the first time, on the same one afterwards. */
  async open(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    const { port } = this.#server.address() as AddressInfo;
    this.port = port;
    this.#gateway.address = `ws://127.0.0.1:${port}`;
  }

  /** Stops listening and cuts every connection. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
