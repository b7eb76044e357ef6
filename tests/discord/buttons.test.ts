import { describe, expect, test } from 'vitest';
import { codesFor } from '../../src/discord/codes.ts';
import { writePress } from '../../src/discord/state/press.ts';
import type { Reply } from '../loopback/index.ts';
import { runBot, setScene } from './support/bot.ts';

const labels = (reply: Reply): string[] => reply.buttons.map(({ label }) => label);

describe('buttons of an answer', () => {
  test('the other aspects that have facts, what was earlier, all sources', async (t) => {
    const { discord, anna, general, bot } = await setScene(t);
    const answer = await discord.replyTo(anna.says(general, 'S-400 delivery as of', { mention: true }));
    expect(labels(answer)).toEqual(['Overview', 'Cost', 'What was earlier', 'All sources']);

    const cost = await discord.replyTo(anna.clicks(answer, 'Cost'));
    expect(cost.text).toContain('$5.43 billion');
    expect(labels(cost)).toEqual(['Overview', 'Delivery', 'All sources']);

    const earlier = await discord.replyTo(anna.clicks(answer, 'What was earlier'));
    expect(bot.engine.asked.at(-1)).toMatchObject({ topic: 's-400', aspect: 'delivery', view: 'timeline' });
    expect(earlier.text).toContain('Deliveries were to end by April 2023.');

    const sources = await discord.replyTo(anna.clicks(answer, 'All sources'));
    expect(sources.text).toContain('### Sources · S-400 Triumf');
    const back = await discord.replyTo(anna.clicks(sources, 'S-400 Triumf'));
    expect(back.text).toContain('five squadrons');
    expect(discord.violations).toEqual([]);
  });

  test('answer in private beside a public message, and openly in a direct message', async (t) => {
    const { discord, anna, general } = await setScene(t);
    const shown = await discord.replyTo(anna.says(general, 'S-400 cost', { mention: true }));
    expect((await discord.replyTo(anna.clicks(shown, 'Delivery'))).isEphemeral).toBe(true);
    const direct = await discord.replyTo(anna.says(anna.dm(), 'S-400 cost'));
    const next = await discord.replyTo(anna.clicks(direct, 'Delivery'));
    expect(next.isEphemeral).toBe(false);
    expect(next.message?.id).not.toBe(direct.message?.id);
    expect(discord.violations).toEqual([]);
  });

  test('keep the date that was asked for', async (t) => {
    const { discord, anna, general, bot } = await setScene(t);
    const answer = await discord.replyTo(
      anna.slash(general, 'delivery', { topic: 's-400', 'as-of': '2019-11' }),
    );
    await discord.replyTo(anna.clicks(answer, 'Cost'));
    expect(bot.engine.asked.at(-1)).toMatchObject({ topic: 's-400', aspect: 'cost', asOf: '2019-11' });
    expect(discord.violations).toEqual([]);
  });

  test('of an abstention: what is near', async (t) => {
    const { discord, anna, general } = await setScene(t);
    const reply = await discord.replyTo(anna.says(general, 'something near?', { mention: true }));
    expect(reply.text).toContain('Nearby, I do know:');
    expect(reply.text).not.toContain('Sources');
    expect((await discord.replyTo(anna.clicks(reply, 'Cost'))).text).toContain('$5.43 billion');
    expect(discord.violations).toEqual([]);
  });
});

