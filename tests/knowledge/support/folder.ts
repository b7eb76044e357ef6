import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A sound folder of knowledge, as small as it can be and still have something of everything. */
export const SOUND = {
  'aspects.yaml': `aspects:
  - id: overview
    names:
      en: Overview
    phrases:
      en:
        - what is {topic}
      hi:
        - "{topic} क्या है"
      hinglish:
        - "{topic} kya hai"
      ru:
        - что такое {topic}
  - id: cost
    names:
      en: Cost
    command:
      name:
        en: price
      description:
        en: What it costs
    fallbacks:
      - overview
    phrases:
      en:
        - how much is {topic}
      hi:
        - "{topic} की कीमत"
      hinglish:
        - "{topic} kitne ka"
      ru:
        - сколько стоит {topic}
`,
  'sources.yaml': `- id: paper
  title: Tanks bought
  publisher: The Paper
  published: "2020-05-02"
  url: https://paper.example/tanks
`,
  'events.yaml': `events:
  - id: tanks-bought
    words:
      en:
        - bought the tanks
`,
  'groups.yaml': `groups:
  - id: vehicles
    names:
      en: Vehicles
    aliases:
      en:
        - lorries and tanks
    topics:
      - tank
`,
  'uncovered.yaml': `uncovered:
  - id: leopard
    names:
      en: Leopard 2
    aliases:
      en:
        - Leopard
`,
  'topics/land/tank.yaml': `id: tank
kind: system
names:
  en: Tank T-99
aliases:
  en:
    - Bhairava
summary:
  en: A tank bought in 2020.
  hi: 2020 में खरीदा गया टैंक।
  ru: Танк, купленный в 2020 году.
facts:
  - id: tank.cost.new
    aspect: cost
    leads:
      - cost
    as_of: "2020-05-01"
    currency: current
    basis: report
    text:
      en: India bought 12 of the T-99 tanks for $5 million in May 2020.
      hi: भारत ने मई 2020 में 12 टी-99 टैंक 50 लाख डॉलर में खरीदे।
      ru: В мае 2020 года Индия купила 12 танков Т-99 за 5 млн долларов.
    values:
      - kind: quantity
        label: tanks
        amount: 12
        unit: tank
      - kind: money
        label: price
        amount: 5000000
        currency: USD
      - kind: date
        label: purchase
        "on": "2020-05"
      - kind: event
        label: purchase
        event: tanks-bought
        happened: true
    sources:
      - paper
  - id: tank.cost.old
    aspect: cost
    as_of: "2019"
    currency: superseded
    superseded_by: tank.cost.new
    basis: official
    text: The offer of 2019 was $4 million.
    values:
      - kind: money
        label: offer
        amount: 4000000
        currency: USD
      - kind: period
        label: talks
        from: "2018"
        to: "2019"
    sources:
      - paper
`,
} as const satisfies Readonly<Record<string, string>>;

export type SoundFile = keyof typeof SOUND;

/** The day on which the tests take place. */
export const TODAY = new Date('2020-12-01T12:00:00Z');

/** Writes files into a folder that lasts as long as the test; null leaves a file out. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array | null>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'knowledge-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    if (content === null) continue;
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), content);
  }
  return dir;
}

/** A sound file with one passage replaced; throws where the passage is not there exactly once. */
export function edited(file: SoundFile, passage: string, replacement: string): string {
  const parts = SOUND[file].split(passage);
  if (parts.length !== 2) throw new Error(`"${passage}" stands ${parts.length - 1} times in ${file}`);
  return parts.join(replacement);
}
