import { describe, expect, test } from 'vitest';
import type { LoopbackDiscord } from './index.ts';
import { COMMANDS, eventually, type Handlers, refusal, scene, startBot } from './plain-bot.ts';

const button = (label: string, custom_id: string) => ({ type: 2, style: 1, label, custom_id });

/** What a client sends that does not wait for limits. */
function hastyHeaders({ token }: LoopbackDiscord): Record<string, string> {
  return { authorization: `Bot ${token}`, 'user-agent': 'DiscordBot (https://example.org, 1)' };
}

describe('messages', () => {
  test('a bad body is refused in the nested form, and noted', async (t) => {
    const { discord, guild, bot } = await scene(t);
    const body = {
      content: 'x'.repeat(2_001),
      components: [{ type: 1, components: [button('x'.repeat(81), 'a'), button('b', 'a')] }],
    };
    const { rawError } = await refusal(
      bot.client.rest.post(`/channels/${guild.channel('general').id}/messages`, { body }),
    );
    expect(rawError).toEqual({
      code: 50_035,
      message: 'Invalid Form Body',
      errors: {
        content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' }] },
        components: {
          0: {
            components: {
              0: {
                label: {
                  _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 80 or fewer in length.' }],
                },
              },
              1: {
                custom_id: {
                  _errors: [
                    {
                      code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
                      message: 'Component custom id cannot be duplicated',
                    },
                  ],
                },
              },
            },
          },
        },
      },
    });
    expect(discord.violations).toMatchObject([{ rule: '50035', where: 'POST /channels/:channel/messages' }]);
  });

  test('a nonce that is enforced makes one message of two, for some minutes', async (t) => {
    const { discord, guild, bot } = await scene(t);
    const channel = guild.channel('general');
    const send = () =>
      bot.client.rest.post(`/channels/${channel.id}/messages`, {
        body: { content: 'x', nonce: 'n1', enforce_nonce: true },
      });
    const [first, second] = [await send(), await send()] as { id: string }[];
    expect(second?.id).toBe(first?.id);
    discord.advance(6 * 60_000);
    await send();
    expect(discord.messagesIn(channel)).toHaveLength(2);
  });

  test('of two instances with one nonce, one is heard', async (t) => {
    const echo: Handlers = {
      message: (message) => message.reply({ content: 'x', nonce: message.id, enforceNonce: true }),
    };
    const { discord, anna, guild } = await scene(t, echo);
    await startBot(t, discord, echo);
    const channel = guild.channel('general');
    await discord.replyTo(anna.says(channel, 'x', { mention: true }));
    await eventually(
      () =>
        discord.requests.filter(({ route, status }) => route.endsWith('/messages') && status === 200)
          .length === 2,
    );
    expect(discord.messagesIn(channel)).toHaveLength(2);
  });

  test('files come with the message', async (t) => {
    const { discord, anna, guild } = await scene(t, {
      message: (message) =>
        message.reply({ content: 'see', files: [{ attachment: Buffer.from('a,b'), name: 'facts.csv' }] }),
    });
    const reply = await discord.replyTo(anna.says(guild.channel('general'), 'x', { mention: true }));
    expect(reply).toMatchObject({ text: 'see', message: { attachments: [{ name: 'facts.csv', size: 3 }] } });
    expect(discord.violations).toEqual([]);
  });

  test('a failing wait says what happened', async (t) => {
    const { discord, anna, guild } = await scene(t, {
      message: (message) => message.reply('x'.repeat(2_001)),
    });
    const event = anna.says(guild.channel('general'), 'x', { mention: true });
    await expect(discord.replyTo(event, { within: 100 })).rejects.toThrow(
      /did not answer the message.*50035.*2000/,
    );
    await discord.silentFor(20, event);
  });

  test('a silence that is broken is told at once', async (t) => {
    const { discord, anna } = await scene(t, { message: (message) => message.reply('here') });
    await expect(discord.silentFor(2_000, anna.says(anna.dm(), 'x'))).rejects.toThrow(
      /not silent: message .*here/,
    );
  });

  test('only what allowed_mentions allows is called', async (t) => {
    const { discord, anna, guild } = await scene(t, {
      message: (message) =>
        message.reply({
          content: `<@${message.author.id}> @everyone`,
          ...(message.content.includes('quiet') && { allowedMentions: { parse: [] } }),
        }),
    });
    const channel = guild.channel('general');
    expect((await discord.replyTo(anna.says(channel, 'loud', { mention: true }))).pings).toEqual([
      anna.id,
      'everyone',
    ]);
    expect((await discord.replyTo(anna.says(channel, 'quiet', { mention: true }))).pings).toEqual([]);
  });

  test('places where the bot may not speak refuse it', async (t) => {
    const { discord, anna, guild, bot } = await scene(t);
    const post = (id: string, body: object = { content: 'x' }) =>
      refusal(bot.client.rest.post(`/channels/${id}/messages`, { body }));
    expect((await post(guild.channel('mute', { deny: ['SendMessages'] }).id)).code).toBe(50_013);
    expect((await post(guild.channel('hidden', { deny: ['ViewChannel'] }).id)).code).toBe(50_001);
    const noHistory = guild.channel('no history', { deny: ['ReadMessageHistory'] });
    const said = anna.says(noHistory, 'x', { mention: true });
    expect(
      (await post(noHistory.id, { content: 'x', message_reference: { message_id: said.id } })).code,
    ).toBe(160_002);
    const open = guild.channel('open');
    const thread = guild.thread(open, 'old');
    guild.archive(thread);
    await bot.client.rest.post(`/channels/${thread.id}/messages`, { body: { content: 'x' } });
    expect(thread.archived).toBe(false);
    guild.lock(thread);
    expect((await post(thread.id)).code).toBe(160_005);
    expect((await post(open.id, {})).code).toBe(50_006);
    expect(
      (await post(open.id, { content: 'x', message_reference: { message_id: '123456789012345678' } })).code,
    ).toBe(50_035);
    expect((await post('123456789012345678')).code).toBe(10_003);
    expect((await post(discord.user('shy', { acceptsDirectMessages: false }).dm().id)).code).toBe(50_007);
    expect(discord.violations.map(({ rule }) => rule)).toEqual([
      '50013',
      '50001',
      '160002',
      '160005',
      '50006',
      '50035',
    ]);
    expect(bot.client.channels.cache.get(open.id)?.isSendable()).toBe(true);
  });
});

