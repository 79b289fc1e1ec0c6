import { formatTime } from '@roster/domain';
import {
  type DestinationStream,
  destination,
  type LogFn,
  type LoggerOptions,
  type Logger as PinoLogger,
  pino,
} from 'pino';
import { PinoPretty } from 'pino-pretty';
import { LogLimit } from './log-limit.js';
import { maskLine, redactFields } from './redaction.js';

export type Logger = PinoLogger;

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

interface LoggerSettings {
  /** The name of the process, in every line. */
  readonly name: string;
  readonly level: LogLevel;
  /** Coloured lines for people instead of JSON. */
  readonly pretty?: boolean;
  /** Where to write instead of standard output. */
  readonly stream?: DestinationStream;
}

/**
 * Logs a JSON object per line to standard output. Credentials, e-mail addresses and passwords in connection strings are
 * redacted. Repeated warnings and errors are limited to ten a second; `suppressed` in the next line counts those left out.
 * Writing is asynchronous, so that a slow reader does not delay requests; the rest is flushed when the process exits.
 */
export function createLogger({ name, level, pretty = false, stream }: LoggerSettings): Logger {
  const limit = new LogLimit();
  const options: LoggerOptions = {
    name,
    level,
    base: { pid: process.pid },
    timestamp: () => `,"time":"${formatTime(Date.now())}"`,
    formatters: {
      level: (label) => ({ level: label }),
      log: (fields) => redactFields(fields),
      bindings: (fields) => redactFields(fields),
    },
    serializers: { err: serializeError },
    hooks: {
      streamWrite: maskLine,
      logMethod(line, method, levelValue) {
        const limited = levelValue === WARN || levelValue === ERROR;
        const suppressed = limited ? limit.pass(messageOf(line), levelValue === ERROR) : 0;
        if (suppressed === null) return;
        method.apply(this, suppressed > 0 ? withSuppressed(line, suppressed) : line);
      },
    },
  };
  return pino(options, stream ?? (pretty ? prettyStream() : destination({ fd: 1, sync: false })));
}

const { warn: WARN, error: ERROR } = pino.levels.values;

type Line = Parameters<LogFn>;

/** What lines of the same kind have in common. The text of an error may contain anything, so it does not count. */
function messageOf([fields, message]: readonly unknown[]): string {
  if (typeof fields === 'string') return fields;
  return typeof message === 'string' ? message : '';
}

function withSuppressed([fields, ...rest]: Line, suppressed: number): Line {
  if (typeof fields === 'string') return [{ suppressed }, fields, ...rest] as unknown as Line;
  const copy = fields instanceof Error ? { err: fields } : (fields as object);
  return [{ ...copy, suppressed }, ...rest] as unknown as Line;
}

function prettyStream(): DestinationStream {
  return PinoPretty({
    sync: true,
    colorize: process.stdout.isTTY === true,
    ignore: 'pid,hostname',
    translateTime: 'SYS:HH:MM:ss.l',
  });
}

/**
 * Logs only these fields of an error: drivers attach statements and parameters, which contain personal data.
 */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, cause } = error as Error & { code?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    stack: error.stack,
    ...(cause === undefined ? {} : { cause: serializeError(cause) }),
    ...(error instanceof AggregateError ? { errors: error.errors.map(serializeError) } : {}),
  };
}
