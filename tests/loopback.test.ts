import { Client, Events, GatewayIntentBits, MessageFlags, Partials } from 'discord.js';
import { afterEach, expect, test } from 'vitest';
import { LoopbackDiscord } from './loopback/index.ts';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

test('ready, mention, slash and button', async () => {
  const discord = await LoopbackDiscord.start();
  open.push(() => discord.stop());
  const anna = discord.user('anna');
  const guild = discord.guild('server', { members: [anna] });
  const general = guild.channel('general');
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    partials: [Partials.Channel],
    rest: { api: discord.apiUrl },
  });
  open.push(() => client.destroy());
  client.on(Events.MessageCreate, (message) => {
    if (!message.author.bot) void message.reply({ content: `heard: ${message.content}` });
  });
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand()) {
      void interaction.reply({
        flags: MessageFlags.IsComponentsV2,
        components: [
          { type: 10, content: `topic ${interaction.options.getString('topic')}` },
          { type: 1, components: [{ type: 2, style: 1, label: 'More', custom_id: 'more' }] },
        ],
      });
    }
    if (interaction.isButton()) void interaction.update({ components: [{ type: 10, content: 'changed' }] });
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  await ready;
  await client.application?.commands.set([
    {
      name: 'delivery',
      description: 'd',
      options: [{ type: 3, name: 'topic', description: 't', required: true }],
    },
  ]);
  expect((await discord.replyTo(anna.says(general, 'hello', { mention: true }))).text).toContain('hello');
  expect((await discord.replyTo(anna.says(general, 'hello'))).text).toBe('heard:');
  expect((await discord.replyTo(anna.says(anna.dm(), 'hello'))).text).toBe('heard: hello');
  const reply = await discord.replyTo(anna.slash(general, 'delivery', { topic: 's-400' }));
  expect(reply.text).toBe('topic s-400');
  const next = await discord.replyTo(anna.clicks(reply, 'More'));
  expect(next.text).toBe('changed');
  expect(discord.violations).toEqual([]);
});
