import { ConfigurationError } from '../configuration/configuration-error.js';
import { maskConnectionPasswords } from '../logging/redaction.js';

/** sysexits.h: EX_CONFIG. A supervisor need not restart what cannot start. */
const EXIT_CONFIGURATION = 78;
const EXIT_FAILURE = 1;

/**
 * Runs the entry point of a process. When it cannot start, says why in plain words on standard error, without a
 * stack, and exits: 78 when the environment is wrong, else 1.
 */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${maskConnectionPasswords(describeError(error))}\n`);
    process.exit(error instanceof ConfigurationError ? EXIT_CONFIGURATION : EXIT_FAILURE);
  }
}

/** The message of an error and of what caused it. Connection errors of Node are aggregates without a message. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own =
    error instanceof AggregateError && error.message === ''
      ? error.errors.map(describeError).join('; ')
      : error.message;
  const text = own === '' ? error.name : own;
  return error.cause === undefined ? text : `${text} (${describeError(error.cause)})`;
}