describe('the way there', () => {
  const echo: Handlers = {
    message: (message) => message.reply({ content: 'heard', nonce: message.id, enforceNonce: true }),
  };

  test.for([
    ['429 for this bot', { status: 429, retryAfter: 0.05 }],
    ['429 for all of this bot', { status: 429, retryAfter: 0.05, scope: 'global' }],
    ['429 for the channel', { status: 429, retryAfter: 0.05, scope: 'shared' }],
    ['a storm of 503', { status: 503, times: 3 }],
    ['a reset', { cut: 'reset' }],
    ['an answer that is lost', { cut: 'reset', afterwards: true }],
    ['a 500 after it was done', { status: 500, afterwards: true }],
    ['slowness', { delay: 60 }],
  ] as const)('%s is got over, with one answer', async ([_name, fault], t) => {
    const { discord, anna, guild } = await scene(t, echo);
    const channel = guild.channel('general');
    discord.failRest({ route: 'POST /channels/:channel/messages', times: 1, ...fault });
    await discord.replyTo(anna.says(channel, 'x', { mention: true }));
    await discord.request(({ route, status }) => route.includes('messages') && status === 200);
    expect(discord.messagesIn(channel)).toHaveLength(2);
    expect(discord.violations).toEqual([]);
    const counts =
      'status' in fault && fault.status === 429 && !('scope' in fault && fault.scope === 'shared');
    expect(discord.invalidRequests).toBe(counts ? 1 : 0);
  });

  test('a polite end of the line is not retried by the library', async (t) => {
    const { discord, anna, guild, bot } = await scene(t, echo);
    discord.failRest({ route: '/messages', times: 1, cut: 'fin' });
    const event = anna.says(guild.channel('general'), 'x', { mention: true });
    expect(await eventually(() => bot.errors[0])).toMatchObject({ message: 'other side closed' });
    await discord.silentFor(50, event);
  });

  test('a bucket that is empty answers 429; a client that reads the headers never sees one', async (t) => {
    const { discord, guild, bot } = await scene(t);
    discord.limitRest({ routeLimit: { limit: 2, per: 60 } });
    const url = `/channels/${guild.channel('general').id}/messages` as const;
    await Promise.all(
      [1, 2, 3, 4, 5].map((content) => bot.client.rest.post(url, { body: { content: `${content}` } })),
    );
    expect(discord.invalidRequests).toBe(0);
    const hasty = (): Promise<Response> =>
      fetch(`${discord.apiUrl}/v10${url}`, { headers: hastyHeaders(discord) });
    const statuses = [await hasty(), await hasty(), await hasty()].map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 429]);
    expect(discord.violations).toMatchObject([{ rule: '429' }]);
  });

  test('the limit over all routes leaves interactions out', async (t) => {
    const { discord, anna, guild, bot } = await scene(t, {
      interaction: (interaction) => interaction.isChatInputCommand() && interaction.reply('x'),
    });
    const channel = guild.channel('general');
    discord.limitRest({ globalLimit: 1 });
    await bot.client.rest.get('/users/@me');
    const events = Array.from({ length: 5 }, () => anna.slash(channel, 'delivery', { topic: 'x' }));
    for (const event of events) await discord.replyTo(event);
    expect(discord.invalidRequests).toBe(0);
    const hasty = await fetch(`${discord.apiUrl}/v10/users/@me`, { headers: hastyHeaders(discord) });
    expect([hasty.status, hasty.headers.get('x-ratelimit-global')]).toEqual([429, 'true']);
  });

  test('requests without token, user agent or route are refused', async (t) => {
    const { discord } = await scene(t);
    const status = async (path: string, headers: Record<string, string>) => {
      const agent = { 'user-agent': 'DiscordBot (https://example.org, 1)' };
      return (await fetch(`${discord.apiUrl}${path}`, { headers: { ...agent, ...headers } })).status;
    };
    const authorization = `Bot ${discord.token}`;
    expect(await status('/v10/users/@me', {})).toBe(401);
    expect(await status('/v10/users/@me', { authorization, 'user-agent': 'curl' })).toBe(403);
    expect(await status('/v6/users/@me', { authorization })).toBe(400);
    expect(await status('/v10/nowhere', { authorization })).toBe(404);
    expect(await status('/v10/users/@me', { authorization })).toBe(200);
  });
});

