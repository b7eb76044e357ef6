import { describe, expect, test } from 'vitest';
import { setScene } from './support/bot.ts';

const ANSWER = 'The fifth squadron comes by November 2026.';

describe('slash commands', () => {
  test('one for every aspect, named as the knowledge names it', async (t) => {
    const { discord, anna, general, bot } = await setScene(t);
    for (const { command, id } of bot.engine.knowledge.aspects) {
      const reply = await discord.replyTo(anna.slash(general, command?.name.en ?? '', { topic: 's-400' }));
      expect(bot.engine.asked.at(-1)).toMatchObject({ text: '', topic: 's-400', aspect: id });
      expect(reply.isEphemeral).toBe(false);
    }
    expect(discord.violations).toEqual([]);
  });

  test('/ask takes the words, a date and privacy, and leans on the conversation', async (t) => {
    const { discord, anna, general, bot } = await setScene(t);
    const reply = await discord.replyTo(
      anna.slash(general, 'ask', { question: 'cost of the S-400', 'as-of': '2019-11', private: true }),
    );
    expect(reply.isEphemeral).toBe(true);
    expect(reply.text).toContain('what was known at 2019-11');
    expect(bot.engine.asked.at(-1)).toMatchObject({ text: 'cost of the S-400', asOf: '2019-11' });
    const next = await discord.replyTo(anna.slash(general, 'ask', { question: 'and when will it arrive?' }));
    expect(next.text).toContain(ANSWER);
    expect(next.isEphemeral).toBe(false);
    expect(discord.violations).toEqual([]);
  });

  test('a date that cannot be read is explained', async (t) => {
    const { discord, anna, general } = await setScene(t);
    for (const asOf of ['November', '2019-13', '2019-02-30']) {
      const reply = await discord.replyTo(anna.slash(general, 'cost', { topic: 's-400', 'as-of': asOf }));
      expect(reply.text).toContain('2019-11-05');
      expect(reply.isEphemeral).toBe(true);
    }
    expect(discord.violations).toEqual([]);
  });

  test('a topic may be free text instead of a suggestion', async (t) => {
    const { discord, anna, general, bot } = await setScene(t);
    const reply = await discord.replyTo(anna.slash(general, 'cost', { topic: 'the s400 please' }));
    expect(reply.text).toContain('$5.43 billion');
    expect(bot.engine.asked.at(-1)).toMatchObject({ text: 'the s400 please', aspect: 'cost' });
    expect((await discord.replyTo(anna.slash(general, 'cost', { topic: 'F-35' }))).text).toContain(
      'I do not know',
    );
    expect(discord.violations).toEqual([]);
  });

  test('/about, /timeline, /compare', async (t) => {
    const { discord, anna, general, bot } = await setScene(t);
    const about = await discord.replyTo(anna.slash(general, 'about', { topic: 's-400' }));
    expect(about.text).toContain('five squadrons');
    const timeline = await discord.replyTo(anna.slash(general, 'timeline', { topic: 's-400' }));
    expect(bot.engine.asked.at(-1)).toMatchObject({ topic: 's-400', view: 'timeline' });
    expect(timeline.text).toContain('**Earlier**\nDeliveries were to end by April 2023.');
    const compared = await discord.replyTo(
      anna.slash(general, 'compare', { first: 's-400', second: 'the brahmos', aspect: 'cost' }),
    );
    expect(bot.engine.asked.at(-1)).toMatchObject({ topic: 's-400', against: 'brahmos', aspect: 'cost' });
    expect(compared.text).toMatch(/S-400 Triumf · cost[\s\S]*BrahMos · cost/);
    await discord.replyTo(anna.slash(general, 'compare', { first: 's-400', second: 'S-400' }));
    expect(bot.engine.asked.at(-1)).not.toHaveProperty('against');
    await discord.replyTo(anna.slash(general, 'compare', { first: 'Rafale', second: 's-400' }));
    expect(bot.engine.asked.at(-1)).toMatchObject({ text: 'Rafale vs s-400' });
    expect(discord.violations).toEqual([]);
  });

  test('/sources lists every source of a topic once, the newest first, over pages', async (t) => {
    const { discord, anna, general, bot } = await setScene(t);
    let reply = await discord.replyTo(anna.slash(general, 'sources', { topic: 'brahmos' }));
    expect(reply.text).toContain('### Sources · BrahMos');
    const links: string[] = [];
    for (;;) {
      links.push(...[...reply.text.matchAll(/\(<(https:[^>]+)>\)/g)].map(([, url]) => url ?? ''));
      if (!reply.buttons.some(({ label }) => label === 'More')) break;
      reply = await discord.replyTo(anna.clicks(reply, 'More'));
    }
    const cited = new Set(
      bot.engine.knowledge.topics.find(({ id }) => id === 'brahmos')?.facts.flatMap(({ sources }) => sources),
    );
    expect(links).toHaveLength(cited.size);
    expect(new Set(links).size).toBe(cited.size);
    const unknown = await discord.replyTo(anna.slash(general, 'sources', { topic: 'Rafale' }));
    expect(unknown.text).toContain('I do not know');
    expect(discord.violations).toEqual([]);
  });

  test('/topics lists every topic, with a menu that opens one', async (t) => {
    const { discord, anna, general, bot } = await setScene(t);
    let reply = await discord.replyTo(anna.slash(general, 'topics'));
    const names = new Set<string>();
    for (;;) {
      for (const { label } of reply.menus[0]?.options ?? []) names.add(label);
      if (!reply.buttons.some(({ label }) => label === 'More')) break;
      reply = await discord.replyTo(anna.clicks(reply, 'More'));
    }
    expect(names).toEqual(new Set(bot.engine.knowledge.topics.map((topic) => topic.names.en)));
    const opened = await discord.replyTo(anna.selects(reply, 'Open a topic…', ['Topic number 7']));
    expect(opened.text).toContain('About 7.');
    expect(discord.violations).toEqual([]);
  });

  test('/help names every command, to the asker alone', async (t) => {
    const { discord, anna, general } = await setScene(t);
    const reply = await discord.replyTo(anna.slash(general, 'help'));
    expect(reply.isEphemeral).toBe(true);
    for (const name of discord.commandNames().filter((command) => !command.includes(' '))) {
      expect(reply.text).toContain(`**/${name}**`);
    }
    const topics = await discord.replyTo(anna.clicks(reply, 'All topics'));
    expect(topics.menus).toHaveLength(1);
    expect(discord.violations).toEqual([]);
  });

  test('in a group message and a server without the bot, for who installed it', async (t) => {
    const { discord, anna } = await setScene(t);
    const owner = discord.user('owner', { installedApp: true });
    const group = discord.groupMessage(owner, anna);
    expect((await discord.replyTo(owner.slash(group, 'cost', { topic: 's-400' }))).text).toContain('$5.43');
    const foreign = discord.guild('elsewhere', { withBot: false, members: [owner] }).channel('general');
    const reply = await discord.replyTo(owner.slash(foreign, 'cost', { topic: 's-400' }));
    expect((await discord.replyTo(owner.clicks(reply, 'Delivery'))).text).toContain(ANSWER);
    expect(discord.violations).toEqual([]);
  });

  test('in a direct message an answer is never hidden', async (t) => {
    const { discord, anna } = await setScene(t);
    const reply = await discord.replyTo(anna.slash(anna.dm(), 'help'));
    expect(reply.isEphemeral).toBe(false);
  });
});

