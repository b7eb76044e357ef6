import type { Concern, Fault, FaultCode, Finding, Place, Warning, WarningCode } from './findings.ts';
import { nearest } from './nearest.ts';

/** What is wrong, and what to do about it. */
type Words = readonly [message: string, mend: string];

/** Puts a finding into words. */
export function fault(place: Place, finding: Finding): Fault {
  const [message, mend] = wordsOf(FAULTS, finding);
  return { file: place.file, line: place.line, column: place.column, code: finding.code, message, mend };
}

/** Puts a concern into words. */
export function warning(place: Place, concern: Concern): Warning {
  const [message, mend] = wordsOf(WARNINGS, concern);
  return { file: place.file, line: place.line, column: place.column, code: concern.code, message, mend };
}

type Book<T extends { code: string }> = {
  readonly [C in T['code']]: (data: Extract<T, { code: C }>) => Words;
};

function wordsOf<T extends { code: string }>(book: Book<T>, data: T): Words {
  const say = book[data.code as T['code']] as (data: T) => Words;
  return say(data);
}

const LANGUAGE = { en: 'English', hi: 'Hindi', ru: 'Russian' } as const;

const quoted = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(', ');

/** "did you mean …?", or what there is to choose from. */
function meant(word: string, known: readonly string[], otherwise: string): string {
  const near = nearest(word, known);
  if (near !== null) return `did you mean "${near}"?`;
  return known.length > 0 && known.length <= 20 ? `use one of ${known.join(', ')}` : otherwise;
}

/** YAML's own complaints, as far as people run into them, in plain words. */
const YAML: Readonly<Record<string, Words>> = {
  TAB_AS_INDENT: ['a line is indented with a tab', 'indent with spaces, two for each step'],
  BAD_INDENT: [
    'the indentation does not fit the lines around it',
    'put the line under the one it belongs to, two spaces further in',
  ],
  MISSING_CHAR: [
    'a quote, a bracket or a colon is missing',
    'close what was opened; a text with a quote in it goes between "double quotes", with \\" for each one inside',
  ],
  BLOCK_AS_IMPLICIT_KEY: [
    'there are two colons in one line',
    'put a text that contains ": " between "double quotes"',
  ],
  MULTILINE_IMPLICIT_KEY: [
    'a key runs over several lines',
    'end the line above properly, or put a text that contains ": " between "double quotes"',
  ],
  UNEXPECTED_TOKEN: [
    'something stands here that YAML does not expect',
    'put the text between "double quotes", or mend the line above',
  ],
  BAD_SCALAR_START: [
    'a text begins with a character that means something else in YAML',
    'put the text between "double quotes"',
  ],
  MULTIPLE_DOCS: ['a line "---" begins a second document', 'take the line out: a file holds one document'],
};

