/** What a piece of text is, for who paints it. */
export type Tone =
  | 'plain'
  | 'heading'
  | 'dim'
  | 'mark'
  | 'number'
  | 'command'
  | 'supported'
  | 'contradicted'
  | 'not-covered';

/** A piece of text in one tone, perhaps a link. */
export interface Span {
  readonly text: string;
  readonly tone: Tone;
  /** Where the text leads to. */
  readonly href?: string;
}

/** A paragraph. Lines break at plain spaces only; `GLUE` is a space at which they never do. */
export interface Block {
  readonly spans: readonly Span[];
  /** Cells before the first line. */
  readonly indent: number;
  /** Cells before the lines after the first. */
  readonly hang: number;
  /** Whether an empty line stands before it. */
  readonly gap: boolean;
  /** An address spelt out: never broken, and left out where links can be clicked. */
  readonly address: boolean;
}

/** A space that keeps its neighbours on one line; written out as a plain space. */
export const GLUE = '\u00a0';

export const span = (text: string, tone: Tone = 'plain'): Span => ({ text, tone });

/** A paragraph, without indent or gap unless `form` says so; `hang` is `indent` where it is not given. */
export function block(
  spans: readonly Span[] | string,
  form: { readonly indent?: number; readonly hang?: number; readonly gap?: boolean } = {},
): Block {
  const indent = form.indent ?? 0;
  return {
    spans: typeof spans === 'string' ? [span(spans)] : spans,
    indent,
    hang: form.hang ?? indent,
    gap: form.gap ?? false,
    address: false,
  };
}

/** An address on a line of its own. */
export function address(url: string, indent: number): Block {
  return { spans: [span(url, 'dim')], indent, hang: indent, gap: false, address: true };
}

/** Text that is not broken across lines. */
export const glued = (text: string): string => text.replaceAll(' ', GLUE);
