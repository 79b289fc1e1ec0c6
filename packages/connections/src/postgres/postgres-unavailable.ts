/** A connection to Postgres could not be made, or we closed it. Callers classify it by its SQLSTATE. */
export class PostgresUnavailable extends Error {
  override readonly name = 'PostgresUnavailable';
  /** connection_failure: https://www.postgresql.org/docs/current/errcodes-appendix.html */
  readonly code = '08006';
}
