import { parseArgs } from 'node:util';
import { DiscordAPIError, REST, RESTJSONErrorCodes } from 'discord.js';
import type { ConfigResult, DiscordConfig } from '../../config.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { refusal } from '../../knowledge/report.ts';
import type { Knowledge } from '../../knowledge/schema.ts';
import { cleanLines } from '../../rendering/clean.ts';
import { inShort, refusalByError } from '../life/refusals.ts';
import { buildCommands, EVERYWHERE } from './build.ts';
import { describeDifference } from './diff.ts';
import { commandFaults } from './faults.ts';
import { register, wrongApplication } from './register.ts';

const USAGE = `Registers the slash and context-menu commands with Discord, where they differ from what is registered.
The bot does the same at its start; this is for looking first, and for seeing why it failed.

npm run commands:deploy -- [options]
  --dry-run      print what would change, write nothing
  --guild ID     in this one server, where changes show at once (default DISCORD_GUILD_ID, else everywhere)

It needs DISCORD_TOKEN. It ends with 0 where all is in order, with 1 where Discord cannot be reached, and with 2
where something has to be mended first.`;

interface Given {
  readonly dryRun: boolean;
  readonly guildId: string | null;
}

/** The program with its edges: what it reads and where it writes. */
export interface Deploying {
  readonly args: readonly string[];
  readonly configured: () => Promise<ConfigResult>;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** Runs `npm run commands:deploy`; resolves to its exit code. */
export async function runDeploy({ args, configured, print, complain }: Deploying): Promise<number> {
  const refuse: Refuse = (message, ...details) => {
    complain([`commands:deploy: ${message}`, ...details.map((detail) => `  ${detail}`)].join('\n'));
    return 2;
  };
  const given = read(args, print, refuse);
  if (typeof given === 'number') return given;
  const result = await configured();
  if (!result.ok) return refuse('the configuration is not in order.', ...result.faults);
  const { discord, knowledgeDir } = result.config;
  if (discord === null) return refuse('DISCORD_TOKEN is missing: see .env.example and docs/discord.md.');

  const loaded = loadKnowledge(knowledgeDir);
  if (!loaded.ok) {
    complain(cleanLines(refusal(knowledgeDir, loaded.faults)));
    return 2;
  }
  const guildId = given.guildId ?? discord.guildId;
  const faults = commandFaults(buildCommands(loaded.knowledge, EVERYWHERE));
  if (faults.length > 0) return refuse('Discord would refuse these commands.', ...faults);
  try {
    const done = await deploy(discord, guildId, loaded.knowledge, given.dryRun);
    if (typeof done === 'string') return refuse(done);
    for (const line of done) print(line);
    return 0;
  } catch (error) {
    const why = explanation(error, guildId);
    if (why !== null) return refuse(why);
    complain(`commands:deploy: cannot reach Discord: ${inShort(error)}`);
    return 1;
  }
}

/** Tells what has to be mended, and gives the exit code that says so. */
type Refuse = (message: string, ...details: readonly string[]) => 2;

/** What was asked for, or the exit code where that is all. */
function read(args: readonly string[], print: Deploying['print'], refuse: Refuse): Given | number {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        'dry-run': { type: 'boolean', default: false },
        guild: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      print(USAGE);
      return 0;
    }
    if (values.guild !== undefined && !/^\d{17,20}$/.test(values.guild)) {
      throw new Error('--guild takes the id of a server: 17 to 20 digits');
    }
    return { dryRun: values['dry-run'], guildId: values.guild ?? null };
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

/** Compares and writes; returns the lines that say what was done, or what has to be mended first. */
async function deploy(
  config: DiscordConfig,
  guildId: string | null,
  knowledge: Knowledge,
  dryRun: boolean,
): Promise<readonly string[] | string> {
  const rest = new REST(config.apiUrl === null ? {} : { api: config.apiUrl }).setToken(config.token);
  const place = { applicationId: config.clientId, guildId };
  const found = await register(rest, place, knowledge, dryRun ? 'dry-run' : 'write');
  const where = guildId === null ? 'everywhere' : `in the server ${guildId}`;
  if (found.kind === 'wrong-application') return wrongApplication(found.id);
  const lines = describeDifference(found.difference);
  if (lines.length === 0) return [`the commands ${where} are up to date, nothing written`];
  const end = dryRun ? '; nothing written (--dry-run)' : ': written';
  return [...lines, `${lines.length} changes ${where}${end}`];
}

/** Why Discord refuses and what to mend; null where it was not reached. */
function explanation(error: unknown, guildId: string | null): string | null {
  const refused = refusalByError(error);
  if (refused !== null || !(error instanceof DiscordAPIError)) return refused;
  return error.code === RESTJSONErrorCodes.MissingAccess && guildId !== null
    ? `the bot is not in the server ${guildId}, or was added without "applications.commands".`
    : `Discord refuses: ${error.message} (code ${error.code})`;
}
