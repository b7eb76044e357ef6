import { describe, expect, test } from 'vitest';
import { ApiError } from './errors.ts';
import { FLAGS } from './limits.ts';
import {
  checkCommand,
  checkCommands,
  readChoices,
  readDeferral,
  readMessage,
  readModal,
} from './validate.ts';

/** The paths and codes a body is refused for; `50006` for an empty message; empty where it is legal. */
function faults(check: () => unknown): string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return error.issues.length === 0
      ? [String(error.code)]
      : error.issues.map(({ path, code }) => `${path.join('.')} ${code}`);
  }
}

const long = (length: number): string => 'x'.repeat(length);
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const message = (body: object) =>
  faults(() =>
    readMessage(body, { flags: FLAGS.componentsV2 | FLAGS.suppressEmbeds, files: [], editing: null }),
  );
const v2 = (...components: object[]) => message({ flags: FLAGS.componentsV2, components });
const text = (content: string) => ({ type: 10, content });
const button = (fields: object = {}) => ({
  type: 2,
  style: 1,
  label: 'x',
  custom_id: `id-${Math.random()}`,
  ...fields,
});
const link = (fields: object = {}) => ({
  type: 2,
  style: 5,
  label: 'x',
  url: 'https://example.org',
  ...fields,
});
const row = (...components: object[]) => ({ type: 1, components });
const option = (value: string, fields: object = {}) => ({ label: 'x', value, ...fields });
const select = (fields: object = {}) => ({ type: 3, custom_id: 'menu', options: [option('a')], ...fields });

describe('messages', () => {
  test.each<[string, object, object]>([
    ['content', { content: long(2_000) }, { content: long(2_001) }],
    ['nonce', { content: 'x', nonce: long(25) }, { content: 'x', nonce: long(26) }],
    ['embeds', { embeds: times(10, () => ({ title: 'x' })) }, { embeds: times(11, () => ({ title: 'x' })) }],
    ['embed title, trimmed', { embeds: [{ title: ` ${long(256)} ` }] }, { embeds: [{ title: long(257) }] }],
    [
      'embed description',
      { embeds: [{ description: long(4_096) }] },
      { embeds: [{ description: long(4_097) }] },
    ],
    [
      'embed field',
      { embeds: [{ fields: [{ name: long(256), value: long(1_024) }] }] },
      { embeds: [{ fields: [{ name: 'x', value: long(1_025) }] }] },
    ],
    [
      'embed fields',
      { embeds: [{ fields: times(25, () => ({ name: 'x', value: 'x' })) }] },
      { embeds: [{ fields: times(26, () => ({ name: 'x', value: 'x' })) }] },
    ],
    [
      'embed footer',
      { embeds: [{ footer: { text: long(2_048) } }] },
      { embeds: [{ footer: { text: long(2_049) } }] },
    ],
    [
      'embeds together',
      { embeds: times(2, () => ({ description: long(3_000) })) },
      { embeds: [...times(2, () => ({ description: long(3_000) })), { title: 'x' }] },
    ],
    ['flags', { content: 'x', flags: 4 }, { content: 'x', flags: 1 << 6 }],
    [
      'allowed mentions',
      { content: 'x', allowed_mentions: { parse: [], users: ['123456789012345678'] } },
      { content: 'x', allowed_mentions: { parse: ['users'], users: ['123456789012345678'] } },
    ],
    [
      'mention types',
      { content: 'x', allowed_mentions: { parse: ['users'] } },
      { content: 'x', allowed_mentions: { parse: ['all'] } },
    ],
    [
      'legacy rows',
      { content: 'x', components: times(5, () => row(button())) },
      { content: 'x', components: times(6, () => row(button())) },
    ],
    [
      'legacy components',
      { content: 'x', components: [row(button())] },
      { content: 'x', components: [text('x')] },
    ],
  ])('%s', (_what, legal, illegal) => {
    expect(message(legal)).toEqual([]);
    expect(message(illegal)).not.toEqual([]);
  });

  test('an empty message is refused', () => {
    expect(message({ content: ' \n' })).toEqual(['50006']);
  });

  test('Components V2 switch content and embeds off, and an edit must take them away', () => {
    const code = 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2';
    expect(message({ flags: FLAGS.componentsV2, content: 'x', components: [text('x')] })).toEqual([
      `content ${code}`,
    ]);
    expect(message({ flags: FLAGS.componentsV2, embeds: [{ title: 'x' }], components: [text('x')] })).toEqual(
      [`embeds ${code}`],
    );
    const edit = (body: object, isV2: boolean) =>
      faults(() =>
        readMessage(body, {
          flags: FLAGS.componentsV2,
          files: [],
          editing: { isV2, hasContent: !isV2, hasEmbeds: false },
        }),
      );
    expect(edit({ flags: FLAGS.componentsV2, components: [text('x')] }, false)).toEqual([`content ${code}`]);
    expect(edit({ flags: FLAGS.componentsV2, content: null, components: [text('x')] }, false)).toEqual([]);
    expect(edit({ content: 'x' }, true)).toEqual([`content ${code}`]);
  });
});

