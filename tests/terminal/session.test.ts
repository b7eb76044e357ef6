import { describe, expect, it } from 'vitest';
import { plain } from '../../src/rendering/paint.ts';
import { commandsOf } from '../../src/terminal/commands.ts';
import { type Chat, newSession, respond } from '../../src/terminal/session.ts';
import { fakeEngine } from '../discord/support/engine.ts';

const TODAY = '2026-11-22';

/** A conversation on the test knowledge: every line's answer as plain text, and what the engine was asked. */
function conversation() {
  const engine = fakeEngine();
  const chat: Chat = { engine, commands: commandsOf(engine.knowledge), today: () => TODAY };
  let session = newSession('en');
  const say = (line: string): string => {
    const reply = respond(chat, session, line);
    session = reply.session;
    return reply.ends ? 'THE END' : plain(reply.blocks);
  };
  return { say, asked: engine.asked, last: () => engine.asked.at(-1) };
}

describe('questions', () => {
  it('are handed to the engine as they were typed, with what the conversation left', () => {
    const { say, last } = conversation();
    say('  what is the S-400? ');
    expect(last()).toEqual({ text: 'what is the S-400?', today: TODAY, locale: 'en', context: null });
    expect(say('and the cost?')).toContain('The contract is worth $5.43 billion.');
    expect(last()?.context).toMatchObject({ topics: ['s-400'], aspects: ['overview'] });
  });

  it('are answered in the language of the last answer where the words do not tell', () => {
    const { say, last } = conversation();
    say('сколько стоит С-400');
    say('s-400');
    expect(last()?.locale).toBe('ru');
    expect(say('/help')).toContain('Спрашивайте своими словами');
  });

  it('are not made of empty lines', () => {
    const { say, asked } = conversation();
    expect(say('')).toBe('');
    expect(say(' \t ')).toBe('');
    expect(asked).toEqual([]);
  });
});

describe('a number', () => {
  it('answers what was asked back, with the words of the question', () => {
    const { say, last } = conversation();
    expect(say('how many')).toContain('Type a number, or ask in other words.');
    expect(say('1')).toContain('S-400 Triumf');
    expect(last()).toMatchObject({ text: 'how many', topic: 's-400' });
  });

  it.each(['1', '1.', '(1)', '#1', '१'])('may be written %s', (number) => {
    const { say, last } = conversation();
    say('near');
    expect(say(number)).toContain('$5.43 billion');
    expect(last()).toMatchObject({ text: '', topic: 's-400', aspect: 'cost' });
  });

  it('picks what can be asked next under an answer', () => {
    const { say, last } = conversation();
    expect(say('s-400 cost')).toMatch(/You can also ask: 1 Overview +2 Delivery$/);
    say('2');
    expect(last()).toMatchObject({ topic: 's-400', aspect: 'delivery' });
  });

  it('beyond the choices gets told how many there are, and the choices stay', () => {
    const { say } = conversation();
    say('how many');
    expect(say('7')).toBe('There is no choice 7: type a number from 1 to 2, or ask a question.');
    expect(say('0')).toContain('There is no choice 0');
    expect(say('1')).toContain('S-400 Triumf');
  });

  it('is a question where nothing was offered', () => {
    const { say, last } = conversation();
    say('2');
    expect(last()?.text).toBe('2');
  });
});

