import { setFlagsFromString } from 'node:v8';
import { loadConfig } from './config.ts';
import { refusal } from './knowledge/report.ts';
import { openEngine } from './open-engine.ts';
import { cleanLines } from './rendering/clean.ts';
import { today } from './today.ts';

/** `npm start`: reads the configuration, loads the knowledge, opens a surface; nothing else. */

const BAD_START = 2;

// What waits for questions makes little garbage: room for much of it, once taken at the start, is never given back.
setFlagsFromString('--semi-space-growth-factor=1');
// Nor is code forgotten that was not run for a while: the next claim to check would pay for reading it again.
setFlagsFromString('--no-flush-bytecode');
// And what is run often is compiled after a sixth of the usual wait: a question runs much, but each piece of it little.
setFlagsFromString('--interrupt-budget=20000');

/** The exit code. */
async function main(): Promise<number> {
  const configured = await loadConfig();
  if (!configured.ok) {
    console.error(
      ['communique: the configuration is not in order.', ...configured.faults.map(indent)].join('\n'),
    );
    return BAD_START;
  }
  const { discord, knowledgeDir, logLevel } = configured.config;
  const opened = await openEngine(knowledgeDir, today());
  if (!opened.ok) {
    console.error(cleanLines(refusal(knowledgeDir, opened.faults)));
    return BAD_START;
  }
  if (discord === null) {
    const { openTerminal } = await import('./terminal/chat.ts');
    await openTerminal({
      engine: opened.engine,
      input: process.stdin,
      output: process.stdout,
      environment: process.env,
      today,
    });
    return 0;
  }
  const [{ startDiscord }, { createLog }] = await Promise.all([
    import('./discord/start.ts'),
    import('./discord/log.ts'),
  ]);
  const code = await startDiscord(discord, opened.engine, createLog(logLevel));
  // Sockets may still be closing, and there is nothing left to wait for.
  process.exit(code);
}

const indent = (line: string): string => `  ${line}`;

process.exitCode = await main();
