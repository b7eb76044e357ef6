import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clip } from '../../src/discord/limits.ts';
import { literal } from '../../src/discord/markdown.ts';
import { flat, shown, words } from './support/answers.ts';

describe('text', () => {
  test('is shown as it was written, whatever it holds', () => {
    fc.assert(
      fc.property(fc.oneof(words, fc.string({ unit: 'binary', maxLength: 200 })), (one) => {
        expect(shown(literal(one))).toBe(flat(one));
      }),
    );
  });

  test.for([
    '**b**',
    '_i_',
    '~~s~~',
    '`c`',
    '||s||',
    '> q',
    '# h',
    '-# s',
    '- l',
    '1. n',
    '<@1>',
    '<#1>',
    '<:e:1>',
    '[t](u)',
    '@everyone',
    'https://x.org',
  ])('has no markup left: %s', (one) => {
    expect(literal(one)).not.toBe(one);
  });

  test('of a label is cut at a word, marked, and never in a pair', () => {
    expect(clip('Overview of the agreement', 13)).toBe('Overview of…');
    expect(clip('short', 13)).toBe('short');
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 120 }),
        fc.integer({ min: 2, max: 80 }),
        (one, max) => {
          const cut = clip(one, max);
          expect(cut.length).toBeLessThanOrEqual(max);
          expect(cut).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
        },
      ),
    );
  });
});
