import { describe, expect, it } from 'vitest';
import { atomise, joinedKey } from '../../src/language/atoms.ts';
import { normalise } from '../../src/language/normalise.ts';

const keyOf = (text: string): string => joinedKey(atomise(normalise(text)));

describe('the key of a designator', () => {
  it.each([
    'S-400',
    's400',
    'S 400',
    's–400',
    'S.400',
    'Ｓ４００',
    'С-400',
    'с400',
    'एस-400',
    'एस 400',
    'S-४००',
  ])('%s is s400', (written) => {
    expect(keyOf(written)).toBe('s400');
  });

  it.each([
    ['Су-30МКИ', 'su30mki'],
    ['Su 30 MKI', 'su30mki'],
    ['Mi-17V-5', 'mi17v5'],
    ['Ми-17В5', 'mi17v5'],
    ['АК-203', 'ak203'],
    ['एके-203', 'ak203'],
    ['P-75(I)', 'p75i'],
    ['2+2', '2plus2'],
  ])('%s is %s', (written, key) => {
    expect(keyOf(written)).toBe(key);
  });

  it('never runs two numbers together', () => {
    expect(keyOf('S-4 00')).not.toBe(keyOf('S-400'));
    expect(keyOf('1 1356')).not.toBe(keyOf('11356'));
  });

  it('reads Latin letters that stand for Cyrillic ones as a second reading only', () => {
    const [letter] = atomise(normalise('C-400'));
    expect(letter).toMatchObject({ key: 'c', lookalike: 's' });
  });
});
