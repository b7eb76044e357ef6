import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Aspect, Fact, Knowledge, Source, Topic } from '../../../src/knowledge/schema.ts';
import { files, NO_LISTINGS } from '../../../src/knowledge/schema.ts';

/** A small knowledge for tests of the surface; commands and wording are the shipped ones. */

const shipped = (name: string): unknown =>
  parse(readFileSync(new URL(`../../../knowledge/${name}.yaml`, import.meta.url), 'utf8'));
const { commands, options } = files.commands.parse(shipped('commands'));
const wording = new Proxy(shipped('wording') as Knowledge['wording'], {
  get: (lines, key: keyof Knowledge['wording']) => lines[key] ?? { en: key, hi: key, hinglish: key, ru: key },
});

const aspect = (id: string, en: string, hi: string, ru: string, words: string[]): Aspect => ({
  id,
  names: { en, hi, ru },
  command: {
    name: { en: id, hi: hi.toLowerCase(), ru: ru.toLowerCase() },
    description: { en: `${en} of a topic`, hi: `${hi}: विषय`, ru: `${ru} темы` },
  },
  fallbacks: [],
  phrases: { en: words },
});

const aspects: Aspect[] = [
  aspect('overview', 'Overview', 'परिचय', 'Обзор', ['what is']),
  aspect('cost', 'Cost', 'कीमत', 'Стоимость', ['cost', 'price', 'कीमत', 'стоит']),
  aspect('delivery', 'Delivery', 'डिलीवरी', 'Поставка', ['deliver', 'arrive', 'कब', 'когда']),
  aspect('status', 'Status', 'स्थिति', 'Статус', ['status']),
];

const sources: Source[] = Array.from({ length: 40 }, (_, i) => ({
  id: `source-${i}`,
  title: `Report ${i} [draft] on *deliveries*`,
  publisher: `Paper ${i % 7}`,
  published: `20${10 + (i % 16)}-03-0${1 + (i % 9)}`,
  url:
    i === 3
      ? 'https://example.org/wiki/INDRA_(Naval_Exercise)'
      : `https://example.org/reports/${i}?lang=en&page=${i}`,
}));

const fact = (id: string, aspectId: string, text: string, more: Partial<Fact> = {}): Fact => ({
  id,
  aspect: aspectId,
  also: [],
  leads: [aspectId],
  as_of: '2025-12-04',
  currency: 'current',
  basis: 'report',
  text: { en: text },
  values: [],
  asked: {},
  sources: ['source-0', 'source-3'],
  ...more,
});

const topic = (
  id: string,
  en: string,
  aliases: string[],
  facts: Fact[],
  names: { hi?: string; ru?: string } = {},
): Topic => ({
  id,
  kind: 'system',
  names: { en, ...names },
  aliases: { en: aliases },
  summary: { en: `${en} in short.` },
  related: [],
  facts,
});

const many = Array.from({ length: 36 }, (_, i) =>
  fact(
    `brahmos.status.${i}`,
    'status',
    `Step ${i + 1} of the programme: ${'tests at sea and on land went on. '.repeat(6).trim()}`,
    {
      as_of: `20${10 + (i % 16)}`,
      sources: [`source-${i}`, `source-${(i + 1) % 40}`],
    },
  ),
);

const topics: Topic[] = [
  topic(
    's-400',
    'S-400 Triumf',
    ['s-400', 's400', 'С-400', 'एस-400'],
    [
      fact('s-400.overview', 'overview', 'A long-range air defence system; India ordered five squadrons.'),
      fact('s-400.cost', 'cost', 'The contract is worth $5.43 billion.', {
        text: {
          en: 'The contract is worth $5.43 billion.',
          hi: 'अनुबंध 5.43 अरब डॉलर का है।',
          ru: 'Контракт стоит 5,43 млрд долларов.',
        },
      }),
      fact('s-400.delivery', 'delivery', 'The fifth squadron comes by November 2026.'),
      fact('s-400.delivery.2019', 'delivery', 'Deliveries were to end by April 2023.', {
        as_of: '2019-11',
        currency: 'superseded',
        superseded_by: 's-400.delivery',
      }),
    ],
    { hi: 'एस-400 ट्रायम्फ', ru: 'С-400 «Триумф»' },
  ),
  topic(
    'brahmos',
    'BrahMos',
    ['brahmos'],
    [fact('brahmos.cost', 'cost', 'A missile costs about $4.85 million.'), ...many],
  ),
  topic('relos', 'RELOS', ['relos', 'logistics'], [fact('relos.status', 'status', 'In force since 2026.')]),
  ...Array.from({ length: 30 }, (_, i) =>
    topic(
      `topic-${i}`,
      `Topic number ${i}`,
      [`topic ${i}`],
      [fact(`topic-${i}.overview`, 'overview', `About ${i}.`)],
    ),
  ),
];

export const testKnowledge: Knowledge = {
  topics,
  aspects,
  sources,
  groups: [],
  uncovered: [],
  smalltalk: [],
  outside: {},
  words: [],
  events: [],
  forms: [],
  listings: NO_LISTINGS,
  wording,
  commands,
  options,
};
