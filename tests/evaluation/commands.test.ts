import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'communique-evaluation-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ['bin/communique.js', ...args], { encoding: 'utf8' });
}

function write(name: string, content: string): void {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), content);
}

describe('npm run evaluate', () => {
  it('asks a question set and prints what programs read', () => {
    write('good/set.yaml', "- {q: 'what is the S-400?', lang: en, tag: direct, topic: s-400}\n");
    const { status, stdout } = run('evaluate', '--quick', '--json', '--questions', join(folder, 'good'));
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      measured: { all: { questions: 1, right: 1 } },
      baselines: [],
    });
  });

  it('names the line of a set that is broken, and ends with 2', () => {
    write('bad/set.yaml', '- {q: a, lang: en, tag: direct}\n- {q: b, lang: xx, tag: direct}\n');
    const { status, stdout, stderr } = run('evaluate', '--questions', join(folder, 'bad'));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^evaluate: .*set\.yaml:2: lang: .+\n$/);
  });

  it.each([
    [['--questions', 'nowhere'], /no such folder/],
    [['--half', '2'], /--half must be 0 or 1/],
    [['--frobnicate'], /--frobnicate/],
    [['--tag', 'no-such-tag'], /no question is left/],
  ])('says what is wrong with %j, and ends with 2', (args, message) => {
    const { status, stderr } = run('evaluate', ...args);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe('npm run evaluate:intents', () => {
  it('measures a set without validation texts', () => {
    const lines = (texts: readonly (readonly [string, string | null])[]): string =>
      texts.map(([text, intent]) => `${JSON.stringify({ text, intent })}\n`).join('');
    const many = Array.from({ length: 10 }, (_, i) => i);
    write(
      'intents/train.jsonl',
      lines(
        many.flatMap(
          (i) =>
            [
              [`please book table ${i}`, 'book'],
              [`will it rain at ${i}`, 'rain'],
            ] as const,
        ),
      ),
    );
    write(
      'intents/test.jsonl',
      lines([
        ['book me a table', 'book'],
        ['will it rain', 'rain'],
        ['who was Nero', null],
      ]),
    );
    const { status, stdout } = run('evaluate-intents', join(folder, 'intents'), '--json');
    expect(status).toBe(0);
    const figures = JSON.parse(stdout);
    expect(figures).toMatchObject({
      intents: 2,
      test: 3,
      testOutOfScope: 1,
      validationFrom: 'train.jsonl',
      accuracy: 1,
    });
    expect(figures.baselines.map(({ name }: { name: string }) => name)).toContain('MiniSearch');
  });

  it('names the line of a set that is broken, and ends with 2', () => {
    write('broken/train.jsonl', '{"text": "a", "intent": "b"}\nnonsense\n');
    write('broken/test.jsonl', '{"text": "a", "intent": "b"}\n');
    const { status, stderr } = run('evaluate-intents', join(folder, 'broken'));
    expect(status).toBe(2);
    expect(stderr).toMatch(/train\.jsonl:2: is not JSON/);
  });

  it('asks for a folder where none is given', () => {
    const { status, stderr } = run('evaluate-intents');
    expect(status).toBe(2);
    expect(stderr).toMatch(/give one folder/);
  });
});
