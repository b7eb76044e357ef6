import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Claim } from '../../src/answering/answer.ts';
import type { Engine } from '../../src/engine.ts';
import { FIRST_START, openShipped, questionOf } from './support/shipped.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await openShipped();
}, FIRST_START);

const ask = (text: string): Answer => engine.answer(questionOf({ text }));

function claimOf(text: string): Claim | null {
  const answer = ask(text);
  return answer.kind === 'answered' ? answer.claim : null;
}

/** A declined claim and one that is answered without a verdict come to the same: nothing is said of its truth. */
function verdictOn(text: string): string {
  return claimOf(text)?.verdict ?? 'not-covered';
}

describe('what is said to have happened', () => {
  it.each([
    ['the S-400 contract was signed in October 2018, correct?', 'supported'],
    ['the S-400 contract was signed in 2011, correct?', 'contradicted'],
    ['Is it true that the Vikramaditya was handed over in 2008?', 'contradicted'],
    ['Is it true that the Vikramaditya was handed over in 2013?', 'supported'],
    ['all AK-203 rifles have already been delivered, right?', 'contradicted'],
    ['The Ka-226T deal was never signed, right?', 'supported'],
    ['BrahMos has never been tested, right?', 'contradicted'],
    ['is it true that the United States has granted India a CAATSA waiver?', 'contradicted'],
    ['Россия вышла из тендера P75I, верно?', 'supported'],
    ['russia ne p75i tender chhod diya tha, sahi hai?', 'supported'],
    ['the military-technical programme is to last until 2031, right?', 'supported'],
    ['the military-technical programme lasts only until 2027, right?', 'contradicted'],
    ['RELOS allows Russia to send 20 warships at once, true?', 'contradicted'],
    ['INDRA 2019 had 5000 troops, right?', 'not-covered'],
  ])('%s %s', (text, verdict) => expect(verdictOn(text)).toBe(verdict));

  it('is not refuted by a denial of something else: a further order does not undo the first', () => {
    expect(verdictOn('Is it true that India ordered 5 squadrons of the S-400?')).toBe('supported');
  });

  it('is not refuted by the date of another event of the kind', () => {
    expect(verdictOn('a Su-30MKI contract was signed in 2007, right?')).not.toBe('contradicted');
  });

  it('is not what a part of it was: "delivered" is not "all delivered"', () => {
    expect(verdictOn('48,000 AK-203s had been delivered by July 2025. true?')).toBe('supported');
  });
});

describe('how truth is asked', () => {
  it.each([
    ['My cousin on the docks swears the Vikramaditya was handed over in 2008. Is he wrong?', 'contradicted'],
    ['RELOS allows 3,000 troops at one time, can somebody back that up', 'supported'],
    ["an R-37M contract for the fighters was signed, wasn't it?", 'not-covered'],
    ['The Nerpa accident of 2008 killed 41 people. Nonsense or true?', 'contradicted'],
  ])('%s %s', (text, verdict) => expect(verdictOn(text)).toBe(verdict));
});

describe('a stated figure', () => {
  it.each([
    ['fact check: the S-400 deal was worth 5.43 billion dollars', 'supported'],
    ['fact check: the S-400 deal was worth 54 billion dollars', 'contradicted'],
    ['Верно ли, что контракт по С-400 стоит 5,43 млрд долларов?', 'supported'],
    ['Russia owns the majority of BrahMos Aerospace, right?', 'contradicted'],
    ['India owns the majority of BrahMos Aerospace, right?', 'supported'],
    ['is it true that the BrahMos range is 2,000 km?', 'contradicted'],
    ['brahmos ki range 5000 km hai, sach hai kya?', 'contradicted'],
  ])('%s %s', (text, verdict) => expect(verdictOn(text)).toBe(verdict));

  it('counts what follows it: a number of people is no number of tanks', () => {
    expect(verdictOn('The T-90 plant in Avadi has 25,000 gardeners, true?')).toBe('not-covered');
  });

  it('is not supported by what was only planned', () => {
    expect(verdictOn('India received 200 Ka-226T helicopters, true?')).not.toBe('supported');
  });

  it('is refuted by what is, not by what was only asked for', () => {
    expect(claimOf('Chakra II was leased for 25 years, right?')).toMatchObject({
      verdict: 'contradicted',
      known: expect.stringContaining('10'),
    });
  });

  it('is compared in its own sense: the first price was not the final one', () => {
    expect(verdictOn('the final price of the Vikramaditya was 974 million dollars, correct?')).not.toBe(
      'supported',
    );
  });
});

