import { type MembershipCommand, type OperationResult, operationResultSchema } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordChanges } from '../audit/record-changes.js';
import { claimOperation, settleOperation } from '../operations/operation-rows.js';

/**
 * Moves a user from one department to another in the transaction `tx`: both changes happen or none, so that nobody is in
 * neither or both. No result when the operation was settled before, or belongs to another request.
 *
 * Invariants, in the order of the steps:
 * - The operation's row is locked: the transaction that holds it while it is `accepted` makes the move.
 * - The user is locked as by the foreign key of a new membership: one who is being deactivated is not moved.
 * - The old membership is locked before the new one is made. Two moves of one user wait for each other here, and the
 *   second finds the membership gone.
 * - The old membership ends only when the new one was made.
 */
export async function applyMove(tx: EntityManager, command: MembershipCommand): Promise<OperationResult[]> {
  if (!(await claimOperation(tx, command))) return [];
  const outcome = (await findRejection(tx, command)) ?? (await move(tx, command));
  const { operationId, requestHash } = command;
  await settleOperation(tx, operationId, 'done', outcome);
  return [operationResultSchema.parse({ operationId, requestHash, outcome })];
}

/** Locks the user and the old membership. Returns the reason if the move is not possible. */
async function findRejection(tx: EntityManager, command: MembershipCommand): Promise<object | null> {
  const { organizationId, departmentId, toDepartmentId, userId } = command;
  const found: { id: string }[] = await tx.query(
    `SELECT id FROM departments WHERE organization_id = $1 AND id = ANY ($2)`,
    [organizationId, [departmentId, toDepartmentId]],
  );
  for (const department_id of [departmentId, toDepartmentId]) {
    if (!found.some(({ id }) => id === department_id)) return rejection('DEPARTMENT_NOT_FOUND', { department_id });
  }
  const [person]: { deactivated: boolean }[] = await tx.query(
    `SELECT deactivated_at IS NOT NULL AS deactivated FROM organization_members
     WHERE organization_id = $1 AND user_id = $2 FOR KEY SHARE`,
    [organizationId, userId],
  );
  const locked: unknown[] = await tx.query(
    `SELECT FROM department_members WHERE organization_id = $1 AND department_id = $2 AND user_id = $3 FOR UPDATE`,
    [organizationId, departmentId, userId],
  );
  if (locked.length === 0) {
    return rejection('DEPARTMENT_MEMBER_NOT_FOUND', { user_id: userId, department_id: departmentId });
  }
  return person?.deactivated ? rejection('MEMBER_DEACTIVATED', { user_id: userId }) : null;
}

async function move(tx: EntityManager, command: MembershipCommand): Promise<object> {
  const { organizationId, departmentId, toDepartmentId, userId, actor } = command;
  const added: { added_at: Date }[] = await tx.query(
    `INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
     VALUES ($1, $2, $3, date_trunc('milliseconds', clock_timestamp()), $4)
     ON CONFLICT (department_id, user_id) DO NOTHING
     RETURNING added_at`,
    [toDepartmentId, userId, organizationId, `${actor.type}:${actor.id}`],
  );
  const [membership] = added;
  if (!membership) {
    return rejection('DEPARTMENT_MEMBERSHIP_DUPLICATE', { user_id: userId, department_id: toDepartmentId });
  }
  await tx.query(`DELETE FROM department_members WHERE department_id = $1 AND user_id = $2`, [departmentId, userId]);
  await audit(tx, command, membership.added_at);
  const [person]: [{ full_name: string; email: string }] = await tx.query(
    `SELECT full_name, email FROM organization_members WHERE organization_id = $1 AND user_id = $2`,
    [organizationId, userId],
  );
  return { status: 'moved', member: { user_id: userId, ...person, added_at: membership.added_at.toISOString() } };
}

/** One event for each department, so that the history of both shows the move. */
function audit(tx: EntityManager, command: MembershipCommand, occurredAt: Date): Promise<void> {
  const { organizationId, departmentId, toDepartmentId, userId, operationId } = command;
  const before = { department_id: departmentId };
  const after = { department_id: toDepartmentId };
  const moved = { userId, operationId, subject: null, before, after, occurredAt };
  return recordChanges(tx, command, organizationId, [
    { action: 'member.remove', departmentId, ...moved },
    { action: 'member.add', departmentId: toDepartmentId, ...moved },
  ]);
}

function rejection(code: string, details: object): object {
  return { status: 'rejected', code, details };
}
