import { z } from 'zod';
import { wholeNumber } from './variables.js';

const urlError = 'a URL like postgres://user@host:5432/database, with several hosts host1:5432,host2:5432';

/** Where Postgres is: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS */
const databaseUrl = z.string({ error: urlError }).refine(isPostgresUrl, { error: urlError });

export const databaseVariables = {
  /** May be the address of a transaction pooler. */
  DATABASE_URL: databaseUrl,
  /** The address of the server itself. */
  DATABASE_DIRECT_URL: databaseUrl.optional(),
  DATABASE_POOL_SIZE: wholeNumber(2, 1_000).optional(),
};

/** The database as the role that owns its tables. Only what changes the schema reads it: a process that serves must not. */
export const ownerVariables = { DATABASE_OWNER_URL: databaseUrl.optional() };

export interface DatabaseSettings {
  readonly url: string;
  /** For what needs a session: LISTEN, a queue on Postgres, migrations. The same as `url` without a pooler. */
  readonly directUrl: string;
  /** The maximum number of connections in the main pool of this process. */
  readonly poolSize: number;
}

/** The database as a setting of a process. `DATABASE_POOL_SIZE` overrides the default pool size. */
export function database(defaultPoolSize = 10) {
  return z.object(databaseVariables).transform((env) => databaseSettings(env, defaultPoolSize));
}

export function databaseSettings(
  env: z.output<z.ZodObject<typeof databaseVariables>>,
  defaultPoolSize = 10,
): DatabaseSettings {
  const { DATABASE_URL: url, DATABASE_DIRECT_URL: directUrl = url, DATABASE_POOL_SIZE: poolSize } = env;
  return { url, directUrl, poolSize: poolSize ?? defaultPoolSize };
}

/** A standby that serves reads; undefined: the primary serves all. */
export const readReplica = z
  .object({ DATABASE_READ_URL: databaseUrl.optional(), DATABASE_READ_MAX_LAG: wholeNumber(1, 300).default(5) })
  .transform(({ DATABASE_READ_URL: url, DATABASE_READ_MAX_LAG: seconds }) =>
    url === undefined ? undefined : { url, maxLagMs: seconds * 1_000 },
  );

/** A `URL` has only one host, so each host is checked by itself. */
function isPostgresUrl(value: string): boolean {
  const [, scheme, credentials = '', hosts = '', rest = ''] =
    value.match(/^(postgres(?:ql)?:\/\/)([^@/?#]*@)?([^/?#]*)(.*)$/) ?? [];
  if (scheme === undefined) return false;
  return hosts.split(',').every((host) => URL.canParse(`${scheme}${credentials}${host}${rest}`));
}
