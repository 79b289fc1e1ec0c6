import { parseArgs } from 'node:util';
import { Problem } from '../setup/problem.mjs';

export const HELP = `usage: npm start [-- --replica]

Installs, builds and runs Roster with an embedded Postgres, and adds Jane to Engineering. Ctrl-C stops everything.

  --replica   also starts a standby of the embedded Postgres, which serves lists, trees, searches and the audit

Environment: PORT (3000), CONSOLE_PORT (3002), DATABASE_URL, DATABASE_DIRECT_URL, DATABASE_OWNER_URL, DATABASE_READ_URL,
REDIS_URL, ROSTER_DATA_DIR (.roster), ROSTER_DEMO_TOKEN. docs/configuration.md has all variables.`;

/** What the command line asks for. */
export function readOptions(args) {
  const { replica = false, help = false } = parse(args);
  const given = ['DATABASE_URL', 'DATABASE_READ_URL'].find((name) => process.env[name]);
  if (replica && given)
    throw new Problem(
      `--replica is for the embedded Postgres, and ${given} is set: name a standby of your own in DATABASE_READ_URL instead.`,
    );
  return { replica, help };
}

function parse(args) {
  try {
    return parseArgs({ args, options: { replica: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } }).values;
  } catch (error) {
    throw new Problem(`${error.message}\n\n${HELP}`);
  }
}