describe('components', () => {
  test.each<[string, object[], object[]]>([
    [
      '40 components, nested ones too',
      [{ type: 17, components: times(39, () => text('x')) }],
      [{ type: 17, components: times(40, () => text('x')) }],
    ],
    [
      '4,000 characters of text',
      [text(long(2_000)), text(long(2_000))],
      [text(long(2_000)), text(long(2_001))],
    ],
    ['empty text', [text('x')], [text('')]],
    ['buttons in a row', [row(...times(5, () => button()))], [row(...times(6, () => button()))]],
    ['an empty row', [row(button())], [row()]],
    ['button label', [row(button({ label: long(80) }))], [row(button({ label: long(81) }))]],
    [
      'button without label',
      [row(button({ label: undefined, emoji: { name: '🔎' } }))],
      [row(button({ label: undefined }))],
    ],
    ['button style', [row(button({ style: 4 }))], [row(button({ style: 7 }))]],
    ['custom id', [row(button({ custom_id: long(100) }))], [row(button({ custom_id: long(101) }))]],
    ['custom id missing', [row(button())], [row(button({ custom_id: undefined }))]],
    ['custom id empty', [row(button())], [row(button({ custom_id: '' }))]],
    [
      'custom id once',
      [row(button({ custom_id: 'a' }), button({ custom_id: 'b' }))],
      [row(button({ custom_id: 'a' })), row(button({ custom_id: 'a' }))],
    ],
    [
      'link',
      [row(link({ url: `https://example.org/${long(492)}` }))],
      [row(link({ url: `https://example.org/${long(493)}` }))],
    ],
    ['link scheme', [row(link())], [row(link({ url: 'javascript:alert(1)' }))]],
    ['link form', [row(link())], [row(link({ url: 'example' }))]],
    ['link with custom id', [row(link())], [row(link({ custom_id: 'a' }))]],
    [
      'select options',
      [row(select({ options: times(25, (i) => option(`${i}`)) }))],
      [row(select({ options: times(26, (i) => option(`${i}`)) }))],
    ],
    ['select without options', [row(select())], [row(select({ options: [] }))]],
    [
      'option label',
      [row(select({ options: [option('a', { label: long(100) })] }))],
      [row(select({ options: [option('a', { label: long(101) })] }))],
    ],
    [
      'option value',
      [row(select({ options: [option(long(100))] }))],
      [row(select({ options: [option(long(101))] }))],
    ],
    [
      'option description',
      [row(select({ options: [option('a', { description: long(100) })] }))],
      [row(select({ options: [option('a', { description: long(101) })] }))],
    ],
    [
      'option values once',
      [row(select({ options: [option('a'), option('b')] }))],
      [row(select({ options: [option('a'), option('a')] }))],
    ],
    ['placeholder', [row(select({ placeholder: long(150) }))], [row(select({ placeholder: long(151) }))]],
    ['more picks than options', [row(select({ max_values: 1 }))], [row(select({ max_values: 2 }))]],
    ['select beside a button', [row(select())], [row(select(), button())]],
    [
      'section',
      [{ type: 9, components: times(3, () => text('x')), accessory: button() }],
      [{ type: 9, components: times(4, () => text('x')), accessory: button() }],
    ],
    [
      'section without accessory',
      [{ type: 9, components: [text('x')], accessory: button() }],
      [{ type: 9, components: [text('x')] }],
    ],
    [
      'thumbnail only beside a section',
      [
        {
          type: 9,
          components: [text('x')],
          accessory: { type: 11, media: { url: 'https://example.org/a.png' } },
        },
      ],
      [{ type: 11, media: { url: 'https://example.org/a.png' } }],
    ],
    [
      'container in container',
      [{ type: 17, components: [text('x')] }],
      [{ type: 17, components: [{ type: 17, components: [text('x')] }] }],
    ],
    [
      'accent colour',
      [{ type: 17, accent_color: 0xffffff, components: [text('x')] }],
      [{ type: 17, accent_color: 0x1000000, components: [text('x')] }],
    ],
    [
      'separator',
      [text('x'), { type: 14, spacing: 2, divider: false }],
      [text('x'), { type: 14, spacing: 3 }],
    ],
    ['a bare button', [row(button())], [button()]],
    [
      'ids once',
      [
        { ...text('x'), id: 1 },
        { ...text('x'), id: 2 },
      ],
      [
        { ...text('x'), id: 1 },
        { ...text('x'), id: 1 },
      ],
    ],
    ['text input', [text('x')], [row({ type: 4, custom_id: 'a', style: 1 })]],
  ])('%s', (_what, legal, illegal) => {
    expect(v2(...legal)).toEqual([]);
    expect(v2(...illegal)).not.toEqual([]);
  });
});

