import { DomainError } from '@roster/domain';
import { postgresError } from '../postgres-error.js';

const TRIES = 4;

const DEADLOCK_DETECTED = '40P01';

/** The index that migration 1763903712000 builds, to become the primary key of `department_members`. */
export const MEMBERSHIP_KEY_INDEX = 'department_members_key';

/**
 * Runs a transaction, and tries it again when Postgres aborts it because of another one:
 *
 * - The other locks the same rows in another order: a batch of the ledger, a deletion that moves members, the removal of a
 *   member.
 * - It adds the same member to the same department while the new key of memberships is built. `ON CONFLICT` does not know
 *   the new index until it is valid, so the second of two such adds may violate it:
 *   https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT
 *
 * @throws DomainError SERVICE_UNAVAILABLE when each attempt was aborted; and what the transaction throws
 */
export async function retryAborted<Result>(transaction: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      const { code, constraint } = postgresError(error);
      if (code !== DEADLOCK_DETECTED && constraint !== MEMBERSHIP_KEY_INDEX) throw error;
      if (attempt === TRIES) throw new DomainError('SERVICE_UNAVAILABLE', {}, { cause: error });
    }
  }
}
