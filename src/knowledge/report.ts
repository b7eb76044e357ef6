import type { Fault, FaultCode, WarningCode } from './findings.ts';

interface Remark {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: FaultCode | WarningCode;
  readonly message: string;
  readonly mend: string;
}

/** One remark as a line: where, what, and what to do. Terminals and editors make a link of its beginning. */
export function remarkLine({ file, line, column, message, mend }: Remark): string {
  return `${file}:${line}:${column}  ${message}  → ${mend}`;
}

/** Remarks of one kind together, each kind under its count, the order within a kind kept. */
export function groupedLines(remarks: readonly Remark[]): readonly string[] {
  const kinds = new Map<string, Remark[]>();
  for (const remark of remarks) kinds.set(remark.code, [...(kinds.get(remark.code) ?? []), remark]);
  return [...kinds].flatMap(([code, its]) => [
    '',
    `${code} (${its.length})`,
    ...its.map((remark) => `  ${remarkLine(remark)}`),
  ]);
}

/** So many faults are told at a start; the rest by the checker. */
const MOST_AT_START = 20;

/** What to tell a person who started the program on broken knowledge. */
export function refusal(dir: string, faults: readonly Fault[]): string {
  const rest = faults.length - MOST_AT_START;
  return [
    `communique: the knowledge in ${dir} has ${counted(faults.length, 'fault')}, so nothing was started.`,
    ...faults.slice(0, MOST_AT_START).map((fault) => `  ${remarkLine(fault)}`),
    ...(rest > 0 ? [`  … and ${rest} more: npm run knowledge:check -- ${dir}`] : []),
  ].join('\n');
}

export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
