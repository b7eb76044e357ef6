import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abilitiesOf, PLAIN } from '../../src/rendering/abilities.ts';
import { address, type Block, block, GLUE, glued, span, type Tone } from '../../src/rendering/blocks.ts';
import { cellsOf } from '../../src/rendering/cells.ts';
import { clean, cleanLines } from '../../src/rendering/clean.ts';
import { paint, plain } from '../../src/rendering/paint.ts';
import { wrap } from '../../src/rendering/wrap.ts';

const textOf = (blocks: readonly Block[], width: number): string[] =>
  wrap(blocks, width).map((line) => line.map(({ text }) => text).join(''));

describe('cells', () => {
  it.each([
    ['plain letters', 'S-400', 5],
    ['Cyrillic', 'поставка', 8],
    ['letters with marks above', 'e\u0301te\u0301', 3],
    ['Devanagari: signs above and below take none, signs beside the letter one', 'स्थिति', 5],
    ['wide letters', '漢字かな', 8],
    ['half-width katakana', 'ｶﾅ', 2],
    ['an emoji of several points', '👨‍👩‍👧', 2],
    ['a sign made an emoji', '✔️', 2],
    ['nothing', '', 0],
  ])('counts %s', (_what, text, cells) => {
    expect(cellsOf(text)).toBe(cells);
  });
});

describe('clean', () => {
  it('takes escapes out whole', () => {
    expect(clean('\u001b[31mred\u001b[0m and \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007')).toBe(
      'red and link',
    );
  });

  it('takes out what turns the direction of text round, and keeps joiners that Hindi needs', () => {
    expect(clean('a\u202eb\u2066c')).toBe('abc');
    expect(clean('क्\u200dष')).toBe('क्\u200dष');
  });

  it('leaves nothing that a terminal obeys, whatever the text', () => {
    const nasty = fc.string({
      unit: fc.oneof(
        fc.constantFrom('\u001b', '\u009b', '[', ']', '8', ';', 'm', '\r', '\n', '\b', '\u0007'),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      ),
    });
    fc.assert(fc.property(nasty, (text) => !/\p{Cc}/u.test(clean(text))));
  });

  it('keeps our own line breaks and indents where they are ours', () => {
    expect(cleanLines('one\n  two\u001b[2J\n  three')).toBe('one\n  two\n  three');
  });
});

