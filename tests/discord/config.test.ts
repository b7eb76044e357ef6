import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig, parseConfig } from '../../src/config.ts';

const token = ['MTIzNDU2Nzg5MDEyMzQ1Njc4', 'Gabcde', 'not-a-real-one_0000000'].join('.');
const id = '123456789012345678';

function faultsOf(environment: Record<string, string>): readonly string[] {
  const result = parseConfig(environment);
  return result.ok ? [] : result.faults;
}
function discordOf(environment: Record<string, string>) {
  const result = parseConfig({ DISCORD_TOKEN: token, ...environment });
  if (!result.ok) throw new Error(result.faults.join('\n'));
  return result.config.discord;
}

describe('the environment', () => {
  it('opens the terminal where nothing is set, and where .env.example was copied and left empty', () => {
    for (const environment of [{}, { DISCORD_TOKEN: '', SHARDS: '', LOG_LEVEL: ' ' }]) {
      const result = parseConfig(environment);
      expect(result).toMatchObject({ ok: true, config: { discord: null, logLevel: 'info' } });
    }
  });

  it('reads every variable', () => {
    expect(
      discordOf({
        DISCORD_CLIENT_ID: id,
        DISCORD_GUILD_ID: ` ${id} `,
        DISCORD_API_URL: 'http://127.0.0.1:8080/api/',
        DISCORD_ASK_CHANNELS: `${id}, ${id}9,${id}`,
        SHARDS: '2',
      }),
    ).toEqual({
      token,
      clientId: id,
      guildId: id,
      apiUrl: 'http://127.0.0.1:8080/api',
      askChannels: [id, `${id}9`],
      sharding: { kind: 'count', count: 2 },
    });
  });

  it.each([
    [{}, { kind: 'auto' }],
    [{ SHARDS: 'auto' }, { kind: 'auto' }],
    [{ SHARDS: '1' }, { kind: 'count', count: 1 }],
    [
      { SHARD_IDS: '2,3', SHARD_COUNT: '4' },
      { kind: 'part', ids: [2, 3], count: 4 },
    ],
  ])('shares out the shards: %o', (environment, sharding) => {
    expect(discordOf(environment)?.sharding).toEqual(sharding);
  });

  it.each([
    ['DISCORD_TOKEN', { DISCORD_TOKEN: 'your token here' }],
    ['DISCORD_TOKEN', { DISCORD_TOKEN: `Bot ${token}` }],
    ['DISCORD_CLIENT_ID', { DISCORD_CLIENT_ID: 'communique' }],
    ['DISCORD_GUILD_ID', { DISCORD_GUILD_ID: '42' }],
    ['DISCORD_API_URL', { DISCORD_API_URL: 'discord.com' }],
    ['DISCORD_API_URL', { DISCORD_API_URL: 'https://discord.com/api/v10' }],
    ['DISCORD_ASK_CHANNELS', { DISCORD_ASK_CHANNELS: '#general' }],
    ['SHARDS', { SHARDS: 'many' }],
    ['SHARDS', { SHARDS: '0' }],
    ['SHARDS', { SHARDS: '2', SHARD_IDS: '0', SHARD_COUNT: '2' }],
    ['SHARD_IDS', { SHARD_IDS: 'x', SHARD_COUNT: '2' }],
    ['SHARD_IDS', { SHARD_IDS: '2', SHARD_COUNT: '2' }],
    ['SHARD_IDS', { SHARD_COUNT: '2' }],
    ['SHARD_COUNT', { SHARD_IDS: '0' }],
    ['SHARD_COUNT', { SHARD_IDS: '0', SHARD_COUNT: '-1' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ])('names %s and what is expected: %o', (name, environment) => {
    const faults = faultsOf(environment);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name} \\S`));
  });

  it('never repeats a value: it may be a token in the wrong place', () => {
    const names = [
      'DISCORD_CLIENT_ID',
      'DISCORD_GUILD_ID',
      'DISCORD_API_URL',
      'DISCORD_ASK_CHANNELS',
      'LOG_LEVEL',
    ];
    const faults = faultsOf(
      Object.fromEntries([['DISCORD_TOKEN', `"${token}"`], ...names.map((name) => [name, token])]),
    );
    expect(faults).toHaveLength(names.length + 1);
    expect(faults.join('\n')).not.toContain(token);
  });

  it('reports all faults at once', () => {
    expect(faultsOf({ DISCORD_TOKEN: 'x', SHARDS: 'x', LOG_LEVEL: 'x' })).toHaveLength(3);
  });

  it('takes from .env what the environment does not set', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'communique-')), '.env');
    writeFileSync(file, `DISCORD_TOKEN="${token}"\nLOG_LEVEL=debug\nSHARDS=3\n`);
    const result = await loadConfig({ LOG_LEVEL: 'warn', SHARDS: '' }, file);
    expect(result).toMatchObject({
      ok: true,
      config: { logLevel: 'warn', discord: { token, sharding: { kind: 'count', count: 3 } } },
    });
  });
});
