import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { folderOf, SOUND } from '../knowledge/support/folder.ts';
import { LoopbackDiscord } from '../loopback/index.ts';

/** The program as a server owner runs it: `npm start` with a token. */

const BIN = fileURLToPath(new URL('../../bin/communique.js', import.meta.url));

beforeAll(() => {
  const { status, stderr } = spawnSync(process.execPath, [BIN, 'build'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`it does not build:\n${stderr}`);
}, 120_000);

interface Running {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
}

function start(environment: Record<string, string>, ...args: string[]): Running {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [BIN, ...args], {
    // away from a .env file that a developer may have
    cwd: tmpdir(),
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (part) => {
    out += part;
  });
  child.stderr.on('data', (part) => {
    err += part;
  });
  return { child, ended: new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err }))) };
}

describe('npm start with a token', () => {
  test.for(['SIGTERM', 'SIGINT'] as const)(
    'registers, answers, logs, and leaves on %s with code 0',
    async (signal, t) => {
      const discord = await LoopbackDiscord.start();
      t.onTestFinished(() => discord.stop());
      const anna = discord.user('anna');
      const room = discord.guild('a server', { members: [anna] }).channel('general');
      const bot = start({ ...discord.environment, KNOWLEDGE_DIR: folderOf(SOUND), LOG_LEVEL: 'debug' });
      t.onTestFinished(() => void bot.child.kill('SIGKILL'));
      await discord.registered(['ask'], 20_000);
      const reply = await discord.replyTo(anna.says(room, 'how much is Bhairava?', { mention: true }));
      expect(reply.text).toContain('$5 million');
      const asked = Date.now();
      bot.child.kill(signal);
      const { code, out, err } = await bot.ended;
      expect(code).toBe(0);
      expect(Date.now() - asked).toBeLessThan(5_000);
      expect(out).toBe('');
      const lines = err
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(lines).toContainEqual(
        expect.objectContaining({ msg: 'event', via: 'mention', result: 'answered' }),
      );
      expect(err).not.toContain(discord.token);
      expect(discord.violations).toEqual([]);
    },
  );

  test.for([
    ['malformed', 'my token', 'does not look like a bot token'],
    ['refused', ['MTIzNDU2Nzg5MDEyMzQ1Njc4', 'Wrong1', 'not-the-token'].join('.'), 'refuses the token'],
  ] as const)('that is %s: exit code 2 and what to do', async ([_name, token, message], t) => {
    const discord = await LoopbackDiscord.start();
    t.onTestFinished(() => discord.stop());
    const bot = start({ ...discord.environment, DISCORD_TOKEN: token, KNOWLEDGE_DIR: folderOf(SOUND) });
    const { code, err } = await bot.ended;
    expect(code).toBe(2);
    expect(err).toContain('DISCORD_TOKEN');
    expect(err).toContain(message);
    expect(err).not.toContain(token);
  });

  test('but none for commands:deploy: exit code 2', async () => {
    const { code, err } = await start({ DISCORD_TOKEN: '' }, 'commands-deploy').ended;
    expect(code).toBe(2);
    expect(err).toContain('DISCORD_TOKEN is missing');
  });
});
