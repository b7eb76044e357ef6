import { describe, expect, it } from 'vitest';
import { commandsOf } from '../../src/terminal/commands.ts';
import { complete } from '../../src/terminal/complete.ts';
import { fakeEngine } from '../discord/support/engine.ts';

const engine = fakeEngine();
const commands = commandsOf(engine.knowledge);
const at = (line: string) => complete(line, engine, commands);

describe('completion', () => {
  it('offers every command after the stroke and narrows down', () => {
    expect(at('/')[0]).toEqual(
      expect.arrayContaining(['/cost ', '/delivery ', '/compare ', '/help', '/quit']),
    );
    expect(at('/del')).toEqual([['/delivery '], '/del']);
    expect(at('/сто')).toEqual([['/стоимость '], '/сто']);
    expect(at('/xyz')).toEqual([[], '/xyz']);
  });

  it('completes the topic of a command', () => {
    expect(at('/cost s-4')).toEqual([['s-400'], 's-4']);
    expect(at('/compare s-400, bra')).toEqual([['brahmos'], 'bra']);
    expect(at('/help s')[0]).toEqual([]);
  });

  it('completes a name at the end of a question, in any script', () => {
    expect(at('how much is the s-4')).toEqual([['s-400'], 's-4']);
    expect(at('how much is S-400 Tri')).toEqual([['S-400 Triumf'], 'S-400 Tri']);
    expect(at('когда придут С-4')).toEqual([['С-400 «Триумф»'], 'С-4']);
    expect(at('एस-4')).toEqual([['एस-400 ट्रायम्फ'], 'एस-4']);
  });

  it('leaves a question alone that ends in no name', () => {
    expect(at('how much is a parcel')[0]).toEqual([]);
    expect(at('')[0]).toEqual([]);
    expect(at('what is s')[0]).toEqual([]);
  });
});