describe('commands', () => {
  const url = (discord: LoopbackDiscord) => `/applications/${discord.applicationId}/commands` as const;

  test('lists leave localisations out unless asked for, and sending the same again keeps the ids', async (t) => {
    const { discord, bot } = await scene(t);
    const command = { name: 'cost', description: 'Cost', name_localizations: { ru: 'цена', hi: 'लागत' } };
    const first = (await bot.client.rest.put(url(discord), { body: [command] })) as { id: string }[];
    const query = new URLSearchParams({ with_localizations: 'true' });
    expect((await bot.client.rest.get(url(discord))) as object[]).toMatchObject([
      { id: first[0]?.id, contexts: null, integration_types: [0, 1] },
    ]);
    expect(JSON.stringify(await bot.client.rest.get(url(discord)))).not.toContain('цена');
    expect(JSON.stringify(await bot.client.rest.get(url(discord), { query }))).toContain('цена');
    const again = (await bot.client.rest.put(url(discord), { body: [command] })) as { id: string }[];
    expect(again[0]?.id).toBe(first[0]?.id);
    expect(discord.violations).toEqual([]);
  });

  test('single commands are made, changed and deleted, globally and in a server', async (t) => {
    const { discord, bot, guild } = await scene(t);
    const inGuild = `/applications/${discord.applicationId}/guilds/${guild.id}/commands` as const;
    const { id } = (await bot.client.rest.post(inGuild, { body: { name: 'here', description: 'x' } })) as {
      id: string;
    };
    await bot.client.rest.patch(`${inGuild}/${id}`, { body: { description: 'y' } });
    expect(await bot.client.rest.get(`${inGuild}/${id}`)).toMatchObject({
      name: 'here',
      description: 'y',
      guild_id: guild.id,
    });
    expect(discord.commandNames(guild)).toEqual(['here']);
    await bot.client.rest.delete(`${inGuild}/${id}`);
    expect((await refusal(bot.client.rest.get(`${inGuild}/${id}`))).code).toBe(10_063);
  });

  test('200 creations a day', async (t) => {
    const { discord, bot } = await scene(t);
    const body = Array.from({ length: 99 }, (_, index) => ({ name: `command-${index}`, description: 'x' }));
    const renamed = body.map(({ name }) => ({ name: `other-${name}`, description: 'x' }));
    await bot.client.rest.put(url(discord), { body });
    expect(
      (await refusal(bot.client.rest.put(url(discord), { body: renamed.concat(COMMANDS[0] as never) }))).code,
    ).toBe(30_034);
    discord.advance(24 * 3_600_000);
    await bot.client.rest.put(url(discord), { body: renamed });
  });
});
