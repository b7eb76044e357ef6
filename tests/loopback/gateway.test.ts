import { type Client, Events, GatewayIntentBits } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { LoopbackDiscord, Person } from './index.ts';
import { eventually, INTENTS, plainClient, startBot, startDiscord } from './plain-bot.ts';

/** A server with a channel and somebody in it. */
function furnish(discord: LoopbackDiscord): { anna: Person; say: (text: string) => void } {
  const anna = discord.user('anna');
  const channel = discord.guild('server', { members: [anna] }).channel('general');
  return { anna, say: (text) => void anna.says(channel, text, { mention: true }) };
}

describe.concurrent('a dropped connection is resumed and what was missed comes in order', () => {
  const cases: [string, (discord: LoopbackDiscord) => void][] = [
    ...[4000, 4001, 4002, 1001].map((code): [string, (discord: LoopbackDiscord) => void] => [
      `close code ${code}`,
      (discord) => discord.drop({ code, session: 'keep' }),
    ]),
    ['close code 4009 while the session lives', (discord) => discord.drop({ code: 4009, session: 'keep' })],
    ['a cut without a close frame', (discord) => discord.drop()],
    ['a request to reconnect (opcode 7)', (discord) => discord.requestReconnect()],
    [
      'an invalid session that may be resumed (opcode 9)',
      (discord) => discord.invalidateSession({ resumable: true }),
    ],
  ];
  test.for(cases)('%s', async ([_name, interrupt], t) => {
    const discord = await startDiscord(t);
    const { say } = furnish(discord);
    const { heard, client } = await startBot(t, discord);
    say('before');
    await eventually(() => heard.length === 1);
    interrupt(discord);
    for (const text of ['one', 'two', 'three']) say(text);
    const handshake = await discord.handshake(2);
    expect(handshake).toMatchObject({ kind: 'resume', outcome: 'accepted', replayed: 3 });
    say('after');
    await eventually(() => heard.length === 5);
    const mention = `<@${client.user.id}> `;
    expect(heard.map(({ content }) => content.replace(mention, ''))).toEqual([
      'before',
      'one',
      'two',
      'three',
      'after',
    ]);
    expect(discord.violations).toEqual([]);
  });
});

describe.concurrent('a session that is over is followed by a new one', () => {
  const cases: [string, (discord: LoopbackDiscord) => void, number][] = [
    ...[4003, 4005, 4007, 4008].map((code): [string, (discord: LoopbackDiscord) => void, number] => [
      `close code ${code}`,
      (discord) => discord.drop({ code }),
      2,
    ]),
    ['close code 4009: resume is refused first', (discord) => discord.drop({ code: 4009 }), 3],
    ['an invalid session (opcode 9)', (discord) => discord.invalidateSession(), 2],
    [
      'an absence of more than some minutes',
      (discord) => {
        discord.drop();
        discord.advance(6 * 60_000);
      },
      3,
    ],
    [
      'a refused resume',
      (discord) => {
        discord.refuseResumes();
        discord.drop({ code: 4000 });
      },
      3,
    ],
  ];
  test.for(cases)('%s', async ([_name, interrupt, handshakes], t) => {
    const discord = await startDiscord(t);
    const { say } = furnish(discord);
    const { heard } = await startBot(t, discord);
    interrupt(discord);
    expect(await discord.handshake(handshakes)).toMatchObject({ kind: 'identify', outcome: 'accepted' });
    say('after');
    await eventually(() => heard.length === 1);
    expect(discord.violations).toEqual([]);
  });
});

describe.concurrent('a fatal close ends it', () => {
  test.for([4004, 4010, 4011, 4012, 4013, 4014])('close code %i', async (code, t) => {
    const discord = await startDiscord(t);
    const { client } = await startBot(t, discord);
    const gone = new Promise<number>((resolve) =>
      client.on(Events.ShardDisconnect, (event) => resolve(event.code)),
    );
    discord.drop({ code });
    expect(await gone).toBe(code);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(discord.handshakes).toHaveLength(1);
  });
});

