import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Context, Question } from '../../src/answering/answer.ts';
import { createEngine, type Engine } from '../../src/engine.ts';
import type { Language } from '../../src/knowledge/schema.ts';
import {
  FIRST_START,
  factsOf,
  idsOf,
  mustAnswer,
  openShipped,
  pages,
  questionOf,
  wholeKnowledge,
} from './support/shipped.ts';

/** How questions are understood, as their answers show it. */

let engine: Engine;

beforeAll(async () => {
  engine = await openShipped();
}, FIRST_START);

function ask(text: string, parts: Partial<Question> = {}): Answer {
  return engine.answer(questionOf({ text, ...parts }));
}

/** The answer to the last of several questions that one person asks in turn. */
function converse(...texts: readonly string[]): Answer {
  let context: Context | null = null;
  let last: Answer | null = null;
  for (const text of texts) {
    last = ask(text, { context });
    context = last.context ?? context;
  }
  if (last === null) throw new Error('nothing was asked');
  return last;
}

describe('the language of a question', () => {
  it.each<[Language, string]>([
    ['en', 'What is the price of the S-400?'],
    ['en', 'RELOS'],
    ['en', 'brahmos range'],
    ['hi', 'ब्रह्मोस की रेंज कितनी है?'],
    ['hi', 'एस-400 कब मिलेगा'],
    ['hinglish', 'S-400 kab tak milega bhai'],
    ['hinglish', 'Sukhoi ki keemat kitni hai'],
    ['ru', 'сколько стоит БраМос'],
    ['ru', 'когда Индия получит С-400?'],
  ])('is %s: %s', (language, text) => {
    expect(ask(text).language).toBe(language);
  });

  it('decides over the locale, which decides where the text does not tell', () => {
    expect(ask('когда Индия получит С-400?', { locale: 'en' }).language).toBe('ru');
    expect(ask('', { topic: 's-400', locale: 'hi' }).language).toBe('hi');
  });

  // Bug: a bare name in Latin letters counts as English.
  it('is the locale for a bare name', () => {
    expect(ask('S-400', { locale: 'ru' }).language).toBe('ru');
  });

  it('is the language of the answer, as far as facts are translated', () => {
    const [first] = factsOf(ask('एस-400 की कीमत'));
    expect(first?.text).toMatch(/\p{Script=Devanagari}/u);
    expect(first?.textLanguage).toBe('hi');
    expect(factsOf(ask('Сколько стоит С-400?'))[0]?.text).toMatch(/\p{Script=Cyrillic}/u);
  });
});

describe('a name', () => {
  it.each([
    ['exact', 'BrahMos range', 'brahmos'],
    ['inflected, English', 'Where are the Sukhois built?', 'su-30mki'],
    ['inflected, Russian', 'что известно о сделке по истребителям Су-30МКИ', 'su-30mki'],
    ['inflected, Russian', 'о поставках «Брамосов»', 'brahmos'],
    ['a nickname', 'bhishma tank price', 't-90s'],
    ['a misspelling', 'Bramhos price', 'brahmos'],
    ['a misspelling', 'trumf price', 's-400'],
    ['a misspelling', 'Suhkoi 30 price', 'su-30mki'],
    ['a misspelling in Hinglish', 'vikramadity ka contract', 'ins-vikramaditya'],
    ['a class of ships', 'Talwar frigates', 'project-11356-frigates'],
    ['written out in Russian', 'закупка С-четыреста', 's-400'],
    ['in Hindi', 'सुखोई-30 की कीमत क्या है?', 'su-30mki'],
    ['of a treaty', 'logistics pact with Russia: is it in force?', 'relos'],
  ])('may be %s: %s', (_, text, topic) => {
    expect(mustAnswer(ask(text)).topics).toContain(topic);
  });
});

