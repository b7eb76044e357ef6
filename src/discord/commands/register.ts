import { type APIApplication, type ApplicationIntegrationType, type REST, Routes } from 'discord.js';
import type { Knowledge } from '../../knowledge/schema.ts';
import { buildCommands, EVERYWHERE, type Scope } from './build.ts';
import { type Difference, difference, isEmpty, type Registered } from './diff.ts';

/** Where commands are registered: everywhere (`guildId` null) or in one server. */
export interface Place {
  /** The application that is expected; null: whichever the token belongs to. */
  readonly applicationId: string | null;
  readonly guildId: string | null;
}

export type Registration =
  | { readonly kind: 'compared'; readonly difference: Difference }
  /** `DISCORD_CLIENT_ID` names another application than the token's, which has this id. */
  | { readonly kind: 'wrong-application'; readonly id: string };

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
): Promise<Registration> {
  const application = (await rest.get(Routes.currentApplication())) as APIApplication;
  const { id } = application;
  if (place.applicationId !== null && place.applicationId !== id) return { kind: 'wrong-application', id };
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
  return { kind: 'compared', difference: found };
}

/** What to tell an owner whose token and application do not belong together. */
export const wrongApplication = (id: string): string =>
  `DISCORD_CLIENT_ID is not the application of this token, which is ${id}; correct it or leave it empty`;

/** Discord refuses commands for an installation that the owner has switched off. */
function scopeOf({ integration_types_config: config }: APIApplication): Scope {
  const installs = Object.keys(config ?? {}).map((type): ApplicationIntegrationType => Number(type));
  return installs.length === 0 ? EVERYWHERE : { kind: 'everywhere', installs: installs.sort() };
}
