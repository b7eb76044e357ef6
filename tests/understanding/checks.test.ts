import { describe, expect, it } from 'vitest';
import { atomise } from '../../src/language/atoms.ts';
import { normalise } from '../../src/language/normalise.ts';
import { buildCheckFinder } from '../../src/understanding/checks.ts';

const find = buildCheckFinder([
  { id: 'checks', cues: { en: ['true', 'right', 'back that up'], ru: ['правда'] } },
  {
    id: 'beside',
    cues: { en: ['is', 'he', 'that', 'it', 'or', 'not', 'was', 'can', 'anyone', 'yes'], ru: ['это'] },
  },
  { id: 'fillers', cues: { en: ['please', 'bro', 'right now'] } },
  { id: 'presumes', cues: { en: ["didn't"] } },
  { id: 'hearsay', cues: { en: ['my', 'some'] } },
  { id: 'reports', cues: { en: ['says', 'keeps saying'] } },
]);

function checksIn(text: string, named: readonly number[] = []): string[] {
  const normalised = normalise(text);
  const atoms = atomise(normalised);
  const marks = Uint8Array.from(atoms, (_, at) => (named.includes(at) ? 1 : 0));
  return find(normalised, atoms, marks).map(({ words }) => words);
}

describe('clauses that only ask whether the rest is so', () => {
  it.each([
    ['the pact was signed in Delhi. Is he right?', ['is he right']],
    ['the pact was signed in Delhi, can anyone back that up', ['can anyone back that up']],
    ['Is it true: the pact was signed', ['is it true']],
    ['true or not, bro? the pact was signed', ['true or not']],
    ['пакт подписан, это правда?', ['это правда']],
    ['the pact was signed in Delhi, was it not?', ['was it not']],
  ])('%s', (text, words) => expect(checksIn(text)).toEqual(words));

  it.each([
    'is it true?',
    'when was the right pact signed, and is it long?',
    'the pact, please',
    'pact, is it?',
    'the pact of Delhi on fleets, please',
    'who signed the pact of Delhi, right now',
  ])('are not found in %s', (text) => expect(checksIn(text)).toEqual([]));
});

describe('what opens a statement', () => {
  it.each([
    ['my uncle keeps saying the pact was signed', ['my uncle keeps saying']],
    ["didn't they sign the pact in Delhi?", ["didn't"]],
  ])('%s', (text, words) => expect(checksIn(text).map((each) => each.replace(' t', "'t"))).toEqual(words));

  it('is nobody who is called by a name of ours', () => {
    expect(checksIn('my RELOS book says the pact was signed', [1])).toEqual([]);
  });
});
