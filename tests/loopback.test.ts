import { DiscordAPIError, GatewayIntentBits, type Interaction, MessageFlags } from 'discord.js';
import { describe, expect, type TestContext, test } from 'vitest';
import type { Guild, LoopbackDiscord, LoopbackOptions, Person } from './loopback/index.ts';
import { eventually, type Handlers, INTENTS, startBot, startDiscord } from './loopback/plain-bot.ts';

const V2 = MessageFlags.IsComponentsV2;
const text = (content: string) => ({ type: 10 as const, content });
const button = (label: string, custom_id: string) => ({
  type: 2 as const,
  style: 1 as const,
  label,
  custom_id,
});
const row = (...components: ReturnType<typeof button>[]) => ({ type: 1 as const, components });

const COMMANDS = [
  {
    name: 'delivery',
    description: 'When',
    options: [{ type: 3, name: 'topic', description: 'What', required: true, autocomplete: true }],
  },
  { name: 'help', description: 'Help', contexts: [0] },
  { name: 'Answer this', type: 3 },
];

interface Scene {
  readonly discord: LoopbackDiscord;
  readonly anna: Person;
  readonly guild: Guild;
  readonly bot: Awaited<ReturnType<typeof startBot>>;
}

/** A server with anna in it, a plain bot that is ready, and its commands. */
async function scene(t: TestContext, handlers: Handlers = {}, options: LoopbackOptions = {}): Promise<Scene> {
  const discord = await startDiscord(t, options);
  const anna = discord.user('anna');
  const guild = discord.guild('server', { members: [anna] });
  const bot = await startBot(t, discord, handlers);
  await bot.client.rest.put(`/applications/${discord.applicationId}/commands`, { body: COMMANDS });
  return { discord, anna, guild, bot };
}

/** What a request is refused with: Discord's code, and the whole error. */
async function refusal(request: Promise<unknown>): Promise<DiscordAPIError> {
  const error = await request.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof DiscordAPIError) return error;
  throw new Error(`Not refused by Discord: ${String(error)}`);
}

describe('people and what the bot hears of them', () => {
  test('without the intent, content comes only where Discord says so', async (t) => {
    const { discord, anna, guild, bot } = await scene(t);
    const channel = guild.channel('general');
    const thread = guild.thread(channel, 'a thread');
    const posted = await bot.client.rest.post(`/channels/${channel.id}/messages`, {
      body: { content: 'mine' },
    });
    const { id } = posted as { id: string };
    const others = anna.says(channel, 'plain');
    anna.says(channel, 'mentioned', { mention: true });
    anna.says(channel, 'pinging reply', { replyTo: id });
    anna.says(channel, 'silent reply', { replyTo: id, ping: false });
    anna.says(channel, 'reply to another', { replyTo: others, mention: true });
    anna.says(thread, 'in a thread', { mention: true });
    anna.says(thread, 'in a thread, unasked');
    anna.says(anna.dm(), 'direct');
    await eventually(() => bot.heard.length === 8);
    const mention = `<@${discord.applicationId}> `;
    expect(bot.heard.map(({ content }) => content.replace(mention, '@'))).toEqual([
      '',
      '@mentioned',
      'pinging reply',
      '',
      '@reply to another',
      '@in a thread',
      '',
      'direct',
    ]);
    const fetched = await bot.client.rest.get(`/channels/${channel.id}/messages/${others.id}`);
    expect(fetched).toMatchObject({ content: '', author: { username: 'anna' } });
    expect(discord.violations).toEqual([]);
  });

  test('with the intent switched on and asked for, all content comes', async (t) => {
    const discord = await startDiscord(t, { allowedIntents: ['MessageContent'] });
    const anna = discord.user('anna');
    const channel = discord.guild('server', { members: [anna] }).channel('general');
    const { heard } = await startBot(
      t,
      discord,
      {},
      { intents: [...INTENTS, GatewayIntentBits.MessageContent] },
    );
    anna.says(channel, 'plain');
    expect((await eventually(() => heard[0])).content).toBe('plain');
  });

  test('hostile text, @everyone, other bots and webhooks come as they are', async (t) => {
    const { discord, anna, guild, bot } = await scene(t);
    const channel = guild.channel('general');
    const hostile = '‮<@&1> `${x}` \u0000 𝕏 @everyone <@123456789012345678> \\n'.repeat(20);
    anna.says(channel, hostile, { mention: true });
    discord.user('other bot', { bot: true }).says(channel, 'beep', { mention: true });
    discord.webhookSays(channel, `<@${discord.applicationId}> from a webhook`);
    await eventually(() => bot.heard.length === 3);
    expect(bot.heard[0]?.content).toBe(`<@${discord.applicationId}> ${hostile}`);
    expect(bot.heard[0]?.mentions.everyone).toBe(true);
    expect(bot.heard.map(({ author, webhookId }) => [author.bot, webhookId !== null])).toEqual([
      [false, false],
      [true, false],
      [false, true],
    ]);
  });

  test('what the bot may not see it does not hear', async (t) => {
    const { anna, guild, bot } = await scene(t);
    anna.says(guild.channel('hidden', { deny: ['ViewChannel'] }), 'secret', { mention: true });
    anna.says(guild.channel('open'), 'open', { mention: true });
    expect((await eventually(() => bot.heard[0])).content).toContain('open');
  });

  test('an event is delivered twice on request, an interaction with the same token', async (t) => {
    const ids: string[] = [];
    const { discord, anna, guild, bot } = await scene(t, {
      interaction: async (interaction: Interaction) => {
        ids.push(interaction.id);
        if (interaction.isChatInputCommand()) await interaction.reply('once');
      },
    });
    await discord.replyTo(anna.slash(guild.channel('general'), 'delivery', { topic: 's-400' }));
    discord.replayLast();
    await eventually(() => bot.errors.length === 1);
    expect(ids[1]).toBe(ids[0]);
    expect(bot.errors[0]).toMatchObject({ code: 40_060 });
    expect(discord.violations).toMatchObject([{ rule: '40060' }]);
  });
});

