import { Client, Events, GatewayIntentBits } from 'discord.js';

/** The least bot that answers mentions and a slash command: what discord.js itself costs. */

const ANSWER = 'The S-400 contract of October 2018 is worth $5.43 billion.';

const { DISCORD_API_URL: api, DISCORD_TOKEN: token } = process.env;
const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
  shards: [0],
  shardCount: 1,
  ...(api === undefined ? {} : { rest: { api } }),
});

client.once(Events.ClientReady, (ready) =>
  ready.application.commands.set([
    {
      name: 'ask',
      description: 'Ask',
      options: [{ type: 3, name: 'question', description: 'A question', required: true }],
    },
  ]),
);
client.on(Events.MessageCreate, async (message) => {
  if (!message.author.bot && client.user !== null && message.mentions.users.has(client.user.id)) {
    await message.reply(ANSWER);
  }
});
client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isChatInputCommand()) await interaction.reply(ANSWER);
});
await client.login(token);
