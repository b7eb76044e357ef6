import { z } from 'zod';
import type { RawFile } from './folder.ts';
import { files } from './schema.ts';

/** Where the JSON Schemas stand within a folder of knowledge. */
export const SCHEMA_FOLDER = '.schema';

/** Keys that hold ids of aspects. */
const ASPECT_KEYS: ReadonlySet<string> = new Set(['aspect', 'also', 'leads', 'fallbacks']);

/**
 * A JSON Schema for each kind of file, by its name in the folder, as text: what editors complete and check from.
 * It describes what people write, before defaults are filled in.
 * @param aspects ids of aspects, which editors then offer
 */
export function jsonSchemas(aspects: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(files).map(([kind, schema]) => {
      const json = z.toJSONSchema(schema, {
        io: 'input',
        target: 'draft-7',
        override: ({ jsonSchema, path }) => {
          if (ASPECT_KEYS.has(String(path.at(-1))) && aspects.length > 0)
            Object.assign(jsonSchema.type === 'array' ? (jsonSchema.items ?? {}) : jsonSchema, {
              examples: aspects,
            });
        },
      });
      return [
        `${kind}.schema.json`,
        `${JSON.stringify({ title: `Communiqué: ${kind}`, ...json }, null, 2)}\n`,
      ];
    }),
  );
}

/** The first line of a YAML file by which editors find its schema. */
export function modeline({ kind, name }: Pick<RawFile, 'kind' | 'name'>): string {
  const up = '../'.repeat(name.split('/').length - 1);
  return `${MARK}${up}${SCHEMA_FOLDER}/${kind}.schema.json`;
}

const MARK = '# yaml-language-server: $schema=';

/**
 * A file's text with the right first line; the same text where it has it already.
 * @throws TypeError where the file is not in UTF-8
 */
export function withModeline(file: RawFile): string {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(file.bytes);
  const [first = '', ...rest] = text.split('\n');
  return [modeline(file), ...(first.startsWith(MARK) ? rest : [first, ...rest])].join('\n');
}
