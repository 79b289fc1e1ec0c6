import { DomainError, type ErrorCode, type ErrorDetails } from '@roster/domain';
import pg from 'pg';
import { QueryFailedError } from 'typeorm';

/** What Postgres says of an error: https://www.postgresql.org/docs/current/protocol-error-fields.html */
interface ErrorFields {
  /** SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
  readonly code?: string | undefined;
  /** The constraint that was violated. */
  readonly constraint?: string | undefined;
}

/**
 * The fields of an error that Postgres answered with; none for any other error. A prepared statement throws the error
 * of node-postgres, all others throw that of TypeORM.
 */
export function postgresError(error: unknown): ErrorFields {
  if (error instanceof pg.DatabaseError) return error;
  return error instanceof QueryFailedError ? error.driverError : {};
}

/** Turns violations of constraints, which also hold in a race, into errors that callers understand. */
export async function translateViolations<Result>(
  write: Promise<Result>,
  errors: Readonly<Record<string, readonly [ErrorCode, ErrorDetails]>>,
): Promise<Result> {
  try {
    return await write;
  } catch (cause) {
    const error = errors[postgresError(cause).constraint ?? ''];
    throw error === undefined ? cause : new DomainError(...error, { cause });
  }
}
