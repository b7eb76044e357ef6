#!/usr/bin/env node
// Runs a command of the built program; builds it first where a source is newer than the build,
// so that an edit in src/ is never answered by yesterday's code.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = `${root}dist/.built`;

function newestSource() {
  return readdirSync(`${root}src`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name.endsWith('.ts'))
    .reduce((newest, entry) => Math.max(newest, statSync(`${entry.parentPath}/${entry.name}`).mtimeMs), 0);
}

function build() {
  const started = new Date();
  const compiler = `${root}node_modules/typescript/bin/tsc`;
  const { status } = spawnSync(process.execPath, [compiler, '-p', `${root}tsconfig.build.json`], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) {
    console.error('communique: the sources do not compile; the messages above say where.');
    process.exit(2);
  }
  writeFileSync(stamp, '');
  utimesSync(stamp, started, started);
}

if (!existsSync(stamp) || statSync(stamp).mtimeMs < newestSource()) build();

/** Reads, checks and learns the shipped knowledge once, so that the first start is as quick as every other. */
async function prepareKnowledge() {
  const { openEngine } = await import(pathToFileURL(`${root}dist/open-engine.js`).href);
  const opened = await openEngine(`${root}knowledge`, new Date().toISOString().slice(0, 10));
  if (!opened.ok) console.error('communique: the knowledge has faults; npm run knowledge:check names them.');
}

// spares compiling the same sources at every start; Node 22 and later
module.enableCompileCache?.();

const [command = 'main', ...rest] = process.argv.slice(2);
if (command === 'build') {
  await prepareKnowledge();
} else {
  const script = command === 'main' ? `${root}dist/main.js` : `${root}dist/cli/${command}.js`;
  process.argv.splice(1, process.argv.length - 1, script, ...rest);
  await import(pathToFileURL(script).href);
}
