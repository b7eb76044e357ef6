import type { Language, TextLanguage, Translated } from '../knowledge/schema.ts';

/** The language to answer in for a Discord locale (`en-US`, `hi`, `ru`, …); English for all that we lack. */
export function languageOf(locale: string | null | undefined): Language {
  const primary = locale?.split('-')[0];
  return primary === 'hi' || primary === 'ru' ? primary : 'en';
}

/** The language that texts are shown in to who writes in `language`. */
export function textLanguageOf(language: Language): TextLanguage {
  return language === 'hinglish' ? 'en' : language;
}

/** A name or description in a language, in English where it is not translated. */
export function inLanguage(text: Translated, language: Language): string {
  return text[textLanguageOf(language)] ?? text.en;
}
