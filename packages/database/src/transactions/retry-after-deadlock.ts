import { DomainError } from '@roster/domain';
import { postgresError } from '../postgres-error.js';

const TRIES = 4;

const DEADLOCK_DETECTED = '40P01';

/**
 * Runs a transaction that may meet others that lock the same rows in another order: a batch of the ledger, a deletion that
 * moves members, the removal of a member. Postgres then aborts one of the two; if it is ours, it is tried again.
 *
 * @throws DomainError SERVICE_UNAVAILABLE when each attempt was aborted; and what the transaction throws
 */
export async function retryAfterDeadlock<Result>(transaction: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (postgresError(error).code !== DEADLOCK_DETECTED) throw error;
      if (attempt === TRIES) throw new DomainError('SERVICE_UNAVAILABLE', {}, { cause: error });
    }
  }
}
