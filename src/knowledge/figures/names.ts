import { AFTER, BEFORE, fold, looksLikeName } from './scan.ts';

/**
 * One pattern for all names that hold a number of its own ("Project 11356", "Superjet 100"), so that its digits
 * are not taken for an amount; null where no name does. Names whose digits hang on letters need no entry.
 */
export function namesPattern(names: Iterable<string>): RegExp | null {
  const numbered = [...new Set([...names].map(fold))].filter((name) => !looksLikeName(name));
  if (numbered.length === 0) return null;
  const longestFirst = numbered.sort((a, b) => b.length - a.length).map(escapePattern);
  return new RegExp(`${BEFORE}(?:${longestFirst.join('|')})${AFTER}`, 'giu');
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