const FAULTS: Book<Finding> = {
  'not-there': ({ what }) => [
    `there is no such ${what}`,
    what === 'folder'
      ? 'check the path; KNOWLEDGE_DIR and --knowledge name a folder with aspects.yaml, sources.yaml and topics/'
      : 'check whether it is a link that leads nowhere',
  ],
  'not-a-folder': () => [
    'this is a file, and a folder is needed here',
    'give the folder that holds aspects.yaml',
  ],
  'not-a-file': () => [
    'this is a folder, and a file is needed here',
    'move the folder away and put the file here',
  ],
  unreadable: ({ what, reason }) => [
    `the ${what} cannot be read (${reason})`,
    reason === 'EACCES' || reason === 'EPERM'
      ? `give the user that runs the program the right to read it`
      : `see whether other programs can read the ${what}`,
  ],
  'file-missing': ({ file }) => [
    `${file} is missing from the folder`,
    `add it; every folder of knowledge needs aspects.yaml, sources.yaml and topics/`,
  ],
  'unknown-file': ({ file, known }) => [
    `nothing reads a file called "${file}"`,
    meant(file, known, 'rename it or move it out of the folder'),
  ],
  'no-topics': () => ['there is no topic', 'add at least one file topics/AREA/TOPIC.yaml'],
  'not-utf8': () => ['the file is not in UTF-8', 'save it again with the encoding UTF-8'],

  yaml: ({ problem, detail }) => {
    const [message, mend] = YAML[problem] ?? [detail, 'mend the line, or the one above it'];
    return [`this is not YAML: ${message}`, mend];
  },
  'duplicate-key': ({ key }) => [`"${key}" stands twice`, 'keep one of the two'],
  'missing-key': ({ key, of, meaning }) => [
    `"${key}" is missing in ${of}`,
    meaning === null ? `add "${key}: …"` : `add "${key}: …": ${meaning}`,
  ],
  'unknown-key': ({ key, of, known }) => [
    `"${key}" is not a key that ${of} can have`,
    meant(key, known, 'take it out'),
  ],
  'wrong-type': ({ subject, expected, found }) => [
    `${subject} is ${found}`,
    expected === 'a text' && found === 'a number'
      ? 'put it between "double quotes"'
      : `it must be ${expected}`,
  ],
  'wrong-value': ({ subject, found, allowed }) => [
    `${subject} is "${found}"`,
    meant(found, allowed, `use one of ${allowed.join(', ')}`),
  ],
  'wrong-form': ({ subject, found, rule }) => [`${subject} is ${found}`, `it ${rule}`],
  'impossible-date': ({ key, of, found }) => [
    `"${key}" of ${of} is ${found}, which the calendar does not have`,
    'look the date up in the source',
  ],
  'not-a-web-address': ({ of, found }) => [
    `the url of ${of} is "${found}"`,
    'give the whole address as the browser shows it, with http:// or https:// at its beginning',
  ],

  'duplicate-id': ({ what, id, first }) => [
    `there is already a ${what} "${id}", at ${first}`,
    'give one of the two another id, or remove it if both are the same',
  ],
  'topic-file-name': ({ topic, file }) => [
    `the topic "${topic}" stands in ${file}`,
    `call the file ${topic}.yaml, or give the topic the file's name as its id`,
  ],
  'fact-outside-topic': ({ fact, topic }) => [
    `the fact "${fact}" stands in the topic "${topic}"`,
    `begin its id with "${topic}." or move it to its own topic's file`,
  ],

  'unknown-aspect': ({ id, of, key, known }) => [
    `"${key}" of ${of} names the aspect "${id}", which is not in aspects.yaml`,
    meant(id, known, 'add the aspect or correct the name'),
  ],
  'unknown-source': ({ id, of, known }) => [
    `${of} cites the source "${id}", which is not in sources.yaml`,
    meant(id, known, 'add the source there or correct the id'),
  ],
  'unknown-topic': ({ id, of, key, known }) => [
    `"${key}" of ${of} names the topic "${id}", which does not exist`,
    meant(id, known, 'add the topic or take the id out'),
  ],
  'unknown-event': ({ id, of, known }) => [
    `${of} names the event "${id}", which is not in events.yaml`,
    meant(id, known, 'add the event there or correct the id'),
  ],
  'unknown-listing': ({ id, of, key, known }) => [
    `"${key}" of ${of} names the list "${id}", which is not in listings.yaml`,
    meant(id, known, 'correct the id or add the list'),
  ],
  'refers-to-itself': ({ of, key }) => [`"${key}" of ${of} names itself`, 'take it out'],
  'named-twice': ({ id, of, key }) => [`"${key}" of ${of} names "${id}" twice`, 'keep one of the two'],
  'leads-elsewhere': ({ fact, aspect }) => [
    `${fact} leads "${aspect}", an aspect that it is not filed under`,
    `add "${aspect}" to its "also" or take it out of its "leads"`,
  ],

  'no-successor': ({ fact }) => [
    `${fact} is superseded, but nothing says by what`,
    'add "superseded_by: …" with the id of the newer fact, or make its currency "current" or "historical"',
  ],
  'successor-of-current': ({ fact, currency }) => [
    `${fact} is ${currency} and yet has "superseded_by"`,
    'make its currency "superseded" or take "superseded_by" out',
  ],
  'unknown-successor': ({ fact, id, known }) => [
    `${fact} is superseded by "${id}", which does not exist`,
    meant(id, known, 'correct the id or add the newer fact'),
  ],
  'own-successor': ({ fact }) => [
    `${fact} is superseded by itself`,
    'give the id of the newer fact that replaces it',
  ],
  'older-successor': ({ fact, asOf, successor, successorAsOf }) => [
    `${fact} (as of ${asOf}) is superseded by ${successor}, which is older (as of ${successorAsOf})`,
    'the newer fact replaces the older one: turn the two round or correct a date',
  ],
  'successor-circle': ({ facts }) => [
    `these facts supersede each other in a circle: ${facts.join(' → ')}`,
    'the newest of them is current: take its "superseded_by" out',
  ],

  'future-date': ({ key, of, found, today }) => [
    `"${key}" of ${of} is ${found}, which is still to come (today is ${today})`,
    'give the day on which it was said; a planned day belongs among the values',
  ],
  'period-backwards': ({ of, from, to }) => [
    `a period of ${of} runs from ${from} to ${to}`,
    'exchange "from" and "to" or correct one of them',
  ],
  'figure-without-value': ({ of, figure }) => [
    `the text of ${of} says "${figure}", and none of its values does`,
    'correct the figure, or add a value for it',
  ],
  'summary-figure': ({ topic, figure }) => [
    `the summary of ${topic} says "${figure}", and no value of its facts does`,
    'correct the figure, or add a fact that carries it',
  ],
  'translation-figures': ({ of, language, missing, extra }) => [
    `the ${LANGUAGE[language]} text of ${of} ${difference(missing, extra)}`,
    'make the figures of both texts the same',
  ],
  'text-too-long': ({ key, of, length, budget }) => [
    `"${key}" of ${of} has ${length} characters`,
    `say it in at most ${budget}`,
  ],
  'unknown-placeholder': ({ placeholder, of, known }) => [
    `${of} has the placeholder {${placeholder}}, which nothing fills in`,
    known.length === 0 ? 'take it out' : `use ${known.map((name) => `{${name}}`).join(', ')}`,
  ],

  'alias-clash': ({ alias, owner, other, place }) => [
    `"${alias}" is a name of ${owner} and of ${other} (${place})`,
    'leave the name to one of them; if it means both, make a group of the two in groups.yaml and give it the name',
  ],
  'url-twice': ({ url, source, other }) => [
    `${source} has the same address as ${other}: ${url}`,
    'keep one of the two sources and let the facts cite that one',
  ],
  'command-clash': ({ name, language, owner, other }) => [
    `"/${name}" (${language}) is a command of ${owner} and of ${other}`,
    'give one of them another name: Discord refuses two commands of one name',
  ],
  'command-missing': ({ command }) => [
    `the command "${command}" has no name and description`,
    'add an entry with this id to commands.yaml',
  ],
};

