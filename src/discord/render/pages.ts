import { MAX_SELECT_OPTIONS, MAX_TEXT } from '../limits.ts';
import type { Block, Option, SourceLine } from './sheet.ts';

/**
 * Cuts blocks into pages that are within Discord's limits. A block is moved to the next page rather than cut; each
 * page carries the sources of its own facts. Only a block that no page could hold is divided, between words.
 */
export interface Page {
  readonly runs: readonly Run[];
  /** Lines of the sources that this page cites, by number. */
  readonly sources: readonly SourceLine[];
  readonly options: readonly Option[];
}

/** Texts under one heading. */
export interface Run {
  readonly heading: string;
  readonly texts: readonly string[];
}

/** Characters kept free for what stands on every page around the blocks. */
const FRAME = 200;
/** Characters of the blocks and source lines of one page. */
export const PAGE_ROOM = MAX_TEXT - FRAME;
/** Runs on one page: each is a component. */
export const MAX_RUNS = 10;

export function toPages(blocks: readonly Block[]): readonly Page[] {
  const whole = pageOf(blocks);
  if (isLegal(whole)) return [whole];
  const pages: Page[] = [];
  let held: readonly Block[] = [];
  const turn = (): void => {
    if (held.length > 0) pages.push(pageOf(held));
    held = [];
  };
  for (const block of blocks) {
    if (!fits([...held, block])) turn();
    for (const part of fits([block]) ? [block] : divide(block)) {
      if (!fits([...held, part])) turn();
      held = [...held, part];
    }
  }
  turn();
  return pages;
}

function pageOf(blocks: readonly Block[]): Page {
  const runs: { heading: string; texts: string[] }[] = [];
  for (const block of blocks) {
    const last = runs.at(-1);
    if (last?.heading === block.heading) last.texts.push(block.text);
    else runs.push({ heading: block.heading, texts: [block.text] });
  }
  const byNumber = new Map(blocks.flatMap(({ sources }) => sources).map((line) => [line.number, line]));
  return {
    runs,
    sources: [...byNumber.values()].sort((a, b) => a.number - b.number),
    options: blocks.flatMap(({ option }) => (option === null ? [] : [option])),
  };
}

function fits(blocks: readonly Block[]): boolean {
  return isLegal(pageOf(blocks));
}

function isLegal(page: Page): boolean {
  return (
    sizeOf(page) <= PAGE_ROOM && page.runs.length <= MAX_RUNS && page.options.length <= MAX_SELECT_OPTIONS
  );
}

/** What Markdown adds to a heading and to a line of small print, with the line break after it. */
const HEADING_MARKS = 5;
const SMALL_MARKS = 4;

/** Characters of a page as it will be written. */
function sizeOf(page: Page): number {
  const runs = page.runs.map(
    ({ heading, texts }) => heading.length + HEADING_MARKS + sum(texts.map(({ length }) => length + 1)),
  );
  return sum(runs) + sum(page.sources.map(({ text }) => text.length + SMALL_MARKS));
}
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** A block that no page can hold, as a series that pages can: its text between words, then its sources one by one. */
function divide(block: Block): readonly Block[] {
  const [heading = ''] = pieces(block.heading, PAGE_ROOM / 4);
  const room = PAGE_ROOM - heading.length - HEADING_MARKS - SMALL_MARKS;
  const texts = pieces(block.text, room).map((text) => ({
    ...block,
    heading,
    text,
    sources: [],
    option: null,
  }));
  const sources = block.sources.map((line) => ({
    heading,
    text: '',
    sources: [line.text.length < room ? line : { ...line, text: pieces(line.withoutLink, room)[0] ?? '' }],
    option: null,
  }));
  const [first, ...rest] = [...texts, ...sources];
  return first === undefined ? [] : [{ ...first, option: block.option }, ...rest];
}

/** Cuts text at white space into pieces of at most `room` characters; a longer word is cut as the last resort. */
function pieces(text: string, room: number): string[] {
  const cut: string[] = [];
  let rest = text;
  while (rest.length > room) {
    const head = rest.slice(0, room + 1);
    const space = head.search(/\s\S*$/);
    const end = space > 0 ? space : endOfCharacter(rest, Math.floor(room));
    cut.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...cut, rest];
}

/** Never between the halves of a pair, nor between a backslash and what it escapes. */
function endOfCharacter(text: string, end: number): number {
  return /[\uD800-\uDBFF\\]/.test(text.charAt(end - 1)) ? end - 1 : end;
}
