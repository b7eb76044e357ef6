import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Builds the program once before any test runs it as a child process, so that no two of them build at once. */
export default function buildOnce(): void {
  const launcher = fileURLToPath(new URL('../bin/communique.js', import.meta.url));
  const { status } = spawnSync(process.execPath, [launcher, 'build'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('the program does not build; the messages above say where');
}
