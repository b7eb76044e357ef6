import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { asShown, readFolder, shippedFolder } from '../knowledge/folder.ts';
import { jsonSchemas, SCHEMA_FOLDER } from '../knowledge/json-schema.ts';
import { inspect } from '../knowledge/load.ts';

const USAGE = `Writes the JSON Schemas that editors complete and check the files of knowledge/ from.

npm run knowledge:schema

Run it after a change of src/knowledge/schema.ts or of the aspects, and commit what it writes.`;

function main(args: readonly string[]): number {
  try {
    const { values } = parseArgs({ args: [...args], options: { help: { type: 'boolean', short: 'h' } } });
    if (values.help) {
      console.log(USAGE);
      return 0;
    }
  } catch (error) {
    console.error(`knowledge:schema: ${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  const folder = join(shippedFolder, SCHEMA_FOLDER);
  const { draft } = inspect(readFolder(shippedFolder));
  const schemas = jsonSchemas(draft.aspects.map(({ value }) => value.id));
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of schemas) writeFileSync(join(folder, name), text);
  } catch (error) {
    console.error(`knowledge:schema: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  console.log(`${asShown(folder)}: ${schemas.size} schemas written`);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
