import { type Client, Events } from 'discord.js';
import type { Logger } from 'pino';
import type { DiscordConfig } from '../../config.ts';
import { inShort, refusalByClose, refusalByError } from './refusals.ts';

/** How a connection to Discord ended, or failed to begin. */
export type Ending =
  /** Trying again cannot help; what to tell the owner. */
  | { readonly kind: 'refused'; readonly message: string }
  /** There was no way through, this time. */
  | { readonly kind: 'unreachable'; readonly why: string }
  | { readonly kind: 'stopped' };

/**
 * Connects a client and stays until it is stopped or finally refused. Lost connections are resumed by discord.js.
 *
 * @param onReady called once, when Discord has said who we are.
 */
export async function runSession(
  client: Client,
  config: DiscordConfig,
  log: Logger,
  stop: AbortSignal,
  onReady: (client: Client<true>) => void,
): Promise<Ending> {
  const refused = new Promise<Ending>((resolve) => {
    client.on(Events.ShardDisconnect, ({ code }, shard) => {
      const message = refusalByClose(code, config);
      if (message !== null) resolve({ kind: 'refused', message });
      else log.warn({ shard, code }, 'disconnected');
    });
  });
  const stopped = new Promise<Ending>((resolve) => {
    if (stop.aborted) resolve({ kind: 'stopped' });
    else stop.addEventListener('abort', () => resolve({ kind: 'stopped' }), { once: true });
  });
  client.on(Events.ShardReconnecting, (shard) => {
    // It is also told of the connection that we close ourselves.
    if (!stop.aborted) log.warn({ shard }, 'connection lost; connecting again');
  });
  client.on(Events.ShardResume, (shard, replayed) => log.info({ shard, replayed }, 'connection resumed'));
  client.on(Events.ShardReady, (shard) => log.info({ shard }, 'shard ready'));
  client.on(Events.ShardError, (error, shard) =>
    log.warn({ shard, why: inShort(error) }, 'connection error'),
  );
  client.on(Events.Error, (error) => log.error({ why: inShort(error) }, 'client error'));
  client.on(Events.Warn, (warning) => log.warn({ warning }, 'client warning'));
  client.once(Events.ClientReady, onReady);

  const failed = client.login(config.token).then(
    () => new Promise<never>(() => {}),
    (error: unknown): Ending => {
      const message = refusalByError(error);
      return message === null ? { kind: 'unreachable', why: inShort(error) } : { kind: 'refused', message };
    },
  );
  // A close that refuses us also fails the login: it comes first here, for it knows why.
  return Promise.race([refused, stopped, failed]);
}
