import type { Abilities } from './abilities.ts';
import type { Block, Span, Tone } from './blocks.ts';
import { wrap } from './wrap.ts';

/** Select Graphic Rendition of each tone; null leaves the text as it is. */
const COLOURS: Readonly<Record<Tone, string | null>> = {
  plain: null,
  heading: '1;36',
  dim: '2',
  mark: '33',
  number: '36',
  command: '36',
  supported: '1;32',
  contradicted: '1;31',
  'not-covered': '1;33',
};

const ESC = '\u001b';

/** Blocks as text for a place with these abilities, a line break after every line. */
export function paint(blocks: readonly Block[], abilities: Abilities): string {
  const shown = abilities.links ? blocks.filter(({ address }) => !address) : blocks;
  let link = 0;
  let leads: string | undefined;
  const one = (span: Span): string => {
    if (span.href !== leads) {
      leads = span.href;
      link += leads === undefined ? 0 : 1;
    }
    const text = abilities.colour ? coloured(span) : span.text;
    return abilities.links && span.href !== undefined ? linked(text, span.href, link) : text;
  };
  return wrap(shown, abilities.width)
    .map((line) => `${line.map(one).join('')}\n`)
    .join('');
}

/** As `paint`, for a program or a file: no colour, no links, no line breaks within a paragraph or at the end. */
export function plain(blocks: readonly Block[]): string {
  return wrap(blocks, Number.POSITIVE_INFINITY)
    .map((line) => line.map(({ text }) => text).join(''))
    .join('\n');
}

function coloured({ text, tone }: Span): string {
  const colour = COLOURS[tone];
  return colour === null || text.trim() === '' ? text : `${ESC}[${colour}m${text}${ESC}[0m`;
}

/** The id lets a terminal know that the lines of one link belong together. */
function linked(text: string, href: string, id: number): string {
  return `${ESC}]8;id=${id};${href}${ESC}\\${text}${ESC}]8;;${ESC}\\`;
}
