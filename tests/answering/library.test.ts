import { describe, expect, it } from 'vitest';
import { buildLibrary } from '../../src/answering/library.ts';
import { shippedFolder } from '../../src/knowledge/folder.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { buildTermFinder, meaningData } from '../../src/understanding/terms.ts';

const loaded = loadKnowledge(shippedFolder);
if (!loaded.ok) throw new Error('the knowledge has faults; npm run knowledge:check says which');
const { knowledge } = loaded;
const finder = buildTermFinder(meaningData(knowledge.words));
const library = buildLibrary(knowledge, finder);
const facts = knowledge.topics.flatMap((topic) => topic.facts.map((fact) => ({ fact, topic })));
const numberOf = (id: string): number => facts.findIndex(({ fact }) => fact.id === id);
const everyTenth = facts.filter((_, i) => i % 10 === 0);

const ASPECTS = [
  { id: 'delivery', probability: 0.7 },
  { id: 'cost', probability: 0.3 },
];

/** As `library.held`, the slow and plain way. */
function plainHeld(terms: readonly { term: string; weight: number }[], topic: string) {
  const probability = new Map(ASPECTS.map((aspect) => [aspect.id, aspect.probability]));
  const shelf = library.shelf(topic)?.facts ?? [];
  const merits = shelf.map(({ fact, terms: held }) => {
    const sum = terms.reduce((weight, { term, weight: own }) => weight + (held.has(term) ? own : 0), 0);
    const besides = fact.also.map((aspect) => 0.8 * (probability.get(aspect) ?? 0));
    return sum * (0.8 + 0.2 * Math.max(probability.get(fact.aspect) ?? 0, ...besides));
  });
  const known = terms.filter(({ term }) => shelf.some(({ terms: held }) => held.has(term)));
  return { best: Math.max(...merits), whole: known.reduce((sum, { weight }) => sum + weight, 0) };
}

describe('what topics hold of words', () => {
  it('is what their facts hold of them', () => {
    for (const { fact } of everyTenth) {
      const terms = [...finder.of(fact.text.en)].map((term, i) => ({ term, weight: 1 / (i + 1) }));
      const held = library.held(terms, ASPECTS);
      const found = new Set(held.topics);
      expect(found.size).toBe(held.topics.length);
      for (const [number, { id }] of knowledge.topics.entries()) {
        const plain = plainHeld(terms, id);
        expect(held.best(number)).toBeCloseTo(plain.best, 9);
        expect(held.whole(number)).toBeCloseTo(plain.whole, 9);
        expect(found.has(number)).toBe(plain.whole > 0);
      }
    }
  });

  it('leaves nothing behind for the next words', () => {
    const words = (text: string) => [...finder.of(text)].map((term) => ({ term, weight: 1 }));
    const first = library.held(words('frigate delivered'), ASPECTS);
    const before = knowledge.topics.map((_, number) => first.best(number));
    library.held(words('rifles made in Amethi'), ASPECTS);
    const again = library.held(words('frigate delivered'), ASPECTS);
    expect(knowledge.topics.map((_, number) => first.best(number))).toEqual(before);
    expect(knowledge.topics.map((_, number) => again.best(number))).toEqual(before);
  });
});

describe('what people ask for a fact by', () => {
  it('is near to the fact, and as near to its topic', () => {
    let near = 0;
    let phrases = 0;
    for (const { fact, topic } of everyTenth) {
      for (const text of fact.asked.en ?? []) {
        const nearness = library.asked([...finder.of(text)]);
        const number = library.numberOf(topic.id);
        const toTopic = nearness.toTopics().get(number) ?? 0;
        const toFacts = nearness.toFactsOf(number);
        const nearest = Math.max(0, ...toFacts.values());
        expect(nearest).toBe(toTopic);
        phrases += 1;
        if (toFacts.get(numberOf(fact.id)) === nearest) near += 1;
      }
    }
    expect(near / phrases).toBeGreaterThan(0.9);
  });

  it('is far from words that no phrase holds', () => {
    const nearness = library.asked(['photosynthesi', 'chlorophyl']);
    expect(nearness.toTopics().size).toBe(0);
    expect(knowledge.topics.every((_, topic) => nearness.toFactsOf(topic).size === 0)).toBe(true);
  });
});
