import { join } from 'node:path';
import { type LocalPgBouncer, startPgBouncer } from '@roster/local-stack';
import type { Stack } from './stack.js';

/** The configuration that `deploy/` recommends. */
const INI = join(import.meta.dirname, '..', 'deploy', 'pgbouncer', 'pgbouncer.ini');

/** A PgBouncer before the Postgres of a stack, on a port of its own or on the one that another one had. */
export async function behindPgBouncer(stack: Stack, port?: number): Promise<LocalPgBouncer> {
  const settings = port === undefined ? {} : { listen_port: port };
  const pgbouncer = await startPgBouncer({ target: stack.url, ini: INI, settings });
  stack.keep({ close: () => pgbouncer.stop() });
  return pgbouncer;
}

export function throughPgBouncer(stack: Stack, { url }: LocalPgBouncer): NodeJS.ProcessEnv {
  return { DATABASE_URL: url, DATABASE_DIRECT_URL: stack.url };
}
