import { pgbouncerBinary } from '../pgbouncer/pgbouncer-binary.js';
import { redisAvailable } from '../redis/redis-binary.js';

/** Only what is used of Jest's global, so that building this package needs no Jest. */
declare const describe: {
  (name: string, define: () => void): void;
  skip(name: string, define: () => void): void;
};

/** The URL of a Postgres whose user may create databases. It is set by `scripts/jest.mjs`. */
export function testDatabaseUrl(): string {
  const url = process.env.ROSTER_TEST_DATABASE_URL;
  if (!url) throw new Error('ROSTER_TEST_DATABASE_URL is not set. Run the suite with npm test in its package.');
  return url;
}

/**
 * A `describe` for suites that need Redis. Where there is no redis-server they are reported as skipped; with CI=true
 * `scripts/jest.mjs` refuses to run without one. Use the URL in hooks and tests only: it is empty in a skipped suite.
 */
export function describeWithRedis(name: string, define: (redisUrl: string) => void): void {
  const url = process.env.ROSTER_TEST_REDIS_URL;
  if (url) describe(name, () => define(url));
  else describe.skip(`${name} (no redis-server)`, () => define(''));
}

/** A `describe` for suites that start a Valkey; reported as skipped where there is no valkey-server. */
export function describeWithValkey(name: string, define: () => void): void {
  if (redisAvailable('valkey-server')) describe(name, define);
  else describe.skip(`${name} (no valkey-server)`, define);
}

/**
 * A `describe` for suites that start a PgBouncer. Where there is none they are reported as skipped; with CI=true
 * `scripts/jest.mjs` refuses to run without one.
 */
export function describeWithPgBouncer(name: string, define: () => void): void {
  if (pgbouncerBinary()) describe(name, define);
  else describe.skip(`${name} (no pgbouncer)`, define);
}
