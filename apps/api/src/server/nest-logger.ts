import type { LoggerService } from '@nestjs/common';
import type { Logger } from '@roster/runtime';

/** Nest logs an error that ends the start, and then throws it. `runMain` prints it, so these lines would repeat it. */
const LOGGED_AT_EXIT = new Set<unknown>(['ExceptionHandler', 'NestApplication']);

/** Passes Nest's messages to our log. The last argument is Nest's context: the name of the class that logs. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.logger.debug(fields(rest), text(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn(fields(rest), text(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    const level = LOGGED_AT_EXIT.has(rest.at(-1)) ? 'debug' : 'error';
    this.logger[level]({ ...fields(rest), ...(message instanceof Error ? { err: message } : {}) }, text(message));
  }
}

function fields(rest: readonly unknown[]): { context?: string } {
  const context = rest.at(-1);
  return typeof context === 'string' ? { context } : {};
}

function text(message: unknown): string {
  return message instanceof Error ? message.message : String(message);
}
