import { loadConfig } from '../config.ts';
import { runDeploy } from '../discord/commands/deploy.ts';

process.exitCode = await runDeploy({
  args: process.argv.slice(2),
  configured: () => loadConfig(),
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
});
