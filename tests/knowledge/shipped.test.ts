import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFolder, shippedFolder } from '../../src/knowledge/folder.ts';
import { jsonSchemas, SCHEMA_FOLDER, withModeline } from '../../src/knowledge/json-schema.ts';
import { inspect } from '../../src/knowledge/load.ts';
import { remarkLine } from '../../src/knowledge/report.ts';

const folder = readFolder(shippedFolder);
const { draft, faults } = inspect(folder);

describe('the shipped knowledge', () => {
  test('has no faults', () => {
    expect(faults.map(remarkLine)).toEqual([]);
  });

  test('has facts on every topic and a fact for every source', () => {
    expect(draft.topics.filter(({ facts }) => facts.length === 0).map(({ id }) => id)).toEqual([]);
    const cited = new Set(draft.topics.flatMap(({ facts }) => facts.flatMap(({ value }) => value.sources)));
    expect(draft.sources.filter(({ value }) => !cited.has(value.id)).map(({ value }) => value.id)).toEqual(
      [],
    );
  });

  test('leads editors from every file to its schema (else: npm run knowledge:schema)', () => {
    const lost = folder.files.filter((file) => withModeline(file) !== new TextDecoder().decode(file.bytes));
    expect(lost.map(({ name }) => name)).toEqual([]);
  });
});

describe('the JSON Schemas', () => {
  const written = join(shippedFolder, SCHEMA_FOLDER);
  const schemas = jsonSchemas(draft.aspects.map(({ value }) => value.id));

  test.each([...schemas.keys()])('%s is current (else: npm run knowledge:schema)', (name) => {
    expect(readFileSync(join(written, name), 'utf8')).toBe(schemas.get(name));
  });

  test('are led to from any depth, once', () => {
    const of = (name: string, text: string) =>
      withModeline({ kind: 'topic', name, shown: name, bytes: Buffer.from(text) });
    const led = of('topics/land/t-72.yaml', 'id: t-72\n');
    expect(led).toBe('# yaml-language-server: $schema=../../.schema/topic.schema.json\nid: t-72\n');
    expect(of('topics/t-72.yaml', led)).toBe(
      '# yaml-language-server: $schema=../.schema/topic.schema.json\nid: t-72\n',
    );
  });

  test('none is left over', () => {
    expect(readdirSync(written).sort()).toEqual([...schemas.keys()].sort());
  });

  test('explain the keys of a fact and offer the aspects', () => {
    const topic = JSON.parse(schemas.get('topic.schema.json') ?? '{}');
    const { aspect, as_of } = topic.properties.facts.items.properties;
    expect(aspect.examples).toContain('delivery');
    expect(as_of.description).toContain('in quotes');
    expect(topic.properties.facts.items.required).not.toContain('also');
  });
});
