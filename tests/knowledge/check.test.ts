import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { edited, folderOf, SOUND } from './support/folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** `npm run knowledge:check`, without npm. */
function check(...args: string[]) {
  const run = spawnSync(process.execPath, ['bin/communique.js', 'check', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, KNOWLEDGE_DIR: '', DISCORD_TOKEN: '' },
  });
  return { status: run.status, stdout: run.stdout, stderr: run.stderr };
}

describe('knowledge:check', () => {
  test('ends with 0 where there are no faults, and counts what it read', () => {
    const { status, stdout } = check(folderOf(SOUND));
    expect(stdout).toContain('1 topic, 2 facts, 1 source; 0 faults, ');
    expect(status).toBe(0);
  });

  test('ends with 2 where there are faults, each with its place and its mend, grouped by kind', () => {
    const dir = folderOf({
      ...SOUND,
      'topics/land/tank.yaml': edited('topics/land/tank.yaml', '- paper\n  - id', '- papr\n  - id'),
      'groups.yaml': edited('groups.yaml', '- tank', '- tnak'),
    });
    const { status, stdout } = check(dir, '--quiet');
    expect(stdout.replaceAll(`${dir}/`, '')).toBe(`FAULTS

unknown-topic (1)
  groups.yaml:9:9  "topics" of vehicles names the topic "tnak", which does not exist  → did you mean "tank"?

unknown-source (1)
  topics/land/tank.yaml:41:9  tank.cost.new cites the source "papr", which is not in sources.yaml  → did you mean "paper"?

${dir}: 1 topic, 2 facts, 1 source; 2 faults
`);
    expect(status).toBe(2);
  });

  test('shows warnings, which do not count as faults', () => {
    const dir = folderOf({ ...SOUND, 'uncovered.yaml': edited('uncovered.yaml', '- Leopard', '- Engine') });
    const { status, stdout } = check(dir);
    expect(stdout).toContain('WARNINGS');
    expect(stdout).toContain(
      `${dir}/uncovered.yaml:7:11  "Engine" of the uncovered leopard is an everyday English word`,
    );
    expect(status).toBe(0);
  });

  test('says of a folder that is not there what to do', () => {
    const { status, stdout } = check('/nowhere/at/all');
    expect(stdout).toContain('/nowhere/at/all:1:1  there is no such folder  → check the path');
    expect(status).toBe(2);
  });

  test('explains itself, and says what it does not understand', () => {
    expect(check('--help')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('npm run knowledge:check'),
    });
    expect(check('--loud')).toMatchObject({ status: 2, stderr: expect.stringContaining("'--loud'") });
    expect(check('a', 'b')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('one folder at a time'),
    });
  });
});
