/**
 * The closed lists of words that data and code share. Apart from the schema, so that code that only needs a list
 * does not load zod with it.
 */

/** Languages that questions are asked in; `hinglish` is Hindi in Latin letters. */
export const LANGUAGES = ['en', 'hi', 'hinglish', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Languages that facts, names and commands are written in. */
export const TEXT_LANGUAGES = ['en', 'hi', 'ru'] as const;
export type TextLanguage = (typeof TEXT_LANGUAGES)[number];

/** A day, a month or a year: `2025-12-04`, `2025-12` or `2025`. */
export type PartialDate = string;

export const CURRENCIES = ['current', 'superseded', 'historical'] as const;
export const BASES = ['official', 'report', 'law', 'treaty'] as const;

export const TOPIC_KINDS = ['system', 'agreement', 'programme', 'institution', 'meeting', 'policy'] as const;

export const WORD_KINDS = ['word', 'place', 'country', 'person', 'organisation', 'occasion'] as const;

/** Words that only together tell whether something is asked to be so, or who said it. */
export const CHECK_FORMS = ['checks', 'beside', 'fillers', 'presumes', 'hearsay', 'reports'] as const;

/** Forms of a question that are told by cues, whatever the question is about. */
export const FORM_IDS = [
  ...CHECK_FORMS,
  'claim',
  'tag',
  'list',
  'compare',
  'history',
  'changes',
  'latest',
  'then',
  'expected',
  'negation',
  'only',
  'whole',
  'intended',
  'same',
  'following',
  'preceding',
  'sources',
  'joins',
  'either',
  'every',
  'aside',
] as const;
export type FormId = (typeof FORM_IDS)[number];

/**
 * What a word does in a question for a list over topics: it asks ("which"), asks where no noun stands ("क्या"),
 * counts ("how many"), names what is listed (`deals` are signed, `things` are bought), puts it in order (`biggest`
 * to `longest`), denies, says where a date's time begins or ends, opens a question that is answered with yes or no
 * (`helps`), changes nothing (`besides`) or makes it another question (`bars`).
 */
export const LISTING_WORDS = [
  'asks',
  'whats',
  'counts',
  'deals',
  'things',
  'biggest',
  'smallest',
  'newest',
  'oldest',
  'longest',
  'denies',
  'since',
  'after',
  'before',
  'until',
  'between',
  'helps',
  'besides',
  'bars',
] as const;
export type ListingWord = (typeof LISTING_WORDS)[number];

export const LISTING_ORDERS = [
  'biggest',
  'smallest',
  'newest',
  'oldest',
  'longest',
] as const satisfies readonly ListingWord[];
export type ListingOrder = (typeof LISTING_ORDERS)[number];

/** What proves a row of a list: a date on which it happened, an amount of money, or how things stand. */
export const LISTING_PROOFS = ['date', 'amount', 'state'] as const;

/** The bot's own slash and context-menu commands, beside the one that each aspect brings. */
export const COMMAND_IDS = [
  'ask',
  'about',
  'timeline',
  'compare',
  'sources',
  'topics',
  'help',
  'answer-this',
  'check-claim',
] as const;
export type CommandId = (typeof COMMAND_IDS)[number];
