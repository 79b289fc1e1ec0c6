/** No connection to Postgres is to be had, or it was given up. The SQLSTATE says so to those who classify errors. */
export class PostgresUnavailable extends Error {
  override readonly name = 'PostgresUnavailable';
  /** connection_failure: https://www.postgresql.org/docs/current/errcodes-appendix.html */
  readonly code = '08006';
}
