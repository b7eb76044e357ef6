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

/** Forms of a question that are told by cues, whatever the question is about. */
export const FORM_IDS = [
  'claim',
  'list',
  'compare',
  'history',
  'changes',
  'latest',
  'then',
  'expected',
  'negation',
  'same',
  'sources',
] as const;
export type FormId = (typeof FORM_IDS)[number];

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