describe('pages', () => {
  test('go through every fact, in place for who asked, and back', async (t) => {
    const { discord, anna, general } = await setScene(t);
    let reply = await discord.replyTo(anna.slash(general, 'timeline', { topic: 'brahmos' }));
    const message = reply.message?.id;
    const seen = new Set<string>();
    let pages = 1;
    for (;;) {
      for (const [, step] of reply.text.matchAll(/Step (\d+) of/g)) seen.add(step ?? '');
      expect(reply.text).toMatch(new RegExp(`Page ${pages} of \\d+`));
      if (!labels(reply).includes('More')) break;
      reply = await discord.replyTo(anna.clicks(reply, 'More'));
      expect(reply.message?.id).toBe(message);
      pages += 1;
    }
    expect(seen.size).toBe(36);
    expect(pages).toBeGreaterThan(2);
    reply = await discord.replyTo(anna.clicks(reply, 'Back'));
    expect(reply.text).toContain(`Page ${pages - 1} of`);
    expect(discord.violations).toEqual([]);
  });

  test('of facts that the engine holds back until asked for more', async (t) => {
    const { discord, anna, general, bot } = await setScene(t);
    const first = await discord.replyTo(anna.says(general, 'status of brahmos please', { mention: true }));
    const more = labels(first).find((label) => label.startsWith('More')) ?? '';
    expect(more).toBe('More (32)');
    const second = await discord.replyTo(anna.clicks(first, more));
    expect(bot.engine.asked.at(-1)).toMatchObject({ text: 'status of brahmos please', skip: 4 });
    expect(second.message?.id).toBe(first.message?.id);
    expect(second.text).toContain('Step 5 of');
    const back = await discord.replyTo(anna.clicks(second, 'Back'));
    expect(back.text).toContain('Step 1 of');
    expect(discord.violations).toEqual([]);
  });

  test('are turned for somebody else in private: nobody changes an answer given to another', async (t) => {
    const { discord, anna, general, guild } = await setScene(t);
    const boris = discord.user('boris');
    guild.admit(boris);
    const first = await discord.replyTo(anna.slash(general, 'timeline', { topic: 'brahmos' }));
    const other = await discord.replyTo(boris.clicks(first, 'More'));
    expect(other.isEphemeral).toBe(true);
    expect(other.message?.id).not.toBe(first.message?.id);
    const third = await discord.replyTo(boris.clicks(other, 'More'));
    expect(third.message?.id).toBe(other.message?.id);
    expect(discord.violations).toEqual([]);
  });
});

describe('a clarifying question', () => {
  test('has a button for each of a few choices; the choice replaces it for who asked', async (t) => {
    const { discord, anna, general, guild, bot } = await setScene(t);
    const boris = discord.user('boris');
    guild.admit(boris);
    const asked = await discord.replyTo(
      anna.says(general, 'how many did they buy, and the price?', { mention: true }),
    );
    expect(labels(asked)).toEqual(['S-400 Triumf', 'BrahMos']);
    const boriss = await discord.replyTo(boris.clicks(asked, 'BrahMos'));
    expect(boriss.isEphemeral).toBe(true);
    const annas = await discord.replyTo(anna.clicks(asked, 'S-400 Triumf'));
    expect(annas.message?.id).toBe(asked.message?.id);
    expect(annas.text).toContain('$5.43 billion');
    expect(bot.engine.asked.at(-1)).toMatchObject({
      text: 'how many did they buy, and the price?',
      topic: 's-400',
    });
    expect(discord.violations).toEqual([]);
  });

  test('has a menu for many', async (t) => {
    const { discord, anna, general } = await setScene(t);
    const asked = await discord.replyTo(
      anna.says(general, 'how many of everything, and the price?', { mention: true }),
    );
    expect(asked.buttons).toEqual([]);
    expect(asked.menus[0]?.options).toHaveLength(25);
    const chosen = await discord.replyTo(anna.selects(asked, asked.menus[0]?.customId ?? '', ['BrahMos']));
    expect(chosen.text).toContain('$4.85 million');
    expect(discord.violations).toEqual([]);
  });

  test('can be answered in words', async (t) => {
    const { discord, anna, general, bot } = await setScene(t);
    const asked = await discord.replyTo(anna.says(general, 'how many did they buy?', { mention: true }));
    await discord.replyTo(anna.says(general, 'the second', { replyTo: asked }));
    expect(bot.engine.asked.at(-1)?.context?.topics).toEqual(['s-400', 'brahmos']);
  });
});