describe('identify', () => {
  const failure = (client: Client): Promise<{ code: number }> =>
    new Promise((resolve) => client.on(Events.ShardDisconnect, resolve));

  test('a wrong token gets 401 over REST, and the client says so', async (t) => {
    const discord = await startDiscord(t);
    await expect(plainClient(t, discord).login(`${discord.token}x`)).rejects.toMatchObject({
      code: 'TokenInvalid',
    });
    expect(discord.invalidRequests).toBe(1);
    expect(discord.handshakes).toEqual([]);
  });

  test('a token that is reset closes with 4004', async (t) => {
    const discord = await startDiscord(t);
    const { client } = await startBot(t, discord);
    const gone = failure(client);
    discord.resetToken();
    expect((await gone).code).toBe(4004);
    await expect(client.rest.get('/users/@me')).rejects.toMatchObject({ status: 401 });
  });

  test('a privileged intent that is not switched on closes with 4014, a made-up one with 4013', async (t) => {
    const discord = await startDiscord(t);
    for (const [intents, code] of [
      [[...INTENTS, GatewayIntentBits.MessageContent], 4014],
      [1 << 30, 4013],
    ] as const) {
      const client = plainClient(t, discord, { intents });
      client.on(Events.Error, () => undefined);
      const gone = failure(client);
      client.login(discord.token).catch(() => undefined);
      expect((await gone).code).toBe(code);
    }
  });

  test('guilds go to their shard and direct messages to the first', async (t) => {
    const discord = await startDiscord(t);
    const anna = discord.user('anna');
    const [zero, one] = [0, 1].map((shard) => {
      const guild = discord.guild(`on ${shard}`, { members: [anna], onShard: { shard, of: 2 } });
      return guild.channel('general');
    });
    const { client } = await startBot(t, discord, {}, { shards: [0, 1], shardCount: 2 });
    const heard: [string, number][] = [];
    client.on(Events.Raw, (packet: { t: string; d: { channel_id: string } }, shard: number) => {
      if (packet.t === 'MESSAGE_CREATE') heard.push([packet.d.channel_id, shard]);
    });
    for (const place of [zero, one, anna.dm()]) if (place) anna.says(place, 'x', { mention: true });
    await eventually(() => heard.length === 3);
    expect(Object.fromEntries(heard)).toEqual({ [zero?.id ?? '']: 0, [one?.id ?? '']: 1, [anna.dm().id]: 0 });
    expect(discord.sessions.map(({ shard }) => shard)).toEqual([
      [0, 2],
      [1, 2],
    ]);
    discord.drop({ shard: 1 });
    expect(await discord.handshake(3)).toMatchObject({ kind: 'resume', shard: [1, 2] });
  });

  test('a shard that does not exist closes with 4010, too many guilds with 4011', async (t) => {
    for (const [options, shards, code] of [
      [{}, { shards: [3], shardCount: 2 }, 4010],
      [{ guildsPerShard: 1 }, {}, 4011],
    ] as const) {
      const discord = await startDiscord(t, options);
      discord.guild();
      discord.guild();
      const client = plainClient(t, discord, shards);
      client.on(Events.Error, () => undefined);
      const gone = failure(client);
      client.login(discord.token).catch(() => undefined);
      expect((await gone).code).toBe(code);
    }
  });

  test('identifies are counted, and running out of them resets the token', async (t) => {
    const discord = await startDiscord(t, { sessionStarts: 2 });
    const { client } = await startBot(t, discord);
    const limit = (await client.rest.get('/gateway/bot')) as { session_start_limit: { remaining: number } };
    expect(limit.session_start_limit.remaining).toBe(1);
    await startBot(t, discord);
    const exhausted = plainClient(t, discord);
    await expect(exhausted.login(discord.token)).rejects.toThrow(/session/i);
  });

  test('identifies of one shard within five seconds are refused where the rate is enforced', async (t) => {
    const discord = await startDiscord(t, { enforcesIdentifyRate: true });
    await startBot(t, discord);
    plainClient(t, discord)
      .login(discord.token)
      .catch(() => undefined);
    expect(await discord.handshake(2)).toMatchObject({ kind: 'identify', outcome: 'refused' });
    expect(discord.violations).toMatchObject([{ rule: 'identify rate' }]);
    discord.advance(5_000);
    await startBot(t, discord);
    expect(discord.handshakes.at(-1)).toMatchObject({ outcome: 'accepted' });
  });
});

