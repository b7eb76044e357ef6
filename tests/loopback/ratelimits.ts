import { createHash } from 'node:crypto';
import type { Clock } from './clocks.ts';

/** So many requests in so many milliseconds. */
export interface Limit {
  readonly limit: number;
  readonly per: number;
}

export interface Verdict {
  readonly isExceeded: boolean;
  readonly headers: Readonly<Record<string, string>>;
  /** Seconds until the next request may come; 0 where it may come now. */
  readonly retryAfter: number;
}

interface Bucket {
  used: number;
  resetsAt: number;
}

/** Counts requests per bucket and over all, and words the headers (`topics/rate-limits.mdx`). */
export class RateLimits {
  readonly #clock: Clock;
  readonly #buckets = new Map<string, Bucket>();
  readonly #global: Bucket = { used: 0, resetsAt: 0 };

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts one request on a route's bucket; `major` is the channel, guild or webhook. */
  count(route: string, major: string, { limit, per }: Limit): Verdict {
    const key = `${route}|${major}`;
    const bucket = this.#buckets.get(key) ?? { used: 0, resetsAt: 0 };
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > 10_000) this.#forgetOld();
    const isExceeded = this.#use(bucket, limit, per);
    const resetAfter = Math.max(0, bucket.resetsAt - this.#clock.now()) / 1_000;
    return {
      isExceeded,
      retryAfter: isExceeded ? resetAfter : 0,
      headers: {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(Math.max(0, limit - bucket.used)),
        'x-ratelimit-reset': (bucket.resetsAt / 1_000).toFixed(3),
        'x-ratelimit-reset-after': resetAfter.toFixed(3),
        'x-ratelimit-bucket': createHash('sha1').update(route).digest('hex').slice(0, 20),
      },
    };
  }

  /** Counts one request of the bot over all routes; seconds to wait, 0 where it is within the limit. */
  countGlobal(perSecond: number): number {
    if (!this.#use(this.#global, perSecond, 1_000)) return 0;
    return Math.max(0.001, (this.#global.resetsAt - this.#clock.now()) / 1_000);
  }

  #forgetOld(): void {
    const now = this.#clock.now();
    for (const [key, { resetsAt }] of this.#buckets) if (now >= resetsAt) this.#buckets.delete(key);
  }

  #use(bucket: Bucket, limit: number, per: number): boolean {
    const now = this.#clock.now();
    if (now >= bucket.resetsAt) {
      bucket.used = 0;
      bucket.resetsAt = now + per;
    }
    bucket.used += 1;
    if (bucket.used <= limit) return false;
    bucket.used = limit;
    return true;
  }
}
