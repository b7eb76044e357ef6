import { parseArgs } from 'node:util';
import { loadConfig } from '../config.ts';
import { asShown, readFolder, shippedFolder } from '../knowledge/folder.ts';
import { inspect } from '../knowledge/load.ts';
import { counted, groupedLines } from '../knowledge/report.ts';
import { warningsOf } from '../knowledge/warnings.ts';

const USAGE = `Checks a folder of knowledge: every fault of every file, and what wants a look.

npm run knowledge:check -- [DIR] [options]
  DIR          the folder (default KNOWLEDGE_DIR, else knowledge)
  --quiet      faults alone, without warnings

It ends with 2 where there are faults, with 0 otherwise.`;

async function main(args: readonly string[]): Promise<number> {
  let given: { readonly dir: string | undefined; readonly quiet: boolean };
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, quiet: { type: 'boolean', short: 'q' } },
    });
    if (values.help) {
      console.log(USAGE);
      return 0;
    }
    if (positionals.length > 1) throw new Error('give one folder at a time');
    given = { dir: positionals[0], quiet: values.quiet ?? false };
  } catch (error) {
    console.error(`knowledge:check: ${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  return check(given.dir ?? (await configuredFolder()), given.quiet);
}

/** A fault in the rest of the configuration is told at the start of the bot, not here. */
async function configuredFolder(): Promise<string> {
  const read = await loadConfig();
  return read.ok ? read.config.knowledgeDir : shippedFolder;
}

function check(dir: string, quiet: boolean): number {
  const today = new Date();
  const { draft, faults } = inspect(readFolder(dir), { today });
  const warnings = quiet ? [] : warningsOf(draft, { today });
  if (faults.length > 0) console.log(['FAULTS', ...groupedLines(faults), ''].join('\n'));
  if (warnings.length > 0) console.log(['WARNINGS', ...groupedLines(warnings), ''].join('\n'));
  const facts = draft.topics.reduce((sum, topic) => sum + topic.facts.length, 0);
  const read = `${counted(draft.topics.length, 'topic')}, ${counted(facts, 'fact')}, ${counted(draft.sources.length, 'source')}`;
  const found = `${counted(faults.length, 'fault')}${quiet ? '' : `, ${counted(warnings.length, 'warning')}`}`;
  console.log(`${asShown(dir)}: ${read}; ${found}`);
  return faults.length > 0 ? 2 : 0;
}

process.exitCode = await main(process.argv.slice(2));
