import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { WARNING_CODES } from '../../src/knowledge/faults.ts';
import type { WarningCode } from '../../src/knowledge/findings.ts';
import { readFolder, shippedFolder } from '../../src/knowledge/folder.ts';
import { inspect } from '../../src/knowledge/load.ts';
import { warningsOf } from '../../src/knowledge/warnings.ts';
import { edited, folderOf, SOUND, TODAY } from './support/folder.ts';

const TANK = 'topics/land/tank.yaml';
const shippedWording = readFileSync(join(shippedFolder, 'wording.yaml'), 'utf8');

/** A folder that is sound but wants a look, and what the checker says of it. */
interface Doubtful {
  readonly code: WarningCode;
  readonly how?: string;
  readonly files: Readonly<Record<string, string>>;
  readonly file: string;
  readonly passage: string;
  readonly message: string;
  readonly mend: string;
  readonly today?: Date;
}

const DOUBTFUL: readonly Doubtful[] = [
  {
    code: 'no-lead',
    files: { [TANK]: edited(TANK, '    leads:\n      - cost\n', '') },
    file: TANK,
    passage: 'facts:',
    message: 'no fact of tank leads cost',
    mend: 'put the aspect into "leads" of the fact that should head the answer; until then the newest does',
  },
  {
    code: 'stale-aspects',
    files: {
      [TANK]: SOUND[TANK].replace(
        '  - id: tank.cost.old',
        `  - id: tank.overview.old
    aspect: overview
    leads: [overview]
    as_of: "2019-11-30"
    currency: current
    basis: report
    text: {en: A tank., hi: टैंक।, ru: Танк.}
    sources: [paper]
  - id: tank.cost.old`,
      ),
    },
    file: TANK,
    passage: 'facts:',
    message: 'there is news of tank, but its newest fact is over a year old on overview (2019-11-30)',
    mend: 'look for news on these; if there is none, leave it',
  },
  {
    code: 'uncited-source',
    files: {
      'sources.yaml': `${SOUND['sources.yaml']}- id: other\n  title: Guns\n  publisher: The Other\n  url: https://other.example/guns\n`,
    },
    file: 'sources.yaml',
    passage: 'other\n',
    message: 'no fact cites other',
    mend: 'cite it or remove it',
  },
  {
    code: 'near-copy-facts',
    files: {
      [TANK]: edited(
        TANK,
        'The offer of 2019 was $4 million.',
        'India bought 12 of the T-99 tanks for $4 million in May 2019.',
      )
        .replace('as_of: "2019"', 'as_of: "2019-05"')
        .replace(
          'kind: money\n        label: offer',
          'kind: quantity\n        label: tanks\n        amount: 12\n        unit: tank\n      - kind: money\n        label: offer',
        ),
    },
    file: TANK,
    passage: 'India bought 12 of the T-99 tanks for $4',
    message: 'tank.cost.old says nearly the same as tank.cost.new (75 % of the words)',
    mend: 'keep one with the sources of both; where two topics need it, change both together',
  },
  {
    code: 'near-copy-sources',
    how: 'one address',
    files: {
      'sources.yaml': `${SOUND['sources.yaml']}- id: phone\n  title: Tanks\n  publisher: The Paper\n  url: https://m.paper.example/tanks?utm_source=x\n`,
    },
    file: 'sources.yaml',
    passage: 'https://m.paper',
    message: 'phone has nearly the same address as paper',
    mend: 'see whether they are one document',
  },
  {
    code: 'near-copy-sources',
    how: 'one title',
    files: {
      'sources.yaml': `${SOUND['sources.yaml']}- id: again\n  title: "Tanks: bought!"\n  publisher: The Paper\n  url: https://paper.example/2\n`,
    },
    file: 'sources.yaml',
    passage: '"Tanks: bought!"',
    message: 'again has nearly the same title as paper',
    mend: 'see whether they are one document',
  },
  {
    code: 'near-clash',
    files: { 'uncovered.yaml': edited('uncovered.yaml', '- Leopard', '- Bhairaba') },
    file: 'uncovered.yaml',
    passage: 'Bhairaba',
    message: '"Bhairaba" of the uncovered leopard is one letter from "Bhairava" of the topic tank',
    mend: 'a typing error may take one for the other; keep both only if people type both',
  },
  {
    code: 'ordinary-alias',
    files: { 'uncovered.yaml': edited('uncovered.yaml', '- Leopard', '- Engine') },
    file: 'uncovered.yaml',
    passage: 'Engine',
    message: '"Engine" of the uncovered leopard is an everyday English word',
    mend: 'give a longer name, so that other questions with this word are not taken for it',
  },
  {
    code: 'untranslated-facts',
    files: {
      [TANK]: edited(TANK, '      hi: भारत ने मई 2020 में 12 टी-99 टैंक 50 लाख डॉलर में खरीदे।\n', ''),
    },
    file: TANK,
    passage: 'text:\n      en',
    message: '1 current fact of tank without a Hindi text: tank.cost.new',
    mend: 'add "hi:" under "text:"; until then they are shown in English',
  },
  {
    code: 'untranslated-summary',
    files: { [TANK]: edited(TANK, '  ru: Танк, купленный в 2020 году.\n', '') },
    file: TANK,
    passage: 'summary:',
    message: 'the summary of tank is missing in Russian',
    mend: 'add "ru:" under "summary:"',
  },
  {
    code: 'unseen-fact',
    files: { [TANK]: edited(TANK, 'aspect: cost\n    as_of', 'aspect: overview\n    as_of') },
    file: TANK,
    passage: 'tank.cost.new\n    basis: official',
    message:
      'tank.cost.old is superseded by tank.cost.new, which is under none of its aspects, so no answer shows it below',
    mend: 'give the two an aspect in common by "also"',
  },
  {
    code: 'no-phrases',
    files: {
      'aspects.yaml': edited('aspects.yaml', '      ru:\n        - что такое {topic}\n', ''),
    },
    file: 'aspects.yaml',
    passage: 'phrases:',
    message: 'the aspect overview has no phrases in ru',
    mend: 'add the ways in which people ask for it',
  },
  {
    code: 'placeholder-unused',
    files: {
      'wording.yaml': shippedWording.replace(/^asOf:\n( {2}en:.*\n) {2}hi:.*$/m, 'asOf:\n$1  hi: अब'),
    },
    file: 'wording.yaml',
    passage: 'अब\n',
    message: '"asOf" in hi lacks the placeholder {date} of the English line',
    mend: 'put it in, unless the line says it without',
  },
];

describe('every warning says where it is, what is doubtful and what to do', () => {
  for (const { code, how, files, file, passage, message, mend } of DOUBTFUL)
    test(how === undefined ? code : `${code}: ${how}`, () => {
      const all: Record<string, string> = { ...SOUND, ...files };
      const dir = folderOf(all);
      const { draft, faults } = inspect(readFolder(dir), { today: TODAY });
      expect(faults).toEqual([]);
      const before = (all[file] ?? '').split(passage)[0]?.split('\n') ?? [];
      expect(warningsOf(draft, { today: TODAY })).toContainEqual({
        code,
        file: join(dir, file),
        line: before.length,
        column: (before.at(-1) ?? '').length + 1,
        message,
        mend,
      });
    });

  test('none is left out here', () => {
    const tried = new Set(DOUBTFUL.map(({ code }) => code));
    expect(WARNING_CODES.filter((code) => !tried.has(code))).toEqual([]);
  });

  test('and the sound folder has none of its own', () => {
    const dir = folderOf(SOUND);
    const { draft } = inspect(readFolder(dir), { today: TODAY });
    expect(warningsOf(draft, { today: TODAY }).filter(({ file }) => file.startsWith(dir))).toEqual([]);
  });
});