describe('interactions', () => {
  test('slash, button, select, modal and context menu go there and back, with the locale', async (t) => {
    const { discord, anna, guild } = await scene(t, {
      interaction: async (interaction: Interaction) => {
        if (interaction.isChatInputCommand()) {
          const topic = interaction.options.getString('topic', true);
          const menu = { type: 3 as const, custom_id: 'menu', options: [{ label: 'Cost', value: 'cost' }] };
          const components = [
            text(`${interaction.locale} ${topic}`),
            row(button('More', 'more'), button('Ask', 'ask')),
            { type: 1 as const, components: [menu] },
          ];
          await interaction.reply({ flags: V2, components });
        } else if (interaction.isButton() && interaction.customId === 'ask') {
          const input = { type: 4 as const, custom_id: 'question', style: 1 as const };
          await interaction.showModal({
            custom_id: 'modal',
            title: 'Ask',
            components: [{ type: 18 as const, label: 'Question', component: input }],
          });
        } else if (interaction.isButton()) await interaction.update({ components: [text('changed')] });
        else if (interaction.isStringSelectMenu())
          await interaction.reply({ content: interaction.values.join(), flags: 64 });
        else if (interaction.isModalSubmit())
          await interaction.reply(interaction.fields.getTextInputValue('question'));
        else if (interaction.isMessageContextMenuCommand())
          await interaction.reply(`about: ${interaction.targetMessage.content}`);
      },
    });
    const channel = guild.channel('general');
    const reply = await discord.replyTo(
      anna.slash(channel, 'delivery', { topic: 'С-400' }, { locale: 'ru' }),
    );
    expect(reply).toMatchObject({ text: 'ru С-400', isEphemeral: false, pings: [] });
    expect(reply.buttons.map(({ label }) => label)).toEqual(['More', 'Ask']);
    const picked = await discord.replyTo(anna.selects(reply, 'menu', ['Cost']));
    expect(picked).toMatchObject({ text: 'cost', isEphemeral: true });
    const asked = await discord.replyTo(anna.clicks(reply, 'Ask'));
    expect(asked.modal?.title).toBe('Ask');
    expect((await discord.replyTo(anna.submitsModal(asked, { question: 'कब?' }))).text).toBe('कब?');
    const changed = await discord.replyTo(anna.clicks(reply, 'More'));
    expect(changed.text).toBe('changed');
    expect(changed.message?.id).toBe(reply.message?.id);
    expect(() => anna.clicks(reply, 'More')).toThrow('no button');
    const said = anna.says(channel, 'unasked');
    expect((await discord.replyTo(anna.contextMenu(said, 'Answer this'))).text).toBe('about: unasked');
    expect(discord.violations).toEqual([]);
  });

  test('autocomplete carries what was typed and brings the choices back', async (t) => {
    const { discord, anna, guild } = await scene(t, {
      interaction: async (interaction: Interaction) => {
        if (!interaction.isAutocomplete()) return;
        const { value, name } = interaction.options.getFocused(true);
        await interaction.respond([{ name: `${name} ${value} ${interaction.locale}`, value: 's-400' }]);
      },
    });
    const reply = await discord.replyTo(
      anna.autocomplete(guild.channel('general'), 'delivery', 'topic', 's4', { locale: 'hi' }),
    );
    expect(reply.choices).toEqual([{ name: 'topic s4 hi', value: 's-400' }]);
  });

  test('the first response is due within 3 s', async (t) => {
    let answer = (): void => undefined;
    const { discord, anna, guild, bot } = await scene(t, {
      interaction: async (interaction: Interaction) => {
        if (!interaction.isChatInputCommand()) return;
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
        await interaction.reply('late');
      },
    });
    const channel = guild.channel('general');
    anna.slash(channel, 'delivery', { topic: 'x' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    discord.advance(3_001);
    answer();
    expect(await eventually(() => bot.errors[0])).toMatchObject({ code: 10_062, status: 404 });
    const held = anna.slash(channel, 'delivery', { topic: 'x' }, { age: 4_000 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    answer();
    await eventually(() => bot.errors.length === 2);
    expect(discord.actions(held)).toEqual([]);
    expect(discord.violations.map(({ rule }) => rule)).toEqual(['10062', '10062']);
  });

  test('a deferred answer is filled in later, for 15 minutes', async (t) => {
    const { discord, anna, guild, bot } = await scene(t, {
      interaction: async (interaction: Interaction) => {
        if (!interaction.isChatInputCommand()) return;
        await interaction.deferReply({ flags: MessageFlags.Ephemeral });
        discord.advance(14 * 60_000);
        await interaction.editReply({ flags: V2, components: [text('done')] });
        await interaction.followUp('more');
        discord.advance(2 * 60_000);
        await interaction.editReply({ components: [text('too late')] });
      },
    });
    const event = anna.slash(guild.channel('general'), 'delivery', { topic: 'x' });
    const reply = await discord.replyTo(event);
    expect(reply).toMatchObject({ text: 'done', isEphemeral: true });
    expect(reply.message?.flags).toBe(V2 | MessageFlags.Ephemeral);
    expect((await discord.replyTo(event, { after: reply })).text).toBe('more');
    expect(await eventually(() => bot.errors[0])).toMatchObject({ code: 50_027, status: 401 });
    expect(discord.actions(event).map(({ kind }) => kind)).toEqual(['defer', 'edit', 'follow-up']);
  });

  test('before the first response there is no webhook, and a deferral takes only EPHEMERAL', async (t) => {
    const { discord, anna, guild, bot } = await scene(t);
    const { id, interaction } = anna.slash(guild.channel('general'), 'delivery', { topic: 'x' });
    const webhook = `/webhooks/${discord.applicationId}/${interaction?.token}` as const;
    const post = (path: `/${string}`, body: unknown) =>
      refusal(bot.client.rest.post(path, { body, auth: false }));
    expect((await post(webhook, { content: 'x' })).code).toBe(10_015);
    const callback = `/interactions/${id}/${interaction?.token}/callback` as const;
    expect(await post(callback, { type: 5, data: { flags: V2 } })).toMatchObject({
      code: 50_035,
      rawError: { errors: { data: { flags: { _errors: [{ code: 'MESSAGE_FLAGS_INVALID' }] } } } },
    });
    expect((await post(callback, { type: 7, data: { content: 'x' } })).code).toBe(50_035);
    expect((await post(callback, { type: 8, data: { choices: [] } })).code).toBe(50_035);
    expect((await post(`/interactions/${id}/forged/callback`, { type: 5 })).code).toBe(10_062);
    const response = await bot.client.rest.post(callback, {
      body: { type: 4, data: { content: 'x' } },
      auth: false,
      query: new URLSearchParams({ with_response: 'true' }),
    });
    expect(response).toMatchObject({
      interaction: { id, type: 2 },
      resource: { type: 4, message: { content: 'x' } },
    });
  });

  test('where only the person has the app: contexts, owners, five follow-ups', async (t) => {
    const { discord, bot } = await scene(t, {
      interaction: async (interaction: Interaction) => {
        if (!interaction.isChatInputCommand()) return;
        await interaction.reply(
          `${interaction.context} ${interaction.authorizingIntegrationOwners.userId === interaction.user.id}`,
        );
        for (let count = 0; count < 6; count += 1) await interaction.followUp(`${count}`);
      },
    });
    const boris = discord.user('boris', { locale: 'ru', installedApp: true });
    const without = discord.guild('without the bot', { withBot: false, members: [boris] }).channel('general');
    const group = discord.groupMessage(boris, discord.user('vera'));
    for (const [place, shown] of [
      [without, '0 true'],
      [group, '2 true'],
    ] as const) {
      const event = boris.slash(place, 'delivery', { topic: 'x' });
      expect((await discord.replyTo(event)).text).toBe(shown);
      await eventually(() => discord.actions(event).length === 6);
    }
    await eventually(() => bot.errors.length === 2);
    expect(bot.errors).toMatchObject([{ code: 40_094 }, { code: 40_094 }]);
    expect(() => boris.slash(group, 'help')).toThrow('not offered in context 2');
    expect(() => discord.user('vera').slash(without, 'delivery', { topic: 'x' })).toThrow('not installed');
  });
});

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
    expect((await post(thread.id)).code).toBe(50_083);
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
      '50083',
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
    discord.limitRest({ routeLimit: { limit: 2, per: 150 } });
    const url = `/channels/${guild.channel('general').id}/messages` as const;
    await Promise.all(
      [1, 2, 3, 4, 5].map((content) => bot.client.rest.post(url, { body: { content: `${content}` } })),
    );
    expect(discord.invalidRequests).toBe(0);
    const hasty = (): Promise<Response> =>
      fetch(`${discord.apiUrl}/v10${url}`, {
        headers: {
          authorization: `Bot ${discord.token}`,
          'user-agent': 'DiscordBot (https://example.org, 1)',
        },
      });
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
    await bot.client.rest.get('/users/@me');
    expect(discord.invalidRequests).toBe(1);
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