describe('what is asked of it', () => {
  it.each([
    ['How much did India pay for the BrahMos?', 'brahmos', 'cost'],
    ['BrahMos kitne ka hai', 'brahmos', 'cost'],
    ['ब्रह्मोस की मारक क्षमता', 'brahmos', 'capability'],
    ['дальность БраМос', 'brahmos', 'capability'],
    ['Which places have the S-400 batteries been put in?', 's-400', 'deployment'],
    ['С-400: когда поставка?', 's-400', 'delivery'],
    ['AK-203 kaha banti hai?', 'ak-203', 'production'],
    ['who owns the AK-203 joint venture?', 'ak-203', 'parties'],
  ])('is read from "%s"', (text, topic, aspect) => {
    const answer = mustAnswer(ask(text));
    expect(answer.topics).toEqual([topic]);
    expect(answer.aspects).toContain(aspect);
  });

  it('may be two things at once', () => {
    const { topics, aspects } = mustAnswer(ask('price and delivery of the S-400'));
    expect(topics).toEqual(['s-400']);
    expect(aspects).toEqual(expect.arrayContaining(['cost', 'delivery']));
  });

  it('may be asked of two topics', () => {
    const { topics, sections } = mustAnswer(ask('compare the range of the S-400 and the Igla-S'));
    expect(topics).toEqual(['s-400', 'igla-s']);
    expect(new Set(sections.map(({ topic }) => topic))).toEqual(new Set(['s-400', 'igla-s']));
    expect(mustAnswer(ask('', { topic: 's-400', against: 'brahmos', aspect: 'capability' })).topics).toEqual([
      's-400',
      'brahmos',
    ]);
  });
});

describe('a question that names a topic and an aspect and no more', () => {
  it.each([
    ['s400 ka price kitna hai?', 'cost'],
    ['сколько стоит С-400?', 'cost'],
    ['when does the next S-400 arrive?', 'delivery'],
  ])('%s is led by the fact that stands for the aspect', (text, aspect) => {
    const lead = mustAnswer(ask(text)).sections[0]?.facts[0]?.fact;
    expect(lead?.leads).toContain(aspect);
  });
});

describe('a question that closes with small words', () => {
  it.each([
    'the S-400 deal of 2018, how much is it?',
    'the S-400 missile range, tell me',
    'S-400 squadrons in India, right now',
    'AK-203 delivered so far, the number please',
    'RELOS: how it works',
  ])('is no statement: %s', (text) => expect(mustAnswer(ask(text)).claim).toBeNull());
});

describe('a date in a question', () => {
  it.each([
    ['S-400 delivery as of November 2019', '2019-11'],
    ['S-400 delivery as of 2021-12-31', '2021-12-31'],
    ['as of March 2022, AK-203 deliveries', '2022-03'],
    ['AK-203 as of 2020', '2020'],
    ['November 2019 tak S-400 delivery ka kya status tha', '2019-11'],
    ['Состояние поставок С-400 на конец 2019 года', '2019'],
  ])('is what was known then: %s', (text, asOf) => {
    expect(ask(text).asOf).toMatch(new RegExp(`^${asOf}`));
  });

  // Bug: Devanagari months after which "तक" stands, "по состоянию на", and "as it stood on" are not read in full.
  it.each([
    ['नवंबर 2019 तक एस-400 की डिलीवरी?', '2019-11'],
    ['поставки С-400 по состоянию на ноябрь 2019 года', '2019-11'],
    ['RELOS as it stood on 1 January 2020', '2020-01-01'],
  ])('is what was known then, in other words: %s', (text, asOf) => {
    expect(ask(text).asOf).toBe(asOf);
  });

  /** Facts of later than November 2019 that are shown as of then. */
  function laterFacts(topics: readonly string[]): string[] {
    const answers = topics.flatMap((topic) =>
      [undefined, 'delivery', 'status', 'cost', 'outcome'].map((aspect) =>
        ask('', { topic, ...(aspect && { aspect }), asOf: '2019-11' }),
      ),
    );
    const later = answers.flatMap(factsOf).filter(({ fact }) => fact.as_of > '2019-11-30');
    return [...new Set(later.map(({ fact }) => fact.id))];
  }

  it('keeps every later fact out', () => {
    expect(laterFacts(['s-400', 'ak-203', 'relos', 'brahmos', 'irigc-mmtc-19', 't-90s'])).toEqual([]);
  });

  // Bug: what looks back on that time (shares of imports of 2021-25 as well) is let through.
  it('keeps every later fact out, of every topic', () => {
    expect(laterFacts(engine.knowledge.topics.map(({ id }) => id))).toEqual([]);
  });

  it('shows what was held then, not what has replaced it', () => {
    const then = mustAnswer(ask('When will the S-400 arrive, as of November 2019?'));
    const now = mustAnswer(ask('When will the S-400 arrive?'));
    expect(idsOf(then)).toContain('s-400.delivery.2019-plan');
    expect(then.notes.join(' ')).toContain('November 2019');
    expect(idsOf(now)[0]).not.toBe('s-400.delivery.2019-plan');
    expect(now.asOf).toBeNull();
  });
});

