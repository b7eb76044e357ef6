import { describe, expect, it } from 'vitest';
import { moneyInWords, numberInWords, percentInWords, valueInWords } from '../../src/answering/values.ts';

describe('money', () => {
  it.each([
    [5.43e9, 'USD', 'en', '$5.43 billion'],
    [5.43e9, 'USD', 'ru', '5,43 млрд долларов США'],
    [4e11, 'INR', 'en', '₹40,000 crore (400 billion)'],
    [4e11, 'INR', 'hi', '₹40,000 करोड़ (400 अरब)'],
    [4e11, 'INR', 'ru', '400 млрд индийских рупий'],
    [12.075e9, 'INR', 'hinglish', '₹1,207.5 crore (12.075 billion)'],
    [9.75e5, 'INR', 'en', '₹9.75 lakh'],
    [2.38e12, 'INR', 'en', '₹2.38 lakh crore (2.38 trillion)'],
    [50_000, 'USD', 'en', '$50,000'],
  ] as const)('of %d %s in %s is written %s', (amount, currency, language, written) => {
    expect(moneyInWords(amount, currency, language).replace(/\u00a0/g, ' ')).toBe(written);
  });
});

describe('numbers', () => {
  it('are grouped as the asker groups them', () => {
    expect(numberInWords(601_427, 'en')).toBe('6,01,427');
    expect(numberInWords(601_427, 'ru').replace(/\s/g, ' ')).toBe('601 427');
    expect(percentInWords(0.505, 'ru').replace(/\s/g, ' ')).toBe('50,5 %');
  });
});

describe('a value', () => {
  it('is named by its label where the asker reads English', () => {
    const value = { kind: 'measure', label: 'range', amount: 400, unit: 'km' } as const;
    expect(valueInWords(value, 'en')).toBe('range: 400 kilometres');
    expect(valueInWords(value, 'ru')).toBe('400 километров');
  });

  it('has no words where only its English label tells it', () => {
    const value = { kind: 'event', label: 'contract signed', event: 'signed', happened: true } as const;
    expect(valueInWords(value, 'hinglish')).toBe('contract signed');
    expect(valueInWords(value, 'hi')).toBeNull();
  });
});
