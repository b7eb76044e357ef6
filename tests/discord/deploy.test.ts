import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { runDeploy } from '../../src/discord/commands/deploy.ts';
import { folderOf, SOUND } from '../knowledge/support/folder.ts';
import { LoopbackDiscord } from '../loopback/index.ts';

describe('npm run commands:deploy', () => {
  async function deploy(environment: Record<string, string>, ...args: string[]) {
    const out: string[] = [];
    const err: string[] = [];
    const code = await runDeploy({
      args,
      configured: async () => parseConfig({ KNOWLEDGE_DIR: folderOf(SOUND), ...environment }),
      print: (line) => void out.push(line),
      complain: (line) => void err.push(line),
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  }

  test('shows the difference, writes it, and then has nothing to do', async (t) => {
    const discord = await LoopbackDiscord.start();
    t.onTestFinished(() => discord.stop());
    const guild = discord.guild('dev');
    const dry = await deploy(discord.environment, '--dry-run');
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toMatch(/^\+ \/ask\n[\s\S]*\d+ changes everywhere; nothing written \(--dry-run\)$/);
    expect(discord.commandNames()).toEqual([]);
    expect((await deploy(discord.environment)).out).toMatch(/changes everywhere: written$/);
    expect(discord.commandNames()).toContain('ask');
    expect((await deploy(discord.environment)).out).toMatch(
      /^the commands everywhere are up to date, nothing written$/,
    );
    expect((await deploy(discord.environment, '--guild', guild.id)).out).toContain(
      `in the server ${guild.id}: written`,
    );
    expect(discord.commandNames(guild)).toContain('ask');
    expect(discord.violations).toEqual([]);
  });

  test('says what is missing or wrong', async (t) => {
    const discord = await LoopbackDiscord.start();
    t.onTestFinished(() => discord.stop());
    const DISCORD_TOKEN = ['MTIzNDU2Nzg5MDEyMzQ1Njc4', 'Wrong1', 'not-the-token'].join('.');
    const refused = await deploy({ ...discord.environment, DISCORD_TOKEN });
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('refuses the token') });
    expect(refused.err).not.toContain(DISCORD_TOKEN);
    for (const [environment, args, code, message] of [
      [{}, [], 2, 'DISCORD_TOKEN is missing'],
      [{ SHARDS: 'x' }, [], 2, 'SHARDS must be'],
      [discord.environment, ['--guild', 'mine'], 2, '--guild takes the id of a server'],
      [discord.environment, ['--all'], 2, '--dry-run'],
      [
        { ...discord.environment, DISCORD_CLIENT_ID: '123456789012345678' },
        [],
        2,
        `which is ${discord.applicationId}`,
      ],
      [{ ...discord.environment, KNOWLEDGE_DIR: '/nowhere' }, [], 2, '/nowhere'],
      [{ ...discord.environment, DISCORD_API_URL: 'http://127.0.0.1:9/api' }, [], 1, 'cannot reach Discord'],
    ] as const) {
      expect(await deploy(environment, ...args)).toMatchObject({
        code,
        out: '',
        err: expect.stringContaining(message),
      });
    }
    const elsewhere = discord.guild('elsewhere', { withBot: false });
    discord.failRest({ route: 'commands', status: 403, body: { code: 50001, message: 'Missing Access' } });
    expect((await deploy(discord.environment, '--guild', elsewhere.id)).err).toContain(
      'the bot is not in the server',
    );
    expect((await deploy({}, '--help')).out).toContain('--dry-run');
  });
});
