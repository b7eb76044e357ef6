import { describe, expect, test } from 'vitest';
import { eventually } from '../loopback/plain-bot.ts';
import { setScene } from './support/bot.ts';

const QUESTION = 'when does the S-400 arrive?';
const POST = 'POST /channels/:channel/messages';
const CALLBACK = 'POST /interactions';
const PATIENT = { within: 10_000 };

describe.concurrent('when Discord is not well', () => {
  test('a storm of 429: every question is answered in the end, none twice', async (t) => {
    const { discord, guild } = await setScene(t);
    discord.failRest({ route: POST, status: 429, retryAfter: 0.2, scope: 'user', times: 3 });
    discord.failRest({ route: POST, status: 429, retryAfter: 0.1, scope: 'global', times: 2 });
    discord.failRest({ route: POST, status: 429, retryAfter: 0.1, scope: 'shared', times: 2 });
    const asked = Array.from({ length: 12 }, (_, i) => {
      const person = discord.user(`person ${i}`);
      guild.admit(person);
      const channel = guild.channel(`room ${i % 4}`);
      return person.says(channel, QUESTION, { mention: true });
    });
    for (const event of asked) {
      await discord.replyTo(event, PATIENT);
      expect(discord.actions(event)).toHaveLength(1);
    }
    expect(discord.violations).toEqual([]);
  });

  test('real limits are kept without a single 429', async (t) => {
    const { discord, guild, general } = await setScene(t);
    discord.limitRest({ routeLimit: { limit: 5, per: 300 } });
    const asked = Array.from({ length: 12 }, (_, i) => {
      const person = discord.user(`person ${i}`);
      guild.admit(person);
      return person.says(general, QUESTION, { mention: true });
    });
    for (const event of asked) await discord.replyTo(event, PATIENT);
    expect(discord.requests.filter(({ status }) => status === 429)).toEqual([]);
    expect(discord.violations).toEqual([]);
  });

  test.for([
    ['a storm of 5xx', { status: 502, times: 3 }],
    ['5xx after the work was done', { status: 500, times: 2, afterwards: true }],
    ['a line closed politely', { cut: 'fin', times: 1 }],
    ['a line closed rudely', { cut: 'reset', times: 2 }],
    ['an answer lost on the way', { cut: 'reset', times: 1, afterwards: true }],
    ['a slow answer', { delay: 600, times: 1 }],
  ] as const)('%s: one answer to a message', async ([_name, fault], t) => {
    const { discord, anna, general } = await setScene(t);
    discord.failRest({ route: POST, ...fault });
    const event = anna.says(general, QUESTION, { mention: true });
    expect((await discord.replyTo(event, PATIENT)).text).toContain('November 2026');
    await discord.replyTo(anna.slash(general, 'cost', { topic: 's-400' }), PATIENT);
    expect(discord.messagesIn(general).filter(({ reference }) => reference === event.id)).toHaveLength(1);
    expect(discord.violations).toEqual([]);
  });

  test.for([
    ['5xx', { status: 503, times: 1 }],
    ['a line closed politely', { cut: 'fin', times: 1 }],
    ['a line closed rudely', { cut: 'reset', times: 1 }],
    ['a slow answer', { delay: 800, times: 1 }],
  ] as const)('%s: one answer to a command and to a button', async ([_name, fault], t) => {
    const { discord, anna, general } = await setScene(t);
    discord.failRest({ route: CALLBACK, ...fault });
    const answer = await discord.replyTo(anna.slash(general, 'cost', { topic: 's-400' }), PATIENT);
    discord.failRest({ route: CALLBACK, ...fault });
    const next = await discord.replyTo(anna.clicks(answer, 'Delivery'), PATIENT);
    expect(next.actions).toHaveLength(1);
    expect(discord.violations).toEqual([]);
  });

  test('an answer to a command that got through while its confirmation was lost is no error', async (t) => {
    const { discord, anna, general, bot } = await setScene(t);
    discord.failRest({ route: CALLBACK, status: 500, times: 1, afterwards: true });
    const event = anna.slash(general, 'cost', { topic: 's-400' });
    await discord.replyTo(event);
    await eventually(() => bot.log.some(({ lost }) => lost === 40060));
    expect(bot.log.filter(({ level }) => level >= 40)).toEqual([]);
    expect(discord.actions(event)).toHaveLength(1);
  });

  test('a Discord that fails for good is given up with a line in the log, and the bot lives on', async (t) => {
    const { discord, anna, general, bot } = await setScene(t);
    const heal = discord.failRest({ route: POST, status: 500 });
    anna.says(general, QUESTION, { mention: true });
    await eventually(() => bot.log.some(({ level }) => level === 50), 8_000);
    heal();
    await discord.replyTo(anna.slash(general, 'cost', { topic: 's-400' }), PATIENT);
    expect(discord.violations).toEqual([]);
  });

  test('what is gone or forbidden by now is no error', async (t) => {
    const { discord, anna, guild, general, bot } = await setScene(t);
    const hidden = discord.user('hidden', { acceptsDirectMessages: false });
    discord.failRest({
      route: POST,
      status: 403,
      body: { code: 50013, message: 'Missing Permissions' },
      times: 1,
    });
    anna.says(general, QUESTION, { mention: true });
    hidden.says(hidden.dm(), QUESTION);
    await eventually(() => bot.log.filter(({ lost }) => lost !== undefined).length === 2);
    discord.failRest({ route: POST, status: 400, body: { code: 200000, message: 'Blocked' }, times: 1 });
    anna.says(general, QUESTION, { mention: true });
    await eventually(() => bot.log.some(({ lost }) => lost === 200_000));
    guild.removeBot();
    expect(bot.log.filter(({ level }) => level >= 40)).toEqual([]);
  });
});
