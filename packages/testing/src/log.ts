import { createLogger, type Logger } from '@roster/runtime';

type LogLevel = Parameters<typeof createLogger>[0]['level'];

/** A logger, and the lines that it has logged, as objects. */
export function collectLog(level: LogLevel = 'debug'): { logger: Logger; log: Record<string, unknown>[] } {
  const log: Record<string, unknown>[] = [];
  const stream = { write: (line: string) => void log.push(JSON.parse(line)) };
  return { logger: createLogger({ name: 'test', level, stream }), log };
}
