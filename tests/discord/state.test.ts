import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codesFor, hashOf } from '../../src/discord/codes.ts';
import { MAX_CUSTOM_ID } from '../../src/discord/limits.ts';
import { type Asked, type Memo, readMemo, writeMemo } from '../../src/discord/state/memo.ts';
import {
  type Press,
  readPlace,
  readPress,
  readTarget,
  writePress,
  writeTarget,
} from '../../src/discord/state/press.ts';

const known = Array.from({ length: 900 }, (_, i) => `topic-${i}.aspect.${i * 7}`);
const codes = codesFor(known);

const id = fc.constantFrom(...known);
const date = fc.oneof(
  fc.constant(null),
  fc.integer({ min: 1950, max: 2030 }).map(String),
  fc
    .date({ min: new Date('1950-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10)),
);
const target = fc.record({ topic: id, aspect: fc.option(id) });
const press: fc.Arbitrary<Press> = fc.oneof(
  fc.record({ do: fc.constant('turn'), skip: fc.nat(9_999), page: fc.nat(9_999) }),
  fc.record({ do: fc.constant('choose'), target: fc.option(target) }),
  fc.record({ do: fc.constant('ask'), target: fc.option(target), asOf: date }),
  fc.record({ do: fc.constant('history'), target }),
  fc.record({ do: fc.constant('sources'), topic: id }),
  fc.record({ do: fc.constant('topics') }),
) as fc.Arbitrary<Press>;

const some = fc.uniqueArray(id, { maxLength: 6 });
const context = fc.record({ topics: some, aspects: some, asOf: date, facts: some });
const asked: fc.Arbitrary<Asked> = fc.record({
  text: fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 100 }),
  ),
  view: fc.constantFrom('answer', 'timeline', 'claim'),
  topic: fc.option(id),
  against: fc.option(id),
  aspect: fc.option(id),
  asOf: date,
  context: fc.option(context),
});
const memo: fc.Arbitrary<Memo> = fc.record({
  subject: fc.oneof(
    asked.map((one) => ({ kind: 'question', asked: one }) as const),
    id.map((topic) => ({ kind: 'sources', topic }) as const),
    fc.constant({ kind: 'topics' } as const),
    fc.constant({ kind: 'help' } as const),
  ),
  language: fc.constantFrom('en', 'hi', 'hinglish', 'ru'),
  asker: fc.option(fc.string({ minLength: 1 }).map(hashOf)),
});

/** A text as a memo keeps it: one space where there was white space, and no signs that are no text. */
const kept = (text: string): string =>
  text
    .replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ')
    .trim()
    .replaceAll('\u2423', ' ');

describe('the state in a custom_id', () => {
  test('comes back as it was written, in at most 100 characters', () => {
    fc.assert(
      fc.property(press, fc.nat(35), (one, position) => {
        const written = writePress(one, position, codes);
        expect(written.length).toBeLessThanOrEqual(MAX_CUSTOM_ID / 2);
        expect(readPress(written, codes)).toEqual(one);
        expect(readPress(`${written}~some memo ~ with.dots`, codes)).toEqual(one);
        expect(readPlace(`${written}~some memo`)).toEqual({ position, memo: 'some memo' });
      }),
    );
    fc.assert(
      fc.property(target, (one) => {
        expect(readTarget(writeTarget(one, codes), codes)).toEqual(one);
      }),
    );
  });

  test('is never read from anything else, and nothing throws', () => {
    const soup = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc.string({ unit: fc.constantFrom(...'1tcahsp0.-~AZaz_'), maxLength: 40 }),
      fc.tuple(press, fc.nat(30), fc.string({ maxLength: 3 })).map(([one, at, cut]) => {
        const written = writePress(one, 0, codes);
        return written.slice(0, at) + cut + written.slice(at + 1);
      }),
    );
    fc.assert(
      fc.property(soup, (text) => {
        const read = readPress(text, codes);
        if (read !== null) expect(readPress(writePress(read, 0, codes), codes)).toEqual(read);
        readPlace(text);
        readMemo(text, codes);
      }),
      { numRuns: 500 },
    );
  });

  test('of a knowledge that has changed reads to nothing rather than to something else', () => {
    const later = codesFor(known.filter((_, i) => i % 2 === 0));
    for (const [i, topic] of known.entries()) {
      const read = readPress(writePress({ do: 'sources', topic }, 0, codes), later);
      expect(read).toEqual(i % 2 === 0 ? { do: 'sources', topic } : null);
    }
  });
});

describe('the memo of a message', () => {
  test('comes back as it was written; shorter forms leave out facts, then words', () => {
    fc.assert(
      fc.property(memo, fc.option(context), (one, understood) => {
        const forms = [...writeMemo(one, understood, codes)];
        for (const [i, form] of forms.entries()) {
          const read = readMemo(form, codes);
          if (one.subject.kind !== 'question') {
            expect(read).toEqual(one);
            continue;
          }
          expect(read).toMatchObject({ language: one.language, asker: one.asker });
          const back = read?.subject.kind === 'question' ? read.subject.asked : null;
          const whole = { ...one.subject.asked, text: kept(one.subject.asked.text) };
          if (i === 0) expect(back).toEqual(whole);
          if (i === 1)
            expect(back).toEqual({ ...whole, context: whole.context && { ...whole.context, facts: [] } });
          if (i === 2)
            expect(back).toMatchObject({
              text: '',
              context: null,
              topic: whole.topic ?? understood?.topics[0] ?? null,
            });
        }
      }),
    );
  });

  test('that is cut short or forged is none', () => {
    fc.assert(
      fc.property(asked, fc.nat(), (one, at) => {
        const whole: Memo = {
          subject: { kind: 'question', asked: one },
          language: 'en',
          asker: hashOf('anna'),
        };
        const [form = ''] = writeMemo(whole, null, codes);
        const beforeWords = form.length - kept(one.text).length;
        expect(readMemo(form.slice(0, at % beforeWords), codes)).toBeNull();
      }),
    );
    for (const text of [
      '',
      'x',
      'e.',
      'e.q',
      'e.s.',
      'e.a',
      'q.a..........',
      'eAB.a..........text',
      'e.a.zzzzz.........',
    ]) {
      expect(readMemo(text, codes)).toBeNull();
    }
  });
});