describe('commands', () => {
  it('ask for their aspect of a topic, by id, name or in words', () => {
    const { say, last } = conversation();
    expect(say('/delivery s-400')).toContain('The fifth squadron comes by November 2026.');
    expect(last()).toMatchObject({ text: '', topic: 's-400', aspect: 'delivery' });
    say('/delivery S-400 TRIUMF');
    expect(last()).toMatchObject({ text: '', topic: 's-400', aspect: 'delivery' });
    say('/delivery the s-400 thing');
    expect(last()).toMatchObject({ text: 'the s-400 thing', aspect: 'delivery' });
  });

  it('go by their Hindi and Russian names as well', () => {
    const { say, last } = conversation();
    say('/стоимость s-400');
    expect(last()).toMatchObject({ topic: 's-400', aspect: 'cost' });
    say('/कीमत s-400');
    expect(last()).toMatchObject({ topic: 's-400', aspect: 'cost' });
  });

  it('take the topic that is being talked about', () => {
    const { say, last } = conversation();
    expect(say('/cost')).toMatch(/^Of which topic\? For example: \/cost /);
    say('what is the s-400');
    say('/cost');
    expect(last()).toMatchObject({ text: '', topic: 's-400', aspect: 'cost' });
  });

  it('show a topic in short and through the years', () => {
    const { say, last } = conversation();
    say('/about s-400');
    expect(last()).toMatchObject({ topic: 's-400', aspect: 'overview' });
    say('/timeline s-400');
    expect(last()).toMatchObject({ topic: 's-400', view: 'timeline' });
    say('/s-400');
    expect(last()).toMatchObject({ text: '', topic: 's-400' });
  });

  it.each([
    's-400, brahmos',
    's-400 brahmos',
    's-400 and brahmos',
    'S-400 vs BrahMos',
    'S-400 Triumf brahmos',
  ])('compare two topics: %s', (two) => {
    const { say, last } = conversation();
    say(`/compare ${two}`);
    expect(last()).toMatchObject({ topic: 's-400', against: 'brahmos' });
  });

  it('say what to compare where there are not two topics', () => {
    const { say, asked } = conversation();
    expect(say('/compare s-400')).toMatch(/^Which two topics\? For example: \/compare /);
    expect(asked).toEqual([]);
  });

  it('list all topics under their kinds, or those that fit', () => {
    const { say } = conversation();
    const all = say('/topics');
    expect(all).toMatch(/^Systems\n/);
    expect(all).toMatch(/\n {2}s-400 +S-400 Triumf\n/);
    expect(say('/topics brah')).toBe('Systems\n  brahmos  BrahMos');
    expect(say('/topics xyzzy')).toBe('I have no topic “xyzzy”. /topics lists them all.');
  });

  it('show the sources of the last answer, or all of a topic with the newest first', () => {
    const { say } = conversation();
    expect(say('/sources')).toMatch(/^Ask something first/);
    say('s-400 cost');
    expect(say('/sources')).toMatch(/^Sources\n {2}\[1\] Paper 0, 1 March 2010: /);
    const all = say('/sources brahmos').split('\n');
    expect(all[0]).toBe('Sources · BrahMos');
    const years = all.flatMap((line) => / (20\d\d): /.exec(line)?.[1] ?? []);
    expect(years.length).toBeGreaterThan(30);
    expect(years).toEqual([...years].sort().reverse());
  });

  it('show more of the last answer until there is no more', () => {
    const { say } = conversation();
    expect(say('/more')).toMatch(/^Ask something first/);
    const first = say('brahmos status');
    expect(first).toContain('Step 1 of');
    expect(first).toContain('32 more: /more');
    const second = say('/more');
    expect(second).not.toContain('Step 4 of');
    expect(second).toContain('Step 5 of');
    expect(second).toContain('28 more: /more');
    for (let page = 0; page < 7; page++) say('/more');
    expect(say('/more')).toBe('There is no more on this.');
  });

  it('list themselves in /help, each aspect with what it takes', () => {
    const { say } = conversation();
    const help = say('/help');
    for (const line of [
      '/cost TOPIC',
      '/delivery TOPIC',
      '/compare TOPIC, TOPIC',
      '/timeline TOPIC',
      '/more',
      '/quit',
    ])
      expect(help).toContain(`\n  ${line} `);
  });

  it('list themselves by the names of the language', () => {
    const { say } = conversation();
    say('сколько стоит С-400');
    expect(say('/help')).toContain('\n  /стоимость ТЕМА ');
    expect(say('/хронология')).toContain('С-400');
  });

  it.each(['/quit', '/exit', 'quit', 'EXIT'])('end the chat: %s', (line) => {
    expect(conversation().say(line)).toBe('THE END');
  });

  it('that do not exist are told so, with the one that was meant', () => {
    const { say, asked } = conversation();
    expect(say('/delivry s-400')).toBe('There is no command /delivry. Did you mean /delivery?');
    expect(say('/deliv s-400')).toBe('There is no command /deliv. Did you mean /delivery?');
    expect(say('/frobnicate')).toBe('There is no command /frobnicate. /help lists them all.');
    expect(say('/\u001b[31mx')).not.toContain('\u001b');
    expect(asked).toEqual([]);
  });
});
