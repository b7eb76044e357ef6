import { GatewayIntentBits, type Interaction, MessageFlags } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { HOSTILE_TEXTS } from './loopback/index.ts';
import { eventually, INTENTS, refusal, scene, startBot, startDiscord } from './loopback/plain-bot.ts';

const V2 = MessageFlags.IsComponentsV2;
const text = (content: string) => ({ type: 10 as const, content });
const button = (label: string, custom_id: string) => ({
  type: 2 as const,
  style: 1 as const,
  label,
  custom_id,
});
const row = (...components: ReturnType<typeof button>[]) => ({ type: 1 as const, components });

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

  test('hostile text comes as it was written', async (t) => {
    const { discord, anna, guild, bot } = await scene(t);
    const channel = guild.channel('general');
    for (const hostile of HOSTILE_TEXTS) anna.says(channel, hostile, { mention: true });
    await eventually(() => bot.heard.length === HOSTILE_TEXTS.length);
    const mention = `<@${discord.applicationId}> `;
    expect(bot.heard.map(({ content }) => content)).toEqual(
      HOSTILE_TEXTS.map((hostile) => mention + hostile),
    );
  });

  test('@everyone, other bots and webhooks are told apart', async (t) => {
    const { discord, anna, guild, bot } = await scene(t);
    const channel = guild.channel('general');
    anna.says(channel, '@everyone', { mention: true });
    discord.user('other bot', { bot: true }).says(channel, 'beep', { mention: true });
    discord.webhookSays(channel, `<@${discord.applicationId}> from a webhook`);
    await eventually(() => bot.heard.length === 3);
    const told = bot.heard.map(({ author, webhookId, mentions }) => [
      author.bot,
      webhookId !== null,
      mentions.everyone,
    ]);
    expect(told).toEqual([
      [false, false, true],
      [true, false, false],
      [false, true, false],
    ]);
  });

  test('what was said is edited and deleted', async (t) => {
    const { anna, guild, bot } = await scene(t);
    const said = anna.says(guild.channel('general'), 'first', { mention: true });
    const message = await eventually(() => bot.heard[0]);
    anna.edits(said, `<@${bot.client.user.id}> second`);
    await eventually(() => message.content.endsWith('second'));
    anna.deletes(said);
    await eventually(() => !message.channel.messages.cache.has(said.id));
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
