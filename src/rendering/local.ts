import { textLanguageOf } from '../answering/compose.ts';
import type { Language, Translated } from '../knowledge/schema.ts';

/** A name or description in a language, in English where it is not translated. */
export function inLanguage(text: Translated, language: Language): string {
  return text[textLanguageOf(language)] ?? text.en;
}
