import { describe, expect, test } from 'vitest';
import { createClient, forgetDirectChannels } from '../../src/discord/client.ts';
import { createClock } from '../../src/discord/conduct/clock.ts';
import { createCooldown } from '../../src/discord/conduct/cooldown.ts';
import { createRecent } from '../../src/discord/conduct/recent.ts';
import { createSeen } from '../../src/discord/conduct/seen.ts';
import { LoopbackDiscord } from '../loopback/index.ts';
import { eventually, startBot } from '../loopback/plain-bot.ts';

describe('the cooldown', () => {
  test('allows a burst, then one question after the other', () => {
    let now = 0;
    const cooldown = createCooldown({ burst: 3, everyMs: 2_000, people: 2 }, () => now);
    for (let i = 0; i < 3; i += 1) expect(cooldown.take('anna')).toEqual({ ok: true });
    expect(cooldown.take('anna')).toEqual({ ok: false, seconds: 2, first: true });
    now = 1_500;
    expect(cooldown.take('anna')).toEqual({ ok: false, seconds: 1, first: false });
    expect(cooldown.take('boris')).toEqual({ ok: true });
    now = 2_000;
    expect(cooldown.take('anna')).toEqual({ ok: true });
    expect(cooldown.take('anna')).toMatchObject({ ok: false, first: true });
    now = 60_000;
    for (let i = 0; i < 3; i += 1) expect(cooldown.take('anna')).toEqual({ ok: true });
  });
});

describe('memory', () => {
  test('of conversations ends after ten minutes and is bounded', () => {
    let now = 0;
    const recent = createRecent(() => now);
    const context = { topics: ['s-400'], aspects: [], asOf: null, facts: [] };
    recent.remember('room', 'anna', context);
    now = 10 * 60_000;
    expect(recent.recall('room', 'anna')).toBe(context);
    expect(recent.recall('room', 'boris')).toBeNull();
    now += 1;
    expect(recent.recall('room', 'anna')).toBeNull();
    recent.remember('room', 'anna', context);
    for (let i = 0; i < 2_000; i += 1) recent.remember('room', `person ${i}`, context);
    expect(recent.recall('room', 'anna')).toBeNull();
    expect(recent.recall('room', 'person 1999')).toBe(context);
  });

  test('of direct-message channels is bounded; who was let go is heard all the same', async (t) => {
    const discord = await LoopbackDiscord.start();
    t.onTestFinished(() => discord.stop());
    const { client, heard } = await startBot(t, discord);
    const people = Array.from({ length: 6 }, (_, i) => discord.user(`person ${i}`));
    for (const person of people) person.says(person.dm(), 'hello');
    await eventually(() => heard.length === 6);
    forgetDirectChannels(client, 2);
    expect(client.channels.cache.size).toBe(2);
    people[0]?.says(people[0].dm(), 'me again');
    await eventually(() => heard.at(-1)?.content === 'me again');
  });

  test('of messages and people is bounded', async (t) => {
    const discord = await LoopbackDiscord.start();
    t.onTestFinished(() => discord.stop());
    const people = Array.from({ length: 260 }, (_, i) => discord.user(`person ${i}`));
    const room = discord.guild('busy', { members: people }).channel('general');
    const client = createClient({
      token: discord.token,
      clientId: null,
      guildId: null,
      apiUrl: discord.apiUrl,
      askChannels: [],
      sharding: { kind: 'auto' },
    });
    t.onTestFinished(() => client.destroy());
    let heard = 0;
    client.on('messageCreate', () => {
      heard += 1;
    });
    await client.login(discord.token);
    await discord.connected();
    for (const person of people) person.says(room, 'talk');
    await eventually(() => heard === people.length);
    const channel = client.channels.cache.get(room.id);
    expect(channel?.isTextBased() === true && channel.messages.cache.size).toBe(4);
    expect(client.users.cache.size).toBeLessThanOrEqual(200);
    expect(client.users.cache.has(discord.applicationId)).toBe(true);
    expect(client.guilds.cache.first()?.members.cache.size).toBeLessThanOrEqual(20);
    expect(client.guilds.cache.first()?.members.me).not.toBeNull();
  });

  test('of events is a ring', () => {
    const seen = createSeen(2);
    expect([seen.isNew('a'), seen.isNew('b'), seen.isNew('a')]).toEqual([true, true, false]);
    expect([seen.isNew('c'), seen.isNew('a'), seen.isNew('c')]).toEqual([true, true, false]);
  });
});

describe('the clock', () => {
  const at = (ms: number): string => ((BigInt(ms) - 1_420_070_400_000n) << 22n).toString();
  const start = Date.UTC(2026, 10, 22, 12);

  test('tells the age of an interaction, also where this machine is minutes wrong', () => {
    let now = start;
    const clock = createClock(() => now);
    expect(clock.today()).toBe('2026-11-22');
    expect(clock.isExpired(at(start - 2_900))).toBe(false);
    expect(clock.isExpired(at(start - 3_000))).toBe(true);
    now = start + 300_000;
    clock.compare(new Date(start).toUTCString());
    expect(clock.isExpired(at(start))).toBe(false);
    expect(clock.isExpired(at(start - 4_000))).toBe(true);
  });

  test('does not trust a header for less than two seconds, or nonsense', () => {
    const clock = createClock(() => start + 1_500);
    clock.compare(new Date(start).toUTCString());
    expect(clock.isExpired(at(start - 1_600))).toBe(true);
    clock.compare('soon');
    clock.compare(null);
    expect(clock.isExpired(at(start))).toBe(false);
  });
});
