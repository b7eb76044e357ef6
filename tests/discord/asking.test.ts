import { describe, expect, test } from 'vitest';
import { setScene } from './support/bot.ts';

describe('ways of asking', () => {
  test('a mention in a channel is answered with heading, fact, date, basis and sources', async (t) => {
    const { discord, anna, general } = await setScene(t);
    const reply = await discord.replyTo(anna.says(general, 'when does the S-400 arrive?', { mention: true }));
    expect(reply.text).toContain('### S-400 Triumf · delivery');
    expect(reply.text).toContain('The fifth squadron comes by November 2026. [1][2]');
    expect(reply.text).toContain('-# as of 2025-12-04 · report');
    expect(reply.text).toContain('(<https://example.org/reports/0?lang=en&page=0>) · Paper 0 · 1 March 2010');
    expect(reply.pings).toEqual([]);
    expect(discord.violations).toEqual([]);
  });
});