describe('responses', () => {
  const choice = (fields: object = {}) => ({ name: 'x', value: 'x', ...fields });
  const input = (fields: object = {}) => ({ type: 4, custom_id: 'a', style: 1, ...fields });
  const label = (fields: object = {}) => ({ type: 18, label: 'x', component: input(), ...fields });
  const modal = (fields: object = {}) => ({ custom_id: 'm', title: 'x', components: [label()], ...fields });

  test.each<[string, object, object]>([
    ['choices', { choices: times(25, () => choice()) }, { choices: times(26, () => choice()) }],
    ['none', { choices: [] }, {}],
    ['name', { choices: [choice({ name: long(100) })] }, { choices: [choice({ name: long(101) })] }],
    ['empty name', { choices: [choice()] }, { choices: [choice({ name: '' })] }],
    ['value', { choices: [choice({ value: long(100) })] }, { choices: [choice({ value: long(101) })] }],
  ])('autocomplete: %s', (_what, legal, illegal) => {
    expect(faults(() => readChoices(legal))).toEqual([]);
    expect(faults(() => readChoices(illegal))).not.toEqual([]);
  });

  test.each<[string, object, object]>([
    ['title', modal({ title: long(45) }), modal({ title: long(46) })],
    [
      'components',
      modal({ components: times(5, (i) => label({ component: input({ custom_id: `${i}` }) })) }),
      modal({ components: times(6, (i) => label({ component: input({ custom_id: `${i}` }) })) }),
    ],
    [
      'label',
      modal({ components: [label({ label: long(45) })] }),
      modal({ components: [label({ label: long(46) })] }),
    ],
    ['custom id', modal({ custom_id: long(100) }), modal({ custom_id: '' })],
    ['custom ids once', modal(), modal({ components: [label(), label()] })],
    [
      'length of input',
      modal({ components: [label({ component: input({ max_length: 4_000 }) })] }),
      modal({ components: [label({ component: input({ max_length: 4_001 }) })] }),
    ],
    ['a button', modal(), modal({ components: [row(button())] })],
  ])('modal: %s', (_what, legal, illegal) => {
    expect(faults(() => readModal(legal))).toEqual([]);
    expect(faults(() => readModal(illegal))).not.toEqual([]);
  });

  test('a deferral takes no flag but EPHEMERAL', () => {
    expect(faults(() => readDeferral({ flags: FLAGS.ephemeral }))).toEqual([]);
    expect(faults(() => readDeferral({ flags: FLAGS.componentsV2 }))).toEqual([
      'data.flags MESSAGE_FLAGS_INVALID',
    ]);
  });
});

