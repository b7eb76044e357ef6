import { shippedFolder } from '../knowledge/folder.ts';
import { openEngine } from '../open-engine.ts';
import { today } from '../today.ts';
import { knowledgeDirOf } from './ask/folder.ts';
import { runAsk } from './ask/run.ts';

/** `npm run ask`: reads the process, and leaves the rest to `runAsk`. */

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Who reads has seen enough (`| head`).
  if (error.code === 'EPIPE') process.exit();
  throw error;
});
process.exitCode = await runAsk({
  args: process.argv.slice(2),
  environment: process.env,
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  today: today(),
  knowledgeDir: () => knowledgeDirOf(process.env, shippedFolder),
  open: openEngine,
});
