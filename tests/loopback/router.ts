import type { Backend } from './backend.ts';
import type { UploadedFile } from './validate.ts';

export interface Call {
  readonly backend: Backend;
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined where there is no body. */
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  /** A part of the path by its name in the pattern. */
  param(name: string): string;
}

export interface Result {
  readonly status: number;
  readonly body?: unknown;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Route {
  readonly method: Method;
  /** `/channels/:channel/messages` */
  readonly pattern: string;
  /** Whether the bot's token is needed. */
  readonly needsToken: boolean;
  /** Interaction endpoints do not count towards the global limit. */
  readonly isInteraction: boolean;
  readonly handle: (call: Call) => Result;
}

type Handler = Route['handle'];

/** A route for the bot, with its token. */
export function route(method: Method, pattern: string, handle: Handler): Route {
  return { method, pattern, handle, needsToken: true, isInteraction: false };
}

/** A route that an interaction's own token opens. */
export function interactionRoute(method: Method, pattern: string, handle: Handler): Route {
  return { method, pattern, handle, needsToken: false, isInteraction: true };
}

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
  /** What the rate limit of this route is counted by: channel, guild or webhook. */
  readonly major: string;
}

/** Finds the route of a request. */
export class Router {
  readonly #routes: readonly { readonly route: Route; readonly pattern: RegExp }[];

  constructor(routes: readonly Route[]) {
    this.#routes = routes.map((each) => ({
      route: each,
      pattern: new RegExp(`^${each.pattern.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
    }));
  }

  match(method: string, path: string): Match | null {
    for (const { route: candidate, pattern } of this.#routes) {
      if (candidate.method !== method) continue;
      const found = pattern.exec(path);
      if (found === null) continue;
      const params = Object.fromEntries(
        Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
      );
      const { channel, guild, application, token } = params;
      const isWebhook = candidate.pattern.startsWith('/webhooks');
      const major = channel ?? guild ?? (isWebhook ? `${application}/${token}` : '');
      return { route: candidate, params, major };
    }
    return null;
  }
}
