import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { edited, folderOf, SOUND } from '../knowledge/support/folder.ts';

/** The programs as a shell runs them, on a small folder of knowledge. */

const BIN = fileURLToPath(new URL('../../bin/communique.js', import.meta.url));
/** The first start builds what is not built yet. */
const BUILD_MS = 120_000;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

function run(
  args: readonly string[],
  input: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env;
    const child = spawn(process.execPath, [BIN, ...args], {
      // away from a .env file that a developer may have
      cwd: TMPDIR,
      env: { PATH, HOME, TMPDIR, ...environment },
    });
    let out = '';
    let errors = '';
    child.stdout.on('data', (part) => {
      out += part;
    });
    child.stderr.on('data', (part) => {
      errors += part;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, errors }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

beforeAll(async () => {
  const built = await run(['build'], '');
  if (built.code !== 0) throw new Error(`it does not build:\n${built.errors}`);
}, BUILD_MS);

describe('npm start without a token', () => {
  it('answers what is piped in, line by line, and ends', async () => {
    const { code, out, errors } = await run([], 'how much is Bhairava?\n\n/sources tank\n', {
      KNOWLEDGE_DIR: folderOf(SOUND),
    });
    expect(errors).toBe('');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^Tank T-99 · Cost\n {2}India bought 12 of the T-99 tanks for \$5 million in May 2020\. \[1\]\n/,
    );
    expect(out).toContain('\n\nSources · Tank T-99\n  [1] The Paper, 2 May 2020: Tanks bought\n');
    expect(out).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it('ends at once where nothing is piped in', async () => {
    expect(await run([], '', { KNOWLEDGE_DIR: folderOf(SOUND) })).toEqual({ code: 0, out: '', errors: '' });
  });

  it('does not start on broken knowledge: says where and what to do, code 2', async () => {
    const broken = edited('topics/land/tank.yaml', 'basis: official', 'basis: rumour');
    const { code, out, errors } = await run([], 'how much is Bhairava?\n', {
      KNOWLEDGE_DIR: folderOf({ ...SOUND, 'topics/land/tank.yaml': broken }),
    });
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(errors).toMatch(/tank\.yaml:\d+:\d+ .*rumour.* → use one of official, report, law, treaty/);
  });

  it('does not start on a bad setting: names the variable, code 2', async () => {
    const { code, out, errors } = await run([], '', { LOG_LEVEL: 'loud' });
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(errors).toContain('LOG_LEVEL must be one of');
  });
});

describe('ask', () => {
  it('answers one question and ends', async () => {
    const { code, out, errors } = await run(
      ['ask', '--json', '--knowledge', folderOf(SOUND), 'how much is Bhairava'],
      '',
    );
    expect(errors).toBe('');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      kind: 'answered',
      topics: ['tank'],
      facts: [{ id: 'tank.cost.new' }, {}],
    });
  });

  it('answers the second start, from what the first one kept, as the first', async () => {
    const args = ['ask', '--json', '--explain', '--knowledge', folderOf(SOUND), 'how much is Bhairava'];
    const first = await run(args, '');
    expect(await run(args, '')).toEqual(first);
  });

  it('ends with 2 on a bad line of a batch, before anything is answered', async () => {
    const { code, out, errors } = await run(['ask', '--batch', '-'], '{"q": "T-99 price"}\n{"q": 1}\n');
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(errors).toContain('standard input:2: "q" is not a text');
  });
});
