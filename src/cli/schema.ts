import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { asShown, type RawFile, readFolder, shippedFolder } from '../knowledge/folder.ts';
import { jsonSchemas, SCHEMA_FOLDER, withModeline } from '../knowledge/json-schema.ts';
import { inspect } from '../knowledge/load.ts';
import { counted } from '../knowledge/report.ts';

const USAGE = `Writes the JSON Schemas that editors complete and check the files of knowledge/ from, and the first
line of each of these files that leads to its schema.

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
  const folder = readFolder(shippedFolder);
  const { draft } = inspect(folder);
  const schemas = jsonSchemas(draft.aspects.map(({ value }) => value.id));
  const schemaFolder = join(shippedFolder, SCHEMA_FOLDER);
  let led: readonly RawFile[];
  try {
    led = folder.files.filter((file) => withModeline(file) !== new TextDecoder().decode(file.bytes));
    mkdirSync(schemaFolder, { recursive: true });
    for (const [name, text] of schemas) writeFileSync(join(schemaFolder, name), text);
    for (const file of led) writeFileSync(join(shippedFolder, file.name), withModeline(file));
  } catch (error) {
    console.error(`knowledge:schema: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  console.log(`${asShown(schemaFolder)}: ${counted(schemas.size, 'schema')} written`);
  for (const { shown } of led) console.log(`${shown}: leads editors to its schema`);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