describe('a follow-up', () => {
  it.each([
    ['en', ['Tell me about the S-400', 'how much did it cost?'], 's-400', 'cost'],
    ['en', ['What does the AK-203 cost?', 'its factory?'], 'ak-203', 'production'],
    ['en', ['Tell me about RELOS', 'when was it signed?'], 'relos', 'contract'],
    ['hi', ['एस-400 की कीमत', 'और डिलीवरी कब होगी?'], 's-400', 'delivery'],
    ['hinglish', ['S-400 ki keemat?', 'aur delivery?'], 's-400', 'delivery'],
    ['ru', ['Сколько стоит С-400?', 'а когда поставят?'], 's-400', 'delivery'],
  ] as const)('keeps the topic (%s): %j', (_, texts, topic, aspect) => {
    const answer = mustAnswer(converse(...texts));
    expect(answer.topics).toEqual([topic]);
    expect(answer.aspects).toContain(aspect);
  });

  it.each([
    ['en', ['When is the S-400 delivered?', 'what about the AK-203?'], 'ak-203', 'delivery'],
    ['hi', ['एस-400 की कीमत', 'और डिलीवरी कब होगी?', 'और ब्रह्मोस की?'], 'brahmos', 'delivery'],
    ['hinglish', ['S-400 ki delivery?', 'aur BrahMos ka?'], 'brahmos', 'delivery'],
    ['ru', ['Когда поставят С-400?', 'а Брамос?'], 'brahmos', 'delivery'],
  ] as const)('changes the topic and keeps the aspect (%s): %j', (_, texts, topic, aspect) => {
    const answer = mustAnswer(converse(...texts));
    expect(answer.topics).toEqual([topic]);
    expect(answer.aspects).toContain(aspect);
  });

  it('goes on about the very thing that the last answer led with', () => {
    const answer = mustAnswer(
      converse('What was agreed at the 2021 India-Russia summit?', 'how many deals came out of it?'),
    );
    expect(answer.sections[0]?.facts[0]?.fact.id).toContain('21st-2021');
  });

  it('takes over a date where one is asked for', () => {
    const answer = mustAnswer(converse('Tell me about RELOS', 'when was it signed?', 'and as of 2020?'));
    expect(answer.topics).toEqual(['relos']);
    expect(answer.asOf).toBe('2020');
  });

  it.each([
    ['another subject', 'what is the capital of France?', 'out-of-scope'],
    ['a thing that is not covered', 'when will the Patriot come?', 'uncovered-topic'],
    ['small talk', 'thank you', 'smalltalk'],
  ])('is not read into %s', (_, text, reason) => {
    expect(converse('S-400 delivery', text)).toMatchObject({
      kind: 'unanswered',
      reason: expect.toBeOneOf([reason, 'no-fact']),
    });
  });

  it('still finds the topic after a word of thanks', () => {
    expect(mustAnswer(converse('AK-203 factory', 'thank you', 'and the price?')).topics).toEqual(['ak-203']);
  });

  it('is none without anything before it', () => {
    expect(ask('how much does it cost?').kind).not.toBe('answered');
  });

  it('may speak of the last topic as "him" in Russian', () => {
    expect(mustAnswer(converse('Su-57', 'кто его производит?')).topics).toEqual(['su-57-fgfa']);
  });

  // Bug: only the first of the two is kept.
  it.fails('may speak of two topics', () => {
    const answer = mustAnswer(converse('S-400 and BrahMos', 'compare their ranges'));
    expect(answer.topics).toEqual(expect.arrayContaining(['s-400', 'brahmos']));
  });
});

