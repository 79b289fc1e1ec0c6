import { readFileSync } from 'node:fs';
import { readPostgresUrl } from '@roster/connections';
import { migrate } from './migrate.js';

/** sysexits.h: EX_CONFIG. Another try would not help. */
const EXIT_CONFIGURATION = 78;
const EXIT_FAILURE = 1;

/** The value of a variable, or of the file that `<NAME>_FILE` names, as the processes read theirs. */
function variable(name: string): string | undefined {
  const file = process.env[`${name}_FILE`];
  if (process.env[name] || !file) return process.env[name] || undefined;
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return refuse(`${name}_FILE is "${file}", which cannot be read (${code}).`);
  }
}

/** The URL in a variable. */
function databaseUrl(name: string): string | undefined {
  const url = variable(name);
  if (url === undefined) return undefined;
  if (!/^postgres(ql)?:\/\//.test(url))
    refuse(
      `${name} is not a URL like postgres://user:password@host:5432/roster (not shown, as it may hold a password).`,
    );
  try {
    readPostgresUrl(url);
  } catch (error) {
    refuse(`${name} cannot be read: ${message(error)}`);
  }
  return url;
}

/** The message of an error and of its cause, without a stack. */
function message(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Node's connection errors are aggregates without a message.
  const own = error instanceof AggregateError ? error.errors.map(message).join('; ') : error.message;
  return error.cause === undefined ? own : `${own} (${message(error.cause)})`;
}

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(EXIT_CONFIGURATION);
}

const runningUrl = databaseUrl('DATABASE_DIRECT_URL') ?? databaseUrl('DATABASE_URL');
const ownerUrl =
  databaseUrl('DATABASE_OWNER_URL') ??
  runningUrl ??
  refuse(
    'Set DATABASE_OWNER_URL to the database that is to be migrated, as the role that owns the tables, and DATABASE_URL as the role that the processes run as, for example postgres://user:password@host:5432/roster. One role for both: DATABASE_URL alone.',
  );
const { applied } = await migrate(ownerUrl, runningUrl).catch((error) => {
  // A server that cannot be reached is told with its cause. Of anything else the stack says where it happened.
  console.error(error instanceof Error && error.cause !== undefined ? message(error) : error);
  process.exit(EXIT_FAILURE);
});
console.log(applied.length === 0 ? 'The schema is up to date.' : `Applied: ${applied.join(', ')}`);
