import { describe, expect, test } from 'vitest';
import { LoopbackDiscord } from '../loopback/index.ts';
import { eventually } from '../loopback/plain-bot.ts';
import { runBot, setScene } from './support/bot.ts';

const QUESTION = 'when does the S-400 arrive?';
const PATIENT = { within: 15_000 };

// One suite around all, so that the waits of discord.js pass side by side.
describe.concurrent('the life of the bot', () => {
  describe('after a lost connection that can be resumed, what was missed is answered once', () => {
    const ways: [string, (discord: LoopbackDiscord) => void][] = [
      ...[4000, 4001, 4002, 4009].map((code): [string, (discord: LoopbackDiscord) => void] => [
        `close code ${code}`,
        (discord) => discord.drop({ code, session: 'keep' }),
      ]),
      ['a cut line', (discord) => discord.drop()],
      ['a request to reconnect', (discord) => discord.requestReconnect()],
    ];
    test.for(ways)('%s', async ([_name, interrupt], t) => {
      const { discord, anna, general, bot } = await setScene(t);
      interrupt(discord);
      const missed = anna.says(general, QUESTION, { mention: true });
      const direct = anna.says(anna.dm(), QUESTION);
      const late = anna.slash(general, 'cost', { topic: 's-400' }, { age: 4_000 });
      expect((await discord.replyTo(missed, PATIENT)).text).toContain('November 2026');
      await discord.replyTo(direct, PATIENT);
      expect(discord.handshakes.at(-1)).toMatchObject({ kind: 'resume', outcome: 'accepted' });
      await eventually(() => bot.log.some(({ why }) => why === 'expired'));
      expect(discord.actions(late)).toEqual([]);
      expect(discord.actions(missed)).toHaveLength(1);
      expect(discord.violations).toEqual([]);
    });
  });

  describe('after a session that is over, a new one begins', () => {
    const ways: [string, (discord: LoopbackDiscord) => void][] = [
      ...[1000, 4003, 4005, 4007, 4008, 4009].map((code): [string, (discord: LoopbackDiscord) => void] => [
        `close code ${code}`,
        (discord) => discord.drop({ code, session: 'end' }),
      ]),
      ['an invalid session', (discord) => discord.invalidateSession()],
      [
        'a refused resume',
        (discord) => {
          discord.refuseResumes();
          discord.drop({ code: 4000 });
        },
      ],
    ];
    test.for(ways)('%s', async ([_name, interrupt], t) => {
      const { discord, anna, general } = await setScene(t);
      interrupt(discord);
      await discord.disconnected();
      await discord.connected(1, 20_000);
      const reply = await discord.replyTo(anna.says(general, QUESTION, { mention: true }), PATIENT);
      expect(reply.text).toContain('November 2026');
      expect(discord.violations).toEqual([]);
    });
  });

  describe('a final close ends the bot with code 2 and says what to do', () => {
    test.for([
      [4004, 'DISCORD_TOKEN'],
      [4010, 'SHARD_COUNT'],
      [4011, 'SHARDS=auto'],
      [4012, 'update Communiqué'],
      [4013, 'update Communiqué'],
      [4014, 'Developer Portal'],
    ] as const)('close code %i', async ([code, advice], t) => {
      const { discord, bot } = await setScene(t);
      discord.drop({ code });
      expect(await bot.ended).toBe(2);
      expect(bot.log.at(-1)).toMatchObject({ level: 60, msg: expect.stringContaining(advice) });
      expect(discord.violations).toEqual([]);
    });
  });

  describe('the end', () => {
    test('finishes what is in hand', async (t) => {
      const { discord, anna, general, bot } = await setScene(t);
      discord.slowRest(400, { times: 2 });
      const asked = anna.slash(general, 'cost', { topic: 's-400' });
      const said = anna.says(general, QUESTION, { mention: true });
      await eventually(() => bot.engine.asked.length === 2);
      expect(await bot.stop()).toBe(0);
      expect(discord.actions(asked)).toHaveLength(1);
      expect(discord.actions(said)).toHaveLength(1);
      expect(discord.sessions).toEqual([]);
      expect(bot.log.at(-1)?.msg).toBe('stopped');
      expect(bot.log.filter(({ level }) => level >= 40)).toEqual([]);
      expect(discord.violations).toEqual([]);
    });

    test('comes within five seconds even where Discord does not answer', async (t) => {
      const { discord, anna, general, bot } = await setScene(t);
      discord.slowRest(8_000);
      anna.slash(general, 'cost', { topic: 's-400' });
      await eventually(() => bot.engine.asked.length === 1);
      const started = performance.now();
      expect(await bot.stop()).toBe(0);
      expect(performance.now() - started).toBeLessThan(5_000);
      discord.healRest();
    });

    test('takes nothing new', async (t) => {
      const { discord, anna, general, bot } = await setScene(t);
      const ending = bot.stop();
      const event = anna.says(general, QUESTION, { mention: true });
      await ending;
      expect(discord.actions(event)).toEqual([]);
    });
  });

  describe('a connection that only seems to live', () => {
    test('is given up and made again', async (t) => {
      const { discord, anna, general } = await setScene(t, { loopback: { heartbeatInterval: 150 } });
      discord.gatewayFaults.acknowledgesHeartbeats = false;
      await discord.disconnected();
      discord.gatewayFaults.acknowledgesHeartbeats = true;
      const reply = await discord.replyTo(anna.says(general, QUESTION, { mention: true }), PATIENT);
      expect(reply.text).toContain('November 2026');
      expect(discord.violations).toEqual([]);
    });
  });

  describe('shards', () => {
    test('all in one process: as many as asked for, or as Discord recommends', async (t) => {
      for (const [sharding, recommendedShards] of [
        [{ kind: 'count', count: 2 }, 1],
        [{ kind: 'auto' }, 2],
      ] as const) {
        const discord = await LoopbackDiscord.start({ recommendedShards });
        t.onTestFinished(() => discord.stop());
        const anna = discord.user('anna');
        const rooms = [0, 1].map((shard) =>
          discord
            .guild(`on shard ${shard}`, { members: [anna], onShard: { shard, of: 2 } })
            .channel('general'),
        );
        runBot(t, discord, { sharding });
        await discord.connected(2);
        for (const room of rooms) {
          await discord.replyTo(anna.says(room, QUESTION, { mention: true }), PATIENT);
        }
        expect(discord.violations).toEqual([]);
      }
    });

    test('spread over machines: only its own, and commands are registered by the first alone', async (t) => {
      const discord = await LoopbackDiscord.start();
      t.onTestFinished(() => discord.stop());
      const anna = discord.user('anna');
      const room = discord.guild('b', { members: [anna], onShard: { shard: 1, of: 2 } }).channel('general');
      const second = runBot(t, discord, { sharding: { kind: 'part', ids: [1], count: 2 } });
      await discord.connected(1);
      await discord.replyTo(anna.says(room, QUESTION, { mention: true }), PATIENT);
      expect(discord.commandNames()).toEqual([]);
      runBot(t, discord, { sharding: { kind: 'part', ids: [0], count: 2 } });
      await discord.registered(['ask']);
      await discord.replyTo(anna.says(anna.dm(), QUESTION), PATIENT);
      expect(second.engine.asked).toHaveLength(1);
      expect(discord.violations).toEqual([]);
    });
  });
});