function difference(missing: readonly string[], extra: readonly string[]): string {
  const parts = [
    ...(missing.length > 0 ? [`lacks ${quoted(missing)} of the English one`] : []),
    ...(extra.length > 0 ? [`has ${quoted(extra)}, which the English one has not`] : []),
  ];
  return parts.join(' and ');
}

const list = (ids: readonly string[]): string =>
  ids.length <= 4 ? ids.join(', ') : `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more`;

const WARNINGS: Book<Concern> = {
  'no-lead': ({ topic, aspects }) => [
    `no fact of ${topic} leads ${list(aspects)}`,
    'put the aspect into "leads" of the fact that should head the answer; until then the newest does',
  ],
  'stale-aspects': ({ topic, aspects }) => [
    `there is news of ${topic}, but its newest fact is over a year old on ${aspects.map(({ aspect, newest }) => `${aspect} (${newest})`).join(', ')}`,
    'look for news on these; if there is none, leave it',
  ],
  'uncited-source': ({ source }) => [`no fact cites ${source}`, 'cite it or remove it'],
  'near-copy-facts': ({ fact, other, percent }) => [
    `${fact} says nearly the same as ${other} (${percent} % of the words)`,
    'keep one with the sources of both; where two topics need it, change both together',
  ],
  'near-copy-sources': ({ source, other, same }) => [
    `${source} has nearly the same ${same} as ${other}`,
    'see whether they are one document',
  ],
  'near-clash': ({ alias, owner, near, other }) => [
    `"${alias}" of ${owner} is one letter from "${near}" of ${other}`,
    'a typing error may take one for the other; keep both only if people type both',
  ],
  'ordinary-alias': ({ alias, owner }) => [
    `"${alias}" of ${owner} is an everyday English word`,
    'give a longer name, so that other questions with this word are not taken for it',
  ],
  'untranslated-facts': ({ topic, language, facts }) => [
    `${facts.length} current ${facts.length === 1 ? 'fact' : 'facts'} of ${topic} without a ${LANGUAGE[language]} text: ${list(facts)}`,
    `add "${language}:" under "text:"; until then they are shown in English`,
  ],
  'untranslated-summary': ({ topic, languages }) => [
    `the summary of ${topic} is missing in ${languages.map((language) => LANGUAGE[language]).join(' and ')}`,
    `add ${languages.map((language) => `"${language}:"`).join(' and ')} under "summary:"`,
  ],
  'unseen-fact': ({ fact, successor }) => [
    `${fact} is superseded by ${successor}, which is under none of its aspects, so no answer shows it below`,
    'give the two an aspect in common by "also"',
  ],
  'no-phrases': ({ aspect, languages }) => [
    `the aspect ${aspect} has no phrases in ${languages.join(' and ')}`,
    'add the ways in which people ask for it',
  ],
  'placeholder-unused': ({ placeholder, of }) => [
    `${of} lacks the placeholder {${placeholder}} of the English line`,
    'put it in, unless the line says it without',
  ],
};

/** Every code, for the tests that provoke each. */
export const FAULT_CODES = Object.keys(FAULTS) as FaultCode[];
export const WARNING_CODES = Object.keys(WARNINGS) as WarningCode[];
