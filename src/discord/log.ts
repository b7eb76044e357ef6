import { destination, type Logger, pino } from 'pino';
import type { LogLevel } from '../config.ts';

/** A structured log on standard error, a JSON object a line. Written at once, so that the last line is not lost. */
export function createLog(level: LogLevel): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    destination({ fd: 2, sync: true }),
  );
}
