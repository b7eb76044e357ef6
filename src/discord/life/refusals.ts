import { DiscordAPIError, DiscordjsErrorCodes, GatewayCloseCodes } from 'discord.js';
import type { DiscordConfig } from '../../config.ts';

/** Refusals of Discord that trying again does not mend: what to tell the owner, who alone can. */

const TOKEN_REFUSED =
  'Discord refuses the token in DISCORD_TOKEN: it was reset, or the application was deleted. Copy a new one from ' +
  'the Developer Portal (https://discord.com/developers/applications) → your application → Bot → Reset Token.';

/** What a close code of the gateway means where it is final; null where the connection is to be made again. */
export function refusalByClose(code: number, config: DiscordConfig): string | null {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return TOKEN_REFUSED;
    case GatewayCloseCodes.InvalidShard:
      return 'Discord refuses the shard numbers: SHARD_IDS must be below SHARD_COUNT, and SHARD_COUNT the same on every machine.';
    case GatewayCloseCodes.ShardingRequired:
      return 'The bot is in more servers than its shards may carry: set SHARDS=auto, or a larger SHARD_COUNT.';
    case GatewayCloseCodes.InvalidAPIVersion:
      return 'Discord no longer speaks this version of its gateway: update Communiqué.';
    case GatewayCloseCodes.InvalidIntents:
      return 'Discord does not know an intent that was asked for: update Communiqué.';
    case GatewayCloseCodes.DisallowedIntents:
      return config.askChannels.length > 0
        ? 'DISCORD_ASK_CHANNELS is set, so the Message Content intent is asked for, and Discord refuses it. Switch on ' +
            '"Message Content Intent" in the Developer Portal → your application → Bot, or empty DISCORD_ASK_CHANNELS.'
        : 'Discord refuses the intents of this application; look in the Developer Portal → your application → Bot.';
    default:
      return null;
  }
}

/** What a failed first connection means where it is final; null where it is worth trying again. */
export function refusalByError(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const isRefused = error instanceof DiscordAPIError && error.status === 401;
  return isRefused || code === DiscordjsErrorCodes.TokenInvalid ? TOKEN_REFUSED : null;
}

/** An error in one short line, without a stack, an address that holds a secret, or a body. */
export function inShort(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  return `${error.message || error.name}${code}${cause}`;
}
