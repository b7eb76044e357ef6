#!/usr/bin/env node
// Runs a command of the built program; builds it first where a source is newer than the build,
// so that an edit in src/ is never answered by yesterday's code.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import module from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = `${root}dist/.built`;

function newestSource() {
  return readdirSync(`${root}src`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name.endsWith('.ts'))
    .reduce((newest, entry) => Math.max(newest, statSync(`${entry.parentPath}/${entry.name}`).mtimeMs), 0);
}

/**
 * Compiles beside the build and moves each finished file into it: several processes may do so at once, none runs half
 * of a file, and sources that do not compile leave the build as it was.
 */
function build() {
  const started = new Date();
  const fresh = mkdtempSync(`${root}dist-`);
  const compiler = `${root}node_modules/typescript/bin/tsc`;
  const args = [compiler, '-p', `${root}tsconfig.build.json`, '--outDir', fresh];
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 2, 2] });
  if (status === 0) {
    moveFiles(fresh, `${root}dist`);
    writeFileSync(stamp, '');
    utimesSync(stamp, started, started);
  }
  rmSync(fresh, { recursive: true, force: true });
  return status === 0;
}

function moveFiles(from, to) {
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const folder = to + entry.parentPath.slice(from.length);
    mkdirSync(folder, { recursive: true });
    renameSync(`${entry.parentPath}/${entry.name}`, `${folder}/${entry.name}`);
  }
}

const isBuilt = existsSync(stamp) && statSync(stamp).mtimeMs >= newestSource();
if (!isBuilt && !build()) {
  console.error('communique: the sources do not compile; the messages above say where.');
  process.exit(2);
}

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
