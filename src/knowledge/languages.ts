import type { ByLanguage, Translated } from './schema.ts';

/** The texts of all languages. */
export function allOf(texts: ByLanguage): string[] {
  return Object.values(texts).flatMap((list) => list ?? []);
}

/** A text in every language that it is written in. */
export function translationsOf(text: Translated): string[] {
  return Object.values(text).flatMap((translation) => translation ?? []);
}
