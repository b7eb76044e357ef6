import { describe, expect, it } from 'vitest';
import { compareAmount, findAmounts } from '../../src/understanding/amounts.ts';
import { convert } from '../../src/understanding/units.ts';

const only = (text: string) => {
  const [amount, ...rest] = findAmounts(text);
  if (amount === undefined || rest.length > 0) throw new Error(`not one amount in "${text}"`);
  return amount;
};

describe('a figure', () => {
  it.each([
    ['5,43 млрд долларов', 5.43e9, 'USD'],
    ['rs 2.38 lakh crore', 2.38e12, 'INR'],
    ['13,448 crore rupees', 1.3448e11, 'INR'],
    ['6,01,427', 601_427, null],
    ['60 km/h', 60, 'km/h'],
    ['two dozen', 24, null],
    ['контрольный пакет', 50, 'percent'],
  ])('is read from "%s"', (text, amount, unit) => {
    expect(only(text)).toMatchObject({ amount, unit });
  });

  it('is none in the size of a wheel drive', () => expect(findAmounts('10x10 vehicles')).toEqual([]));
});

describe('a known figure', () => {
  it.each([
    ['5.4 billion dollars', 5.43e9, 'rounded'],
    ['5.43 billion dollars', 5.43e9, 'same'],
    ['6 billion dollars', 5.43e9, 'other'],
    ['about 5 billion dollars', 5.43e9, 'rounded'],
    ['more than 6 lakh', 601_427, 'same'],
    ['more than 100', 5000, 'open'],
    ['majority', 49.5, 'other'],
  ])('beside "%s" %d: %s', (text, known, agreement) => {
    expect(compareAmount(only(text), known)).toBe(agreement);
  });
});

describe('units', () => {
  it('are converted within a measure, currencies never', () => {
    expect(convert(24, 'month', 'year')).toBeCloseTo(2);
    expect(convert(1, 'mile', 'km')).toBeCloseTo(1.609);
    expect(convert(1, 'USD', 'INR')).toBeNull();
  });
});
