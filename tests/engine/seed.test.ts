import { beforeAll, describe, expect, it } from 'vitest';
import type { Question } from '../../src/answering/answer.ts';
import type { Engine } from '../../src/engine.ts';
import { FIRST_START, factsOf, openShipped, pages } from './support/shipped.ts';

/**
 * The news report that the project started from. Each of its statements is answered by a question and by a slash
 * command, by a fact that says it and cites the report.
 */

const REPORT = /^times-india-indian-defence-2019-11-07/;

interface Statement {
  readonly about: string;
  readonly question: string;
  /** Topic and aspect of the slash command. */
  readonly command: readonly [topic: string, aspect: string];
  /** What a fact that cites the report says. */
  readonly says: RegExp;
  /** The command shows newer facts first and has this one when asked for more. */
  readonly commandOnLaterPage?: true;
}

const STATEMENTS: readonly Statement[] = [
  {
    about: 'working groups for maintenance and spares',
    question:
      "Which teams did Russia agree to set up so that India's S-400, Su-30MKI and T-90S stay maintained and supplied with spares?",
    command: ['after-sales-working-groups', 'support'],
    says: /teams|working groups/i,
  },
  {
    about: 'the 19th session of the commission and its chairs',
    question: 'Who were the co-chairs of the 19th IRIGC-M&MTC session, and in which city was it held?',
    command: ['irigc-mmtc-19', 'parties'],
    says: /Rajnath Singh[\s\S]*Shoigu/,
  },
  {
    about: 'an early conclusion of the logistics pact',
    question:
      'What did the November 2019 commission meeting direct its teams to do about the reciprocal logistics pact?',
    command: ['irigc-mmtc-19', 'outcome'],
    says: /logistics/i,
  },
  {
    about: 'an exclusive strategic defence partner',
    question: 'Who described India as an exclusive strategic defence partner?',
    command: ['strategic-partnership', 'overview'],
    says: /exclusive strategic defence partner/,
  },
  {
    about: 'support against terrorism',
    question: 'Did Shoigu reaffirm that Russia backs India against terrorism?',
    command: ['counter-terrorism-cooperation', 'outcome'],
    says: /terroris/,
    commandOnLaterPage: true,
  },
  {
    about: 'cutting-edge technology under Make in India',
    question: 'Did Russia promise India its cutting-edge military technology under Make in India?',
    command: ['make-in-india', 'outcome'],
    says: /cutting-edge/,
    commandOnLaterPage: true,
  },
  {
    about: 'satisfaction with ongoing contracts',
    question: 'Were both sides satisfied with how the ongoing contracts progressed at the 19th commission?',
    command: ['irigc-mmtc-19', 'outcome'],
    says: /satisf/,
    commandOnLaterPage: true,
  },
  {
    about: '$5.43 billion for five squadrons',
    question: 'How many billion dollars is the contract for five S-400 squadrons worth?',
    command: ['s-400', 'cost'],
    says: /5\.43 billion[\s\S]*40,000 crore/,
  },
  {
    about: 'a faster delivery',
    question: 'Did India ask Russia to speed up the S-400 deliveries?',
    command: ['s-400', 'delivery'],
    says: /faster|speed|earlier/i,
    commandOnLaterPage: true,
  },
  {
    about: 'a range of 380 km',
    question: 'At what distance can an S-400 detect and destroy drones and spy planes?',
    command: ['s-400', 'capability'],
    says: /380 km/,
  },
  {
    about: 'deliveries from October 2020 to April 2023',
    question: 'As of November 2019, by when were all the S-400 squadrons due?',
    command: ['s-400', 'delivery'],
    says: /October 2020[\s\S]*April 2023/,
    commandOnLaterPage: true,
  },
  {
    about: 'the first instalment of about Rs 6,000 crore',
    question: 'How much was the first S-400 instalment that India paid, and why was it late?',
    command: ['s-400', 'payment'],
    says: /6,000 crore/,
  },
  {
    about: 'readiness for the AK-203 joint venture',
    question: 'Was Russia ready to get the AK-203 joint venture working at the earliest?',
    command: ['ak-203', 'outcome'],
    says: /as early as possible|earliest/,
  },
  {
    about: '7.5 lakh rifles at Korwa',
    question: 'What number of AK-203 rifles was Korwa in Amethi meant to turn out, as planned in 2019?',
    command: ['ak-203', 'quantity'],
    says: /7\.5 lakh|750,000/,
    commandOnLaterPage: true,
  },
];

let engine: Engine;

beforeAll(async () => {
  engine = await openShipped();
}, FIRST_START);

/** The page, from 1, on which a fact that says it and cites the report stands with the report; null where none. */
function pageThatTells(parts: Partial<Question>, says: RegExp): number | null {
  let number = 0;
  for (const page of pages(engine, parts)) {
    number++;
    const told = factsOf(page).some(
      ({ fact }) => says.test(fact.text.en) && fact.sources.some((id) => REPORT.test(id)),
    );
    if (told && page.sources.some(({ source }) => REPORT.test(source.id))) return number;
  }
  return null;
}

describe('the report that the project started from', () => {
  it.each(STATEMENTS)('a question finds: $about', ({ question, says }) => {
    expect(pageThatTells({ text: question }, says)).toBe(1);
  });

  it.each(STATEMENTS)('a command finds: $about', ({ command: [topic, aspect], says, commandOnLaterPage }) => {
    const page = pageThatTells({ topic, aspect }, says);
    if (commandOnLaterPage) expect(page).toBeGreaterThan(0);
    else expect(page).toBe(1);
  });

  it.each(STATEMENTS)('a command as of November 2019 has it near the top: $about', ({ command, says }) => {
    const [topic, aspect] = command;
    expect(pageThatTells({ topic, aspect, asOf: '2019-11' }, says)).toBeLessThanOrEqual(2);
  });
});
