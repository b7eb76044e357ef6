import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Backend } from './backend.ts';
import { type ParsedBody, parseBody, readAll } from './bodies.ts';
import { ApiError, refuse } from './errors.ts';
import { Faults, type RestFault } from './faults.ts';
import { type Limit, RateLimits } from './ratelimits.ts';
import { type Match, type Result, Router } from './router.ts';
import { ROUTES } from './routes/index.ts';

export interface RestSettings {
  /** The bucket of every route; 429 beyond. */
  readonly routeLimit: Limit;
  /** Requests a second over all routes but interactions'; null for no limit. */
  readonly globalLimit: number | null;
}

interface Answer extends Result {
  readonly headers: Record<string, string>;
  /** Discord's error code, or null. */
  readonly code: number | null;
}

/** Errors that an honest bot runs into, because the world changed meanwhile: they break no rule. */
const HONEST: readonly number[] = [10_003, 10_004, 10_007, 10_008, 10_013, 10_063, 50_007];

const USER_AGENT = /^DiscordBot \(\S+, [\w.+-]+\)/;

/** The REST API under `/api/v10`: authorisation, rate limits, faults on request, then the route. */
export class Rest {
  readonly faults = new Faults();
  /** 401, 403 and 429 answers, shared limits aside: 10,000 in 10 minutes would ban the address. */
  invalidRequests = 0;
  settings: RestSettings;
  readonly #backend: Backend;
  readonly #router = new Router(ROUTES);
  readonly #limits: RateLimits;

  constructor(backend: Backend, settings: RestSettings) {
    this.#backend = backend;
    this.settings = settings;
    this.#limits = new RateLimits(backend.clock);
  }

  /** Answers one request; never throws. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://loopback');
    const method = request.method ?? 'GET';
    const path = url.pathname.replace(/^\/api(\/v\d+)?/, '');
    const match = this.#router.match(method, path);
    const name = match === null ? `${method} ${path}` : `${method} ${match.route.pattern}`;
    const at = this.#backend.clock.now();
    const faults = this.faults.take(name, `${method} ${path}`);

    const bytes = await readAll(request).catch(() => null);
    if (bytes === null) return void response.destroy();
    for (const { delay } of faults) if (delay !== undefined) await sleep(delay, undefined, { ref: false });
    const fault = faults.find(({ status, cut }) => status !== undefined || cut !== undefined);

    const parsed = await parseBody(bytes, request.headers['content-type'] ?? '').catch(
      (error: unknown) => error,
    );
    const isSpared = fault !== undefined && fault.afterwards !== true;
    const answer = isSpared ? null : this.#answer(request, url, match, parsed, name);
    const faulty = fault === undefined ? null : faultAnswer(fault);
    const status = faulty?.status ?? (fault?.cut === undefined ? (answer?.status ?? 500) : 0);
    const body = isParsed(parsed) ? parsed.body : null;
    this.#backend.requests.push({
      method,
      path,
      route: name,
      at,
      body,
      status,
      code: faulty === null ? (answer?.code ?? null) : null,
    });
    if ([401, 403, 429].includes(status) && faulty?.headers['x-ratelimit-scope'] !== 'shared')
      this.invalidRequests += 1;
    this.#backend.pulse.notify();
    if (fault?.cut === 'reset') return void request.socket.resetAndDestroy();
    if (fault?.cut === 'fin') return void request.socket.end();
    const final = faulty ?? answer;
    if (final !== null) write(response, final);
  }

  #answer(request: IncomingMessage, url: URL, match: Match | null, parsed: unknown, name: string): Answer {
    let headers: Record<string, string> = {};
    try {
      const version = /^\/api(?:\/v(\d+))?\//.exec(url.pathname);
      if (version === null) throw refuse.notFound();
      if (version[1] !== undefined && !['9', '10'].includes(version[1])) throw refuse.invalidVersion();
      if (!USER_AGENT.test(request.headers['user-agent'] ?? '')) throw refuse.badUserAgent();
      if (match?.route.needsToken !== false) this.#authorize(request);
      if (match === null) throw refuse.notFound();
      const limited = this.#limit(match, headers);
      if (limited !== null) {
        this.#backend.blame('429', name, limited.body.message, null);
        return { ...limited, headers: { ...headers, ...limited.headers }, code: null };
      }
      if (!isParsed(parsed)) throw parsed;
      const result = match.route.handle({
        backend: this.#backend,
        query: url.searchParams,
        body: parsed.body,
        files: parsed.files,
        param: (key) => match.params[key] ?? '',
      });
      return { ...result, headers, code: null };
    } catch (error) {
      if (!(error instanceof ApiError)) headers = {};
      const refusal =
        error instanceof ApiError ? error : new ApiError(500, 0, `loopback failed: ${String(error)}`);
      const isBlamed = refusal.status !== 401 && !HONEST.includes(refusal.code);
      const body = isParsed(parsed) ? parsed.body : null;
      if (isBlamed)
        this.#backend.blame(String(refusal.code || refusal.status), name, refusal.summary(), body);
      return { status: refusal.status, body: refusal.body(), headers, code: refusal.code };
    }
  }

  #authorize(request: IncomingMessage): void {
    const { token } = this.#backend;
    if (token === null || request.headers.authorization !== `Bot ${token}`) throw refuse.unauthorized();
  }

  /** The answer where a limit is exceeded; puts the bucket's headers into `headers` otherwise. */
  #limit({ route, major }: Match, headers: Record<string, string>) {
    const { globalLimit, routeLimit } = this.settings;
    const wait = globalLimit === null || route.isInteraction ? 0 : this.#limits.countGlobal(globalLimit);
    if (wait > 0) return rateLimited(wait, 'global');
    const verdict = this.#limits.count(`${route.method} ${route.pattern}`, major, routeLimit);
    Object.assign(headers, verdict.headers);
    return verdict.isExceeded ? rateLimited(verdict.retryAfter, 'user') : null;
  }
}

function isParsed(parsed: unknown): parsed is ParsedBody {
  return typeof parsed === 'object' && parsed !== null && 'files' in parsed;
}

function faultAnswer(fault: RestFault): Answer | null {
  if (fault.status === undefined) return null;
  if (fault.status === 429)
    return { ...rateLimited(fault.retryAfter ?? 0.1, fault.scope ?? 'user'), code: null };
  return {
    status: fault.status,
    body: fault.body ?? { message: `${fault.status}: asked for`, code: 0 },
    headers: {},
    code: null,
  };
}

function rateLimited(retryAfter: number, scope: 'user' | 'global' | 'shared') {
  const seconds = Math.max(0.001, Number(retryAfter.toFixed(3)));
  const message = scope === 'shared' ? 'The resource is being rate limited.' : 'You are being rate limited.';
  const headers: Record<string, string> = {
    'retry-after': String(seconds),
    'x-ratelimit-scope': scope,
    ...(scope === 'global' && { 'x-ratelimit-global': 'true' }),
  };
  return { status: 429, headers, body: { message, retry_after: seconds, global: scope === 'global' } };
}

/** A 204 carries neither body nor content type. */
function write(response: ServerResponse, { status, body, headers }: Answer): void {
  if (status === 204 || body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  const isPage = typeof body === 'string';
  const text = isPage ? body : JSON.stringify(body);
  response
    .writeHead(status, {
      ...headers,
      'content-type': isPage ? 'text/html' : 'application/json',
      'content-length': Buffer.byteLength(text),
    })
    .end(text);
}
