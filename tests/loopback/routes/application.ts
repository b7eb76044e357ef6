import type { Backend } from '../backend.ts';
import { userPayload } from '../payloads.ts';
import { type Route, route } from '../router.ts';

function application({ world, settings }: Backend): Record<string, unknown> {
  return {
    id: world.applicationId,
    name: world.bot.displayName,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    team: null,
    flags: settings.gateway.applicationFlags,
    bot: userPayload(world.bot),
    owner: {
      id: world.applicationId,
      username: 'owner',
      discriminator: '0',
      avatar: null,
      global_name: 'Owner',
    },
    approximate_guild_count: world.guilds.size,
    integration_types_config: Object.fromEntries(settings.integrationTypes.map((type) => [type, {}])),
  };
}

/** `resources/application.mdx`, `topics/oauth2.mdx`, `events/gateway.mdx#get-gateway-bot` */
export const APPLICATION_ROUTES: readonly Route[] = [
  route('GET', '/applications/@me', ({ backend }) => ({ status: 200, body: application(backend) })),
  route('GET', '/oauth2/applications/@me', ({ backend }) => ({ status: 200, body: application(backend) })),
  {
    ...route('GET', '/gateway', ({ backend }) => ({
      status: 200,
      body: { url: `${backend.gateway.address}/gateway` },
    })),
    needsToken: false,
  },
  route('GET', '/gateway/bot', ({ backend }) => {
    const { sessionStarts, maxConcurrency } = backend.settings.gateway;
    return {
      status: 200,
      body: {
        url: `${backend.gateway.address}/gateway`,
        shards: backend.settings.recommendedShards,
        session_start_limit: { ...sessionStarts, reset_after: 14_400_000, max_concurrency: maxConcurrency },
      },
    };
  }),
];
