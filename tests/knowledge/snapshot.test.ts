import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { openKnowledge } from '../../src/knowledge/snapshot.ts';
import { edited, folderOf, SOUND, TODAY } from './support/folder.ts';

const TANK = 'topics/land/tank.yaml';

// what is opened from the cache never gets here
const parses = vi.hoisted(() => ({ count: 0 }));
vi.mock('../../src/knowledge/load.ts', async (original) => {
  const real = await original<typeof import('../../src/knowledge/load.ts')>();
  return {
    ...real,
    loadFolder: (...args: Parameters<typeof real.loadFolder>) => {
      parses.count++;
      return real.loadFolder(...args);
    },
  };
});

async function open(dir: string, keepIn: string | null, today = TODAY) {
  const before = parses.count;
  const opened = await openKnowledge(dir, { keepIn, today });
  return { opened, parsed: parses.count > before };
}

describe('opening knowledge', () => {
  test('gives the second time, without parsing, what it gave the first time', async () => {
    const dir = folderOf(SOUND);
    const keepIn = folderOf({});
    const first = await open(dir, keepIn);
    const second = await open(dir, keepIn);
    expect([first.parsed, second.parsed]).toEqual([true, false]);
    const loaded = loadKnowledge(dir, { today: TODAY });
    if (!first.opened.ok || !second.opened.ok || !loaded.ok) throw new Error('not sound');
    expect(first.opened.knowledge()).toEqual(loaded.knowledge);
    expect(second.opened.knowledge()).toEqual(loaded.knowledge);
  });

  test('parses again as soon as one byte has changed, and when the old bytes are back it has kept those', async () => {
    const dir = folderOf(SOUND);
    const keepIn = folderOf({});
    await open(dir, keepIn);
    writeFileSync(join(dir, TANK), edited(TANK, 'A tank bought', 'A tank, bought'));
    const changed = await open(dir, keepIn);
    expect(changed.parsed).toBe(true);
    expect(changed.opened.ok && changed.opened.knowledge().topics[0]?.summary.en).toBe(
      'A tank, bought in 2020.',
    );
    writeFileSync(join(dir, TANK), SOUND[TANK]);
    expect((await open(dir, keepIn)).parsed).toBe(false);
  });

  test('parses again when a file comes or goes', async () => {
    const dir = folderOf(SOUND);
    const keepIn = folderOf({});
    await open(dir, keepIn);
    writeFileSync(join(dir, 'vocabulary.yaml'), 'words: []\n');
    expect((await open(dir, keepIn)).parsed).toBe(true);
  });

  test('keeps nothing of knowledge with faults', async () => {
    const dir = folderOf({ ...SOUND, [TANK]: edited(TANK, '- paper\n  - id', '- papr\n  - id') });
    const keepIn = folderOf({});
    const { opened } = await open(dir, keepIn);
    expect(opened.ok ? [] : opened.faults.map(({ code }) => code)).toEqual(['unknown-source']);
    expect(readdirSync(keepIn)).toEqual([]);
  });

  test('does not let a missing file pass because the others are known', async () => {
    const dir = folderOf({ ...SOUND, 'sources.yaml': null });
    const { opened } = await open(dir, folderOf({}));
    expect(opened.ok ? [] : opened.faults.map(({ code }) => code)).toEqual(['file-missing']);
  });

  test('finds out a date in the future when the clock is set back', async () => {
    const dir = folderOf(SOUND);
    const keepIn = folderOf({});
    await open(dir, keepIn);
    const { opened } = await open(dir, keepIn, new Date('2020-04-01T00:00:00Z'));
    expect(opened.ok ? [] : [...new Set(opened.faults.map(({ code }) => code))]).toEqual(['future-date']);
  });

  test.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['changed in one byte', (bytes: Buffer) => bytes.fill('x', 100, 101)],
  ])('makes anew what was kept and is %s', async (_, damage) => {
    const dir = folderOf(SOUND);
    const keepIn = folderOf({});
    await open(dir, keepIn);
    const [name = ''] = readdirSync(keepIn);
    const whole = readFileSync(join(keepIn, name));
    writeFileSync(join(keepIn, name), damage(Buffer.from(whole)));
    const { opened, parsed } = await open(dir, keepIn);
    expect([opened.ok, parsed]).toEqual([true, true]);
    expect(readFileSync(join(keepIn, name))).toEqual(whole);
  });

  test('works where nothing can be kept', async () => {
    const dir = folderOf(SOUND);
    expect((await open(dir, null)).opened.ok).toBe(true);
    // a file where the folder should be: nobody, not even root, can write there
    const file = join(folderOf({ occupied: '' }), 'occupied');
    expect((await open(dir, file)).opened.ok).toBe(true);
    const locked = folderOf({});
    chmodSync(locked, 0o500);
    expect((await open(dir, locked)).opened.ok).toBe(true);
  });
});

describe('what else is kept with it', () => {
  async function cacheOf(dir: string, keepIn: string | null) {
    const { opened } = await open(dir, keepIn);
    if (!opened.ok) throw new Error('not sound');
    return opened.cache;
  }

  test('is there again for the same knowledge, and not for another', async () => {
    const dir = folderOf(SOUND);
    const keepIn = folderOf({});
    const first = await cacheOf(dir, keepIn);
    expect(first.recall('model')).toBeNull();
    first.keep('model', { words: ['क', 'с'], none: null });
    expect((await cacheOf(dir, keepIn)).recall('model')).toEqual({ words: ['क', 'с'], none: null });
    writeFileSync(join(dir, TANK), edited(TANK, 'A tank bought', 'A tank, bought'));
    expect((await cacheOf(dir, keepIn)).recall('model')).toBeNull();
  });

  test('may hold typed arrays', async () => {
    const dir = folderOf(SOUND);
    const keepIn = folderOf({});
    const model = { label: 'x', weights: Float64Array.of(0.5, -2, 1e300), counts: Uint16Array.of(1, 65_535) };
    (await cacheOf(dir, keepIn)).keep('model', model);
    expect((await cacheOf(dir, keepIn)).recall('model')).toEqual(model);
  });

  test('does not pile up', async () => {
    const dir = folderOf(SOUND);
    const keepIn = folderOf({});
    const cache = await cacheOf(dir, keepIn);
    for (let n = 0; n < 200; n++) cache.keep(`n-${n}`, n);
    expect(readdirSync(keepIn).length).toBeLessThan(60);
    expect(cache.recall('n-199')).toBe(199);
  });

  test('refuses a key that could leave its folder', async () => {
    const cache = await cacheOf(folderOf(SOUND), null);
    expect(() => cache.keep('../evil', 1)).toThrow('a cache key is of small letters');
  });
});
