import { z } from 'zod';
import {
  BASES,
  COMMAND_IDS,
  CURRENCIES,
  FORM_IDS,
  LISTING_ORDERS,
  LISTING_PROOFS,
  LISTING_WORDS,
  type ListingWord,
  TOPIC_KINDS,
  WORD_KINDS,
} from './terms.ts';
import { WORDING_KEYS, type WordingKey } from './wording-keys.ts';

export * from './terms.ts';
export * from './wording-keys.ts';

/**
 * The one definition of what stands in `knowledge/`. TypeScript types, the checks at load and the JSON
 * Schema that editors complete from are all made from it.
 */

const slug = z.string().regex(/^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/, {
  error: 'must be lower-case letters and digits joined by "-", "_" or "."',
});

/** A day, a month or a year: `2025-12-04`, `2025-12` or `2025`. */
export const partialDateSchema = z
  .string()
  .regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/, {
    error: 'must be a date in quotes: "2025-12-04", "2025-12" or "2025"',
  })
  .refine(isRealDate, { error: 'must be in the calendar', params: { code: 'impossible-date' } });

/** False only for what has the form of a date and is none. */
function isRealDate(date: string): boolean {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date);
  if (parts === null) return true;
  const [, year = '', month = '01', day = '01'] = parts;
  const full = `${year}-${month}-${day}`;
  const parsed = new Date(`${full}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(full);
}

const text = z.string().trim().min(1, { error: 'must not be empty' });

/** Text in English and, where somebody translated it, in Hindi and Russian. */
const translated = z.strictObject({ en: text, hi: text.optional(), ru: text.optional() });
export type Translated = z.infer<typeof translated>;

/** As `translated`; a plain string is short for English alone. */
const translatable = z.union([text.transform((en): Translated => ({ en })), translated]);

/** Words or sentences by the language they are in. */
const byLanguage = z.strictObject({
  en: z.array(text).optional(),
  hi: z.array(text).optional(),
  hinglish: z.array(text).optional(),
  ru: z.array(text).optional(),
});
export type ByLanguage = z.infer<typeof byLanguage>;

const moneySchema = z.strictObject({
  kind: z.literal('money'),
  label: text,
  amount: z.number(),
  currency: z.string().regex(/^[A-Z]{3}$/, { error: 'must be a three-letter currency code such as USD' }),
});
const amountSchema = z.strictObject({
  kind: z.enum(['quantity', 'measure', 'share']),
  label: text,
  amount: z.number(),
  unit: text,
});
const dateSchema = z.strictObject({ kind: z.literal('date'), label: text, on: partialDateSchema });
const periodSchema = z.strictObject({
  kind: z.literal('period'),
  label: text,
  from: partialDateSchema,
  to: partialDateSchema,
});
/** Whether something that people claim has happened: `event` is an id of `events.yaml`. */
const eventSchema = z.strictObject({
  kind: z.literal('event'),
  label: text,
  event: slug,
  happened: z.boolean(),
});
export const valueSchema = z.discriminatedUnion('kind', [
  moneySchema,
  amountSchema,
  dateSchema,
  periodSchema,
  eventSchema,
]);
export type Value = z.infer<typeof valueSchema>;

export const factSchema = z.strictObject({
  id: slug.describe('unique; begins with the id of its topic and a dot: "s-400.cost.2018-contract"'),
  aspect: slug.describe('the aspect that it is filed under, an id of aspects.yaml'),
  also: z.array(slug).default([]).describe('further aspects that it answers directly'),
  leads: z
    .array(slug)
    .default([])
    .describe('the aspects for which it heads the answer to the plain question'),
  as_of: partialDateSchema.describe(
    'the day, month or year for which it holds or on which it was said, in quotes: "2025-12-04"',
  ),
  currency: z
    .enum(CURRENCIES)
    .describe(
      'current; superseded, if a later fact replaces it; historical, if it is an event that stays true',
    ),
  superseded_by: slug.optional().describe('the id of the later fact that replaces it'),
  basis: z.enum(BASES).describe('what it rests on: an official statement, a press report, a law or a treaty'),
  text: translatable.describe('one to three plain sentences of our own, understandable alone'),
  values: z
    .array(valueSchema)
    .default([])
    .describe('every figure and date of the text, readable by machines'),
  sources: z
    .array(slug)
    .min(1, { error: 'must name at least one source: a fact without a source does not enter' })
    .describe('ids of sources.yaml, at least one'),
  asked: byLanguage
    .default({})
    .describe(
      'questions that it answers, in other words than its text: the ways people ask who do not know the terms',
    ),
});
export type Fact = z.infer<typeof factSchema>;

export const topicSchema = z.strictObject({
  id: slug.describe('unique; also the name of the file'),
  kind: z.enum(TOPIC_KINDS).describe('what sort of thing it is'),
  names: translated.describe('what it is called in an answer, by language'),
  aliases: byLanguage.describe('what people call it, by language'),
  summary: translatable.describe('what it is, in one or two sentences'),
  related: z.array(slug).default([]).describe('ids of topics that are asked about next'),
  facts: z.array(factSchema).describe('what is known of it, each fact dated and sourced'),
});
export type Topic = z.infer<typeof topicSchema>;

export const sourceSchema = z.strictObject({
  id: slug.describe('unique; facts cite it'),
  title: text.describe('as the document has it'),
  publisher: text.describe('who published it; of a reprint, both'),
  published: partialDateSchema
    .optional()
    .describe('the day, month or year of publication in quotes; left out where the document shows none'),
  url: z
    .url({ protocol: /^https?$/, error: 'must be a web address that begins with http:// or https://' })
    .describe('the whole address, with http:// or https://'),
});
export type Source = z.infer<typeof sourceSchema>;

const commandName = z.string().regex(/^[-_\p{Ll}\p{Lo}\p{N}\p{M}]{1,32}$/u, {
  error: 'must be 1 to 32 small letters, digits, "-" or "_", without spaces',
});
const commandDescription = text.max(100, { error: 'must have at most 100 characters' });

/** A slash command: `name` and `description` in English, the rest localised. */
const commandSchema = z.strictObject({
  name: z.strictObject({ en: commandName, hi: commandName.optional(), ru: commandName.optional() }),
  description: z.strictObject({
    en: commandDescription,
    hi: commandDescription.optional(),
    ru: commandDescription.optional(),
  }),
});

export const aspectSchema = z.strictObject({
  id: slug,
  names: translated,
  command: commandSchema.optional(),
  /** Aspects whose facts answer it where a topic has none of its own, best first. */
  fallbacks: z.array(slug).default([]),
  /** Ways of asking for it; `{topic}` stands where the topic is named. */
  phrases: byLanguage,
});
export type Aspect = z.infer<typeof aspectSchema>;

/** Several topics under a common noun: "helicopters". */
export const groupSchema = z.strictObject({
  id: slug,
  names: translated,
  aliases: byLanguage,
  topics: z.array(slug).min(1, { error: 'must list at least one topic' }),
});
export type Group = z.infer<typeof groupSchema>;

/** A well-known thing of the same field that the knowledge does not cover. */
export const uncoveredSchema = z.strictObject({
  id: slug,
  names: translated,
  aliases: byLanguage,
});
export type Uncovered = z.infer<typeof uncoveredSchema>;

/** Small talk that gets a short human line. */
export const smalltalkSchema = z.strictObject({
  id: slug,
  examples: byLanguage,
  reply: z.strictObject({ en: text, hi: text, hinglish: text, ru: text }),
});
export type Smalltalk = z.infer<typeof smalltalkSchema>;

export const outsideSchema = z.strictObject({
  smalltalk: z.array(smalltalkSchema),
  /** Questions on other subjects, orders and abuse: examples of what is not answered. */
  outside: byLanguage,
});

/** One meaning and the words for it: `term` is the English word as the facts write it. */
export const wordSchema = z.strictObject({
  term: text,
  kind: z.enum(WORD_KINDS),
  en: z.array(text).optional(),
  hi: z.array(text).optional(),
  hinglish: z.array(text).optional(),
  ru: z.array(text).optional(),
});
export type Word = z.infer<typeof wordSchema>;

/** Something that can be claimed to have happened, and the words that claim it. */
export const eventWordsSchema = z.strictObject({
  id: slug,
  /** Only one party can be it: if TKMS was selected, nobody else was. */
  sole: z.boolean().default(false),
  /** Events without which it cannot be: nothing is delivered that was never ordered. */
  after: z.array(slug).default([]),
  /** Events that the same words may also mean: what is "delivered" has come in part or in full. */
  kin: z.array(slug).default([]),
  /** What it is where all of it has happened: "all delivered". */
  whole: slug.optional(),
  /** Events that rule it out: nothing is cancelled that is being delivered. */
  against: z.array(slug).default([]),
  words: byLanguage,
  /** Words that say that it has not happened, without a negation: "still a partner" of a withdrawal. */
  undone: byLanguage.default({}),
});
export type EventWords = z.infer<typeof eventWordsSchema>;

export const formSchema = z.strictObject({ id: z.enum(FORM_IDS), cues: byLanguage });
export type Form = z.infer<typeof formSchema>;

/** Runs of words of which a value's label must hold one, and those of which it may hold none. */
const labelsSchema = z.strictObject({
  words: z.array(text).min(1, { error: 'must hold at least one word' }),
  without: z.array(text).default([]),
});

/** A list over topics that people ask for, the words that ask for it, and what proves a row of it. */
export const listingSchema = z.strictObject({
  id: slug,
  by: z.enum(LISTING_PROOFS).describe('what proves a row: a date, an amount of money, or how things stand'),
  cues: byLanguage.describe(
    'the words that name the matter; parts joined by " + " may stand apart, in any order',
  ),
  bare: z
    .enum(['always', 'dated', 'never'])
    .default('never')
    .describe('whether it is also asked for without a noun ("what is …?"): always, beside a date, or never'),
  orders: z
    .array(z.enum(LISTING_ORDERS))
    .default([])
    .describe('superlatives that ask for this list of deals without any cue ("the biggest contract")'),
  beside: z
    .array(slug)
    .default([])
    .describe('lists whose cues may stand in the same question without changing what it asks for'),
  denied: slug.optional().describe('the list that is wanted where the matter is denied ("not delivered")'),
  kinds: z.array(z.enum(TOPIC_KINDS)).min(1, { error: 'must name at least one kind' }),
  retold: z
    .array(z.enum(TOPIC_KINDS))
    .default([])
    .describe('kinds of topics that make a row only where no other topic tells the same'),
  aspects: z
    .array(slug)
    .min(1, { error: 'must name at least one aspect' })
    .describe('a fact proves a row only if it answers one of them; best first'),
  needs: z
    .array(slug)
    .default([])
    .describe('where given, a fact proves a row only if it answers one of these aspects as well'),
  leads: z
    .array(slug)
    .default([])
    .describe('where given, a fact proves a row only if it heads the answer for one of these aspects'),
  bases: z.array(z.enum(BASES)).default([...BASES]),
  currencies: z.array(z.enum(CURRENCIES)).default([...CURRENCIES]),
  events: z
    .array(z.strictObject({ event: slug, happened: z.boolean().default(true) }))
    .default([])
    .describe('events of which a fact must report one to prove a row; of amounts, those that concluded them'),
  told: z
    .enum(['first', 'last'])
    .default('last')
    .describe('which of the facts of a topic makes its row where no date is named'),
  dates: labelsSchema.optional().describe('labels of the dates that prove a row'),
  amounts: labelsSchema.optional().describe('labels of the amounts of money that rows are put in order by'),
  measures: labelsSchema.optional().describe('labels of the lengths of time that rows are put in order by'),
});
export type Listing = z.infer<typeof listingSchema>;

/** Something that things are compared by or asked for together, and the values that tell it. */
export const dimensionSchema = z.strictObject({
  id: slug,
  cues: byLanguage.describe('the words that ask for it: "dearer", "how much", "price"'),
  kinds: z
    .array(z.enum(['money', 'quantity', 'measure', 'share', 'date', 'period']))
    .default([])
    .describe('the kinds of values that tell it'),
  names: z
    .array(z.enum(WORD_KINDS))
    .default([])
    .describe('kinds of names that tell it, where several are asked for ("which countries …")'),
  units: z.array(text).default([]).describe('where given, only values in one of these units tell it'),
  aspects: z.array(slug).default([]).describe('facts that head the answer for one of these tell it best'),
});
export type Dimension = z.infer<typeof dimensionSchema>;

export const listingsSchema = z.strictObject({
  words: z.strictObject(
    Object.fromEntries(LISTING_WORDS.map((id) => [id, byLanguage.default({})])) as Record<
      ListingWord,
      z.ZodDefault<typeof byLanguage>
    >,
  ),
  listings: z.array(listingSchema),
  dimensions: z.array(dimensionSchema).default([]),
});
export type Listings = z.infer<typeof listingsSchema>;

/** What a folder without `listings.yaml` has. */
export const NO_LISTINGS: Listings = {
  words: Object.fromEntries(LISTING_WORDS.map((id) => [id, {}])) as Record<ListingWord, ByLanguage>,
  listings: [],
  dimensions: [],
};

const wordingLine = z.strictObject({ en: text, hi: text, hinglish: text, ru: text });
export type WordingLine = z.infer<typeof wordingLine>;
export const wordingSchema = z.strictObject(
  Object.fromEntries(WORDING_KEYS.map((key) => [key, wordingLine])) as Record<WordingKey, typeof wordingLine>,
);
export type Wording = Readonly<Record<WordingKey, WordingLine>>;

export const ownCommandSchema = z.strictObject({
  id: z.enum(COMMAND_IDS),
  name: z.strictObject({ en: text, hi: text, ru: text }),
  /** Missing for context-menu commands, which have none. */
  description: z
    .strictObject({ en: commandDescription, hi: commandDescription, ru: commandDescription })
    .optional(),
});
export type OwnCommand = z.infer<typeof ownCommandSchema>;

/** Names and descriptions of command options, by the option's id (`topic`, `question`, `as-of`, …). */
export const optionSchema = z.strictObject({
  id: slug,
  name: z.strictObject({ en: commandName, hi: commandName, ru: commandName }),
  description: z.strictObject({ en: commandDescription, hi: commandDescription, ru: commandDescription }),
});
export type CommandOption = z.infer<typeof optionSchema>;

export const files = {
  aspects: z.strictObject({ aspects: z.array(aspectSchema).min(1) }),
  groups: z.strictObject({ groups: z.array(groupSchema) }),
  uncovered: z.strictObject({ uncovered: z.array(uncoveredSchema) }),
  outside: outsideSchema,
  vocabulary: z.strictObject({ words: z.array(wordSchema) }),
  events: z.strictObject({ events: z.array(eventWordsSchema) }),
  forms: z.strictObject({ forms: z.array(formSchema) }),
  listings: listingsSchema,
  wording: wordingSchema,
  commands: z.strictObject({ commands: z.array(ownCommandSchema), options: z.array(optionSchema) }),
  sources: z.array(sourceSchema),
  topic: topicSchema,
} as const;

/** Everything that a knowledge folder holds, checked. Immutable by convention: nothing writes to it. */
export interface Knowledge {
  readonly topics: readonly Topic[];
  readonly aspects: readonly Aspect[];
  readonly sources: readonly Source[];
  readonly groups: readonly Group[];
  readonly uncovered: readonly Uncovered[];
  readonly smalltalk: readonly Smalltalk[];
  readonly outside: ByLanguage;
  readonly words: readonly Word[];
  readonly events: readonly EventWords[];
  readonly forms: readonly Form[];
  readonly listings: Listings;
  readonly wording: Wording;
  readonly commands: readonly OwnCommand[];
  readonly options: readonly CommandOption[];
}
