import { z } from 'zod';
import { wholeNumber } from './variables.js';

const urlError = 'a URL like postgres://user@host:5432/database, with several hosts host1:5432,host2:5432';

/** Where Postgres is: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS */
const databaseUrl = z.string({ error: urlError }).refine(isPostgresUrl, { error: urlError });

export const databaseVariables = {
  /** May lead to a transaction pooler. */
  DATABASE_URL: databaseUrl,
  /** Leads to the server itself. */
  DATABASE_DIRECT_URL: databaseUrl.optional(),
  DATABASE_POOL_SIZE: wholeNumber(2, 1_000).optional(),
};

export interface DatabaseSettings {
  readonly url: string;
  /** For what needs a session: LISTEN, a queue on Postgres, migrations. The same as `url` when that is no pooler. */
  readonly directUrl: string;
  /** Connections of this process's main pool at most. */
  readonly poolSize: number;
}

/** The database as a setting of a process, with this many connections at most unless the environment says otherwise. */
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

/** A `URL` has one host only: the others are looked at one by one. */
function isPostgresUrl(value: string): boolean {
  const [, scheme, credentials = '', hosts = '', rest = ''] =
    value.match(/^(postgres(?:ql)?:\/\/)([^@/?#]*@)?([^/?#]*)(.*)$/) ?? [];
  if (scheme === undefined) return false;
  return hosts.split(',').every((host) => URL.canParse(`${scheme}${credentials}${host}${rest}`));
}
