import { describe, expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { folderOf, SOUND, TODAY } from './support/folder.ts';

describe('a sound folder', () => {
  test('is loaded, with its plain texts as English ones and its defaults filled in', () => {
    const loaded = loadKnowledge(folderOf(SOUND), { today: TODAY });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults, null, 2));
    const [tank] = loaded.knowledge.topics;
    expect(tank?.facts[1]?.text).toEqual({ en: 'The offer of 2019 was $4 million.' });
    expect(tank?.related).toEqual([]);
    expect(loaded.index.facts.get('tank.cost.new')?.topic).toBe(tank);
    expect(loaded.index.sources.get('paper')?.publisher).toBe('The Paper');
  });

  test('needs aspects, topics and sources alone; what is about the engine comes with the program', () => {
    const loaded = loadKnowledge(
      folderOf({
        ...SOUND,
        'groups.yaml': null,
        'uncovered.yaml': null,
        'events.yaml': null,
        'topics/land/tank.yaml': SOUND['topics/land/tank.yaml'].replace(
          / {6}- kind: event\n(?: {8}.*\n)+/,
          '',
        ),
      }),
      { today: TODAY },
    );
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults, null, 2));
    expect(loaded.knowledge.groups).toEqual([]);
    expect(loaded.knowledge.smalltalk).toEqual([]);
    expect(loaded.knowledge.wording.asOf.en).not.toBe('');
    expect(loaded.knowledge.commands.length).toBeGreaterThan(0);
  });

  test('may keep its topics at any depth, and other files beside them', () => {
    const { 'topics/land/tank.yaml': tank, ...rest } = SOUND;
    const loaded = loadKnowledge(
      folderOf({ ...rest, 'topics/tank.yaml': tank, 'README.md': '# Hello', '.schema/x.json': '{}' }),
      { today: TODAY },
    );
    expect(loaded.ok).toBe(true);
  });
});
