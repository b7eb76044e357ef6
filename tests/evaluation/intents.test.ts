import { describe, expect, it } from 'vitest';
import { chooseThreshold, figuresOf, type Guessed, parseIntents } from '../../src/evaluation/intents.ts';

const guessed = (wanted: string | null, intent: string, confidence: number): Guessed => ({
  wanted,
  intent,
  confidence,
});

describe('parseIntents', () => {
  it('reads a text a line and passes over empty ones', () => {
    expect(
      parseIntents('train.jsonl', '{"text": "hi", "intent": "greet"}\n\n{"text": "?", "intent": null}\n'),
    ).toEqual([
      { text: 'hi', intent: 'greet' },
      { text: '?', intent: null },
    ]);
  });

  it.each([
    ['{"text": "a", "intent": "b"}\n{"text"', /^train\.jsonl:2: is not JSON/],
    ['{"text": "a"}', /^train\.jsonl:1: intent must be/],
    ['{"intent": "a"}', /^train\.jsonl:1: text must be/],
  ])('says where a file is broken: %s', (content, message) => {
    expect(() => parseIntents('train.jsonl', content)).toThrow(message);
  });
});

describe('the threshold', () => {
  it('is as high as one point of accuracy in scope allows', () => {
    const right = Array.from({ length: 150 }, (_, i) => guessed('a', 'a', (i + 1) / 150));
    const wrong = Array.from({ length: 50 }, () => guessed('a', 'b', 0.001));
    const validation = [...right, ...wrong, guessed(null, 'a', 0.9)];
    const threshold = chooseThreshold(validation);
    expect(right.filter(({ confidence }) => confidence < threshold)).toHaveLength(2);
  });

  it('is no higher than the least sure of a few right guesses', () => {
    expect(chooseThreshold([guessed('a', 'a', 0.9), guessed('a', 'a', 0.6), guessed(null, 'a', 0.1)])).toBe(
      0.6,
    );
  });
});

describe('figuresOf', () => {
  it('counts the likeliest intent with and without the threshold', () => {
    const validation = [guessed('a', 'a', 0.9), guessed(null, 'a', 0.4)];
    const test = [
      guessed('a', 'a', 0.95),
      guessed('b', 'b', 0.5),
      guessed('b', 'a', 0.92),
      guessed(null, 'a', 0.1),
    ];
    expect(figuresOf(validation, test)).toEqual({
      accuracy: 2 / 3,
      auroc: 1,
      threshold: 0.9,
      accuracyAtThreshold: 1 / 3,
      outOfScopeRecall: 1,
    });
  });

  it('has no figures for out of scope where the test holds nothing out of scope', () => {
    expect(figuresOf([guessed('a', 'a', 0.5)], [guessed('a', 'a', 0.5)])).toMatchObject({
      auroc: null,
      outOfScopeRecall: null,
    });
  });
});
