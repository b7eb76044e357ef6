import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openEngine } from '../src/open-engine.ts';

/**
 * Builds the program once before any test runs it as a child process, and trains on the knowledge once, so that no
 * two tests do either at once.
 */
export default async function buildOnce(): Promise<void> {
  const launcher = fileURLToPath(new URL('../bin/communique.js', import.meta.url));
  const { status } = spawnSync(process.execPath, [launcher, 'build'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('the program does not build; the messages above say where');
  await openEngine('knowledge', '2026-11-22');
}
