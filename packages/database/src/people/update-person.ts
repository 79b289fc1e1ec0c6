import { authorizeRole, type Caller, type Person, type PersonChanges, type UserId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../audit/record-audit.js';
import { assertAnotherOwner } from './last-owner.js';
import { PERSON_COLUMNS, readPerson } from './person-row.js';
import { refuseTakenEmail } from './taken-email.js';

/**
 * Changes a person's profile, role or status. Who gets a new address has to sign in anew with it.
 *
 * @throws DomainError MEMBER_NOT_FOUND, MEMBER_EMAIL_DUPLICATE, LAST_OWNER, or PERMISSION_DENIED for a role above the
 *   caller's
 */
export async function updatePerson(
  tx: EntityManager,
  caller: Caller,
  userId: UserId,
  changes: PersonChanges,
): Promise<Person> {
  const { organizationId } = caller.principal;
  // Who is deactivated is added to nothing any more: adds that are under way are waited for, and later ones wait.
  const lock = changes.status === 'deactivated' ? 'FOR UPDATE' : 'FOR NO KEY UPDATE';
  const before = await readPerson(tx, organizationId, userId, lock);
  authorizeRole(caller.principal, before.role);
  const { role = before.role, status = before.status } = changes;
  authorizeRole(caller.principal, role);
  if (isActiveOwner(before) && !isActiveOwner({ role, status })) {
    await assertAnotherOwner(tx, organizationId, userId);
  }
  const update: Promise<[[Person], number]> = tx.query(
    `UPDATE organization_members p
     SET full_name = coalesce($3, full_name),
         email = coalesce($4, email),
         role = coalesce($5, role),
         deactivated_at = CASE $6::text WHEN 'active' THEN NULL
                                        WHEN 'deactivated' THEN coalesce(deactivated_at, clock_timestamp())
                                        ELSE deactivated_at END,
         sign_in_subject = CASE WHEN lower($4) <> lower(email) THEN NULL ELSE sign_in_subject END
     WHERE organization_id = $1 AND user_id = $2
     RETURNING ${PERSON_COLUMNS}`,
    [organizationId, userId, changes.full_name, changes.email, changes.role, changes.status],
  );
  const [[after]] = await refuseTakenEmail(changes.email, update);
  const changed = changedFields(before, after);
  if (changed.length > 0) {
    const pick = (person: Person) => Object.fromEntries(changed.map((field) => [field, person[field]]));
    const values = { before: pick(before), after: pick(after) };
    await recordAudit(tx, caller, { action: 'person.update', userId, subject: userId, ...values });
  }
  return after;
}

function isActiveOwner({ role, status }: Pick<Person, 'role' | 'status'>): boolean {
  return role === 'owner' && status === 'active';
}

function changedFields(before: Person, after: Person): (keyof Person)[] {
  return (Object.keys(after) as (keyof Person)[]).filter((field) => before[field] !== after[field]);
}
