import { DomainError } from '@roster/domain';
import { QueryFailedError } from 'typeorm';

const TRIES = 4;

/**
 * Makes a transaction that may meet others which lock the same rows in another order: a batch of the ledger, a deletion
 * that moves members, a person who is removed. Postgres then ends one of two; if it is ours, nothing has happened and it
 * is tried again.
 *
 * @throws DomainError SERVICE_UNAVAILABLE when it was ended each time; and what the transaction throws
 */
export async function againAfterDeadlock<Result>(transaction: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (!isDeadlock(error)) throw error;
      if (attempt === TRIES) throw new DomainError('SERVICE_UNAVAILABLE', {}, { cause: error });
    }
  }
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
function isDeadlock(error: unknown): boolean {
  return error instanceof QueryFailedError && 'code' in error.driverError && error.driverError.code === '40P01';
}
