import { GatewayIntentBits } from 'discord.js';
import { shardOf } from './clocks.ts';
import { GATEWAY } from './limits.ts';
import type { GuildRecord, World } from './model.ts';
import { guildCreatePayload, memberPayload, userPayload } from './payloads.ts';
import type { Session } from './session.ts';

/** What a session is told of the world on its own account. */

/** The servers of the bot that fall to a shard. */
export function guildsOfShard(
  { guilds, bot }: World,
  [shard, count]: readonly [number, number],
): GuildRecord[] {
  return [...guilds.values()].filter(
    ({ id, members }) => members.has(bot.id) && shardOf(id, count) === shard,
  );
}

/** READY, then the servers as they become available (`events/gateway-events.mdx#ready`). */
export function greet(session: Session, world: World, address: string, applicationFlags: number): void {
  const guilds = guildsOfShard(world, session.shard);
  session.deliver('READY', {
    v: GATEWAY.version,
    user: { ...userPayload(world.bot), email: null, verified: true, mfa_enabled: false },
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: `${address}/resume`,
    shard: session.shard,
    application: { id: world.applicationId, flags: applicationFlags },
  });
  if ((session.intents & GatewayIntentBits.Guilds) === 0) return;
  for (const guild of guilds) {
    if (guild.available) session.deliver('GUILD_CREATE', guildCreatePayload(world, guild));
    else session.deliver('GUILD_DELETE', { id: guild.id, unavailable: true });
  }
}

/**
 * Answers a request for members (opcode 8). All of them are only for those with the Guild Members intent: false where
 * it is asked without.
 */
export function sendMembers(session: Session, world: World, data: Record<string, unknown>): boolean {
  const guild = world.guilds.get(String(data['guild_id']));
  if (guild === undefined) return true;
  const asked = data['user_ids'];
  const wantsAll = asked === undefined;
  if (wantsAll && (session.intents & GatewayIntentBits.GuildMembers) === 0) return false;
  const ids = wantsAll ? [...guild.members.keys()] : [asked].flat().map(String);
  const members = ids.flatMap((id) => {
    const user = world.users.get(id);
    if (user === undefined || !guild.members.has(id)) return [];
    return [{ ...memberPayload(guild, id), user: userPayload(user) }];
  });
  session.deliver('GUILD_MEMBERS_CHUNK', {
    guild_id: guild.id,
    members,
    chunk_index: 0,
    chunk_count: 1,
    not_found: ids.filter((id) => !guild.members.has(id)),
    ...(data['nonce'] !== undefined && { nonce: data['nonce'] }),
  });
  return true;
}
