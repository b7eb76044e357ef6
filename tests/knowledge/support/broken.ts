import type { FaultCode } from '../../../src/knowledge/findings.ts';
import { edited, SOUND } from './folder.ts';

const TANK = 'topics/land/tank.yaml';

/** A folder with one fault, and what the checker says of it. */
export interface Broken {
  readonly code: FaultCode;
  /** What was done to the folder, where the code does not say it. */
  readonly how?: string;
  /** Files that differ from the sound folder; null: left out. */
  readonly files: Readonly<Record<string, string | Uint8Array | null>>;
  /** The file, and the passage that the fault is pointed at. */
  readonly file: string;
  readonly passage?: string;
  readonly message: string;
  readonly mend: string;
}

const tank = (passage: string, replacement: string): Readonly<Record<string, string>> => ({
  [TANK]: edited(TANK, passage, replacement),
});

const listings = (more: string, aspect = 'cost'): Readonly<Record<string, string>> => ({
  'listings.yaml': `words: {}
listings:
  - id: sold
    by: amount
    cues:
      en: [sold]
    kinds: [system]
    aspects: [${aspect}]
${more}`,
});

export const BROKEN: readonly Broken[] = [
  // files
  {
    code: 'file-missing',
    files: { 'sources.yaml': null },
    file: 'sources.yaml',
    message: 'sources.yaml is missing from the folder',
    mend: 'add it; every folder of knowledge needs aspects.yaml, sources.yaml and topics/',
  },
  {
    code: 'unknown-file',
    files: { 'group.yaml': 'groups: []\n' },
    file: 'group.yaml',
    message: 'nothing reads a file called "group.yaml"',
    mend: 'did you mean "groups.yaml"?',
  },
  {
    code: 'unknown-file',
    how: 'a topic that ends in .yml',
    files: { 'topics/land/gun.yml': 'id: gun\n' },
    file: 'topics/land/gun.yml',
    message: 'nothing reads a file called "gun.yml"',
    mend: 'did you mean "gun.yaml"?',
  },
  {
    code: 'no-topics',
    files: { [TANK]: null, 'topics/README.md': 'none yet\n', 'groups.yaml': null },
    file: 'topics',
    message: 'there is no topic',
    mend: 'add at least one file topics/AREA/TOPIC.yaml',
  },
  {
    code: 'not-a-folder',
    how: 'topics is a file',
    files: { [TANK]: null, topics: 'tank\n' },
    file: 'topics',
    message: 'this is a file, and a folder is needed here',
    mend: 'give the folder that holds aspects.yaml',
  },
  {
    code: 'not-a-file',
    how: 'events.yaml is a folder',
    files: { 'events.yaml': null, 'events.yaml/README.md': 'none\n' },
    file: 'events.yaml',
    message: 'this is a folder, and a file is needed here',
    mend: 'move the folder away and put the file here',
  },
  {
    code: 'not-utf8',
    files: { 'events.yaml': Buffer.from('events: [] # caf\xe9\n', 'latin1') },
    file: 'events.yaml',
    message: 'the file is not in UTF-8',
    mend: 'save it again with the encoding UTF-8',
  },

  // YAML
  {
    code: 'yaml',
    how: 'a tab',
    files: { 'sources.yaml': edited('sources.yaml', '  publisher', '\tpublisher') },
    file: 'sources.yaml',
    passage: '\tpublisher',
    message: 'this is not YAML: a line is indented with a tab',
    mend: 'indent with spaces, two for each step',
  },
  {
    code: 'yaml',
    how: 'two colons in a line',
    files: tank('text: The offer of 2019 was', 'text: The offer: it was'),
    file: TANK,
    passage: 'The offer: it',
    message: 'this is not YAML: there are two colons in one line',
    mend: 'put a text that contains ": " between "double quotes"',
  },
  {
    code: 'yaml',
    how: 'a quote that is not closed',
    files: { 'events.yaml': 'events:\n  - id: "bought\n' },
    file: 'events.yaml',
    message: 'this is not YAML: a quote, a bracket or a colon is missing',
    mend: 'close what was opened; a text with a quote in it goes between "double quotes", with \\" for each one inside',
  },
  {
    code: 'duplicate-key',
    files: tank('    basis: report\n', '    basis: report\n    aspect: cost\n'),
    file: TANK,
    passage: 'aspect: cost\n    text',
    message: '"aspect" stands twice',
    mend: 'keep one of the two',
  },

  // form
  {
    code: 'missing-key',
    files: tank('    as_of: "2019"\n', ''),
    file: TANK,
    passage: 'id: tank.cost.old',
    message: '"as_of" is missing in tank.cost.old',
    mend: 'add "as_of: …": the day, month or year for which it holds or on which it was said, in quotes: "2025-12-04"',
  },
  {
    code: 'unknown-key',
    files: tank(
      '    sources:\n      - paper\n  - id: tank.cost.old',
      '    sorces:\n      - paper\n    sources: [paper]\n  - id: tank.cost.old',
    ),
    file: TANK,
    passage: 'sorces',
    message: '"sorces" is not a key that tank.cost.new can have',
    mend: 'did you mean "sources"?',
  },
  {
    code: 'wrong-type',
    files: tank('as_of: "2019"', 'as_of: 2019'),
    file: TANK,
    passage: '2019\n    currency',
    message: '"as_of" of tank.cost.old is a number',
    mend: 'put it between "double quotes"',
  },
  {
    code: 'wrong-type',
    how: 'a text for a list',
    files: tank('    leads:\n      - cost\n', '    leads: cost\n'),
    file: TANK,
    passage: 'cost\n    as_of: "2020-05-01"',
    message: '"leads" of tank.cost.new is a text',
    mend: 'it must be a list, each line beginning with "- "',
  },
  {
    code: 'wrong-type',
    how: 'a number for a text',
    files: tank('text: The offer of 2019 was $4 million.', 'text: 2019'),
    file: TANK,
    passage: '2019\n    values',
    message: '"text" of tank.cost.old is a number',
    mend: 'put it between "double quotes"',
  },
  {
    code: 'wrong-type',
    how: 'an empty file',
    files: { 'events.yaml': '' },
    file: 'events.yaml',
    message: 'the content of events.yaml is empty',
    mend: 'it must be keys with values, indented below it',
  },
  {
    code: 'wrong-type',
    how: 'an entry that is none',
    files: { 'sources.yaml': `${SOUND['sources.yaml']}- other\n` },
    file: 'sources.yaml',
    passage: 'other',
    message: 'entry 2 of sources.yaml is a text',
    mend: 'it must be keys with values, indented below it',
  },
  {
    code: 'missing-key',
    how: 'a text without its English',
    files: tank('text: The offer of 2019 was $4 million.', 'text: {hi: प्रस्ताव}'),
    file: TANK,
    passage: '{hi',
    message: '"en" is missing in tank.cost.old',
    mend: 'add "en: …"',
  },
  {
    code: 'wrong-form',
    how: 'an empty text',
    files: tank('text: The offer of 2019 was $4 million.', "text: ''"),
    file: TANK,
    passage: "''",
    message: '"text" of tank.cost.old is ""',
    mend: 'it must not be empty',
  },
  {
    code: 'wrong-value',
    files: tank('basis: official', 'basis: offical'),
    file: TANK,
    passage: 'offical',
    message: '"basis" of tank.cost.old is "offical"',
    mend: 'did you mean "official"?',
  },
  {
    code: 'wrong-value',
    how: 'an unknown kind of value',
    files: tank('kind: period', 'kind: duration'),
    file: TANK,
    passage: 'duration',
    message: '"kind" of tank.cost.old is "duration"',
    mend: 'use one of money, quantity, measure, share, date, period, event',
  },
  {
    code: 'wrong-form',
    files: tank('as_of: "2019"', 'as_of: "spring 2019"'),
    file: TANK,
    passage: '"spring 2019"',
    message: '"as_of" of tank.cost.old is "spring 2019"',
    mend: 'it must be a date in quotes: "2025-12-04", "2025-12" or "2025"',
  },
  {
    code: 'wrong-form',
    how: 'no source',
    files: tank('    sources:\n      - paper\n  - id', '    sources: []\n  - id'),
    file: TANK,
    passage: '[]',
    message: '"sources" of tank.cost.new is "an empty list"',
    mend: 'it must name at least one source: a fact without a source does not enter',
  },
  {
    code: 'impossible-date',
    files: tank('as_of: "2020-05-01"', 'as_of: "2020-02-30"'),
    file: TANK,
    passage: '"2020-02-30"',
    message: '"as_of" of tank.cost.new is 2020-02-30, which the calendar does not have',
    mend: 'look the date up in the source',
  },
  {
    code: 'impossible-date',
    how: 'a thirteenth month',
    files: { 'sources.yaml': edited('sources.yaml', '2020-05-02', '2019-13') },
    file: 'sources.yaml',
    passage: '"2019-13"',
    message: '"published" of paper is 2019-13, which the calendar does not have',
    mend: 'look the date up in the source',
  },
  {
    code: 'not-a-web-address',
    files: { 'sources.yaml': edited('sources.yaml', 'https://', 'ftp://') },
    file: 'sources.yaml',
    passage: 'ftp:',
    message: 'the url of paper is "ftp://paper.example/tanks"',
    mend: 'give the whole address as the browser shows it, with http:// or https:// at its beginning',
  },

  // ids
  {
    code: 'duplicate-id',
    files: tank('id: tank.cost.old', 'id: tank.cost.new'),
    file: TANK,
    passage: 'id: tank.cost.new\n    aspect: cost\n    as_of: "2019"',
    message: 'there is already a fact "tank.cost.new", at topics/land/tank.yaml:13',
    mend: 'give one of the two another id, or remove it if both are the same',
  },
  {
    code: 'topic-file-name',
    files: { [TANK]: null, 'topics/land/t-99.yaml': SOUND[TANK] },
    file: 'topics/land/t-99.yaml',
    passage: 'tank\nkind',
    message: 'the topic "tank" stands in t-99.yaml',
    mend: "call the file tank.yaml, or give the topic the file's name as its id",
  },
  {
    code: 'fact-outside-topic',
    files: tank('id: tank.cost.old', 'id: gun.cost.old'),
    file: TANK,
    passage: 'gun.cost.old',
    message: 'the fact "gun.cost.old" stands in the topic "tank"',
    mend: 'begin its id with "tank." or move it to its own topic\'s file',
  },

  // references
  {
    code: 'unknown-aspect',
    files: tank('aspect: cost\n    as_of', 'aspect: costs\n    as_of'),
    file: TANK,
    passage: 'costs',
    message: '"aspect" of tank.cost.old names the aspect "costs", which is not in aspects.yaml',
    mend: 'did you mean "cost"?',
  },
  {
    code: 'unknown-aspect',
    how: 'among the fallbacks',
    files: { 'aspects.yaml': edited('aspects.yaml', '- overview\n    phrases', '- money\n    phrases') },
    file: 'aspects.yaml',
    passage: 'money',
    message: '"fallbacks" of cost names the aspect "money", which is not in aspects.yaml',
    mend: 'use one of overview, cost',
  },
  {
    code: 'unknown-source',
    files: tank('- paper\n  - id', '- papr\n  - id'),
    file: TANK,
    passage: 'papr',
    message: 'tank.cost.new cites the source "papr", which is not in sources.yaml',
    mend: 'did you mean "paper"?',
  },
  {
    code: 'unknown-topic',
    files: { 'groups.yaml': edited('groups.yaml', '- tank', '- plane') },
    file: 'groups.yaml',
    passage: 'plane',
    message: '"topics" of vehicles names the topic "plane", which does not exist',
    mend: 'use one of tank',
  },
  {
    code: 'unknown-topic',
    how: 'among the related',
    files: tank('facts:\n', 'related: [tanks]\nfacts:\n'),
    file: TANK,
    passage: 'tanks]',
    message: '"related" of tank names the topic "tanks", which does not exist',
    mend: 'did you mean "tank"?',
  },
  {
    code: 'unknown-event',
    files: tank('event: tanks-bought', 'event: tanks-sold'),
    file: TANK,
    passage: 'tanks-sold',
    message: 'tank.cost.new names the event "tanks-sold", which is not in events.yaml',
    mend: 'use one of tanks-bought',
  },
  {
    code: 'unknown-listing',
    files: listings('    denied: unsold\n'),
    file: 'listings.yaml',
    passage: 'unsold',
    message: '"denied" of sold names the list "unsold", which is not in listings.yaml',
    mend: 'did you mean "sold"?',
  },
  {
    code: 'unknown-aspect',
    how: 'of a list',
    files: listings('', 'costs'),
    file: 'listings.yaml',
    passage: 'costs',
    message: '"aspects" of sold names the aspect "costs", which is not in aspects.yaml',
    mend: 'did you mean "cost"?',
  },
  {
    code: 'unknown-event',
    how: 'of a list',
    files: listings('    events:\n      - event: tanks-sold\n'),
    file: 'listings.yaml',
    passage: 'tanks-sold',
    message: 'sold names the event "tanks-sold", which is not in events.yaml',
    mend: 'use one of tanks-bought',
  },
  {
    code: 'refers-to-itself',
    files: tank('facts:\n', 'related: [tank]\nfacts:\n'),
    file: TANK,
    passage: 'tank]',
    message: '"related" of tank names itself',
    mend: 'take it out',
  },
  {
    code: 'named-twice',
    files: tank('      - paper\n  - id', '      - paper\n      - "paper"\n  - id'),
    file: TANK,
    passage: '"paper"',
    message: '"sources" of tank.cost.new names "paper" twice',
    mend: 'keep one of the two',
  },
  {
    code: 'leads-elsewhere',
    files: tank('leads:\n      - cost', 'leads:\n      - overview'),
    file: TANK,
    passage: 'overview',
    message: 'tank.cost.new leads "overview", an aspect that it is not filed under',
    mend: 'add "overview" to its "also" or take it out of its "leads"',
  },

  // what replaced what
  {
    code: 'no-successor',
    files: tank('    superseded_by: tank.cost.new\n', ''),
    file: TANK,
    passage: 'superseded\n',
    message: 'tank.cost.old is superseded, but nothing says by what',
    mend: 'add "superseded_by: …" with the id of the newer fact, or make its currency "current" or "historical"',
  },
  {
    code: 'successor-of-current',
    files: tank('currency: superseded', 'currency: historical'),
    file: TANK,
    passage: 'tank.cost.new\n    basis: official',
    message: 'tank.cost.old is historical and yet has "superseded_by"',
    mend: 'make its currency "superseded" or take "superseded_by" out',
  },
  {
    code: 'unknown-successor',
    files: tank('superseded_by: tank.cost.new', 'superseded_by: tank.cost.nwe'),
    file: TANK,
    passage: 'tank.cost.nwe',
    message: 'tank.cost.old is superseded by "tank.cost.nwe", which does not exist',
    mend: 'did you mean "tank.cost.new"?',
  },
  {
    code: 'own-successor',
    files: tank('superseded_by: tank.cost.new', 'superseded_by: tank.cost.old'),
    file: TANK,
    passage: 'tank.cost.old\n    basis',
    message: 'tank.cost.old is superseded by itself',
    mend: 'give the id of the newer fact that replaces it',
  },
  {
    code: 'older-successor',
    files: tank('as_of: "2019"', 'as_of: "2020-06"'),
    file: TANK,
    passage: 'tank.cost.new\n    basis: official',
    message:
      'tank.cost.old (as of 2020-06) is superseded by tank.cost.new, which is older (as of 2020-05-01)',
    mend: 'the newer fact replaces the older one: turn the two round or correct a date',
  },
  {
    code: 'successor-circle',
    files: {
      [TANK]: edited(
        TANK,
        'as_of: "2020-05-01"\n    currency: current\n',
        'as_of: "2019"\n    currency: superseded\n    superseded_by: tank.cost.old\n',
      ),
    },
    file: TANK,
    passage: 'tank.cost.old\n    basis',
    message: 'these facts supersede each other in a circle: tank.cost.new → tank.cost.old → tank.cost.new',
    mend: 'the newest of them is current: take its "superseded_by" out',
  },

  // dates, figures, texts
  {
    code: 'future-date',
    files: tank('as_of: "2020-05-01"', 'as_of: "2021-01"'),
    file: TANK,
    passage: '"2021-01"',
    message: '"as_of" of tank.cost.new is 2021-01, which is still to come (today is 2020-12-02)',
    mend: 'give the day on which it was said; a planned day belongs among the values',
  },
  {
    code: 'future-date',
    how: 'of a source',
    files: { 'sources.yaml': edited('sources.yaml', '2020-05-02', '2021') },
    file: 'sources.yaml',
    passage: '"2021"',
    message: '"published" of paper is 2021, which is still to come (today is 2020-12-02)',
    mend: 'give the day on which it was said; a planned day belongs among the values',
  },
  {
    code: 'period-backwards',
    files: tank('from: "2018"\n        to: "2019"', 'from: "2019"\n        to: "2018"'),
    file: TANK,
    passage: '"2019"\n        to',
    message: 'a period of tank.cost.old runs from 2019 to 2018',
    mend: 'exchange "from" and "to" or correct one of them',
  },
  {
    code: 'figure-without-value',
    files: tank('was $4 million', 'was $4.5 million'),
    file: TANK,
    passage: 'The offer',
    message: 'the text of tank.cost.old says "4.5 million", and none of its values does',
    mend: 'correct the figure, or add a value for it',
  },
  {
    code: 'summary-figure',
    files: tank('en: A tank bought in 2020.', 'en: A tank bought in 2020 and 2017.'),
    file: TANK,
    passage: 'A tank bought',
    message: 'the summary of tank says "2017", and no value of its facts does',
    mend: 'correct the figure, or add a fact that carries it',
  },
  {
    code: 'translation-figures',
    how: 'Hindi',
    files: tank('50 लाख', '5 लाख'),
    file: TANK,
    passage: 'भारत',
    message:
      'the Hindi text of tank.cost.new lacks "5 million" of the English one and has "5 लाख", which the English one has not',
    mend: 'make the figures of both texts the same',
  },
  {
    code: 'translation-figures',
    how: 'Russian',
    files: tank('12 танков Т-99', '12 танков Т-90'),
    file: TANK,
    passage: 'В мае',
    message:
      'the Russian text of tank.cost.new lacks "T-99" of the English one and has "Т-90", which the English one has not',
    mend: 'make the figures of both texts the same',
  },
  {
    code: 'text-too-long',
    files: tank(
      'The offer of 2019 was $4 million.',
      `The offer of 2019 was $4 million${' and no more'.repeat(40)}.`,
    ),
    file: TANK,
    passage: 'The offer',
    message: '"text" of tank.cost.old has 513 characters',
    mend: 'say it in at most 400',
  },
  {
    code: 'unknown-placeholder',
    files: { 'aspects.yaml': edited('aspects.yaml', 'how much is {topic}', 'how much is {topics}') },
    file: 'aspects.yaml',
    passage: 'how much',
    message: 'the phrase "how much is {topics}" has the placeholder {topics}, which nothing fills in',
    mend: 'use {topic}',
  },

  // names that mean two things
  {
    code: 'alias-clash',
    files: { 'uncovered.yaml': edited('uncovered.yaml', '- Leopard', '- “bhai-rava”') },
    file: 'uncovered.yaml',
    passage: '“bhai-rava”',
    message:
      '"“bhai-rava”" is a name of the uncovered leopard and of the topic tank (topics/land/tank.yaml:7)',
    mend: 'leave the name to one of them; if it means both, make a group of the two in groups.yaml and give it the name',
  },
  {
    code: 'url-twice',
    files: {
      'sources.yaml': `${SOUND['sources.yaml']}- id: other
  title: Tanks
  publisher: The Other
  url: http://www.paper.example/tanks/
`,
    },
    file: 'sources.yaml',
    passage: 'http://www',
    message: 'other has the same address as paper: http://www.paper.example/tanks/',
    mend: 'keep one of the two sources and let the facts cite that one',
  },
  {
    code: 'command-clash',
    files: {
      'aspects.yaml': edited(
        'aspects.yaml',
        'en: Overview\n',
        'en: Overview\n    command:\n      name:\n        en: price\n      description:\n        en: What it is\n',
      ),
    },
    file: 'aspects.yaml',
    passage: 'price\n      description:\n        en: What it costs',
    message: '"/price" (en) is a command of the aspect cost and of the aspect overview',
    mend: 'give one of them another name: Discord refuses two commands of one name',
  },
];
