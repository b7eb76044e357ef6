/** How a request is to go wrong. Without `status` and `cut` it is only delayed. */
export interface RestFault {
  /** Part of `METHOD /pattern` or `METHOD /path` (`POST /channels/:channel/messages`), or an expression; all if absent. */
  readonly route?: string | RegExp;
  /** How many requests; all from now on if absent. */
  readonly times?: number;
  /** Milliseconds of real time before anything else happens. */
  readonly delay?: number;
  /** Answered with this status; 429 makes a proper rate limit answer. */
  readonly status?: number;
  /** JSON, or a page of HTML where it is text, as from what stands before Discord. */
  readonly body?: unknown;
  /** For 429: seconds, and whose limit it is said to be. */
  readonly retryAfter?: number;
  readonly scope?: 'user' | 'global' | 'shared';
  /** The line is closed without an answer: `fin` politely, `reset` not. */
  readonly cut?: 'fin' | 'reset';
  /** The request is carried out first, and only its answer is lost or replaced. */
  readonly afterwards?: boolean;
}

interface ActiveFault {
  readonly fault: RestFault;
  left: number;
}

/** The faults a test has asked for, taken one request at a time, oldest first. */
export class Faults {
  readonly #active = new Set<ActiveFault>();

  /** Returns a function that takes the fault away again. */
  add(fault: RestFault): () => void {
    const active = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
    this.#active.add(active);
    return () => this.#active.delete(active);
  }

  clear(): void {
    this.#active.clear();
  }

  /** The faults that hit this request; each is used up by one. */
  take(route: string, path: string): readonly RestFault[] {
    const hit: RestFault[] = [];
    for (const active of this.#active) {
      if (!matches(active.fault.route, route, path)) continue;
      active.left -= 1;
      if (active.left <= 0) this.#active.delete(active);
      hit.push(active.fault);
      if (active.fault.status !== undefined || active.fault.cut !== undefined) break;
    }
    return hit;
  }
}

function matches(wanted: RestFault['route'], route: string, path: string): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === 'string'
    ? route.includes(wanted) || path.includes(wanted)
    : wanted.test(route) || wanted.test(path);
}
