import type { TextLanguage } from './terms.ts';

/** What is wrong, as data. The words for it stand in `faults.ts`, and nowhere else. */
export type Finding =
  // a folder or file as such
  | { code: 'not-there'; what: 'file' | 'folder' }
  | { code: 'not-a-folder' }
  | { code: 'not-a-file' }
  | { code: 'unreadable'; what: 'file' | 'folder'; reason: string }
  | { code: 'file-missing'; file: string }
  | { code: 'unknown-file'; file: string; known: readonly string[] }
  | { code: 'no-topics' }
  | { code: 'not-utf8' }
  // the form of a file
  | { code: 'yaml'; problem: string; detail: string }
  | { code: 'duplicate-key'; key: string }
  | { code: 'missing-key'; key: string; of: string; meaning: string | null }
  | { code: 'unknown-key'; key: string; of: string; known: readonly string[] }
  | { code: 'wrong-type'; subject: string; expected: string; found: string }
  | { code: 'wrong-value'; subject: string; found: string; allowed: readonly string[] }
  | { code: 'wrong-form'; subject: string; found: string; rule: string }
  | { code: 'impossible-date'; key: string; of: string; found: string }
  | { code: 'not-a-web-address'; of: string; found: string }
  // ids
  | { code: 'duplicate-id'; what: IdKind; id: string; first: string }
  | { code: 'topic-file-name'; topic: string; file: string }
  | { code: 'fact-outside-topic'; fact: string; topic: string }
  // references
  | { code: 'unknown-aspect'; id: string; of: string; key: string; known: readonly string[] }
  | { code: 'unknown-source'; id: string; of: string; known: readonly string[] }
  | { code: 'unknown-topic'; id: string; of: string; key: string; known: readonly string[] }
  | { code: 'unknown-event'; id: string; of: string; known: readonly string[] }
  | { code: 'unknown-listing'; id: string; of: string; key: string; known: readonly string[] }
  | { code: 'refers-to-itself'; of: string; key: string }
  | { code: 'named-twice'; id: string; of: string; key: string }
  | { code: 'leads-elsewhere'; fact: string; aspect: string }
  // what replaced what
  | { code: 'no-successor'; fact: string }
  | { code: 'successor-of-current'; fact: string; currency: string }
  | { code: 'unknown-successor'; fact: string; id: string; known: readonly string[] }
  | { code: 'own-successor'; fact: string }
  | { code: 'older-successor'; fact: string; asOf: string; successor: string; successorAsOf: string }
  | { code: 'successor-circle'; facts: readonly string[] }
  // dates, figures, texts
  | { code: 'future-date'; key: string; of: string; found: string; today: string }
  | { code: 'period-backwards'; of: string; from: string; to: string }
  | { code: 'figure-without-value'; of: string; figure: string }
  | { code: 'summary-figure'; topic: string; figure: string }
  | {
      code: 'translation-figures';
      of: string;
      language: TextLanguage;
      missing: readonly string[];
      extra: readonly string[];
    }
  | { code: 'text-too-long'; key: string; of: string; length: number; budget: number }
  | { code: 'unknown-placeholder'; placeholder: string; of: string; known: readonly string[] }
  // names that mean two things
  | { code: 'alias-clash'; alias: string; owner: string; other: string; place: string }
  | { code: 'url-twice'; url: string; source: string; other: string }
  | { code: 'command-clash'; name: string; language: string; owner: string; other: string }
  | { code: 'command-missing'; command: string };

/** What is not wrong but wants a look. */
export type Concern =
  | { code: 'no-lead'; topic: string; aspects: readonly string[] }
  | { code: 'stale-aspects'; topic: string; aspects: readonly { aspect: string; newest: string }[] }
  | { code: 'uncited-source'; source: string }
  | { code: 'near-copy-facts'; fact: string; other: string; percent: number }
  | { code: 'near-copy-sources'; source: string; other: string; same: 'title' | 'address' }
  | { code: 'near-clash'; alias: string; owner: string; near: string; other: string }
  | { code: 'ordinary-alias'; alias: string; owner: string }
  | { code: 'untranslated-facts'; topic: string; language: TextLanguage; facts: readonly string[] }
  | { code: 'untranslated-summary'; topic: string; languages: readonly TextLanguage[] }
  | { code: 'unseen-fact'; fact: string; successor: string }
  | { code: 'no-phrases'; aspect: string; languages: readonly string[] }
  | { code: 'placeholder-unused'; placeholder: string; of: string };

export type FaultCode = Finding['code'];
export type WarningCode = Concern['code'];

export type IdKind =
  | 'topic'
  | 'fact'
  | 'source'
  | 'aspect'
  | 'group'
  | 'uncovered thing'
  | 'small talk'
  | 'event'
  | 'listing'
  | 'form'
  | 'command'
  | 'option';

/** Where something stands; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Something wrong that stops the start. */
export interface Fault extends Place {
  readonly code: FaultCode;
  /** What is wrong. */
  readonly message: string;
  /** What to do about it. */
  readonly mend: string;
}

/** Something that wants a look and stops nothing. */
export interface Warning extends Place {
  readonly code: WarningCode;
  readonly message: string;
  readonly mend: string;
}
