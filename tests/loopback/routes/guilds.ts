import type { Backend } from '../backend.ts';
import { refuse } from '../errors.ts';
import type { GuildRecord } from '../model.ts';
import { channelPayload, guildPayload, memberPayload, userPayload } from '../payloads.ts';
import { type Route, route } from '../router.ts';

/** A guild the bot is in; to the others it has no access. */
function joined({ world }: Backend, id: string): GuildRecord {
  const guild = world.guilds.get(id);
  if (guild === undefined) throw refuse.unknownGuild();
  if (!guild.members.has(world.bot.id)) throw refuse.missingAccess();
  return guild;
}

function member({ world }: Backend, guild: GuildRecord, userId: string): Record<string, unknown> {
  const user = world.users.get(userId);
  if (user === undefined) throw refuse.unknownUser();
  if (!guild.members.has(userId)) throw refuse.unknownMember();
  return { ...memberPayload(guild, userId), user: userPayload(user) };
}

/** `resources/guild.mdx` */
export const GUILD_ROUTES: readonly Route[] = [
  route('GET', '/guilds/:guild', ({ backend, param }) => ({
    status: 200,
    body: guildPayload(joined(backend, param('guild'))),
  })),
  route('GET', '/guilds/:guild/channels', ({ backend, param }) => {
    const guild = joined(backend, param('guild'));
    const channels = backend.world.channelsOf(guild.id);
    return { status: 200, body: channels.map((channel) => channelPayload(backend.world, channel)) };
  }),
  route('GET', '/guilds/:guild/roles', ({ backend, param }) => ({
    status: 200,
    body: guildPayload(joined(backend, param('guild')))['roles'],
  })),
  route('GET', '/guilds/:guild/members/:user', ({ backend, param }) => {
    const guild = joined(backend, param('guild'));
    return { status: 200, body: member(backend, guild, param('user')) };
  }),
  route('DELETE', '/users/@me/guilds/:guild', ({ backend, param }) => {
    const guild = joined(backend, param('guild'));
    guild.members.delete(backend.world.bot.id);
    backend.gateway.dispatch({
      name: 'GUILD_DELETE',
      guildId: guild.id,
      intents: 1,
      data: () => ({ id: guild.id }),
    });
    return { status: 204 };
  }),
];
