import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/**
 * The environment, parsed once at the edge. Everything inside trusts what comes out of here. A fault names the
 * variable and what is expected of it, and never repeats the value: it may be a token in the wrong place.
 */

/** Which shards this process runs: what Discord recommends, a fixed number, or a part of a larger number. */
export type Sharding =
  | { readonly kind: 'auto' }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'part'; readonly ids: readonly number[]; readonly count: number };

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What the Discord surface needs; ids are Discord's own, as strings of digits. */
export interface DiscordConfig {
  readonly token: string;
  /** The application's id; null: taken from the token's application. */
  readonly clientId: string | null;
  /** The server that commands are registered in; null: everywhere. */
  readonly guildId: string | null;
  /** Where Discord's REST interface is, without the version; null: Discord's own. */
  readonly apiUrl: string | null;
  /** Channels where every question is answered. Not empty: the Message Content intent is requested. */
  readonly askChannels: readonly string[];
  readonly sharding: Sharding;
}

export interface Config {
  /** null: no token is given, so the terminal is opened. */
  readonly discord: DiscordConfig | null;
  readonly knowledgeDir: string;
  readonly logLevel: LogLevel;
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  /** One line a fault, each beginning with the variable's name. */
  | { readonly ok: false; readonly faults: readonly string[] };

const SHARD_LIMIT = 16_384;
const shippedKnowledge = fileURLToPath(new URL('../knowledge', import.meta.url));

/** An empty variable, as `.env.example` leaves them, counts as absent. */
const blankIsAbsent = (value: unknown): unknown => {
  const trimmed = typeof value === 'string' ? value.trim() : value;
  return trimmed === '' ? undefined : trimmed;
};
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsAbsent, schema.optional());

const id = (what: string) =>
  z.string().regex(/^\d{17,20}$/, {
    error: `must be ${what}: 17 to 20 digits (in Discord: Developer Mode on, right click, Copy ID)`,
  });
const wholeNumber = (least: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((n) => n >= least && n <= SHARD_LIMIT);
const list = (text: string): string[] => text.split(/[\s,]+/).filter((part) => part !== '');

const TOKEN_HELP =
  'copy it again from the Developer Portal → your application → Bot → Reset Token, without quotes or the word "Bot"';

const environmentSchema = z.object({
  DISCORD_TOKEN: optional(
    z.string().regex(/^[\w-]+\.[\w-]+\.[\w-]+$/, {
      error: `does not look like a bot token, which is three parts joined by dots; ${TOKEN_HELP}`,
    }),
  ),
  DISCORD_CLIENT_ID: optional(id('the Application ID')),
  DISCORD_GUILD_ID: optional(id('a server id')),
  DISCORD_API_URL: optional(
    z
      .url({
        protocol: /^https?$/,
        error: 'must be a web address such as http://127.0.0.1:8080/api, without the version',
      })
      .transform((url) => url.replace(/\/+$/, ''))
      .refine((url) => !/\/v\d+$/.test(url), {
        error: 'must end before the version: https://discord.com/api, not https://discord.com/api/v10',
      }),
  ),
  DISCORD_ASK_CHANNELS: optional(
    z
      .string()
      .transform(list)
      .pipe(
        z.array(
          z.string().regex(/^\d{17,20}$/, {
            error: 'must be channel ids of 17 to 20 digits, separated by commas',
          }),
        ),
      ),
  ),
  SHARDS: optional(
    z.union([z.literal('auto'), wholeNumber(1)], {
      error: 'must be "auto" or how many shards there are: a whole number from 1',
    }),
  ),
  SHARD_IDS: optional(
    z
      .string()
      .transform(list)
      .pipe(
        z.array(wholeNumber(0), {
          error: 'must be the numbers of the shards of this process, from 0: 0,1,2',
        }),
      ),
  ),
  SHARD_COUNT: optional(
    wholeNumber(1).or(
      z.never({ error: 'must be how many shards there are on all machines: a whole number from 1' }),
    ),
  ),
  KNOWLEDGE_DIR: optional(z.string()),
  LOG_LEVEL: optional(z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` })),
});
type Environment = z.infer<typeof environmentSchema>;

/** Reads a set of environment variables. Pure; all faults at once. */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): ConfigResult {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
    return { ok: false, faults: [...new Set(faults)] };
  }
  const given = parsed.data;
  const sharding = readSharding(given);
  if (typeof sharding === 'string') return { ok: false, faults: [sharding] };
  return {
    ok: true,
    config: {
      discord:
        given.DISCORD_TOKEN === undefined
          ? null
          : {
              token: given.DISCORD_TOKEN,
              clientId: given.DISCORD_CLIENT_ID ?? null,
              guildId: given.DISCORD_GUILD_ID ?? null,
              apiUrl: given.DISCORD_API_URL ?? null,
              askChannels: [...new Set(given.DISCORD_ASK_CHANNELS ?? [])],
              sharding,
            },
      knowledgeDir: given.KNOWLEDGE_DIR ?? shippedKnowledge,
      logLevel: given.LOG_LEVEL ?? 'info',
    },
  };
}

/** How the shards are shared out, or the fault. */
function readSharding({ SHARDS, SHARD_IDS, SHARD_COUNT }: Environment): Sharding | string {
  if (SHARD_IDS === undefined && SHARD_COUNT === undefined) {
    return SHARDS === undefined || SHARDS === 'auto' ? { kind: 'auto' } : { kind: 'count', count: SHARDS };
  }
  if (SHARDS !== undefined) {
    return 'SHARDS must be absent where SHARD_IDS and SHARD_COUNT say which shards run here';
  }
  if (SHARD_IDS === undefined || SHARD_COUNT === undefined) {
    const missing = SHARD_IDS === undefined ? 'SHARD_IDS' : 'SHARD_COUNT';
    return `${missing} is missing: SHARD_IDS and SHARD_COUNT are given together, as in SHARD_IDS=0,1 SHARD_COUNT=4`;
  }
  const beyond = SHARD_IDS.filter((shard) => shard >= SHARD_COUNT);
  if (beyond.length > 0) {
    return `SHARD_IDS must be below SHARD_COUNT, which is ${SHARD_COUNT}: shards are numbered from 0 to ${SHARD_COUNT - 1}`;
  }
  return { kind: 'part', ids: [...new Set(SHARD_IDS)], count: SHARD_COUNT };
}

/**
 * Reads the environment and, beneath it, a `.env` file: a variable that is set already wins over the file.
 *
 * @param file path of the `.env` file; nothing happens where there is none.
 */
export async function loadConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  file = '.env',
): Promise<ConfigResult> {
  if (!existsSync(file)) return parseConfig(environment);
  const dotenv = await import('dotenv');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, faults: [`${file} cannot be read: ${why}`] };
  }
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  return parseConfig({ ...dotenv.parse(text), ...present });
}
