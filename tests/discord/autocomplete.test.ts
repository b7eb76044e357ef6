import { describe, expect, test } from 'vitest';
import { eventually } from '../loopback/plain-bot.ts';
import { setScene } from './support/bot.ts';

describe('autocompletion of topics', () => {
  test('names in the language of the person, ids as values', async (t) => {
    const { discord, anna, general } = await setScene(t);
    for (const [locale, name] of [
      ['en-GB', 'S-400 Triumf'],
      ['hi', 'एस-400 ट्रायम्फ'],
      ['ru', 'С-400 «Триумф»'],
      ['fr', 'S-400 Triumf'],
    ] as const) {
      const reply = await discord.replyTo(anna.autocomplete(general, 'cost', 'topic', 's-4', { locale }));
      expect(reply.choices).toEqual([{ name, value: 's-400' }]);
    }
    expect(discord.violations).toEqual([]);
  });

  test('at most 25; when empty, the most asked first', async (t) => {
    const { discord, anna, general } = await setScene(t);
    const before = await discord.replyTo(anna.autocomplete(general, 'about', 'topic', ''));
    expect(before.choices).toHaveLength(25);
    expect(before.choices?.[0]?.value).toBe('brahmos');
    for (const topic of ['relos', 'relos', 's-400']) {
      await discord.replyTo(anna.slash(general, topic === 's-400' ? 'cost' : 'status', { topic }));
    }
    const after = await discord.replyTo(anna.autocomplete(general, 'about', 'topic', ' '));
    expect(after.choices?.slice(0, 3).map(({ value }) => value)).toEqual(['relos', 's-400', 'brahmos']);
    expect(discord.violations).toEqual([]);
  });

  test('of both options of /compare; nothing found and a failure give an empty list', async (t) => {
    const { discord, anna, general, bot } = await setScene(t);
    for (const option of ['first', 'second']) {
      const reply = await discord.replyTo(anna.autocomplete(general, 'compare', option, 'brah'));
      expect(reply.choices?.map(({ value }) => value)).toEqual(['brahmos']);
    }
    expect((await discord.replyTo(anna.autocomplete(general, 'cost', 'topic', 'zzz'))).choices).toEqual([]);
    expect((await discord.replyTo(anna.autocomplete(general, 'cost', 'topic', 'explode'))).choices).toEqual(
      [],
    );
    await eventually(() => bot.log.filter(({ level }) => level >= 50).length === 1);
    expect(discord.violations).toEqual([]);
  });

  test('typing is not held back by the cooldown', async (t) => {
    const { discord, anna, general } = await setScene(t);
    for (const typed of 'brahmos brahmos brahmos') {
      expect(
        (await discord.replyTo(anna.autocomplete(general, 'cost', 'topic', typed))).choices,
      ).not.toBeNull();
    }
    expect((await discord.replyTo(anna.slash(general, 'cost', { topic: 's-400' }))).text).toContain('5.43');
  });
});
