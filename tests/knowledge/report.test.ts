import { describe, expect, test } from 'vitest';
import { fault } from '../../src/knowledge/faults.ts';
import { groupedLines, refusal } from '../../src/knowledge/report.ts';

const faults = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    fault({ file: 'sources.yaml', line: n + 1, column: 3 }, { code: 'duplicate-key', key: `k${n}` }),
  );

describe('broken knowledge at a start', () => {
  test('is told with every fault, its place and its mend', () => {
    expect(refusal('knowledge', faults(1))).toBe(
      [
        'communique: the knowledge in knowledge has 1 fault, so nothing was started.',
        '  sources.yaml:1:3  "k0" stands twice  → keep one of the two',
      ].join('\n'),
    );
  });

  test('does not fill the screen: beyond twenty faults it says how to see the rest', () => {
    const lines = refusal('my/folder', faults(25)).split('\n');
    expect(lines).toHaveLength(22);
    expect(lines[0]).toContain('25 faults');
    expect(lines.at(-1)).toBe('  … and 5 more: npm run knowledge:check -- my/folder');
  });
});

test('the checker puts faults of one kind under one heading', () => {
  const missing = fault({ file: 'a', line: 1, column: 1 }, { code: 'file-missing', file: 'a' });
  const [first, second] = faults(2);
  if (first === undefined || second === undefined) throw new Error('two faults were made');
  const headings = groupedLines([first, missing, second]).filter((line) => /^\S/.test(line));
  expect(headings).toEqual(['duplicate-key (2)', 'file-missing (1)']);
});