describe('a question that says too little', () => {
  it.each(['price', 'how much does it cost?', 'helicopters', 'missiles'])('is asked back: %s', (text) => {
    const answer = ask(text);
    expect(answer.kind).toBe('ambiguous');
    if (answer.kind !== 'ambiguous') return;
    expect(answer.choices.length).toBeGreaterThan(1);
    const known = engine.knowledge.topics.map(({ id }) => id);
    for (const { topic, aspect, label } of answer.choices) {
      expect(known).toContain(topic);
      expect(label).not.toBe('');
      // a choice that leads nowhere is none
      expect(ask('', { topic, ...(aspect !== null && { aspect }) }).kind).toBe('answered');
    }
  });
});

describe('what the knowledge does not cover', () => {
  it.each([
    ['what about the Rafale price?', 'uncovered-topic'],
    ['How good is the F-35?', 'uncovered-topic'],
    ['HIMARS delivery', 'uncovered-topic'],
    ['What has become of the S-300?', 'uncovered-topic'],
    ['राफेल की कीमत क्या है', 'uncovered-topic'],
    ['сколько стоит Рафаль', 'uncovered-topic'],
    ['recipe for biryani', 'out-of-scope'],
  ])('is declined: %s', (text, reason) => {
    expect(ask(text)).toMatchObject({ kind: 'unanswered', reason });
  });
});

describe('small talk', () => {
  it.each<[Language, string]>([
    ['en', 'hello there'],
    ['en', 'thanks a lot'],
    ['en', 'who are you?'],
    ['hi', 'धन्यवाद'],
    ['hi', 'आप कौन हैं?'],
    ['hinglish', 'shukriya bhai'],
    ['hinglish', 'tum kaun ho'],
    ['ru', 'здравствуйте'],
  ])('is replied to in %s: %s', (language, text) => {
    const answer = ask(text);
    expect(answer).toMatchObject({ kind: 'unanswered', reason: 'smalltalk', language });
    if (answer.kind !== 'unanswered') return;
    const replies = engine.knowledge.smalltalk.map(({ reply }) => reply[language]);
    expect(replies).toContain(answer.message);
  });

  // Bug: the commonest greeting in Russian is asked back as a question of delivery.
  it('is replied to in ru: привет', () => {
    expect(ask('привет')).toMatchObject({ kind: 'unanswered', reason: 'smalltalk', language: 'ru' });
  });
});

describe('a claim', () => {
  it.each([
    ['Is it true that the S-400 contract is worth 5.43 billion dollars?', 'supported'],
    ['Is it true that the S-400 contract is worth 9 billion dollars?', 'contradicted'],
    ['Is it correct that 5 S-400 squadrons were ordered?', 'supported'],
    ['Is it true that ten S-400 squadrons were ordered?', 'contradicted'],
    ['The RELOS pact was signed in February 2025, right?', 'supported'],
    ['The RELOS pact was signed in March 2021, right?', 'contradicted'],
  ])('is held against the facts: %s %s', (text, verdict) => {
    const { claim } = mustAnswer(ask(text));
    expect(claim?.verdict).toBe(verdict);
    expect(claim?.sentence).not.toBe('');
  });

  it('is left open where nothing is known of it', () => {
    const answer = ask('Is it true that the S-400 has a dragon painted on it?');
    expect(answer.kind === 'answered' ? answer.claim?.verdict : 'not-covered').toBe('not-covered');
  });

  it('of a place is held against the facts', () => {
    expect(mustAnswer(ask('Is it true that the AK-203 factory is in Korwa?')).claim?.verdict).toBe(
      'supported',
    );
  });
});

