import { describe, expect, test } from 'vitest';
import { buildCommands, type CommandBody, EVERYWHERE } from '../../src/discord/commands/build.ts';
import { describeDifference, difference, isEmpty, type Registered } from '../../src/discord/commands/diff.ts';
import { commandFaults } from '../../src/discord/commands/faults.ts';
import type { Aspect, Knowledge } from '../../src/knowledge/schema.ts';
import { LoopbackDiscord } from '../loopback/index.ts';
import { eventually } from '../loopback/plain-bot.ts';
import { runBot, setScene } from './support/bot.ts';
import { fakeEngine } from './support/engine.ts';
import { testKnowledge } from './support/knowledge.ts';

const everywhere = buildCommands(testKnowledge, EVERYWHERE);
const asRegistered = (commands: readonly CommandBody[]): Registered[] =>
  commands.map((command) => ({ ...command }));

/** As Discord lists a command: with ids, versions, defaults, keys in another order and absent what is false. */
function asListed(command: CommandBody, place: number): Registered {
  const options = 'options' in command ? command.options : undefined;
  return {
    version: '1',
    nsfw: false,
    default_member_permissions: null,
    dm_permission: true,
    id: String(1000 + place),
    application_id: '1',
    ...Object.fromEntries(Object.entries(command).reverse()),
    name: command.name,
    description: 'description' in command ? command.description : '',
    ...(options === undefined
      ? {}
      : {
          options: options.map((option) => ({
            ...option,
            required: option.required === true ? true : undefined,
          })),
        }),
    contexts: [2, 1, 0],
    integration_types: [1, 0],
  };
}

function withAspect(change: (aspect: Aspect) => Aspect): Knowledge {
  return {
    ...testKnowledge,
    aspects: testKnowledge.aspects.map((aspect) => (aspect.id === 'cost' ? change(aspect) : aspect)),
  };
}
const named = (name: { en: string; hi?: string; ru?: string }, description = 'Cost') =>
  withAspect((aspect) => ({ ...aspect, command: { name, description: { en: description } } }));

describe('the commands', () => {
  test('are the bot’s own and one for each aspect, with options, in three languages', () => {
    expect(everywhere.map(({ name }) => name)).toEqual([
      ...[
        'ask',
        'about',
        'timeline',
        'compare',
        'sources',
        'topics',
        'help',
        'Answer this',
        'Check this claim',
      ],
      ...testKnowledge.aspects.map(({ id }) => id),
    ]);
    for (const command of everywhere) {
      expect(Object.keys(command.name_localizations ?? {})).toEqual(['en-US', 'hi', 'ru']);
      expect(command).toMatchObject({ contexts: [0, 1, 2], integration_types: [0, 1] });
    }
    const compare = everywhere.find(({ name }) => name === 'compare');
    expect(compare).toMatchObject({
      options: [
        { name: 'first', required: true, autocomplete: true },
        { name: 'second', required: true, autocomplete: true },
        { name: 'aspect', required: false, choices: testKnowledge.aspects.map(({ id }) => ({ value: id })) },
        { name: 'private', required: false },
      ],
    });
    expect(commandFaults(everywhere)).toEqual([]);
  });

  test('in one server do not say where they are usable, which Discord refuses there', () => {
    for (const command of buildCommands(testKnowledge, { kind: 'one-server' })) {
      expect(command).not.toHaveProperty('contexts');
      expect(command).not.toHaveProperty('integration_types');
    }
  });

  test.for([
    ['two words', named({ en: 'what cost' }), 'is named "what cost"'],
    ['capitals', named({ en: 'cost', ru: 'Цена' }), 'in ru is named "Цена"'],
    [
      'a name taken in another language',
      named({ en: 'cost', ru: 'спросить' }),
      'the same name as "ask": "спросить"',
    ],
    ['a description too long', named({ en: 'cost' }, 'x'.repeat(101)), 'longer than 100'],
    [
      'too many',
      {
        ...testKnowledge,
        aspects: Array.from({ length: 101 }, (_, i) => ({
          ...(testKnowledge.aspects[0] as Aspect),
          id: `a${i}`,
          command: { name: { en: `a${i}` }, description: { en: 'x' } },
        })),
      },
      '108 slash commands: Discord takes 100',
    ],
  ] as const)('that Discord would refuse are explained: %s', async ([_name, knowledge, expected], t) => {
    expect(commandFaults(buildCommands(knowledge, EVERYWHERE)).join('\n')).toContain(expected);
    const discord = await LoopbackDiscord.start();
    t.onTestFinished(() => discord.stop());
    const bot = runBot(t, discord, {}, { engine: fakeEngine(knowledge) });
    expect(await bot.ended).toBe(2);
    expect(bot.log[0]?.msg).toMatch(/^commands: /);
    expect(discord.requests).toEqual([]);
  });
});

