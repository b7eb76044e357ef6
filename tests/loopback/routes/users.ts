import { refuse } from '../errors.ts';
import { Form } from '../form.ts';
import { channelPayload, userPayload } from '../payloads.ts';
import { type Route, route } from '../router.ts';

/** `resources/user.mdx` */
export const USER_ROUTES: readonly Route[] = [
  route('GET', '/users/@me', ({ backend }) => ({ status: 200, body: userPayload(backend.world.bot) })),
  route('GET', '/users/@me/guilds', ({ backend: { world } }) => ({
    status: 200,
    body: [...world.guilds.values()]
      .filter(({ members }) => members.has(world.bot.id))
      .map(({ id, name }) => ({ id, name, icon: null, owner: false, permissions: '0', features: [] })),
  })),
  route('GET', '/users/:user', ({ backend, param }) => {
    const user = backend.world.users.get(param('user'));
    if (user === undefined) throw refuse.unknownUser();
    return { status: 200, body: userPayload(user) };
  }),
  route('POST', '/users/@me/channels', ({ backend: { world }, body }) => {
    const form = new Form();
    const recipient = form.field(body).get('recipient_id').snowflake({ required: true });
    form.check();
    const user = world.users.get(recipient ?? '');
    if (user === undefined) throw refuse.unknownUser();
    if (user.bot) throw refuse.closedDirectMessages();
    return { status: 200, body: channelPayload(world, world.directChannel(user.id)) };
  }),
];
