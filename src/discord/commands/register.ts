import { type APIApplication, type ApplicationIntegrationType, type REST, Routes } from 'discord.js';
import type { Knowledge } from '../../knowledge/schema.ts';
import { buildCommands, EVERYWHERE, type Scope } from './build.ts';
import { type Difference, difference, isEmpty, type Registered } from './diff.ts';

/** Where commands are registered: everywhere (`guildId` null) or in one server. */
export interface Place {
  /** null: the application that the token belongs to. */
  readonly applicationId: string | null;
  readonly guildId: string | null;
}

/**
 * Compares what is registered with the commands of a knowledge, and writes in one request where they differ; nothing
 * is written where they do not, or in a dry run.
 *
 * @throws DiscordAPIError where Discord refuses, or the network's error.
 */
export async function register(
  rest: REST,
  place: Place,
  knowledge: Knowledge,
  mode: 'write' | 'dry-run' = 'write',
): Promise<Difference> {
  const application = (await rest.get(Routes.currentApplication())) as APIApplication;
  const id = place.applicationId ?? application.id;
  const scope: Scope = place.guildId === null ? scopeOf(application) : { kind: 'one-server' };
  const wanted = buildCommands(knowledge, scope);
  const route =
    place.guildId === null
      ? Routes.applicationCommands(id)
      : Routes.applicationGuildCommands(id, place.guildId);
  const query = new URLSearchParams({ with_localizations: 'true' });
  const registered = (await rest.get(route, { query })) as readonly Registered[];
  const found = difference(
    registered,
    wanted.map((command): Registered => ({ ...command })),
  );
  if (mode === 'write' && !isEmpty(found)) await rest.put(route, { body: [...wanted, ...found.kept] });
  return found;
}

/** Discord refuses commands for an installation that the owner has switched off. */
function scopeOf({ integration_types_config: config }: APIApplication): Scope {
  const installs = Object.keys(config ?? {}).map((type): ApplicationIntegrationType => Number(type));
  return installs.length === 0 ? EVERYWHERE : { kind: 'everywhere', installs: installs.sort() };
}
