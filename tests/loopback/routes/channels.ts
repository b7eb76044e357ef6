import { ChannelType, PermissionFlagsBits } from 'discord.js';
import { reachable, require } from '../access.ts';
import { Form } from '../form.ts';
import { channelPayload } from '../payloads.ts';
import { type Route, route } from '../router.ts';

/** `resources/channel.mdx` */
export const CHANNEL_ROUTES: readonly Route[] = [
  route('GET', '/channels/:channel', ({ backend, param }) => ({
    status: 200,
    body: channelPayload(backend.world, reachable(backend, param('channel'))),
  })),
  route('POST', '/channels/:channel/typing', ({ backend, param }) => {
    const channel = reachable(backend, param('channel'));
    require(backend, channel, 'send');
    const eventId = backend.lastSaid.get(channel.id) ?? null;
    backend.act({ kind: 'typing', eventId, channelId: channel.id, message: null, body: null });
    return { status: 204 };
  }),
  route('POST', '/channels/:channel/threads', ({ backend, param, body }) => {
    const parent = reachable(backend, param('channel'));
    require(backend, parent, PermissionFlagsBits.CreatePublicThreads);
    const form = new Form();
    const name = form.field(body).get('name').text({ min: 1, max: 100, required: true });
    form.check();
    const thread = backend.world.addChannel({
      type: ChannelType.PublicThread,
      name: name ?? '',
      guildId: parent.guildId,
      parentId: parent.id,
      recipients: [],
    });
    backend.announceChannel('THREAD_CREATE', thread.id);
    return { status: 201, body: channelPayload(backend.world, thread) };
  }),
  route('PUT', '/channels/:channel/thread-members/@me', ({ backend, param }) => {
    reachable(backend, param('channel'));
    return { status: 204 };
  }),
];
