import { STATUS_CODES } from 'node:http';
import type { ResponseLike } from 'discord.js';
import { type Dispatcher, Headers, request } from 'undici';

/** A request as discord.js makes them for us: its body is JSON, for files are never sent. */
interface Outgoing {
  readonly method: Dispatcher.HttpMethod;
  readonly headers: Record<string, string>;
  readonly body?: string | null;
  readonly signal?: AbortSignal;
}

/**
 * Speaks to Discord as discord.js does where it is not told how, but answers with instances of one class. The default
 * answers with an object literal that has a getter: V8 makes a hidden class for each of those, outside the young
 * generation, and it keeps the response alive, with its request and both bodies, until the next full collection. These
 * then come every few seconds instead of every few minutes, and each makes a handful of answers late.
 *
 * @throws the network's errors.
 */
export async function makeRequest(url: string, outgoing: Outgoing): Promise<ResponseLike> {
  return new Received(await request(url, outgoing));
}

class Received implements ResponseLike {
  readonly body: Dispatcher.ResponseData['body'];
  readonly headers: Headers;
  readonly status: number;
  readonly statusText: string;
  readonly ok: boolean;

  constructor({ body, headers, statusCode }: Dispatcher.ResponseData) {
    this.body = body;
    this.headers = new Headers(headers as Record<string, string>);
    this.status = statusCode;
    this.statusText = STATUS_CODES[statusCode] ?? '';
    this.ok = statusCode >= 200 && statusCode < 300;
  }

  get bodyUsed(): boolean {
    return this.body.bodyUsed;
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return this.body.arrayBuffer();
  }

  json(): Promise<unknown> {
    return this.body.json();
  }

  text(): Promise<string> {
    return this.body.text();
  }
}
