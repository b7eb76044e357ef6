import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FAULT_CODES } from '../../src/knowledge/faults.ts';
import type { Fault } from '../../src/knowledge/findings.ts';
import { shippedFolder } from '../../src/knowledge/folder.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { BROKEN } from './support/broken.ts';
import { edited, folderOf, SOUND, TODAY } from './support/folder.ts';

/** The faults of a folder, with paths as from within it. */
function faultsOf(dir: string, folder = dir): readonly Fault[] {
  const loaded = loadKnowledge(folder, { today: TODAY });
  if (loaded.ok) return [];
  const within = (text: string): string => text.replaceAll(`${dir}/`, '');
  return loaded.faults.map((fault) => ({
    ...fault,
    file: within(fault.file),
    message: within(fault.message),
  }));
}

/** Where a passage begins, as line and column from 1. */
function placeOf(passage: string, content: string): { line: number; column: number } {
  const before = content.slice(0, content.indexOf(passage)).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

describe('every fault says where it is, what is wrong and how to mend it', () => {
  for (const { code, how, files, file, passage, message, mend } of BROKEN)
    test(how === undefined ? code : `${code}: ${how}`, () => {
      const all = { ...SOUND, ...files };
      const faults = faultsOf(folderOf(all));
      const content = String(all[file as keyof typeof all] ?? '');
      const place = passage === undefined ? {} : placeOf(passage, content);
      expect(faults).toContainEqual(expect.objectContaining({ code, file, message, mend, ...place }));
    });

  test('not-there', () => {
    const dir = folderOf(SOUND);
    expect(faultsOf(dir, join(dir, 'nowhere'))).toEqual([
      {
        code: 'not-there',
        file: 'nowhere',
        line: 1,
        column: 1,
        message: 'there is no such folder',
        mend: 'check the path; KNOWLEDGE_DIR and --knowledge name a folder with aspects.yaml, sources.yaml and topics/',
      },
    ]);
  });

  test('unreadable: a link to itself', () => {
    const dir = folderOf({ ...SOUND, 'events.yaml': null });
    symlinkSync('events.yaml', join(dir, 'events.yaml'));
    expect(faultsOf(dir)).toEqual([
      {
        code: 'unreadable',
        file: 'events.yaml',
        line: 1,
        column: 1,
        message: 'the file cannot be read (ELOOP)',
        mend: 'see whether other programs can read the file',
      },
    ]);
  });

  test('command-missing', () => {
    const shipped = readFileSync(join(shippedFolder, 'commands.yaml'), 'utf8');
    const entry = /^ {2}- id: sources\n(?: {4}.*\n)+/m;
    expect(shipped).toMatch(entry);
    expect(faultsOf(folderOf({ ...SOUND, 'commands.yaml': shipped.replace(entry, '') }))).toEqual([
      expect.objectContaining({
        code: 'command-missing',
        file: 'commands.yaml',
        message: 'the command "sources" has no name and description',
        mend: 'add an entry with this id to commands.yaml',
      }),
    ]);
  });

  test('none is left out here', () => {
    const tried = new Set([...BROKEN.map(({ code }) => code), 'not-there', 'unreadable', 'command-missing']);
    expect(FAULT_CODES.filter((code) => !tried.has(code))).toEqual([]);
  });
});

describe('one run', () => {
  test('finds the faults of all files, in order', () => {
    const tank = edited('topics/land/tank.yaml', 'aspect: cost\n    as_of', 'aspect: costs\n    as_of')
      .replace('basis: report', 'basis: rumour')
      .replace('- paper\n  - id', '- papers\n  - id');
    const faults = faultsOf(
      folderOf({
        ...SOUND,
        'topics/land/tank.yaml': tank,
        'topics/land/gun.yaml': 'id: [gun\n',
        'sources.yaml': edited('sources.yaml', 'publisher', 'publsher'),
        'groups.yaml': edited('groups.yaml', '- tank', '- plane'),
      }),
    );
    expect(faults.map(({ code, file }) => `${file} ${code}`)).toEqual([
      // the group's topic may be the one that cannot be read, so nothing is said of it
      'sources.yaml missing-key',
      'sources.yaml unknown-key',
      'topics/land/gun.yaml yaml',
      'topics/land/tank.yaml wrong-value',
      'topics/land/tank.yaml unknown-source',
      'topics/land/tank.yaml unknown-aspect',
    ]);
  });

  test('does not call unknown what stands in a file that cannot be read', () => {
    const faults = faultsOf(folderOf({ ...SOUND, 'sources.yaml': 'x: [\n' }));
    expect(faults.map(({ code }) => code)).toEqual(['yaml']);
  });

  test('does not call unknown what has a fault itself', () => {
    const faults = faultsOf(folderOf({ ...SOUND, 'sources.yaml': edited('sources.yaml', 'https:', 'ftp:') }));
    expect(faults.map(({ code }) => code)).toEqual(['not-a-web-address']);
  });

  test('withstands a file that grows without end when its references are followed', () => {
    const levels = Array.from({ length: 12 }, (_, n) => `a${n}: &a${n} [${`*a${n - 1}, `.repeat(9)}]`).slice(
      1,
    );
    const faults = faultsOf(folderOf({ ...SOUND, 'events.yaml': ['a0: &a0 [x]', ...levels, ''].join('\n') }));
    expect(faults.map(({ code, file }) => `${file} ${code}`)).toEqual(['events.yaml yaml']);
  });
});
