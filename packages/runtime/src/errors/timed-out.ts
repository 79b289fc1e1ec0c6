/**
 * Did Postgres stop a statement (57014), as it does when one takes longer than `statement_timeout`? Its transaction has
 * then changed nothing. Looks at causes too. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function isTimedOut(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, cause, driverError } = error as Error & { code?: unknown; driverError?: unknown };
  return code === '57014' || isTimedOut(cause) || (driverError !== error && isTimedOut(driverError));
}
