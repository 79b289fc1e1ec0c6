import { type MembershipCommand, type OperationResult, operationResultSchema } from '@roster/domain';
import type { EntityManager } from 'typeorm';

/**
 * Moves a user from one department to another, in the transaction of `tx`: both changes happen or none, so that nobody
 * is lost or in both departments. No result when the operation was settled before, or belongs to another request.
 *
 * Invariants, in the order of the steps:
 * - The operation's row is locked: whoever holds it while it is `accepted` makes the move.
 * - The person is locked as by the foreign key of a new membership: who is deactivated meanwhile is not moved.
 * - The old membership is locked before the new one is made. Two moves of one user wait for each other here, and the
 *   second finds the membership gone.
 * - The old membership ends only when the new one was made.
 */
export async function applyMove(tx: EntityManager, command: MembershipCommand): Promise<OperationResult[]> {
  if (!(await claim(tx, command))) return [];
  const outcome = (await findRejection(tx, command)) ?? (await move(tx, command));
  await tx.query(
    `UPDATE operations SET state = 'done', result = $2, finished_at = clock_timestamp(), payload = NULL,
                           to_department_id = $3
     WHERE id = $1`,
    [command.operationId, JSON.stringify(outcome), command.toDepartmentId],
  );
  const { operationId, requestHash } = command;
  return [operationResultSchema.parse({ operationId, requestHash, outcome })];
}

async function claim(tx: EntityManager, command: MembershipCommand): Promise<boolean> {
  await tx.query(
    `INSERT INTO operations (id, organization_id, kind, department_id, user_id, request_hash, state,
                             channel, actor_type, actor_id, trace_id, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'accepted', $7, $8, $9, $10, $11)
     ON CONFLICT (id) DO NOTHING`,
    [
      command.operationId,
      command.organizationId,
      command.kind,
      command.departmentId,
      command.userId,
      command.requestHash,
      command.channel,
      command.actor.type,
      command.actor.id,
      command.traceId,
      command.submittedAt,
    ],
  );
  const rows: unknown[] = await tx.query(
    `SELECT FROM operations WHERE id = $1 AND state = 'accepted' AND request_hash IS NOT DISTINCT FROM $2 FOR UPDATE`,
    [command.operationId, command.requestHash],
  );
  return rows.length > 0;
}

/** Locks the person and the old membership, and says why there is nothing to move if so. */
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

/** One event for each department, so that the history of either shows it; both say from where to where. */
async function audit(tx: EntityManager, command: MembershipCommand, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO audit_events (organization_id, occurred_at, action, department_id, user_id, channel,
                               actor_type, actor_id, operation_id, trace_id, address, "before", "after")
     SELECT $1, $2, e.action, e.department_id, $3, $4, $5, $6, $7, $8, $11,
            jsonb_build_object('department_id', $9::text), jsonb_build_object('department_id', $10::text)
     FROM (VALUES ('member.remove', $9::text), ('member.add', $10::text)) AS e (action, department_id)`,
    [
      command.organizationId,
      at,
      command.userId,
      command.channel,
      command.actor.type,
      command.actor.id,
      command.operationId,
      command.traceId,
      command.departmentId,
      command.toDepartmentId,
      command.address,
    ],
  );
}

function rejection(code: string, details: object): object {
  return { status: 'rejected', code, details };
}