describe('wrap', () => {
  const tones: readonly Tone[] = ['plain', 'dim', 'number'];
  const blocks = fc.array(
    fc.record({
      spans: fc.array(
        fc.record({
          text: fc.string({
            unit: fc.constantFrom('a', 'b', ' ', ' ', 'क', 'ि', '्', 'ж', '漢', '👍', GLUE, '-'),
            maxLength: 60,
          }),
          tone: fc.constantFrom(...tones),
        }),
        { maxLength: 5 },
      ),
      indent: fc.nat(8),
      hang: fc.nat(30),
      gap: fc.boolean(),
      address: fc.constant(false),
    }),
    { maxLength: 4 },
  );

  it('never writes a line wider than it was told', () => {
    fc.assert(
      fc.property(blocks, fc.integer({ min: 2, max: 90 }), (given, width) => {
        for (const line of textOf(given, width)) expect(cellsOf(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('loses no letter and adds none', () => {
    const letters = (text: string): string => text.replace(/[\s\u00a0]/g, '');
    fc.assert(
      fc.property(blocks, fc.integer({ min: 2, max: 90 }), (given, width) => {
        const all = given.map(({ spans }) => spans.map(({ text }) => text).join('')).join('');
        expect(letters(textOf(given, width).join(''))).toBe(letters(all));
      }),
    );
  });

  it('breaks at spaces, hangs the later lines, keeps glued words together', () => {
    const words = block([span('one two three '), span(glued('four five'))], { indent: 2, hang: 4 });
    expect(textOf([words], 14)).toEqual(['one two three', 'four five']);
    expect(textOf([words], 24)).toEqual(['  one two three', '    four five']);
  });

  it('puts an empty line before a block with a gap, but not before the first', () => {
    expect(textOf([block('a', { gap: true }), block('b', { gap: true })], 80)).toEqual(['a', '', 'b']);
  });

  it('never breaks an address', () => {
    const url = `https://example.org/${'long/'.repeat(30)}`;
    expect(textOf([address(url, 6)], 40)).toEqual([`      ${url}`]);
  });

  it('makes one line of a paragraph where the width is endless', () => {
    expect(plain([block('word '.repeat(200)), block('next', { gap: true })]).split('\n')).toHaveLength(3);
  });
});

describe('paint', () => {
  const blocks = [
    block([span('Heading', 'heading')]),
    block([span('[1] '), { ...span('A long title here'), href: 'https://example.org/1' }], { hang: 4 }),
    address('https://example.org/1', 4),
  ];

  it('writes no escape where the place can do nothing', () => {
    expect(paint(blocks, PLAIN)).toBe('Heading\n[1] A long title here\n    https://example.org/1\n');
  });

  it('colours', () => {
    const painted = paint(blocks, { colour: true, links: false, width: 80 });
    expect(painted).toContain('\u001b[1;36mHeading\u001b[0m');
    expect(painted).toContain('https://example.org/1');
  });

  it('makes titles links, the address left out and every line of a title part of the same link', () => {
    const painted = paint(blocks, { colour: false, links: true, width: 12 });
    const opened = '\u001b]8;id=1;https://example.org/1\u001b\\';
    const closed = '\u001b]8;;\u001b\\';
    expect(painted).toBe(`Heading\n[1] ${opened}A long${closed}\n${opened}title here${closed}\n`);
  });
});

describe('abilities', () => {
  const terminal = { isTTY: true, columns: 100 };

  it.each([
    ['a terminal', terminal, {}, true],
    ['a pipe', {}, {}, false],
    ['a terminal with NO_COLOR', terminal, { NO_COLOR: '1' }, false],
    ['a terminal with an empty NO_COLOR', terminal, { NO_COLOR: '' }, true],
    ['a dumb terminal', terminal, { TERM: 'dumb' }, false],
    ['a pipe with FORCE_COLOR', {}, { FORCE_COLOR: '1' }, true],
    ['a terminal with FORCE_COLOR=0', terminal, { FORCE_COLOR: '0' }, false],
    ['both FORCE_COLOR and NO_COLOR', {}, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  ])('colours: %s', (_what, screen, environment, colour) => {
    expect(abilitiesOf(screen, environment).colour).toBe(colour);
  });

  it.each([
    ['an unknown terminal', terminal, { TERM: 'xterm-256color' }, false],
    ['a VTE of today', terminal, { VTE_VERSION: '7600' }, true],
    ['the VTE that crashes on links', terminal, { VTE_VERSION: '5000' }, false],
    ['an editor', terminal, { TERM_PROGRAM: 'vscode' }, true],
    ['kitty', terminal, { TERM: 'xterm-kitty' }, true],
    ['a multiplexer inside', terminal, { VTE_VERSION: '7600', TMUX: '/tmp/tmux' }, false],
    ['a pipe', {}, { VTE_VERSION: '7600' }, false],
    ['FORCE_HYPERLINK', {}, { FORCE_HYPERLINK: '1' }, true],
    ['FORCE_HYPERLINK=0', terminal, { FORCE_HYPERLINK: '0', VTE_VERSION: '7600' }, false],
  ])('makes links: %s', (_what, screen, environment, links) => {
    expect(abilitiesOf(screen, environment).links).toBe(links);
  });

  it('wraps to the terminal, not beyond what reads well, and a pipe not at all', () => {
    expect(abilitiesOf({ isTTY: true, columns: 60 }, {}).width).toBe(60);
    expect(abilitiesOf({ isTTY: true, columns: 400 }, {}).width).toBe(120);
    expect(abilitiesOf({ isTTY: true, columns: 0 }, {}).width).toBe(80);
    expect(abilitiesOf({}, {}).width).toBe(Number.POSITIVE_INFINITY);
  });
});