describe('languages', () => {
  test.for([
    ['hi', 'स्रोत', 'अनुबंध 5.43 अरब डॉलर का है।', 'एस-400 ट्रायम्फ', 'सभी स्रोत'],
    ['ru', 'Источники', 'Контракт стоит 5,43 млрд долларов.', 'С-400 «Триумф»', 'Все источники'],
  ] as const)(
    'a slash command in the language of the client: %s',
    async ([locale, sources, text, name, all], t) => {
      const { discord, anna, general } = await setScene(t);
      const reply = await discord.replyTo(anna.slash(general, 'cost', { topic: 's-400' }, { locale }));
      expect(reply.text).toContain(text);
      expect(reply.text).toContain(`### ${name}`);
      expect(reply.text).toContain(`**${sources}**`);
      expect((await discord.replyTo(anna.clicks(reply, all))).text).toContain(name);
      const help = await discord.replyTo(anna.slash(general, 'help', {}, { locale }));
      expect(help.text).not.toContain('How to ask');
      expect(discord.violations).toEqual([]);
    },
  );

  test('a message in the language of its words, its buttons too, whoever presses them', async (t) => {
    const { discord, anna, general } = await setScene(t);
    const reply = await discord.replyTo(anna.says(general, 'сколько стоит С-400?', { mention: true }));
    expect(reply.text).toContain('5,43 млрд');
    expect(reply.buttons.map(({ label }) => label)).toContain('Поставка');
    const next = await discord.replyTo(anna.clicks(reply, 'Поставка'));
    expect(next.text).toContain('**Источники**');
    expect(discord.violations).toEqual([]);
  });

  test('where words do not tell, the language of the server', async (t) => {
    const { discord, anna } = await setScene(t);
    const channel = discord.guild('сервер', { locale: 'ru', members: [anna] }).channel('general');
    const reply = await discord.replyTo(anna.says(channel, '', { mention: true }));
    expect(reply.text).toContain('Как меня спрашивать');
    expect(discord.violations).toEqual([]);
  });
});