describe('the difference', () => {
  test('of what Discord lists and what made it is none', () => {
    const found = difference(everywhere.map(asListed), asRegistered(everywhere));
    expect(found).toEqual({ added: [], changed: [], removed: [], kept: [] });
    expect(isEmpty(found)).toBe(true);
  });

  test('names what is added, changed in which field, and removed; other kinds are kept', () => {
    const entry = { name: 'launch', type: 4, handler: 2 };
    const listed = [...everywhere.map(asListed), entry, { name: 'old', type: 1, description: 'x' }];
    const wanted = asRegistered([
      ...buildCommands(named({ en: 'price', ru: 'цена' }), EVERYWHERE).filter(({ name }) => name !== 'help'),
      { name: 'ask', type: 3 },
    ]).map((command) =>
      command.name === 'about' ? { ...command, description: 'Else', options: [] } : command,
    );
    const found = difference(listed, wanted);
    expect(describeDifference(found)).toEqual([
      '+ /price',
      '+ "ask"',
      '~ /about (description, options)',
      '- /help',
      '- /cost',
      '- /old',
    ]);
    expect(found.kept).toEqual([entry]);
  });
});

describe('registration at the start', () => {
  const writes = (discord: LoopbackDiscord): string[] =>
    discord.requests
      .filter(({ route, method }) => route.includes('commands') && method !== 'GET')
      .map(({ route }) => route);

  test('writes once, and nothing where nothing changed', async (t) => {
    const { discord, bot } = await setScene(t);
    expect(writes(discord)).toHaveLength(1);
    await bot.stop();
    const again = runBot(t, discord);
    await eventually(() => again.log.some(({ msg }) => msg === 'commands are up to date'));
    expect(writes(discord)).toHaveLength(1);
    await again.stop();
    const changed = runBot(t, discord, {}, { engine: fakeEngine(named({ en: 'price' })) });
    const line = await eventually(() => changed.log.find(({ msg }) => msg === 'commands registered'));
    expect(line.changes).toEqual(['+ /price', '- /cost']);
    expect(writes(discord)).toHaveLength(2);
    expect(discord.violations).toEqual([]);
  });

  test('goes to one server where one is set', async (t) => {
    const discord = await LoopbackDiscord.start();
    t.onTestFinished(() => discord.stop());
    const anna = discord.user('anna');
    const guild = discord.guild('dev', { members: [anna] });
    const room = guild.channel('general');
    runBot(t, discord, { guildId: guild.id });
    await eventually(() => discord.commandNames(guild).includes('cost'));
    expect(discord.commandNames()).toEqual([]);
    expect((await discord.replyTo(anna.slash(room, 'cost', { topic: 's-400' }))).text).toContain('5.43');
    expect(discord.violations).toEqual([]);
  });

  test('asks only for the installations that the owner allows', async (t) => {
    const { discord, anna, bot } = await setScene(t, { loopback: { integrationTypes: [0] } });
    await discord.replyTo(anna.slash(anna.dm(), 'cost', { topic: 's-400' }));
    expect(bot.log.filter(({ level }) => level >= 40)).toEqual([]);
    expect(discord.violations).toEqual([]);
  });

  test('that fails leaves the bot running, with a line in the log', async (t) => {
    const discord = await LoopbackDiscord.start();
    t.onTestFinished(() => discord.stop());
    const anna = discord.user('anna');
    discord.failRest({ route: 'commands', status: 403, body: { code: 50001, message: 'Missing Access' } });
    const bot = runBot(t, discord);
    await eventually(() => bot.log.some(({ msg }) => msg.startsWith('commands could not be registered')));
    await discord.replyTo(anna.says(anna.dm(), 'S-400 cost'));
  });

  test('a command of an older version, still shown to somebody, gets a kind answer', async (t) => {
    const { discord, anna, general, bot } = await setScene(t);
    await bot.stop();
    const knowledge = { ...testKnowledge, aspects: testKnowledge.aspects.filter(({ id }) => id !== 'cost') };
    discord.failRest({ route: /PUT .*commands/, status: 500 });
    runBot(t, discord, {}, { engine: fakeEngine(knowledge) });
    await discord.connected();
    const reply = await discord.replyTo(anna.slash(general, 'cost', { topic: 's-400' }));
    expect(reply.text).toContain('Please ask again');
    expect(discord.violations).toEqual([]);
  });
});
