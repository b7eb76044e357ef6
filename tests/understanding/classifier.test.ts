import { describe, expect, it } from 'vitest';
import { classifierFrom, type Example, trainClassifier } from '../../src/understanding/classifier.ts';

const examples: readonly Example[] = [
  ['when will it arrive', 'delivery'],
  ['when does the last one come', 'delivery'],
  ['delivery date of the ships', 'delivery'],
  ['how much does it cost', 'cost'],
  ['what is the price', 'cost'],
  ['сколько это стоит', 'cost'],
].map(([text = '', label = '']) => ({ words: text.split(' '), label }));

const classifier = trainClassifier(examples);
const likeliest = (text: string): string | undefined => {
  const probabilities = classifier.classify(text.split(' '));
  return classifier.labels[probabilities.indexOf(Math.max(...probabilities))];
};

describe('the classifier', () => {
  it('learns labels from words, their stems and their pieces', () => {
    expect(likeliest('when will they arrive')).toBe('delivery');
    expect(likeliest('costs')).toBe('cost');
    expect(likeliest('delivery dates')).toBe('delivery');
    expect(likeliest('сколько стоят')).toBe('cost');
  });

  it('gives probabilities that add up to 1, of anything and of nothing', () => {
    for (const words of [[], ['zzz'], ['when', 'price'], Array.from({ length: 500 }, () => 'when')]) {
      const probabilities = classifier.classify(words);
      expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
    }
  });

  it('tells the words it has seen before', () => {
    expect(classifier.knows('arrive')).toBe(true);
    expect(classifier.knows('arriv')).toBe(false);
    expect(classifier.knows('flapjack')).toBe(false);
  });

  it('is the same again, trained anew or read back from what was kept', () => {
    const words = ['what', 'is', 'the', 'date'];
    const probabilities = classifier.classify(words);
    const kept = structuredClone(classifier.data);
    expect(classifierFrom(kept).classify(words)).toEqual(probabilities);
    expect(trainClassifier(examples).classify(words)).toEqual(probabilities);
  });
});
