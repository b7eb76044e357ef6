import type {
  Ambiguous,
  Answer,
  Answered,
  Choice,
  CitedSource,
  Claim,
  ShownFact,
  Unanswered,
} from '../answering/answer.ts';
import { dateInWords } from '../answering/dates.ts';
import type { Engine } from '../engine.ts';
import type { Language } from '../knowledge/schema.ts';
import { address, type Block, block, GLUE, glued, type Span, span } from './blocks.ts';
import { clean } from './clean.ts';

/** Where the outline is read: in a `chat`, choices can be picked and more can be asked for; a `page` stands alone. */
export type Setting = 'chat' | 'page';

type Say = Engine['say'];

const INDENT = 2;

/** An answer as paragraphs, the same for every place that shows plain text. */
export function outline(answer: Answer, say: Say, setting: Setting): Block[] {
  switch (answer.kind) {
    case 'answered':
      return answered(answer, say, setting);
    case 'ambiguous':
      return ambiguous(answer, say, setting);
    case 'unanswered':
      return unanswered(answer, say, setting);
  }
}

/** The choices that a person sees numbered from 1 below an answer, in that order. */
export function offered(answer: Answer): readonly Choice[] {
  switch (answer.kind) {
    case 'answered':
      return answer.next;
    case 'ambiguous':
      return answer.choices;
    case 'unanswered':
      return answer.near;
  }
}

function answered(answer: Answered, say: Say, setting: Setting): Block[] {
  const { language } = answer;
  return [
    ...(answer.claim === null ? [] : [verdict(answer.claim)]),
    ...answer.sections.flatMap((section) => [
      block([span(clean(section.heading), 'heading')], { gap: true }),
      ...section.facts.flatMap((fact, place) => factBlocks(fact, place > 0, language, say)),
    ]),
    ...answer.notes.map((note) => block([span(clean(note), 'dim')], { gap: true })),
    ...sourceBlocks(answer.sources, say('rendering.sources', language), language),
    ...remaining(answer, say, setting),
    ...(setting === 'chat' ? next(answer, say) : []),
  ];
}

const SIGNS = { supported: '✓', contradicted: '✗', 'not-covered': '?' } as const;

function verdict({ verdict: tone, sentence }: Claim): Block {
  return block([span(`${SIGNS[tone]}${GLUE}${clean(sentence)}`, tone)], { hang: INDENT });
}

function factBlocks(shown: ShownFact, gap: boolean, language: Language, say: Say): Block[] {
  const marks = { newer: 'rendering.newer', earlier: 'rendering.earlier', lead: null, also: null } as const;
  const mark = marks[shown.role];
  const cites = shown.cites.map((number) => `[${number}]`).join('');
  return [
    block(
      [
        ...(mark === null ? [] : [span(`${say(mark, language)}: `, 'mark')]),
        span(clean(shown.text)),
        ...(cites === '' ? [] : [span(`${GLUE}${cites}`, 'number')]),
      ],
      { indent: INDENT, gap },
    ),
    block([span(clean(shown.dateline), 'dim')], { indent: INDENT }),
  ];
}

/** Sources under a title, each with its number and address. */
export function sourceBlocks(sources: readonly CitedSource[], title: string, language: Language): Block[] {
  if (sources.length === 0) return [];
  const numbers = sources.map(({ number }) => `[${number}]`);
  const room = Math.max(...numbers.map((number) => number.length));
  return [
    block([span(clean(title), 'heading')], { gap: true }),
    ...sources.flatMap(({ number, source }) => {
      const href = webAddress(source.url);
      const date = source.published === undefined ? '' : `, ${dateInWords(source.published, language)}`;
      const hang = INDENT + room + 1;
      const spans: Span[] = [
        span(glued(`[${number}]`.padEnd(room + 1)), 'number'),
        span(`${clean(source.publisher)}${date}: `),
        { ...span(clean(source.title)), href },
      ];
      return [block(spans, { indent: INDENT, hang }), address(href, hang)];
    }),
  ];
}

/** The address as terminals want it: visible ASCII only. */
function webAddress(url: string): string {
  return URL.canParse(url) ? new URL(url).href : clean(url);
}

function remaining({ remaining: count, language }: Answered, say: Say, setting: Setting): Block[] {
  if (count === 0) return [];
  const key = setting === 'chat' ? 'terminal.more' : 'rendering.more';
  return [block([span(say(key, language, { count }), 'dim')], { gap: true })];
}

/** What can be asked next, in one paragraph; what all labels begin with is left out. */
function next(answer: Answered, say: Say): Block[] {
  const [first] = answer.next;
  if (first === undefined) return [];
  const topic = first.label.slice(0, first.label.indexOf(' · ') + 3);
  const about = answer.next.every(({ label }) => label.startsWith(topic)) ? topic : '';
  const items = answer.next.flatMap(({ label }, place) => [
    span(' '),
    span(`${place + 1}${GLUE}`, 'number'),
    span(`${glued(clean(label.slice(about.length)))}${GLUE}`),
  ]);
  return [
    block([span(`${say('rendering.next', answer.language)}:`, 'dim'), ...items], {
      hang: INDENT,
      gap: answer.remaining === 0,
    }),
  ];
}

function ambiguous(answer: Ambiguous, say: Say, setting: Setting): Block[] {
  return [
    block(clean(answer.prompt)),
    ...numbered(answer.choices),
    ...(setting === 'chat' && answer.choices.length > 0
      ? [block([span(say('terminal.pick', answer.language), 'dim')])]
      : []),
  ];
}

function unanswered(answer: Unanswered, say: Say, setting: Setting): Block[] {
  const near =
    answer.near.length === 0
      ? []
      : [block(`${say('rendering.near', answer.language)}:`, { gap: true }), ...numbered(answer.near)];
  const pick =
    setting === 'chat' && answer.near.length > 0
      ? [block([span(say('terminal.pick', answer.language), 'dim')])]
      : [];
  return [block(clean(answer.message)), ...near, ...pick];
}

/** Choices in a list, numbered from 1. */
function numbered(choices: readonly Choice[]): Block[] {
  const room = String(choices.length).length;
  return choices.map(({ label }, place) =>
    block([span(glued(`${String(place + 1).padStart(room)} `), 'number'), span(clean(label))], {
      indent: INDENT,
      hang: INDENT + room + 1,
    }),
  );
}