describe('places, parties and what else is said', () => {
  it.each([
    ['the 21st annual summit took place in Moscow, right?', 'contradicted'],
    ['the 21st annual summit took place in New Delhi, right?', 'supported'],
    ['Spain won P75I, right?', 'contradicted'],
  ])('%s %s', (text, verdict) => expect(verdictOn(text)).toBe(verdict));

  it.each([
    'is it true that India has a permanent CAATSA waiver from 1999?',
    'all T-90 tanks were destroyed in Ladakh, right?',
    'the S-400 shot down a UFO over Delhi, right?',
    'Pakistan has bought the Su-30MKI, right?',
    'Правда ли, что на «Викрамадитье» есть кинотеатр?',
  ])('is not true because some of it is: %s', (text) => expect(verdictOn(text)).not.toBe('supported'));

  it('is not claimed where a question asks for more than yes or no', () => {
    const answer = ask('I heard the S-400 is late. When will the fifth squadron come?');
    expect(answer.kind === 'answered' ? answer.claim : 'declined').toBeNull();
  });
});

describe('the facts themselves', () => {
  it('are hardly ever called untrue, each asked for as a claim in its own words', () => {
    const facts = engine.knowledge.topics.flatMap((topic) => topic.facts).filter((_, i) => i % 5 === 0);
    const refuted = facts.filter(({ text }) => {
      const [sentence = ''] = text.en.split(/(?<=[.;])\s/);
      return verdictOn(`Is it true that ${sentence.replace(/[.;]$/, '')}?`) === 'contradicted';
    });
    expect(refuted.length / facts.length).toBeLessThanOrEqual(0.015);
  });

  it('are hardly ever called true with another year in them', () => {
    const facts = engine.knowledge.topics.flatMap((topic) => topic.facts).filter((_, i) => i % 5 === 0);
    const changed = facts.flatMap(({ text }) => {
      const [sentence = ''] = text.en.split(/(?<=[.;])\s/);
      const [year] = /\b(?:19|20)\d\d\b/.exec(sentence) ?? [];
      return year === undefined ? [] : [sentence.replace(year, String(Number(year) - 3))];
    });
    const believed = changed.filter((text) => verdictOn(`Is it true that ${text}?`) === 'supported');
    expect(changed.length).toBeGreaterThan(50);
    expect(believed.length / changed.length).toBeLessThanOrEqual(0.02);
  });
});

describe('the verdict in words', () => {
  it('gives the known value', () => {
    expect(claimOf('fact check: the S-400 deal was worth 54 billion dollars')?.sentence).toMatch(
      /^Not so: .*Known: .*\$5\.\d+ billion\.$/,
    );
  });

  it('says that figures agree only within rounding, and by how much', () => {
    expect(claimOf('the T-72 engine deal is worth 250 million dollars. right?')?.sentence).toContain(
      'within rounding (0.8% apart)',
    );
  });

  it("writes them as the asker's language does", () => {
    expect(claimOf('Дальность «БраМоса» — 3000 км, верно?')?.sentence).toMatch(/Известно: \d+ километров\./);
    expect(claimOf('एस-400 का सौदा 50 अरब डॉलर का था, सही है?')?.sentence).toMatch(/ज्ञात: [\d.]+ अरब/);
  });
});
