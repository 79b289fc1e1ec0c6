import { readFileSync } from 'node:fs';
import { migrate } from './migrate.js';

/** sysexits.h: EX_CONFIG. */
const EXIT_CONFIGURATION = 78;

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

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(EXIT_CONFIGURATION);
}

const runningUrl = variable('DATABASE_DIRECT_URL') ?? variable('DATABASE_URL');
const ownerUrl =
  variable('DATABASE_OWNER_URL') ??
  runningUrl ??
  refuse(
    'Set DATABASE_OWNER_URL to the database that is to be migrated, as the role that owns the tables, and DATABASE_URL as the role that the processes run as, for example postgres://user:password@host:5432/roster. One role for both: DATABASE_URL alone.',
  );
const { applied } = await migrate(ownerUrl, runningUrl);
console.log(applied.length === 0 ? 'The schema is up to date.' : `Applied: ${applied.join(', ')}`);