describe.concurrent('a client that breaks the protocol is closed with the code for it', () => {
  const identify = (token: string) => ({ op: 2, d: { token, intents: 1, properties: {} } });
  const session = (discord: LoopbackDiscord) => discord.sessions[0]?.id ?? '';
  const cases: [string, number, (discord: LoopbackDiscord) => unknown[], string?][] = [
    ['undecodable', 4002, () => ['{']],
    ['larger than 4,096 bytes', 4002, () => [{ op: 1, d: 'x'.repeat(4_096) }]],
    ['an unknown opcode', 4001, () => [{ op: 99 }]],
    ['a presence before identify', 4003, () => [{ op: 3, d: {} }]],
    ['a wrong token', 4004, () => [identify('wrong')]],
    ['a wrong token to resume', 4004, () => [{ op: 6, d: { token: 'wrong', session_id: 'x', seq: 1 } }]],
    ['a second identify', 4005, ({ token }) => [identify(token), identify(token)]],
    [
      'a sequence from the future',
      4007,
      (discord) => [{ op: 6, d: { token: discord.token, session_id: session(discord), seq: 99 } }],
    ],
    ['more than 120 sends in a minute', 4008, () => Array(121).fill({ op: 1, d: null })],
    ['an old version', 4012, () => [], 'v=9&encoding=json'],
  ];
  test.for(cases)('%s', async ([_name, code, frames, query = 'v=10&encoding=json'], t) => {
    const discord = await startDiscord(t);
    await startBot(t, discord);
    const socket = new WebSocket(
      `${discord.apiUrl.replace('http', 'ws').replace('/api', '/gateway')}?${query}`,
    );
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    socket.on('open', () => {
      for (const frame of frames(discord))
        socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
    });
    expect(await closed).toBe(code);
  });
});

describe('the line', () => {
  test('heartbeats without an answer make a zombie, which is resumed', async (t) => {
    const discord = await startDiscord(t, { heartbeatInterval: 60 });
    await startBot(t, discord);
    discord.gatewayFaults.acknowledgesHeartbeats = false;
    await discord.disconnected();
    discord.gatewayFaults.acknowledgesHeartbeats = true;
    expect(await discord.handshake(2)).toMatchObject({
      kind: 'resume',
      outcome: 'accepted',
      overResumeUrl: true,
    });
    expect(discord.closeCodes).toEqual([4200]);
    expect(discord.violations).toEqual([]);
  });

  test('a refused first connection makes the login fail', async (t) => {
    const discord = await startDiscord(t);
    discord.refuseConnections();
    await expect(plainClient(t, discord).login(discord.token)).rejects.toThrow('503');
  });

  test('without a network nothing answers; with it again the session is resumed', async (t) => {
    const discord = await startDiscord(t);
    const { say } = furnish(discord);
    const { heard } = await startBot(t, discord);
    await discord.unplug();
    await expect(plainClient(t, discord).login(discord.token)).rejects.toThrow();
    await expect(plainClient(t, discord).login(discord.token)).rejects.toThrow(/ECONNREFUSED/);
    await discord.plug();
    say('missed');
    await discord.connected();
    await eventually(() => heard.length === 1);
    expect(discord.handshakes.at(-1)).toMatchObject({ kind: 'resume', outcome: 'accepted' });
  });

  test('a server that is out is told of, and its return', async (t) => {
    const discord = await startDiscord(t);
    const guild = discord.guild('server');
    const { client } = await startBot(t, discord);
    guild.outage();
    await eventually(() => client.guilds.cache.get(guild.id)?.available === false);
    guild.recover();
    await eventually(() => client.guilds.cache.get(guild.id)?.available === true);
    guild.removeBot();
    await eventually(() => !client.guilds.cache.has(guild.id));
  });

  test('leaving with 1000 ends the session', async (t) => {
    const discord = await startDiscord(t);
    const { client } = await startBot(t, discord);
    await client.destroy();
    await discord.disconnected();
    expect(discord.closeCodes).toEqual([1000]);
    expect(discord.sessions).toEqual([]);
  });

  test('stop rejects what still waits', async (t) => {
    const discord = await startDiscord(t);
    const anna = discord.user('anna');
    const waiting = expect(discord.replyTo(anna.says(anna.dm(), 'anybody?'))).rejects.toThrow('stopped');
    await discord.stop();
    await waiting;
  });
});
