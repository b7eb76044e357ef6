import type { Knowledge } from '../knowledge/schema.ts';
import { FORM_IDS, type FormId, type Language, TEXT_LANGUAGES } from '../knowledge/terms.ts';
import { atomise } from '../language/atoms.ts';
import { normalise } from '../language/normalise.ts';
import { once } from '../language/once.ts';
import { type Lists, listAt, pack } from '../language/postings.ts';
import { eachText, type Texts, textsOf } from '../language/table.ts';
import type { CueFinder } from './cues.ts';
import type { TermFinder } from './terms.ts';

/** What a text of the knowledge says. */
export interface Reading {
  readonly terms: ReadonlySet<string>;
  /** That it denies, tells of what is only intended, speaks of all of it. */
  readonly forms: ReadonlySet<FormId>;
}

/** Reads a text of the knowledge, which is English unless told. One that facts are told in has been read already. */
export type Reader = (text: string, language?: Language) => Reading;

/** The readings of all that claims are held against, as plain data, in the order of `textsToRead`. */
export interface ReadingData {
  readonly terms: Texts;
  /** By text the numbers of its terms, and those of its forms. */
  readonly held: Lists;
  readonly forms: Lists;
}

const CLAUSE = /[;:()]|,\s|\.\s|\b(?:but|although|while)\b/;

/** The parts of an English text that each tell one thing. */
export function clausesOf(text: string): string[] {
  return text.split(CLAUSE);
}

/** Every label and unit, every clause, every text of a fact, and the words for events, each once. */
function textsToRead({ topics, events }: Knowledge): Map<string, Language> {
  const texts = new Map<string, Language>();
  for (const { text, values } of topics.flatMap(({ facts }) => facts)) {
    for (const language of TEXT_LANGUAGES) texts.set(text[language] ?? '', language);
    for (const clause of clausesOf(text.en)) texts.set(clause, 'en');
    for (const value of values) {
      texts.set(value.label, 'en');
      if ('unit' in value) texts.set(value.unit, 'en');
    }
  }
  for (const { words } of events) texts.set(joined(words.en), 'en');
  return texts;
}

/** Words for one thing as one text. */
export function joined(words: readonly string[] = []): string {
  return words.join('; ');
}

export function readingData(knowledge: Knowledge, finder: TermFinder, cues: CueFinder): ReadingData {
  const read = readerOf(finder, cues);
  const readings = Array.from(textsToRead(knowledge), ([text, language]) => read(text, language));
  const numbers = new Map<string, number>();
  for (const { terms } of readings)
    for (const term of terms) numbers.set(term, numbers.get(term) ?? numbers.size);
  return {
    terms: textsOf(numbers.keys()),
    held: pack(readings.map(({ terms }) => Array.from(terms, (term) => numbers.get(term) ?? 0))),
    forms: pack(readings.map(({ forms }) => Array.from(forms, (form) => FORM_IDS.indexOf(form)))),
  };
}

export function buildReader(
  knowledge: Knowledge,
  data: ReadingData,
  finder: TermFinder,
  cues: CueFinder,
): Reader {
  const read = readerOf(finder, cues);
  const terms = once(() => [...eachText(data.terms)]);
  // most starts never hold a claim against anything
  const places = once(
    () => new Map(Array.from(textsToRead(knowledge).keys(), (text, place) => [text, place])),
  );
  const made: Reading[] = [];
  return (text, language) => {
    const place = places().get(text);
    if (place === undefined) return read(text, language);
    made[place] ??= {
      terms: new Set(Array.from(listAt(data.held, place), (term) => terms()[term] ?? '')),
      forms: new Set(Array.from(listAt(data.forms, place)).flatMap((form) => FORM_IDS[form] ?? [])),
    };
    return made[place];
  };
}

function readerOf(finder: TermFinder, cues: CueFinder): Reader {
  return (text, language = 'en') => ({
    terms: finder.of(text),
    forms: new Set(cues(atomise(normalise(text)), language).map(({ form }) => form)),
  });
}
