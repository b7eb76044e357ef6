import { describe, expect, test } from 'vitest';
import { LoopbackDiscord } from '../loopback/index.ts';
import { eventually } from '../loopback/plain-bot.ts';
import { runBot, setScene } from './support/bot.ts';

const QUESTION = 'when does the S-400 arrive?';
const PATIENT = { within: 15_000 };

describe.concurrent('at the start', () => {
  test('a refused token ends it with code 2, and is not shown', async (t) => {
    const discord = await LoopbackDiscord.start();
    t.onTestFinished(() => discord.stop());
    const token = ['MTIzNDU2Nzg5MDEyMzQ1Njc4', 'Wrong1', 'not-the-token'].join('.');
    const bot = runBot(t, discord, { token });
    expect(await bot.ended).toBe(2);
    expect(bot.log.at(-1)).toMatchObject({ level: 60, msg: expect.stringContaining('DISCORD_TOKEN') });
    expect(JSON.stringify(bot.log)).not.toContain(token);
    expect(discord.invalidRequests).toBe(1);
  });

  test('it asks itself questions in every language, so that the first person does not wait', async (t) => {
    const { discord, bot, general, anna } = await setScene(t, { rehearsing: true });
    await eventually(() => new Set(bot.engine.asked.map(({ locale }) => locale)).size === 4);
    await discord.replyTo(anna.says(general, QUESTION, { mention: true }), PATIENT);
    expect(bot.engine.asked.map(({ text }) => text)).toContain(QUESTION);
    expect(bot.log.every(({ level }) => level < 40)).toBe(true);
  });

  test('a token that is reset while it runs ends it too', async (t) => {
    const { discord, bot } = await setScene(t);
    discord.resetToken();
    expect(await bot.ended).toBe(2);
    expect(bot.log.at(-1)?.msg).toContain('DISCORD_TOKEN');
  });

  test('a refused Message Content intent is explained', async (t) => {
    const discord = await LoopbackDiscord.start();
    t.onTestFinished(() => discord.stop());
    const bot = runBot(t, discord, { askChannels: ['123456789012345678'] });
    expect(await bot.ended).toBe(2);
    expect(bot.log.at(-1)?.msg).toMatch(/DISCORD_ASK_CHANNELS.*Message Content Intent/);
  });

  test('without a network it keeps trying, and says so', async (t) => {
    const discord = await LoopbackDiscord.start();
    t.onTestFinished(() => discord.stop());
    const anna = discord.user('anna');
    await discord.unplug();
    const waits: number[] = [];
    const bot = runBot(
      t,
      discord,
      {},
      {
        pauseBefore(attempt) {
          waits.push(attempt);
          return 10;
        },
      },
    );
    await eventually(() => waits.length >= 3);
    expect(
      bot.log.filter(({ msg }) => msg.startsWith('cannot reach Discord; trying again in'))[0],
    ).toMatchObject({
      level: 40,
      why: expect.stringContaining('ECONNREFUSED'),
    });
    await discord.plug();
    await discord.connected();
    await discord.replyTo(anna.says(anna.dm(), QUESTION), PATIENT);
    expect(discord.violations).toEqual([]);
  });

  test.for([
    ['the gateway refuses the line', { upgrades: 2 }],
    ['the gateway address cannot be had', { status: 503, times: 5 }],
    ['Discord cuts the first request', { cut: 'fin', times: 1 }],
  ] as const)('%s: it tries again', async ([_name, fault], t) => {
    const discord = await LoopbackDiscord.start();
    t.onTestFinished(() => discord.stop());
    if ('upgrades' in fault) discord.refuseConnections(fault.upgrades);
    else discord.failRest({ route: 'gateway', ...fault });
    const anna = discord.user('anna');
    const bot = runBot(t, discord, {}, { pauseBefore: () => 10 });
    await discord.connected();
    await discord.replyTo(anna.says(anna.dm(), QUESTION), PATIENT);
    expect(bot.log.some(({ msg }) => msg.startsWith('cannot reach Discord'))).toBe(true);
    expect(discord.violations).toEqual([]);
  });

  test('with no session left for today it waits, and says why', async (t) => {
    const discord = await LoopbackDiscord.start({ sessionStarts: 0 });
    t.onTestFinished(() => discord.stop());
    const bot = runBot(t, discord, {}, { pauseBefore: () => 60_000 });
    const line = await eventually(() => bot.log.find(({ msg }) => msg.startsWith('cannot reach Discord')));
    expect(line.why).toContain('sessions remaining');
    expect(await bot.stop()).toBe(0);
    expect(discord.handshakes).toEqual([]);
  });

  test('it can be stopped while it waits', async (t) => {
    const discord = await LoopbackDiscord.start();
    t.onTestFinished(() => discord.stop());
    await discord.unplug();
    const bot = runBot(t, discord, {}, { pauseBefore: () => 60_000 });
    await eventually(() => bot.log.length > 0);
    expect(await bot.stop()).toBe(0);
    await discord.plug();
  });

  test('it tells the invite link, with the least permissions', async (t) => {
    const { discord, bot } = await setScene(t);
    const line = await eventually(() => bot.log.find(({ msg }) => msg.includes('https://')));
    const link = new URL(/https:\S+/.exec(line.msg)?.[0] ?? '');
    expect(link.searchParams.get('client_id')).toBe(discord.applicationId);
    expect(link.searchParams.get('scope')).toBe('bot applications.commands');
    // View Channel, Send Messages, Read Message History, Send Messages in Threads
    expect(BigInt(link.searchParams.get('permissions') ?? '')).toBe(
      (1n << 10n) | (1n << 11n) | (1n << 16n) | (1n << 38n),
    );
  });
});
