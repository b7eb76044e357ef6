import { setTimeout as wait } from 'node:timers/promises';
import type { LoopbackEvent } from '../../loopback/index.ts';
import { ask, chat, type Subject } from './subject.ts';

/** What came of a stretch of questions. */
export interface Asked {
  /** Milliseconds from the event to the answer, for each that was answered. */
  readonly latencies: readonly number[];
  readonly lost: number;
  readonly doubled: number;
}

const SETTLE_MS = 3_000;

/** Calls `send` so many times a second, evenly, and no fewer where the machine stalls. */
async function evenly(perSecond: number, seconds: number, send: (count: number) => void): Promise<number> {
  const start = performance.now();
  const total = Math.round(perSecond * seconds);
  let sent = 0;
  while (sent < total) {
    const due = Math.min(total, Math.floor(((performance.now() - start) / 1_000) * perSecond) + 1);
    while (sent < due) {
      send(sent);
      sent += 1;
    }
    await wait(1_000 / Math.min(perSecond, 100));
  }
  return total;
}

/** Asks for some seconds, from the `first` of the questions on, and waits for what is still to come. */
export async function askFor(
  subject: Subject,
  perSecond: number,
  seconds: number,
  questions: readonly string[],
  first = 0,
): Promise<Asked> {
  const sent: { readonly event: LoopbackEvent; readonly at: number }[] = [];
  await evenly(perSecond, seconds, (count) => {
    const at = performance.now();
    sent.push({ event: ask(subject, count, questions[(first + count) % questions.length] ?? 'S-400?'), at });
  });
  const answersTo = (event: LoopbackEvent) =>
    subject.discord.actions(event).filter(({ kind }) => kind === 'reply' || kind === 'message');
  const until = performance.now() + SETTLE_MS;
  while (performance.now() < until && sent.some(({ event }) => answersTo(event).length === 0)) await wait(20);
  const answered = sent.map(({ event, at }) => ({ at, answers: answersTo(event) }));
  return {
    latencies: answered.flatMap(({ at, answers }) => answers.slice(0, 1).map(({ tick }) => tick - at)),
    lost: answered.filter(({ answers }) => answers.length === 0).length,
    doubled: answered.filter(({ answers }) => answers.length > 1).length,
  };
}

/** Talks past the bot for some seconds; returns the processor time that a thousand messages cost it, in ms. */
export async function talkFor(subject: Subject, perSecond: number, seconds: number): Promise<number> {
  const before = await subject.cpuMs();
  const sent = await evenly(perSecond, seconds, (count) => void chat(subject, count));
  await wait(300);
  const after = await subject.cpuMs();
  return ((after - before) / sent) * 1_000;
}
