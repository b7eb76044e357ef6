import { describe, expect, test } from 'vitest';
import { setScene } from './support/bot.ts';

const QUESTION = 'when does the S-400 arrive?';
const ANSWER = 'The fifth squadron comes by November 2026.';

describe('ways of asking without a privileged intent', () => {
  test('a mention in a channel: heading, fact, date, basis, numbered sources as links', async (t) => {
    const { discord, anna, general } = await setScene(t);
    const event = anna.says(general, QUESTION, { mention: true });
    const reply = await discord.replyTo(event);
    expect(reply.text).toContain('### S-400 Triumf · delivery');
    expect(reply.text).toContain(`${ANSWER} [1][2]`);
    expect(reply.text).toContain('-# as of 2025-12-04 · report');
    expect(reply.text).toContain(
      '-# 2. [Report 3 \\[draft\\] on \\*deliveries\\*](<https://example.org/wiki/INDRA_(Naval_Exercise)>) · Paper 3 · 4 March 2013',
    );
    expect(reply.pings).toEqual([]);
    // previews of its links are suppressed
    expect((reply.message?.flags ?? 0) & (1 << 2)).not.toBe(0);
    expect(reply.message?.reference).toBe(event.id);
    expect(discord.violations).toEqual([]);
  });

  test('a mention anywhere in the text, in a thread', async (t) => {
    const { discord, anna, general, guild, bot } = await setScene(t);
    const thread = guild.thread(general, 'talk');
    const me = `<@${discord.applicationId}>`;
    const reply = await discord.replyTo(anna.says(thread, `hey ${me}, and <#${general.id}>: S-400 price?`));
    expect(reply.text).toContain('$5.43 billion');
    expect(bot.engine.asked.at(-1)?.text).toBe('hey , and : S-400 price?');
    expect(discord.violations).toEqual([]);
  });

  test('a direct message', async (t) => {
    const { discord, anna } = await setScene(t);
    const reply = await discord.replyTo(anna.says(anna.dm(), QUESTION));
    expect(reply.text).toContain(ANSWER);
    expect(discord.violations).toEqual([]);
  });

  test('a reply to an answer is a follow-up, also by somebody else and long after', async (t) => {
    const { discord, anna, general, guild, bot } = await setScene(t);
    const boris = discord.user('boris');
    guild.admit(boris);
    const first = await discord.replyTo(anna.says(general, QUESTION, { mention: true }));
    await discord.replyTo(anna.says(general, 'brahmos cost?', { mention: true }));
    const second = await discord.replyTo(boris.says(general, 'and the cost?', { replyTo: first }));
    expect(second.text).toContain('### S-400 Triumf · cost');
    expect(bot.engine.asked.at(-1)?.context).toMatchObject({ topics: ['s-400'], aspects: ['delivery'] });
    expect(discord.violations).toEqual([]);
  });

  test('so is a reply to the answer of a command, or to a list of sources', async (t) => {
    const { discord, anna, general } = await setScene(t);
    const answer = await discord.replyTo(anna.slash(general, 'delivery', { topic: 's-400' }));
    const sources = await discord.replyTo(anna.slash(general, 'sources', { topic: 'brahmos' }));
    await discord.replyTo(anna.slash(general, 'status', { topic: 'relos' }));
    const first = await discord.replyTo(anna.says(general, 'and the cost?', { replyTo: answer }));
    expect(first.text).toContain('### S-400 Triumf · cost');
    const second = await discord.replyTo(anna.says(general, 'and the cost?', { replyTo: sources }));
    expect(second.text).toContain('### BrahMos · cost');
    expect(discord.violations).toEqual([]);
  });

  test('a mention leans on the last answer to the same person in the same channel', async (t) => {
    const { discord, anna, general, guild } = await setScene(t);
    const boris = discord.user('boris');
    guild.admit(boris);
    await discord.replyTo(anna.says(general, QUESTION, { mention: true }));
    const boriss = await discord.replyTo(boris.says(general, 'and the cost?', { mention: true }));
    expect(boriss.text).toContain('I do not know');
    const elsewhere = await discord.replyTo(
      anna.says(guild.channel('other'), 'and the cost?', { mention: true }),
    );
    expect(elsewhere.text).toContain('I do not know');
    const annas = await discord.replyTo(anna.says(general, 'and the cost?', { mention: true }));
    expect(annas.text).toContain('$5.43 billion');
    expect(discord.violations).toEqual([]);
  });

  test('a mention without words gets help', async (t) => {
    const { discord, anna, general } = await setScene(t);
    const reply = await discord.replyTo(anna.says(general, '', { mention: true }));
    expect(reply.text).toContain('How to ask me');
    expect(reply.text).toContain('**/ask**');
    expect(discord.violations).toEqual([]);
  });

  test('a reply without a ping arrives without its words, so it is left alone', async (t) => {
    const { discord, anna, general } = await setScene(t);
    const first = await discord.replyTo(anna.says(general, QUESTION, { mention: true }));
    await discord.silentFor(60, anna.says(general, 'and the cost?', { replyTo: first, ping: false }));
  });

  test('the context menus: answer for all to see, check in private, each with a link to the message', async (t) => {
    const { discord, anna, general, guild, bot } = await setScene(t);
    const boris = discord.user('boris');
    guild.admit(boris);
    const message = boris.says(general, 'S-400 cost? 10 billion!');
    const answered = await discord.replyTo(anna.contextMenu(message, 'Answer this'));
    expect(answered.isEphemeral).toBe(false);
    expect(answered.text).toContain('$5.43 billion');
    expect(answered.text).toContain(
      `[On this message](<https://discord.com/channels/${guild.id}/${general.id}/${message.id}>)`,
    );
    const checked = await discord.replyTo(anna.contextMenu(message, 'Check this claim'));
    expect(checked.isEphemeral).toBe(true);
    expect(checked.text).toContain('**❌ Known is $5.43 billion, not that.**');
    expect(bot.engine.asked.at(-1)?.view).toBe('claim');
    const empty = boris.says(general, '');
    expect((await discord.replyTo(anna.contextMenu(empty, 'Answer this'))).text).toContain('no text');
    expect(discord.violations).toEqual([]);
  });
});

describe('ask channels', () => {
  test('answers what it can answer or must ask back about, and keeps silent on all else', async (t) => {
    const scene = await setScene(t, { loopback: { allowedIntents: ['MessageContent'] } });
    const { discord, anna, guild } = scene;
    await scene.bot.stop();
    const ask = guild.channel('ask');
    const { runBot } = await import('./support/bot.ts');
    runBot(t, discord, { askChannels: [ask.id] });
    await discord.connected();
    expect((await discord.replyTo(anna.says(ask, QUESTION))).text).toContain(ANSWER);
    expect((await discord.replyTo(anna.says(ask, 'how many did they buy?'))).text).toContain('Which one');
    const thread = guild.thread(ask, 'a thread');
    expect((await discord.replyTo(anna.says(thread, QUESTION))).text).toContain(ANSWER);
    for (const text of ['hello', 'nice weather', '', 'lol']) {
      await discord.silentFor(30, anna.says(ask, text));
    }
    await discord.silentFor(30, anna.says(guild.channel('other'), QUESTION));
    const mentioned = await discord.replyTo(anna.says(ask, 'nice weather', { mention: true }));
    expect(mentioned.text).toContain('I do not know');
    expect(discord.violations).toEqual([]);
  });
});
