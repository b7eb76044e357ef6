import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { knowledgeDirOf } from '../../src/cli/ask/folder.ts';
import { runAsk } from '../../src/cli/ask/run.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { fakeEngine } from '../discord/support/engine.ts';
import { edited, folderOf, SOUND } from '../knowledge/support/folder.ts';

interface Told {
  readonly code: number;
  readonly out: string;
  readonly errors: string;
  /** What the engine was asked; empty where it was not even opened. */
  readonly asked: ReturnType<typeof fakeEngine>['asked'];
  readonly opened: readonly string[];
}

/** Runs `ask` with these arguments on the test knowledge. */
async function ask(args: readonly string[], input: string | Uint8Array = ''): Promise<Told> {
  const engine = fakeEngine();
  const opened: string[] = [];
  const [output, errors] = [collector(), collector()];
  const code = await runAsk({
    args,
    environment: {},
    input: Readable.from([input]),
    output: output.stream,
    errors: errors.stream,
    today: '2026-11-22',
    knowledgeDir: async () => 'the usual folder',
    open: async (dir) => {
      opened.push(dir);
      return { ok: true, engine };
    },
  });
  return { code, out: output.text(), errors: errors.text(), asked: engine.asked, opened };
}

function collector() {
  let all = '';
  const stream = new Writable({
    write(part, _encoding, done) {
      all += String(part);
      done();
    },
  });
  return { stream, text: () => all };
}