describe('commands', () => {
  const rules = { scope: 'global' as const, integrationTypes: [0, 1] };
  const command = (fields: object = {}) => ({ name: 'delivery', description: 'x', ...fields });
  const topic = (fields: object = {}) => ({ type: 3, name: 'topic', description: 'x', ...fields });
  const check = (body: object) => faults(() => checkCommand(body, rules));

  test.each<[string, object, object]>([
    ['name', command({ name: 's-400' }), command({ name: 's.400' })],
    ['name in small letters', command({ name: 'доставка' }), command({ name: 'Доставка' })],
    ['name in Hindi', command({ name: 'आपूर्ति' }), command({ name: 'दो शब्द' })],
    ['length of name', command({ name: long(32) }), command({ name: long(33) })],
    ['name of a context menu command', { name: 'Answer this', type: 3 }, { name: long(33), type: 3 }],
    ['description', command({ description: long(100) }), command({ description: long(101) })],
    ['no description', command(), { name: 'x' }],
    [
      'description of a context menu command',
      { name: 'x', type: 3 },
      { name: 'x', type: 3, description: 'x' },
    ],
    [
      'locale',
      command({ name_localizations: { hi: 'लागत', ru: 'цена', 'en-US': 'cost' } }),
      command({ name_localizations: { en: 'cost' } }),
    ],
    [
      'localised name',
      command({ name_localizations: { ru: 'цена' } }),
      command({ name_localizations: { ru: 'Цена' } }),
    ],
    [
      'localised description',
      command({ description_localizations: { ru: long(100) } }),
      command({ description_localizations: { ru: long(101) } }),
    ],
    [
      'options',
      command({ options: times(25, (i) => topic({ name: `o${i}` })) }),
      command({ options: times(26, (i) => topic({ name: `o${i}` })) }),
    ],
    [
      'option names once',
      command({ options: [topic(), topic({ name: 'other' })] }),
      command({ options: [topic(), topic()] }),
    ],
    [
      'localised option names once',
      command({
        options: [
          topic({ name_localizations: { ru: 'а' } }),
          topic({ name: 'b', name_localizations: { ru: 'б' } }),
        ],
      }),
      command({
        options: [
          topic({ name_localizations: { ru: 'а' } }),
          topic({ name: 'b', name_localizations: { ru: 'а' } }),
        ],
      }),
    ],
    [
      'required options first',
      command({ options: [topic({ required: true }), topic({ name: 'b' })] }),
      command({ options: [topic(), topic({ name: 'b', required: true })] }),
    ],
    [
      'choices',
      command({ options: [topic({ choices: times(25, (i) => ({ name: `${i}`, value: `${i}` })) })] }),
      command({ options: [topic({ choices: times(26, (i) => ({ name: `${i}`, value: `${i}` })) })] }),
    ],
    [
      'autocomplete with choices',
      command({ options: [topic({ autocomplete: true })] }),
      command({ options: [topic({ autocomplete: true, choices: [{ name: 'x', value: 'x' }] })] }),
    ],
    [
      'max_length',
      command({ options: [topic({ max_length: 6_000 })] }),
      command({ options: [topic({ max_length: 6_001 })] }),
    ],
    [
      'max_length of a yes or no',
      command({ options: [topic({ type: 5 })] }),
      command({ options: [topic({ type: 5, max_length: 5 })] }),
    ],
    ['contexts', command({ contexts: [0, 1, 2] }), command({ contexts: [3] })],
    ['installations', command({ integration_types: [0, 1] }), command({ integration_types: [2] })],
    [
      'subcommands beside parameters',
      command({ options: [{ type: 1, name: 'sub', description: 'x', options: [topic()] }] }),
      command({ options: [{ type: 1, name: 'sub', description: 'x' }, topic()] }),
    ],
    [
      '8,000 characters, the longest localisation counting',
      command({
        options: times(25, (i) =>
          topic({
            name: `o${i}`,
            choices: times(3, (c) => ({ name: `${c}${long(40)}`, value: `${c}${long(50)}` })),
          }),
        ),
      }),
      command({
        options: times(25, (i) =>
          topic({
            name: `o${i}`,
            description_localizations: { ru: long(100) },
            choices: times(3, (c) => ({ name: `${c}${long(40)}`, value: `${c}${long(50)}` })),
          }),
        ),
      }),
    ],
  ])('%s', (_what, legal, illegal) => {
    expect(check(legal)).toEqual([]);
    expect(check(illegal)).not.toEqual([]);
  });

  test('an application that is for servers only cannot offer commands to people', () => {
    const forServers = { scope: 'global' as const, integrationTypes: [0] };
    expect(faults(() => checkCommand(command({ integration_types: [1] }), forServers))).not.toEqual([]);
  });

  test('contexts belong to global commands', () => {
    const inServer = { scope: 'guild' as const, integrationTypes: [0, 1] };
    expect(faults(() => checkCommand(command({ contexts: [0] }), inServer))).not.toEqual([]);
  });

  test('a list has every name once for each type', () => {
    expect(faults(() => checkCommands([command(), { name: 'delivery', type: 3 }], rules))).toEqual([]);
    expect(faults(() => checkCommands([command(), command()], rules))).toEqual([
      '1.name APPLICATION_COMMANDS_DUPLICATE_NAME',
    ]);
  });
});
