/** What was worked out from texts, by the kind of work and the text: plain data. */
export type Pages = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Keeps what is worked out from the texts of the knowledge at load, so that the next start on the same knowledge
 * need not work it out again. The work must be a pure function of the text that gives plain data, and one kind of
 * work always the same function.
 */
export interface Notes {
  note<T>(kind: string, text: string, work: (text: string) => T): T;
  /** All that was worked out anew. */
  pages(): Pages;
}

/** @param kept pages of an earlier start on the same knowledge with the same code */
export function openNotes(kept: Pages = {}): Notes {
  const pages = new Map<string, Record<string, unknown>>();
  return {
    note<T>(kind: string, text: string, work: (text: string) => T): T {
      const known = kept[kind]?.[text];
      // the same code wrote it: it is what that code takes it for
      if (known !== undefined) return known as T;
      const result = work(text);
      let page = pages.get(kind);
      if (page === undefined) {
        page = {};
        pages.set(kind, page);
      }
      page[text] = result;
      return result;
    },
    pages: () => Object.fromEntries(pages),
  };
}
