import { Backend } from './backend.ts';
import { Clock, Snowflakes } from './clocks.ts';
import { intentBits, type PrivilegedIntent } from './intents.ts';
import { GATEWAY } from './limits.ts';
import type { Limit } from './ratelimits.ts';

export interface LoopbackOptions {
  /** What the bot must log in with; made up if absent. */
  readonly token?: string;
  readonly botName?: string;
  /** Privileged intents that are switched on in the app's settings; none if absent. */
  readonly allowedIntents?: readonly PrivilegedIntent[];
  /** 0 installable to servers, 1 to users; both if absent. */
  readonly integrationTypes?: readonly (0 | 1)[];
  /** Milliseconds; Discord's 41,250 if absent. */
  readonly heartbeatInterval?: number;
  /** Identifies that may come at once; 16 if absent, so that many shards start quickly. */
  readonly maxConcurrency?: number;
  /** Refuses identifies of one shard within 5 s, as Discord does. Off if absent: restarts in tests are quicker. */
  readonly enforcesIdentifyRate?: boolean;
  readonly recommendedShards?: number;
  readonly guildsPerShard?: number;
  /** Identifies left today. */
  readonly sessionStarts?: number;
  /** The clock's source, in milliseconds since 1970; real time if absent. */
  readonly now?: () => number;
  /** Every route's bucket; 1,000 in a second if absent, so that no test waits. */
  readonly routeLimit?: Limit;
  /** Requests a second over all routes but interactions'; no limit if absent. */
  readonly globalLimit?: number;
  /** How many messages, interactions, actions and requests are kept. */
  readonly history?: number;
}

/** `resources/application.mdx#application-object-application-flags`: GATEWAY_MESSAGE_CONTENT_LIMITED. */
const MESSAGE_CONTENT_LIMITED = 1 << 19;

/** What stands behind the wire, from the options of a test. */
export function createBackend(options: LoopbackOptions): Backend {
  const clock = new Clock(options.now);
  const applicationId = new Snowflakes(clock).next(clock.now() - 86_400_000);
  const hasContentIntent = options.allowedIntents?.includes('MessageContent') ?? false;
  return new Backend(
    {
      clock,
      applicationId,
      botName: options.botName ?? 'loopback_bot',
      integrationTypes: options.integrationTypes ?? [0, 1],
      hasContentIntent,
      recommendedShards: options.recommendedShards ?? 1,
      history: options.history ?? 5_000,
      gateway: {
        allowedIntents: intentBits(options.allowedIntents ?? []),
        heartbeatInterval: options.heartbeatInterval ?? GATEWAY.heartbeatInterval,
        maxConcurrency: options.maxConcurrency ?? 16,
        enforcesIdentifyRate: options.enforcesIdentifyRate ?? false,
        guildsPerShard: options.guildsPerShard ?? GATEWAY.guildsPerShard,
        sessionStarts: {
          total: GATEWAY.sessionStarts,
          remaining: options.sessionStarts ?? GATEWAY.sessionStarts,
        },
        applicationFlags: hasContentIntent ? MESSAGE_CONTENT_LIMITED : 0,
      },
    },
    options.token ?? madeUpToken(applicationId),
  );
}

/** Looks like a bot's token and is none. */
function madeUpToken(applicationId: string): string {
  const id = Buffer.from(applicationId).toString('base64url');
  return `${id}.Loopbk.${'not-a-real-token-'.repeat(3).slice(0, 38)}`;
}