function fileWith(content: string | Uint8Array): string {
  const dir = mkdtempSync(join(tmpdir(), 'ask-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const file = join(dir, 'questions.jsonl');
  writeFileSync(file, content);
  return file;
}

const lines = (text: string): string[] => text.trimEnd().split('\n');

describe('one question', () => {
  it('is answered in plain text, code 0', async () => {
    const { code, out, errors, asked } = await ask(['s-400 cost']);
    expect(code).toBe(0);
    expect(out).toMatch(/^S-400 Triumf · cost\n {2}The contract is worth \$5\.43 billion\. \[1\]\[2\]\n/);
    expect(out).not.toContain('You can also ask');
    expect(errors).toBe('');
    expect(asked).toEqual([{ text: 's-400 cost', today: '2026-11-22', explain: false, context: null }]);
  });

  it('needs no quotes', async () => {
    expect((await ask(['s-400', 'cost'])).asked[0]?.text).toBe('s-400 cost');
  });

  it('may begin with a dash after --', async () => {
    expect((await ask(['--', '-400 cost'])).asked[0]?.text).toBe('-400 cost');
  });

  it('that is asked back ends with 0, one that nothing is known of with 1', async () => {
    expect((await ask(['how many'])).code).toBe(0);
    const unknown = await ask(['parcel']);
    expect(unknown).toMatchObject({ code: 1, out: 'I do not know that.\n', errors: '' });
  });

  it('is answered as JSON in one line', async () => {
    const { code, out } = await ask(['--json', 's-400 cost']);
    expect(code).toBe(0);
    expect(lines(out)).toHaveLength(1);
    expect(JSON.parse(out)).toMatchObject({ question: 's-400 cost', kind: 'answered', topics: ['s-400'] });
  });

  it('leans on the questions before it, oldest first', async () => {
    const { asked, out } = await ask([
      '--after',
      'what is the s-400',
      '--after',
      'and status',
      'and the cost?',
    ]);
    expect(asked.map(({ text }) => text)).toEqual(['what is the s-400', 'and status', 'and the cost?']);
    expect(asked[2]?.context?.topics).toEqual(['s-400']);
    expect(out).toContain('$5.43 billion');
  });

  it('is asked of a date', async () => {
    const { asked } = await ask(['--as-of', '2019-11', '--after', 'what is the s-400', 's-400 cost']);
    expect(asked.map(({ asOf }) => asOf)).toEqual(['2019-11', '2019-11']);
  });

  it('is explained below the answer, or beside the JSON', async () => {
    const text = await ask(['--explain', 's-400 cost']);
    expect(text.out).toContain('\nWhy\n  answered, confidence 0.90, language en\n');
    const json = await ask(['--explain', '--json', 's-400 cost']);
    expect(() => JSON.parse(json.out)).not.toThrow();
    expect(json.errors).toContain('confidence 0.90');
  });

  it('reads the folder that is named, or the usual one', async () => {
    expect((await ask(['--knowledge', 'elsewhere', 's-400'])).opened).toEqual(['elsewhere']);
    expect((await ask(['s-400'])).opened).toEqual(['the usual folder']);
  });
});

describe('a wrong command line', () => {
  it.each([
    ['no question', [], 'the question is missing'],
    ['an empty question', ['  '], 'the question is missing'],
    ['an unknown option', ['--colour', 'x'], "unknown option '--colour'"],
    ['an option without its value', ['--as-of'], "option '--as-of <value>' argument missing"],
    [
      'a value for an option that takes none',
      ['--json=yes', 'x'],
      "option '--json' does not take an argument",
    ],
    ['a month without that day', ['--as-of', '2019-02-30', 'x'], '--as-of "2019-02-30" is no date'],
    ['a thirteenth month', ['--as-of', '2019-13', 'x'], '--as-of "2019-13" is no date'],
    ['a date in words', ['--as-of', 'yesterday', 'x'], '--as-of "yesterday" is no date'],
    ['two dates', ['--as-of', '2019', '--as-of', '2020', 'x'], '--as-of stands more than once'],
    ['an empty folder name', ['--knowledge', '', 'x'], '--knowledge is empty'],
    ['a question beside a batch', ['--batch', 'f', 'x'], 'a question beside --batch'],
    ['earlier questions beside a batch', ['--batch', 'f', '--after', 'x'], '--after beside --batch'],
  ])('with %s: says so, shows the usage, opens nothing, code 2', async (_what, args, message) => {
    const { code, out, errors, opened } = await ask(args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(lines(errors)[0]).toContain(`ask: ${message}`);
    expect(lines(errors)[1]).toMatch(/^usage: npm run --silent ask -- /);
    expect(opened).toEqual([]);
  });

  it('is told apart from a wish for help', async () => {
    const { code, out } = await ask(['--help']);
    expect(code).toBe(0);
    for (const option of ['--json', '--explain', '--as-of', '--after', '--batch', '--knowledge'])
      expect(out).toContain(`  ${option} `);
  });
});

describe('a batch', () => {
  const three = [
    { q: 's-400 cost' },
    { q: 'and delivery', after: ['s-400 cost'], asOf: '2019-11' },
    { q: 'parcel', after: null, asOf: null, tag: 'oos' },
  ];
  const jsonl = three.map((line) => JSON.stringify(line)).join('\n');

  it('is answered line by line in its order, code 0 even where nothing is known', async () => {
    const { code, out, errors } = await ask(['--json', '--batch', fileWith(jsonl)]);
    const answers = lines(out).map((line) => JSON.parse(line));
    expect(answers.map(({ question }) => question)).toEqual(['s-400 cost', 'and delivery', 'parcel']);
    expect(answers.map(({ kind }) => kind)).toEqual(['answered', 'answered', 'unanswered']);
    expect(answers.map(({ asOf }) => asOf)).toEqual([null, '2019-11', null]);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
  });

  it('comes from standard input for -, with the line ends and marks of Windows', async () => {
    const { code, out } = await ask(
      ['--json', '--batch', '-'],
      `\ufeff${jsonl.replaceAll('\n', '\r\n\r\n')}\r\n`,
    );
    expect(code).toBe(0);
    expect(lines(out)).toHaveLength(3);
  });

  it('shows each question above its answer in plain text', async () => {
    const { out } = await ask(['--batch', fileWith(jsonl)]);
    expect(out).toContain('> s-400 cost\n\nS-400 Triumf · cost\n');
    expect(out).toContain('\n\n> parcel\nI do not know that.\n');
  });

  it('gives the lines without a date the one of the command line', async () => {
    const { out } = await ask(['--json', '--as-of', '2020', '--batch', fileWith(jsonl)]);
    expect(lines(out).map((line) => JSON.parse(line).asOf)).toEqual(['2020', '2019-11', '2020']);
  });

  it('without a line is nothing to do', async () => {
    expect(await ask(['--json', '--batch', fileWith('\n')])).toMatchObject({ code: 0, out: '', errors: '' });
  });

  it.each([
    ['no JSON', '{q: "x"}', 'this is not JSON: "{q: \\"x\\"}"; write one object a line'],
    ['a text', '"x"', 'this is not a JSON object'],
    ['a list', '["x"]', 'this is not a JSON object'],
    ['no question', '{"after": []}', '"q" is missing'],
    ['a number for a question', '{"q": 400}', '"q" is not a text'],
    ['a text for the earlier questions', '{"q": "x", "after": "y"}', '"after" is not a list of texts'],
    ['an impossible date', '{"q": "x", "asOf": "2019-02-29"}', '"asOf" is "2019-02-29", which is no date'],
    ['a number for a date', '{"q": "x", "asOf": 2019}', '"asOf" is 2019, which is no date'],
    ['a key that is nearly right', '{"q": "x", "as_of": "2019"}', '"as_of" is not a key; write "asOf"'],
  ])('with %s in a line: names file and line, answers nothing, code 2', async (_what, bad, message) => {
    const file = fileWith(`${jsonl}\n\n${bad}\n{"q": "s-400"}`);
    const { code, out, errors, opened } = await ask(['--json', '--batch', file]);
    expect(code).toBe(2);
    expect(errors).toContain(`${file}:5: ${message}`);
    expect(lines(errors)).toHaveLength(1);
    expect(out).toBe('');
    expect(opened).toEqual([]);
  });

  it('with several bad lines names each', async () => {
    const { errors } = await ask(['--batch', '-'], '{\n{"q": "x"}\n[]\n');
    expect(lines(errors).map((line) => line.split(': ')[0])).toEqual([
      'standard input:1',
      'standard input:3',
    ]);
  });

  it('that cannot be read says why', async () => {
    expect(await ask(['--batch', '/nowhere/at/all'])).toMatchObject({
      code: 2,
      errors: 'ask: --batch /nowhere/at/all cannot be read (there is no such file)\n',
    });
    expect((await ask(['--batch', tmpdir()])).errors).toContain('it is a folder');
    const latin = await ask(['--batch', '-'], Uint8Array.of(0x22, 0xe9, 0x22));
    expect(latin.errors).toContain('standard input: the file is not in UTF-8');
  });
});

describe('broken knowledge', () => {
  it('is told with file, line and mend, and nothing is answered, code 2', async () => {
    const dir = folderOf({
      ...SOUND,
      'topics/land/tank.yaml': edited('topics/land/tank.yaml', 'cost.old', 'cost.new'),
    });
    const [output, errors] = [collector(), collector()];
    const code = await runAsk({
      args: ['--knowledge', dir, 'what is the tank'],
      environment: {},
      input: Readable.from([]),
      output: output.stream,
      errors: errors.stream,
      today: '2026-11-22',
      knowledgeDir: async () => dir,
      open: async (folder) => {
        const loaded = loadKnowledge(folder);
        return loaded.ok ? { ok: true, engine: fakeEngine(loaded.knowledge) } : loaded;
      },
    });
    expect(code).toBe(2);
    expect(output.text()).toBe('');
    expect(errors.text()).toMatch(/tank\.yaml:\d+:\d+ .*there is already a fact "tank\.cost\.new".* → /);
  });
});

describe('the folder of knowledge', () => {
  it('is the one of the environment, else of .env, else the usual one', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'ask-'));
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
    const file = join(dir, '.env');
    expect(await knowledgeDirOf({}, 'usual', file)).toBe('usual');
    writeFileSync(file, 'KNOWLEDGE_DIR=\nDISCORD_TOKEN=not-a-token\n');
    expect(await knowledgeDirOf({}, 'usual', file)).toBe('usual');
    writeFileSync(file, 'KNOWLEDGE_DIR="from the file"\n');
    expect(await knowledgeDirOf({}, 'usual', file)).toBe('from the file');
    expect(await knowledgeDirOf({ KNOWLEDGE_DIR: 'given' }, 'usual', file)).toBe('given');
    expect(await knowledgeDirOf({ KNOWLEDGE_DIR: ' ' }, 'usual', file)).toBe('from the file');
  });
});
