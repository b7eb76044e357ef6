import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, ShownFact } from '../../src/answering/answer.ts';
import { link, literal } from '../../src/discord/markdown.ts';
import type { Fact } from '../../src/knowledge/schema.ts';
import { readMessage } from '../loopback/validate.ts';
import {
  ALLOWED,
  answered,
  anyAnswer,
  common,
  pagesOf,
  SETTINGS,
  shown,
  text,
  textsOf,
} from './support/answers.ts';

describe('the payload of any answer', () => {
  test('is legal on every page', () => {
    fc.assert(
      fc.property(anyAnswer, text(1_000), (answer, asked) => {
        for (const payload of pagesOf(answer, asked)) {
          readMessage(structuredClone(payload), { flags: ALLOWED, files: [], editing: null });
          expect(payload.allowed_mentions).toEqual({ parse: [] });
        }
      }),
      SETTINGS,
    );
  });

  test('holds every fact, its date, and every link whole, on some page', () => {
    fc.assert(
      fc.property(answered(1_200), (answer) => {
        if (answer.kind !== 'answered') return;
        const pages = pagesOf(answer).map(textsOf);
        for (const { text: fact, dateline } of answer.sections.flatMap(({ facts }) => facts)) {
          expect(pages.some((page) => page.includes(literal(fact)) && page.includes(literal(dateline)))).toBe(
            true,
          );
        }
        for (const { source: one } of answer.sources) {
          expect(
            pages.some((page) => page.includes(`${link(one.title, one.url)} · ${literal(one.publisher)}`)),
          ).toBe(true);
        }
        for (const { source: one } of answer.sources.filter((s) => /^[^\s<>\\()]*$/.test(s.source.url))) {
          expect(pages.some((page) => page.includes(`(<${one.url}>)`))).toBe(true);
        }
        for (const note of answer.notes) expect(pages[0]).toContain(literal(note));
      }),
      SETTINGS,
    );
  });

  test('shows each fact on the same page as its sources', () => {
    fc.assert(
      // so much as a page holds of one fact: its text and two sources, every sign of them escaped
      fc.property(answered(300, 2), (answer) => {
        if (answer.kind !== 'answered') return;
        for (const page of pagesOf(answer).map(textsOf)) {
          const cited = [...page.matchAll(/(?<=(?:\s|\]))\[(\d+)\](?=\[|$|\n)/gm)].map(([, number]) =>
            Number(number),
          );
          const listed = new Set([...page.matchAll(/^-# (\d+)\. \[/gm)].map(([, number]) => Number(number)));
          for (const number of cited.filter((one) => answer.sources.some((s) => s.number === one))) {
            expect(listed).toContain(number);
          }
        }
      }),
      SETTINGS,
    );
  });

  test('a text that no page can hold is divided between words, none lost', () => {
    const long = Array.from({ length: 2_000 }, (_, i) => `${i + 1}.5%`).join(' ');
    const answer: Answer = {
      ...common,
      language: 'en',
      kind: 'unanswered',
      reason: 'no-fact',
      message: long,
      near: [],
    };
    const pages = pagesOf(answer);
    expect(pages.length).toBeGreaterThan(2);
    const all = pages.map((page) => shown(textsOf(page).replace(/\n-# Page \d+ of \d+$/, ''))).join(' ');
    expect(all.split(/\s+/)).toEqual(long.split(' '));
  });

  test('a fact with more sources than a page holds is followed by them all', () => {
    const numbers = Array.from({ length: 200 }, (_, i) => i + 1);
    const one: ShownFact = {
      fact: {} as Fact,
      topic: 's-400',
      role: 'lead',
      text: 'The fact.',
      textLanguage: 'en',
      dateline: 'as of 2025',
      cites: numbers,
    };
    const answer: Answer = {
      ...common,
      language: 'en',
      kind: 'answered',
      sections: [{ topic: 's-400', aspect: 'cost', heading: 'S-400', facts: [one] }],
      claim: null,
      notes: [],
      sources: numbers.map((number) => ({
        number,
        source: { id: `s-${number}`, title: 'T', publisher: 'P', url: `https://e.org/${number}` },
      })),
      remaining: 0,
      next: [],
    };
    const pages = pagesOf(answer);
    for (const page of pages)
      readMessage(structuredClone(page), { flags: ALLOWED, files: [], editing: null });
    const all = pages.map(textsOf).join('\n');
    for (const number of numbers) expect(all).toContain(`-# ${number}. [T](<https://e.org/${number}>) · P`);
  });

  test('an address that no message can hold is left out, its title kept', () => {
    const answer: Answer = {
      ...common,
      language: 'en',
      kind: 'answered',
      sections: [
        {
          topic: 's-400',
          aspect: 'cost',
          heading: 'S-400',
          facts: [
            {
              fact: {} as Fact,
              topic: 's-400',
              role: 'lead',
              text: 'The fact.',
              textLanguage: 'en',
              dateline: 'as of 2025',
              cites: [1],
            },
          ],
        },
      ],
      claim: null,
      notes: [],
      sources: [
        {
          number: 1,
          source: { id: 's', title: 'The title', publisher: 'P', url: `https://e.org/${'x'.repeat(5_000)}` },
        },
      ],
      remaining: 0,
      next: [],
    };
    const all = pagesOf(answer).map(textsOf).join('\n');
    expect(all).toContain('The fact. [1]');
    expect(all).toContain('1. The title · P');
  });
});
