/** Loaded into each measured bot before its own code: tells how much processor time and memory it has used. */

export type Wanted = 'cpu' | 'memory';

process.on('message', (wanted: Wanted) => {
  process.send?.(wanted === 'cpu' ? cpuMs() : residentMib());
});
// Listening must not keep a bot alive that has ended.
process.channel?.unref();

/** Milliseconds of processor time since the start, in user and system mode. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Resident memory after a collection of garbage, in MiB. */
function residentMib(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss() / 2 ** 20;
}
