import { type REST, Routes } from 'discord.js';
import type { CommandBody } from './build.ts';
import { type Difference, difference, isEmpty, type Registered } from './diff.ts';

/** Where commands are registered: everywhere (`guildId` null) or in one server. */
export interface Place {
  readonly applicationId: string;
  readonly guildId: string | null;
}

/**
 * Compares what is registered with what is wanted, and writes in one request where they differ; nothing is written
 * where they do not, or in a dry run.
 *
 * @throws DiscordAPIError where Discord refuses.
 */
export async function register(
  rest: REST,
  place: Place,
  wanted: readonly CommandBody[],
  mode: 'write' | 'dry-run' = 'write',
): Promise<Difference> {
  const { applicationId, guildId } = place;
  const route =
    guildId === null
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  const query = new URLSearchParams({ with_localizations: 'true' });
  const registered = (await rest.get(route, { query })) as readonly Registered[];
  const found = difference(
    registered,
    wanted.map((command): Registered => ({ ...command })),
  );
  if (mode === 'write' && !isEmpty(found)) await rest.put(route, { body: [...wanted, ...found.kept] });
  return found;
}