describe('after a restart', () => {
  test('buttons, pages, choices and follow-ups work on', async (t) => {
    const { discord, anna, general, bot } = await setScene(t);
    const answer = await discord.replyTo(anna.says(general, 'S-400 cost', { mention: true }));
    const long = await discord.replyTo(anna.says(general, 'status of brahmos please', { mention: true }));
    const unclear = await discord.replyTo(anna.says(general, 'how many, and the price?', { mention: true }));
    expect(await bot.stop()).toBe(0);
    const again = runBot(t, discord);
    await discord.connected();
    expect((await discord.replyTo(anna.clicks(answer, 'Delivery'))).text).toContain('November 2026');
    const more = await discord.replyTo(anna.clicks(long, 'More (32)'));
    expect(more.text).toContain('Step 5 of');
    expect(more.message?.id).toBe(long.message?.id);
    expect((await discord.replyTo(anna.clicks(unclear, 'S-400 Triumf'))).text).toContain('$5.43');
    const followUp = await discord.replyTo(
      anna.says(general, 'and when does it arrive?', { replyTo: answer }),
    );
    expect(followUp.text).toContain('November 2026');
    expect(again.engine.asked.at(-1)?.context).toMatchObject({ topics: ['s-400'], facts: ['s-400.cost'] });
    expect(discord.violations).toEqual([]);
  });

  test('a question too long for the buttons is kept as what it was understood to be', async (t) => {
    const { discord, anna, general, bot } = await setScene(t);
    const words = 'please tell me in all detail '.repeat(40);
    const long = await discord.replyTo(
      anna.says(general, `${words} the status of brahmos`, { mention: true }),
    );
    expect((await discord.replyTo(anna.clicks(long, 'More (32)'))).text).toContain('Step 5 of');
    expect(bot.engine.asked.at(-1)).toMatchObject({ text: '', topic: 'brahmos', aspect: 'status', skip: 4 });
    expect(discord.violations).toEqual([]);
  });
});

describe('old and forged buttons get a kind answer', () => {
  const codes = codesFor(['gone-topic']);
  const gone = { topic: 'gone-topic', aspect: null };
  test.for([
    '0a0something',
    '2a0something',
    '1z0',
    '1a0',
    '1a0AAAAAAAAAA.',
    '1a0AAAAAAAAAA.2019-99',
    '1t0',
    '1t0-1.0',
    '1t099999.1',
    '1s0',
    '1c0',
    '1p0 drop table',
    'S-400',
    '{"topic":"s-400"}',
    '١t0٠.٠',
    '1a0__proto__.',
    writePress({ do: 'ask', target: gone, asOf: null }, 0, codes),
    writePress({ do: 'sources', topic: 'gone-topic' }, 0, codes),
    writePress({ do: 'history', target: gone }, 0, codes),
  ])('%s', async (customId, t) => {
    const { discord, anna, general, bot } = await setScene(t);
    const help = await discord.replyTo(anna.slash(general, 'help'));
    const reply = await discord.replyTo(anna.clicks(help, customId, { forged: true }));
    expect(reply.text).toContain('Please ask again');
    expect(reply.isEphemeral).toBe(true);
    expect(bot.log.filter(({ level }) => level >= 40)).toEqual([]);
    expect(discord.violations).toEqual([]);
  });

  test('forged values of a menu and pages beyond the last too', async (t) => {
    const { discord, anna, general } = await setScene(t);
    const topics = await discord.replyTo(anna.slash(general, 'topics'));
    const menu = topics.menus[0]?.customId ?? '';
    for (const value of ['', 'nonsense', '__proto__-----']) {
      const reply = await discord.replyTo(anna.selects(topics, menu, [value], { forged: true }));
      expect(reply.text).toContain('Please ask again');
    }
    const beyond = await discord.replyTo(anna.clicks(topics, '1t09999.9999', { forged: true }));
    expect(beyond.text).toContain('Page 2 of 2');
    expect(discord.violations).toEqual([]);
  });
});
