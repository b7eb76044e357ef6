import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileKind, Folder } from '../../src/knowledge/folder.ts';
import { loadFolder } from '../../src/knowledge/load.ts';
import { SOUND, type SoundFile, TODAY } from './support/folder.ts';

/** The sound folder, with one file's content replaced. */
function folderWith(file: SoundFile, content: string): Folder {
  const all = { ...SOUND, [file]: content };
  return {
    files: Object.entries(all).map(([name, text]) => ({
      kind: (name.startsWith('topics/') ? 'topic' : name.replace('.yaml', '')) as FileKind,
      name,
      shown: name,
      bytes: Buffer.from(text),
    })),
    findings: [{ shown: 'wording.yaml', finding: { code: 'file-missing', file: 'wording.yaml' } }],
  };
}

describe('whatever stands in a file', () => {
  const file = fc.constantFrom(...(Object.keys(SOUND) as SoundFile[]));
  const piece = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.constantFrom(
      '',
      '\n',
      ': ',
      '- ',
      '  ',
      '\t',
      '[',
      '}',
      '&a ',
      '*a',
      'null',
      '1',
      '"',
      '---\n',
      '!!set ',
      '? ',
    ),
  );

  test('it is loaded or refused, and every fault has its place in one of the files', () => {
    fc.assert(
      fc.property(file, fc.nat(), fc.nat(40), piece, (name, at, length, replacement) => {
        const text = SOUND[name];
        const from = at % text.length;
        const broken = text.slice(0, from) + replacement + text.slice(from + length);
        const loaded = loadFolder(folderWith(name, broken), { today: TODAY });
        expect(loaded.ok).toBe(false);
        if (loaded.ok) return;
        for (const fault of loaded.faults) {
          const lines = (fault.file === name ? broken : (SOUND[fault.file as SoundFile] ?? '')).split('\n');
          expect(fault.line).toBeGreaterThan(0);
          expect(fault.line).toBeLessThanOrEqual(Math.max(1, lines.length));
          expect(fault.column).toBeGreaterThan(0);
          expect(fault.message).not.toMatch(/undefined|\[object|NaN/);
          expect(fault.mend).not.toMatch(/undefined|\[object|NaN/);
        }
      }),
      { numRuns: 400 },
    );
  });
});