describe('history', () => {
  const inOrder = (answer: Answer): void => {
    const dates = factsOf(answer).map(({ fact }) => fact.as_of);
    expect(dates.length).toBeGreaterThan(4);
    expect(dates).toEqual([...dates].sort());
  };

  it.each(['history of the S-400 deal', 'timeline of AK-203', 'история контракта на С-400'])(
    'is told in order of time: %s',
    (text) => inOrder(mustAnswer(ask(text))),
  );

  it('is what a timeline shows of any question', () => {
    const [plain, timeline] = [ask('S-400 delivery'), ask('S-400 delivery', { view: 'timeline' })];
    inOrder(timeline);
    expect(factsOf(timeline).length).toBeGreaterThan(factsOf(plain).length);
    inOrder(ask('', { topic: 'ak-203', aspect: 'delivery', view: 'timeline' }));
  });

  // Bug: the overview alone is shown.
  it('of a topic alone is more than its overview', () => {
    inOrder(ask('', { topic: 's-400', view: 'timeline' }));
  });
});

describe('a list over topics', () => {
  it.each([
    ['Which agreements were signed in 2021?', 'ak-203'],
    ['list all contracts that are still waiting for delivery', 's-400'],
    ['which deals came to nothing?', 'su-57-fgfa'],
    ['What is the biggest contract?', 's-400'],
  ])('has a row for each: %s', (text, topic) => {
    const { topics } = mustAnswer(ask(text));
    expect(topics.length).toBeGreaterThan(1);
    expect(topics).toContain(topic);
  });
});

describe('asking on', () => {
  function repeated(parts: Partial<Question>): string[] {
    const shown = [...pages(engine, parts)].flatMap(idsOf);
    return shown.filter((id, i) => shown.indexOf(id) !== i);
  }

  it.each([
    { text: '', topic: 'irigc-mmtc-19', aspect: 'outcome' },
    { text: '', topic: 'make-in-india', aspect: 'outcome' },
  ])('never shows a fact twice: %j', (parts) => {
    expect([...pages(engine, parts)].length).toBeGreaterThan(1);
    expect(repeated(parts)).toEqual([]);
  });

  // Bug: where earlier facts stand among the first ones, what is passed over is no longer what was shown, so that
  // one fact comes twice and another never.
  it('never shows a fact twice after replaced ones', () => {
    expect(repeated({ text: 'S-400 delivery' })).toEqual([]);
  });

  it('never shows a fact twice, of any command', () => {
    const { topics, aspects } = engine.knowledge;
    const twice = topics.flatMap(({ id: topic }) =>
      aspects.flatMap(({ id: aspect }) => {
        if (ask('', { topic, aspect }).kind !== 'answered') return [];
        return repeated({ topic, aspect }).map((id) => `${topic}/${aspect}: ${id}`);
      }),
    );
    expect(twice).toEqual([]);
  });

  // Bug: what is passed over counts for every row, so that nothing comes although much remains.
  it('gives the rest of a list', () => {
    const [first, second] = pages(engine, { text: 'the biggest deal' });
    expect(first?.remaining).toBeGreaterThan(0);
    expect(second === undefined ? [] : idsOf(second)).not.toEqual([]);
  });
});

describe('a folder with a single topic', () => {
  it('implies it: what is asked is asked of it', async () => {
    const knowledge = await wholeKnowledge();
    const topics = knowledge.topics
      .filter(({ id }) => id === 'ak-203')
      .map((topic) => ({ ...topic, related: [] }));
    const alone = createEngine({ ...knowledge, topics, groups: [] });
    for (const [text, aspect] of [
      ['how much does it cost?', 'cost'],
      ['delivery', 'delivery'],
      ['where is it made?', 'production'],
    ] as const) {
      const answer = mustAnswer(alone.answer(questionOf({ text })));
      expect(answer.topics).toEqual(['ak-203']);
      expect(answer.aspects).toContain(aspect);
    }
  }, 60_000);
});
