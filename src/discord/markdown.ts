/** Text for Discord. Whatever was not written here goes through `literal`, so that it reads as it was written. */

/** Anything that `literal` would change: most facts hold nothing of it, and are passed through. */
const NEEDS_CARE = /[\\*_~`|<>[\]@]|[^\S ]|\s\s|^\s|\s$|:\/\/|^[#>+-]|^\d+[.)]/;
const SPECIAL = /[\\*_~`|<>[\]@]/g;
const LINE_START = /^(?:[#>+-]|-#)/;
const NUMBERED_LINE = /^(\d+)([.)])(?=\s|$)/;

/**
 * Makes plain text safe to show: no markup, mention, link or emoji can come of it. Line breaks become spaces.
 * Discord shows the result as the text was.
 */
export function literal(text: string): string {
  if (!NEEDS_CARE.test(text)) return text;
  const line = text.replace(/\s+/g, ' ').trim();
  return line
    .replace(SPECIAL, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(LINE_START, '\\$&')
    .replace(NUMBERED_LINE, '$1\\$2');
}

/** A link whose preview is suppressed. The address stays as it is but for signs that would end it early. */
export function link(label: string, url: string): string {
  return `[${literal(label)}](<${safeUrl(url)}>)`;
}

function safeUrl(url: string): string {
  const encoded = url.trim().replace(/[\s<>\\]/g, (sign) => encodeURIComponent(sign));
  return hasBalancedParentheses(encoded)
    ? encoded
    : encoded.replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'));
}

function hasBalancedParentheses(url: string): boolean {
  let depth = 0;
  for (const sign of url) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (depth < 0 || depth > 1) return false;
  }
  return depth === 0;
}

/** A small, dim line. */
export const small = (markdown: string): string => `-# ${markdown}`;
export const bold = (markdown: string): string => `**${markdown}**`;
export const heading = (markdown: string): string => `### ${markdown}`;
