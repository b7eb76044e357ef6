import { spawnSync } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * `npm run bench:discord`. The load and the loopback Discord belong to the tests, which are not part of the build:
 * they are compiled here, beside it, and run.
 */
const root = fileURLToPath(new URL('../../', import.meta.url));

interface Benchmark {
  main(args: readonly string[]): Promise<number>;
}

async function run(): Promise<number> {
  const compiler = `${root}node_modules/typescript/bin/tsc`;
  const { status } = spawnSync(
    process.execPath,
    [compiler, '-p', `${root}tests/discord/bench/tsconfig.json`],
    {
      stdio: ['ignore', 2, 2],
    },
  );
  if (status !== 0) {
    console.error(
      'bench:discord: the benchmark does not compile; it needs the development dependencies (npm ci).',
    );
    return 2;
  }
  const { main } = (await import(pathToFileURL(`${root}dist/bench/discord/bench/main.js`).href)) as Benchmark;
  return main(process.argv.slice(2));
}

process.exit(await run());
