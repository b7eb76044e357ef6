import { describe, expect, it } from 'vitest';
import { bestSetting, crossValidate, grid, type Setting } from '../../src/evaluation/knobs.ts';

const inUse = { weak: 0.3, close: 0.1 };
const bold: Setting = { knobs: inUse, results: ['right', 'wrong', 'right', 'right'] };
const shy: Setting = {
  knobs: { weak: 0.6, close: 0.1 },
  results: ['right', 'abstained', 'right', 'abstained'],
};

describe('the choice of the knobs', () => {
  it('lets one wrong answer outweigh one more right one', () => {
    expect(bestSetting([bold, shy], inUse)).toBe(shy);
  });

  it('keeps the setting in use where no other is better', () => {
    const same: Setting = { ...shy, results: bold.results };
    expect(bestSetting([same, bold], inUse)).toBe(bold);
  });

  it('tries each part with what was chosen on the others', () => {
    // even questions say "bold or shy, no matter", odd ones "shy"; so the odd ones are tried with the bold setting
    const { chosen, results } = crossValidate([bold, shy], inUse, 2);
    expect(chosen).toEqual([shy.knobs, bold.knobs]);
    expect(results).toEqual(['right', 'wrong', 'right', 'right']);
  });

  it('tries the setting in use besides', () => {
    const odd = { weak: 0.313, close: 0.1 };
    expect(grid(odd)).toContainEqual(odd);
    expect(grid(inUse).filter(({ weak, close }) => weak === 0.3 && close === 0.1)).toHaveLength(1);
  });
});
