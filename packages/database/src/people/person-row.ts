import { DomainError, type OrganizationId, type Person, type UserId } from '@roster/domain';
import type { EntityManager } from 'typeorm';

/** The person object of a row of `organization_members p`. */
export const PERSON_COLUMNS = `
  p.user_id, p.full_name, p.email, p.role,
  CASE WHEN p.deactivated_at IS NULL THEN 'active' ELSE 'deactivated' END AS status,
  to_char(p.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS created_at`;

/** `FOR UPDATE` also waits for adds to departments that refer to the person, and keeps new ones waiting. */
type Lock = '' | 'FOR UPDATE' | 'FOR NO KEY UPDATE';

/** @throws DomainError MEMBER_NOT_FOUND */
export async function readPerson(
  tx: EntityManager,
  organizationId: OrganizationId,
  userId: UserId,
  lock: Lock = '',
): Promise<Person> {
  const [person]: Person[] = await tx.query(
    `SELECT ${PERSON_COLUMNS} FROM organization_members p WHERE p.organization_id = $1 AND p.user_id = $2 ${lock}`,
    [organizationId, userId],
  );
  if (person === undefined) throw new DomainError('MEMBER_NOT_FOUND', { user_id: userId });
  return person;
}
