import { pgbouncerBinary, redisAvailable } from '../executables.js';

/** The part of Jest's global that is used here, so that this package builds without Jest. */
declare const describe: {
  (name: string, define: () => void): void;
  skip(name: string, define: () => void): void;
};

/** The URL of a Postgres whose user may create databases, set by `scripts/jest.mjs`. */
export function testDatabaseUrl(): string {
  const url = process.env.ROSTER_TEST_DATABASE_URL;
  if (!url) throw new Error('ROSTER_TEST_DATABASE_URL is not set. Run the suite with npm test in its package.');
  return url;
}

/**
 * A `describe` for suites that need Redis. Without a redis-server they are reported as skipped; with CI=true
 * `scripts/jest.mjs` refuses to run. Use the URL in hooks and tests only: it is empty in a skipped suite.
 */
export function describeWithRedis(name: string, define: (redisUrl: string) => void): void {
  const url = process.env.ROSTER_TEST_REDIS_URL;
  if (url) describe(name, () => define(url));
  else describe.skip(`${name} (no redis-server)`, () => define(''));
}

/** A `describe` for suites that start a Valkey; reported as skipped without a valkey-server. */
export function describeWithValkey(name: string, define: () => void): void {
  if (redisAvailable('valkey-server')) describe(name, define);
  else describe.skip(`${name} (no valkey-server)`, define);
}

/**
 * A `describe` for suites that start a PgBouncer. Without one they are reported as skipped; with CI=true
 * `scripts/jest.mjs` refuses to run.
 */
export function describeWithPgBouncer(name: string, define: () => void): void {
  if (pgbouncerBinary()) describe(name, define);
  else describe.skip(`${name} (no pgbouncer)`, define);
}
