import { median, quantile } from './statistics.ts';

/** Times in milliseconds. */
export interface Times {
  readonly median: number;
  readonly p99: number;
  readonly max: number;
}

export function timesOf(times: readonly number[]): Times {
  return { median: median(times), p99: quantile(times, 0.99), max: Math.max(0, ...times) };
}

/** How long `ask` takes for each item, `rounds` times over, in milliseconds. */
export function timeEach<T>(items: readonly T[], rounds: number, ask: (item: T) => unknown): number[] {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const item of items) {
      const start = performance.now();
      ask(item);
      times.push(performance.now() - start);
    }
  }
  return times;
}
