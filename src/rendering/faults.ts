import type { Fault } from '../knowledge/findings.ts';
import { clean } from './clean.ts';

/** Faults of the knowledge, two lines each: where and what, and how to mend it. */
export function faultLines(faults: readonly Fault[]): string[] {
  return faults.flatMap(({ file, line, column, message, mend }) => [
    `${clean(file)}:${line}:${column}: ${clean(message)}`,
    `  → ${clean(mend)}`,
  ]);
}
