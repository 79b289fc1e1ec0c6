import { authorizeRole, type Caller, type NewPerson, newUserId, type Person } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../audit/record-audit.js';
import { PERSON_COLUMNS } from './person-row.js';
import { refuseTakenEmail } from './taken-email.js';

/**
 * Takes a person into the organization. That is the invitation too: whoever proves to have the address may sign in.
 *
 * @throws DomainError MEMBER_EMAIL_DUPLICATE, or PERMISSION_DENIED for a role above the caller's
 */
export async function createPerson(tx: EntityManager, caller: Caller, wanted: NewPerson): Promise<Person> {
  authorizeRole(caller.principal, wanted.role);
  const insert: Promise<[Person]> = tx.query(
    `INSERT INTO organization_members AS p (organization_id, user_id, full_name, email, role)
     VALUES ($1, $2, $3, $4, $5)
     RETURNING ${PERSON_COLUMNS}`,
    [caller.principal.organizationId, newUserId(), wanted.full_name, wanted.email, wanted.role],
  );
  const [person] = await refuseTakenEmail(wanted.email, insert);
  const userId = person.user_id;
  await recordAudit(tx, caller, { action: 'person.create', userId, subject: userId, after: { ...wanted } });
  return person;
}
