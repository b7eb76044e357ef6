import { type Block, GLUE, type Span } from './blocks.ts';
import { cellsOf, graphemes } from './cells.ts';

/** A line as it is written: spans, the indent among them. */
export type Line = readonly Span[];

/** Lines narrower than this are not worth keeping an indent for. */
const NARROW = 24;
/** How far later lines stand in where there is no room for more. */
const SHALLOW = 4;

/**
 * Lays blocks out in lines of at most `width` cells, an empty line for every gap. Only an address may be longer.
 *
 * @param width in cells; `Infinity` gives every block one line.
 */
export function wrap(blocks: readonly Block[], width: number): Line[] {
  return blocks.flatMap((block, place) => {
    const lines =
      width === Number.POSITIVE_INFINITY ? [oneLine(block)] : wrapBlock(block, Math.max(width, 1));
    return block.gap && place > 0 ? [[], ...lines] : lines;
  });
}

function oneLine(block: Block): Line {
  return indented(block.indent, tidy(block.spans));
}

interface Word {
  readonly pieces: readonly Span[];
  readonly cells: number;
  /** The span that the space before it belongs to. */
  readonly space: Span | null;
}

function wrapBlock(block: Block, width: number): Line[] {
  if (block.address) return [oneLine(block)];
  const most = width < NARROW ? 0 : Math.floor(width / 2);
  const first = Math.min(block.indent, most);
  // A column that leaves no room beside it is given up.
  const later = block.hang <= most ? block.hang : Math.min(block.indent + SHALLOW, most);
  const lines: Line[] = [];
  let line: Span[] = [];
  let used = first;
  const turn = (): void => {
    lines.push(indented(lines.length === 0 ? first : later, tidy(line)));
    line = [];
    used = later;
  };
  for (const whole of words(block.spans)) {
    for (const word of broken(whole, width - Math.max(first, later))) {
      const space = line.length === 0 || word.space === null ? [] : [{ ...word.space, text: ' ' }];
      if (line.length > 0 && used + space.length + word.cells > width) turn();
      else {
        line.push(...space);
        used += space.length;
      }
      line.push(...word.pieces);
      used += word.cells;
    }
  }
  turn();
  return lines;
}

/** Cuts spans into words at plain spaces; a word may have pieces of several spans. */
function words(spans: readonly Span[]): Word[] {
  const found: Word[] = [];
  let pieces: Span[] = [];
  let space: Span | null = null;
  const close = (): void => {
    if (pieces.length > 0) {
      found.push({ pieces, cells: pieces.reduce((sum, { text }) => sum + cellsOf(text), 0), space });
      pieces = [];
    }
  };
  for (const span of spans) {
    span.text.split(' ').forEach((text, place) => {
      if (place > 0) {
        close();
        space = span;
      }
      if (text !== '') pieces.push({ ...span, text });
    });
  }
  close();
  return found;
}

/** A word that fits no line is cut between signs. */
function broken(word: Word, most: number): Word[] {
  if (word.cells <= most) return [word];
  const parts: Word[] = [];
  let pieces: Span[] = [];
  let cells = 0;
  const close = (): void => {
    if (pieces.length > 0) parts.push({ pieces, cells, space: parts.length === 0 ? word.space : null });
    pieces = [];
    cells = 0;
  };
  for (const piece of word.pieces) {
    let text = '';
    const take = (): void => {
      if (text !== '') pieces.push({ ...piece, text });
      text = '';
    };
    for (const sign of signs(piece.text, most)) {
      const more = cellsOf(sign);
      if (cells > 0 && cells + more > most) {
        take();
        close();
      }
      text += sign;
      cells += more;
    }
    take();
  }
  close();
  return parts;
}

/** Letters with their marks; what nobody could read, a letter with more marks than a line has room for, is cut. */
function* signs(text: string, most: number): Generator<string> {
  for (const sign of graphemes(text)) {
    if (cellsOf(sign) > most) yield* sign;
    else yield sign;
  }
}

function indented(cells: number, spans: readonly Span[]): Line {
  return cells === 0 || spans.length === 0 ? spans : [{ text: ' '.repeat(cells), tone: 'plain' }, ...spans];
}

function unglue(span: Span): Span {
  return span.text.includes(GLUE) ? { ...span, text: span.text.replaceAll(GLUE, ' ') } : span;
}

/** Neighbours of one kind become one; nothing invisible stands at the end. */
function tidy(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans.map(unglue)) {
    const last = joined.at(-1);
    if (last !== undefined && last.tone === span.tone && last.href === span.href)
      joined[joined.length - 1] = { ...last, text: last.text + span.text };
    else joined.push(span);
  }
  const last = joined.at(-1);
  if (last !== undefined) joined[joined.length - 1] = { ...last, text: last.text.trimEnd() };
  return joined;
}
