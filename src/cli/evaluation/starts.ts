import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Times, timesOf } from '../../evaluation/timing.ts';
import { packageRoot } from '../../knowledge/folder.ts';
import { BadUsage } from './input.ts';

export interface Start {
  readonly name: string;
  readonly runs: number;
  readonly times: Times;
}

const QUESTION = 'When will the remaining S-400 squadrons be delivered?';
const WARM_RUNS = 7;
const COLD_RUNS = 3;

/**
 * How long it is from starting `ask` to its answer, as child processes. Cold: of this knowledge nothing is kept from
 * an earlier start, which a copy with one more comment sees to.
 */
export function timeStarts(knowledge: string): Start[] {
  const folder = mkdtempSync(join(tmpdir(), 'communique-bench-'));
  try {
    const copy = join(folder, 'knowledge');
    cpSync(knowledge, copy, { recursive: true });
    const direct = (): number =>
      timeRun(process.execPath, ['bin/communique.js', 'ask', '--knowledge', copy, QUESTION]);
    const cold = Array.from({ length: COLD_RUNS }, (_, i) => {
      appendFileSync(join(copy, 'sources.yaml'), `\n# ${process.pid}, ${i}\n`);
      return direct();
    });
    const warm = Array.from({ length: WARM_RUNS }, direct);
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const throughNpm = Array.from({ length: WARM_RUNS }, () =>
      timeRun(npm, ['run', '--silent', 'ask', '--', '--knowledge', copy, QUESTION]),
    );
    return [
      { name: 'node bin/communique.js ask', runs: WARM_RUNS, times: timesOf(warm) },
      { name: 'npm run --silent ask', runs: WARM_RUNS, times: timesOf(throughNpm) },
      { name: 'node bin/communique.js ask, nothing kept', runs: COLD_RUNS, times: timesOf(cold) },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function timeRun(command: string, args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr, error } = spawnSync(command, args, { cwd: packageRoot, encoding: 'utf8' });
  const time = performance.now() - start;
  if (status !== 0)
    throw new BadUsage(
      `${command} ${args.slice(0, 2).join(' ')} gave no answer: ${error?.message ?? stderr}`,
    );
  return time;
}
