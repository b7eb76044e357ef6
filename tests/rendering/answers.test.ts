import { describe, expect, it } from 'vitest';
import type { Answered } from '../../src/answering/answer.ts';
import { answerJson, jsonLine } from '../../src/rendering/json.ts';
import { outline } from '../../src/rendering/outline.ts';
import { plain } from '../../src/rendering/paint.ts';
import { fakeEngine } from '../discord/support/engine.ts';

const engine = fakeEngine();
const today = '2026-11-22';
const ask = (text: string, more: object = {}) => engine.answer({ text, today, context: null, ...more });
const page = (text: string, more: object = {}) => plain(outline(ask(text, more), engine.say, 'page'));

function answered(text: string): Answered {
  const answer = ask(text);
  if (answer.kind !== 'answered') throw new Error(`"${text}" is ${answer.kind}`);
  return answer;
}

describe('an answer as plain text', () => {
  it('heads, dates, cites, marks what was replaced, and lists the sources', () => {
    expect(page('when do the s-400 arrive')).toBe(
      [
        'S-400 Triumf · delivery',
        '  The fifth squadron comes by November 2026. [1][2]',
        '  as of 2025-12-04 · report',
        '',
        '  Earlier: Deliveries were to end by April 2023. [1][2]',
        '  as of 2019-11 · report',
        '',
        'Sources',
        '  [1] Paper 0, 1 March 2010: Report 0 [draft] on *deliveries*',
        '      https://example.org/reports/0?lang=en&page=0',
        '  [2] Paper 3, 4 March 2013: Report 3 [draft] on *deliveries*',
        '      https://example.org/wiki/INDRA_(Naval_Exercise)',
      ].join('\n'),
    );
  });

  it('speaks the language of the answer', () => {
    const text = page('сколько стоит С-400');
    expect(text).toContain('Контракт стоит 5,43 млрд долларов. [1][2]');
    expect(text).toContain('Источники\n  [1] Paper 0, 1 марта 2010 г.: ');
  });

  it('puts the verdict on a claim first', () => {
    expect(page('s-400 cost', { view: 'claim' })).toMatch(/^✗ Known is \$5\.43 billion, not that\.\n\nS-400/);
  });

  it('says what is left out', () => {
    expect(page('brahmos status')).toContain('More facts on this: 32');
  });

  it('numbers what it asks back', () => {
    expect(page('how many')).toBe('Which one do you mean?\n  1 S-400 Triumf\n  2 BrahMos');
  });

  it('says honestly that nothing is known, with what is near and no source', () => {
    expect(page('near')).toBe('I do not know that.\n\nWhat I do know nearby:\n  1 Cost');
  });

  it('lets no escape through, from the person or the knowledge', () => {
    const shown = answered('s-400 cost');
    const evil = '\u001b[2Jgone\u009b31m';
    const [section] = shown.sections;
    const [fact] = section?.facts ?? [];
    const [cited] = shown.sources;
    if (section === undefined || fact === undefined || cited === undefined) throw new Error('nothing shown');
    const answer: Answered = {
      ...shown,
      sections: [{ ...section, heading: evil, facts: [{ ...fact, text: evil, dateline: evil }] }],
      notes: [evil],
      claim: { verdict: 'supported', sentence: evil, stated: evil, known: evil },
      sources: [
        {
          number: 1,
          source: { ...cited.source, title: evil, publisher: evil, url: `https://a.example/\u001b[2J` },
        },
      ],
      next: [{ label: evil, topic: 's-400', aspect: null }],
    };
    expect(plain(outline(answer, engine.say, 'chat'))).not.toMatch(/[^\P{Cc}\n]/u);
    expect(page('echo \u001b]0;title\u0007 \u001b[31mred')).not.toMatch(/[^\P{Cc}\n]/u);
  });
});

describe('an answer as JSON', () => {
  it('has the keys of the contract and no others, in its order', () => {
    const json = answerJson(answered('s-400 cost'), engine.say);
    expect(Object.keys(json)).toEqual([
      'question',
      'kind',
      'reason',
      'topics',
      'aspects',
      'asOf',
      'language',
      'confidence',
      'text',
      'facts',
      'claim',
      'choices',
    ]);
    expect(json.facts).toEqual([
      {
        id: 's-400.cost',
        topic: 's-400',
        aspect: 'cost',
        asOf: '2025-12-04',
        currency: 'current',
        basis: 'report',
        text: 'The contract is worth $5.43 billion.',
        sources: [
          {
            id: 'source-0',
            publisher: 'Paper 0',
            title: 'Report 0 [draft] on *deliveries*',
            url: 'https://example.org/reports/0?lang=en&page=0',
            published: '2010-03-01',
          },
          {
            id: 'source-3',
            publisher: 'Paper 3',
            title: 'Report 3 [draft] on *deliveries*',
            url: 'https://example.org/wiki/INDRA_(Naval_Exercise)',
            published: '2013-03-04',
          },
        ],
      },
    ]);
    expect(json).toMatchObject({ kind: 'answered', reason: null, claim: null, choices: [], confidence: 0.9 });
  });

  it('gives facts in English and the text in the language of the question', () => {
    const json = answerJson(ask('сколько стоит С-400'), engine.say);
    expect(json.language).toBe('ru');
    expect(json.facts[0]?.text).toBe('The contract is worth $5.43 billion.');
    expect(json.text).toContain('Контракт стоит 5,43 млрд долларов.');
  });

  it('gives verdict, what was stated and what is known of a claim', () => {
    expect(answerJson(ask('s-400 cost', { view: 'claim' }), engine.say).claim).toEqual({
      verdict: 'contradicted',
      stated: '10 billion',
      known: '$5.43 billion',
    });
  });

  it('gives the choices where it asks back, and a reason without facts where nothing is known', () => {
    expect(answerJson(ask('how many'), engine.say)).toMatchObject({
      kind: 'ambiguous',
      reason: null,
      facts: [],
      choices: [
        { label: 'S-400 Triumf', topic: 's-400', aspect: null },
        { label: 'BrahMos', topic: 'brahmos', aspect: null },
      ],
    });
    expect(answerJson(ask('near'), engine.say)).toMatchObject({
      kind: 'unanswered',
      reason: 'out-of-scope',
      facts: [],
      choices: [{ label: 'Cost', topic: 's-400', aspect: 'cost' }],
    });
  });

  it('is one line that steers no terminal and reads back as it was', () => {
    const value = { question: 'a\u009b31m\n\u2028\u202eb\u001b[2J' };
    const line = jsonLine(value);
    expect(line).not.toMatch(/[\p{Cc}\u2028\u202e]/u);
    expect(JSON.parse(line)).toEqual(value);
  });
});
