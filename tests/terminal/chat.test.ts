import { PassThrough, Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { cellsOf } from '../../src/rendering/cells.ts';
import { openTerminal } from '../../src/terminal/chat.ts';
import { fakeEngine } from '../discord/support/engine.ts';

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const UP = '\u0010';
/** Turns of the event loop in which a key has all its effects. */
const TURNS = 5;

interface Screen {
  type(keys: string): Promise<void>;
  /** What was written since the last look, escapes and all. */
  look(): string;
  readonly ended: Promise<void>;
  readonly engine: ReturnType<typeof fakeEngine>;
}

/** A terminal in memory: what a person types goes in, what the chat writes is kept. */
function openScreen(environment: Record<string, string> = {}, columns = 60, isTTY = true): Screen {
  const engine = fakeEngine();
  const input = Object.assign(new PassThrough(), { isTTY });
  let written = '';
  const output = Object.assign(
    new Writable({
      write(part, _encoding, done) {
        written += String(part);
        done();
      },
    }),
    { isTTY, columns },
  );
  const ended = openTerminal({ engine, input, output, environment, today: () => '2026-11-22' });
  return {
    engine,
    ended,
    look() {
      const seen = written;
      written = '';
      return seen;
    },
    async type(keys) {
      // Keys that come at once are a paste for readline, in which Tab is a sign like others.
      for (const key of keys.match(/\p{Cc}|\P{Cc}+/gu) ?? []) {
        input.write(key);
        for (let turns = 0; turns < TURNS; turns++) await turn();
      }
    },
  };
}

const words = (text: string): string => stripVTControlCharacters(text).replaceAll('\r', '');

describe('a person at a terminal', () => {
  it('is greeted, told how to connect Discord, and prompted', async () => {
    const screen = openScreen();
    const greeting = words(screen.look());
    expect(greeting).toMatch(/33 topics, \d+ facts/);
    expect(greeting.match(/DISCORD_TOKEN/g)).toHaveLength(1);
    expect(greeting).toMatch(/> $/);
    await screen.type(CTRL_D);
    await screen.ended;
  });

  it('gets a coloured answer in the width of the window, and a new prompt', async () => {
    const screen = openScreen();
    screen.look();
    await screen.type('when do the s-400 arrive\r');
    const answer = screen.look();
    expect(answer).toContain('\u001b[1;36mS-400 Triumf · delivery\u001b[0m');
    for (const line of words(answer).split('\n'))
      if (!line.includes('https://')) expect(cellsOf(line)).toBeLessThanOrEqual(60);
    expect(words(answer)).toMatch(/> $/);
    await screen.type('/quit\r');
    await screen.ended;
  });

  it('has no colour under NO_COLOR, and links where they are forced', async () => {
    const screen = openScreen({ NO_COLOR: '1', FORCE_HYPERLINK: '1' });
    await screen.type('s-400 cost\r');
    const answer = screen.look();
    expect(answer).not.toContain('\u001b[1;36m');
    expect(answer).toContain('\u001b]8;id=1;https://example.org/reports/0?lang=en&page=0\u001b\\');
    expect(words(answer)).not.toContain('      https://');
    await screen.type(CTRL_D);
    await screen.ended;
  });

  it('brings earlier lines back', async () => {
    const screen = openScreen();
    await screen.type('s-400 cost\r');
    await screen.type(UP);
    await screen.type('\r');
    expect(screen.engine.asked.map(({ text }) => text)).toEqual(['s-400 cost', 's-400 cost']);
    await screen.type(CTRL_D);
    await screen.ended;
  });

  it('completes with Tab', async () => {
    const screen = openScreen();
    await screen.type('/del\tbrah\t\r');
    expect(screen.engine.asked[0]).toMatchObject({ topic: 'brahmos', aspect: 'delivery' });
    await screen.type(CTRL_D);
    await screen.ended;
  });

  it('takes back a line with Ctrl-C, and leaves with Ctrl-C twice', async () => {
    const screen = openScreen();
    await screen.type(`half a quest${CTRL_C}`);
    await screen.type('s-400 cost\r');
    expect(screen.engine.asked.map(({ text }) => text)).toEqual(['s-400 cost']);
    screen.look();
    await screen.type(CTRL_C);
    expect(words(screen.look())).toContain('To leave, press Ctrl-C again');
    await screen.type(CTRL_C);
    await screen.ended;
  });

  it('does not leave where something was asked between one Ctrl-C and the next', async () => {
    const screen = openScreen();
    await screen.type(CTRL_C);
    await screen.type('s-400 cost\r');
    screen.look();
    await screen.type(CTRL_C);
    expect(words(screen.look())).toContain('To leave, press Ctrl-C again');
    await screen.type(CTRL_D);
    await screen.ended;
  });

  it('leaves with Ctrl-D, the cursor on a new line', async () => {
    const screen = openScreen();
    await screen.type(CTRL_D);
    await screen.ended;
    expect(screen.look()).toMatch(/\n$/);
  });

  it.each([
    ['ru_RU.UTF-8', /Тем: 33/],
    ['hi_IN.UTF-8', /33 विषय/],
    ['de_DE.UTF-8', /33 topics/],
    ['C', /33 topics/],
  ])('is greeted in the language of the system: %s', async (LANG, greeting) => {
    const screen = openScreen({ LANG });
    expect(words(screen.look())).toMatch(greeting);
    await screen.type(CTRL_D);
    await screen.ended;
  });
});

describe('a pipe', () => {
  it('gets the answers alone, without greeting, prompt, colour or wrapping', async () => {
    const screen = openScreen({}, 20, false);
    await screen.type('\ns-400 cost\r\n\nand delivery?\n');
    await screen.type('/quit\ns-400 status\n');
    await screen.ended;
    const all = screen.look();
    expect(all).toMatch(/^S-400 Triumf · cost\n {2}The contract is worth \$5\.43 billion\. \[1\]\[2\]\n/);
    expect(all).toContain('\n\nS-400 Triumf · delivery\n');
    expect(all).not.toMatch(/[^\P{Cc}\n]|^>|DISCORD_TOKEN/mu);
    expect(screen.engine.asked).toHaveLength(2);
  });

  it('ends quietly when nobody reads any more', async () => {
    const input = Object.assign(new PassThrough(), { isTTY: false });
    const output = Object.assign(
      new Writable({
        write(_part, _encoding, done) {
          done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
        },
      }),
      { isTTY: false },
    );
    const ended = openTerminal({
      engine: fakeEngine(),
      input,
      output,
      environment: {},
      today: () => '2026-11-22',
    });
    input.write('s-400 cost\ns-400 delivery\n');
    await expect(ended).resolves.toBeUndefined();
  });
});
