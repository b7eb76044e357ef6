import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseQuestionSet } from '../../src/evaluation/sets.ts';

describe('parseQuestionSet', () => {
  it('reads one id and several alike, and wants an answer where nothing is said', () => {
    const [first, second] = parseQuestionSet(
      'set.yaml',
      [
        '# comment',
        '- {q: "a", lang: en, tag: direct, topic: s-400, must: \'\\$2\\.5\'}',
        '',
        '- {q: "b", lang: ru, tag: followup, after: ["a"], want: [ambiguous, unanswered]}',
      ].join('\n'),
    );
    expect(first).toMatchObject({ place: 'set.yaml:2', topics: ['s-400'], want: ['answered'], after: [] });
    expect(first?.must[0]?.test('worth $2.5 billion')).toBe(true);
    expect(second).toMatchObject({ place: 'set.yaml:4', want: ['ambiguous', 'unanswered'], after: ['a'] });
  });

  it.each([
    ['- {q: "a", lang: en, tag: direct}\n- {q: "b", lang: de, tag: direct}', /^set\.yaml:2: lang: /],
    ['- {q: "a", lang: en, tag: direct, wants: answered}', /^set\.yaml:1: .*wants/],
    ["- {q: a, lang: en, tag: direct, must: '('}", /^set\.yaml:1: must\.0: is not a regular expression/],
    ['- {q: "a", lang: en, tag: direct', /^set\.yaml:\d+: not YAML/],
    ['questions: []', /^set\.yaml:1: must be a YAML list/],
  ])('says where a set is broken: %s', (yaml, message) => {
    expect(() => parseQuestionSet('set.yaml', yaml)).toThrow(message);
  });

  it('reads the sets that come with the program', () => {
    const dir = 'tests/questions';
    const names = readdirSync(dir).filter((name) => name.endsWith('.yaml'));
    const items = names.flatMap((name) => parseQuestionSet(name, readFileSync(`${dir}/${name}`, 'utf8')));
    expect(items.length).toBeGreaterThan(400);
    expect(items.filter(({ tag, after }) => (tag === 'followup') !== after.length > 0)).toEqual([]);
  });
});
