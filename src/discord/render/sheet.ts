import type { Press, Target } from '../state/press.ts';

/** What a message is to show, before it is cut into pages and made into Discord's components. All texts are Markdown. */
export interface Sheet {
  readonly tone: Tone;
  readonly blocks: readonly Block[];
  /** What can be asked next, as buttons or a menu; null: nothing. */
  readonly choices: Control | null;
  /** Buttons about the message itself, beside those that turn its pages; at most three are shown. */
  readonly about: readonly Button[];
  /** How many facts the blocks show, and how many more there are beyond them. */
  readonly shown: number;
  readonly remaining: number;
}

export type Tone = 'answer' | 'question' | 'unknown' | 'supported' | 'contradicted' | 'plain';

/** The smallest part that stays whole on one page: a fact with its date and its sources. */
export interface Block {
  /** Repeated at the top of a page that goes on with it; empty: none. */
  readonly heading: string;
  readonly text: string;
  readonly sources: readonly SourceLine[];
  /** Offered in a menu on the page that the block is on. */
  readonly option: Option | null;
}

export interface SourceLine {
  readonly number: number;
  readonly text: string;
  /** The same without its link, for an address that no message could hold. */
  readonly withoutLink: string;
}

export interface Option {
  readonly label: string;
  readonly target: Target;
}

export type Control =
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }
  | {
      readonly kind: 'menu';
      readonly placeholder: string;
      /** A press whose target the chosen option gives. */
      readonly press: Press;
      readonly options: readonly Option[];
    };

export interface Button {
  readonly label: string;
  readonly press: Press;
  readonly look: 'main' | 'quiet';
}

/** A block of text alone. */
export const textBlock = (text: string, heading = ''): Block => ({
  heading,
  text,
  sources: [],
  option: null,
});
