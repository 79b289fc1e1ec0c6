import { type DepartmentId, DomainError, type OrganizationId, type UserId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { translateViolations } from '../postgres-error.js';
import { folded } from './department-row.js';

interface DepartmentInput {
  readonly name: string;
  readonly parent_id: DepartmentId | null;
  readonly manager_user_id: UserId | null;
}

/** @throws DomainError DEPARTMENT_NAME_TAKEN, MEMBER_NOT_FOUND (the manager) */
export function translateDepartmentViolations<Result>(input: DepartmentInput, write: Promise<Result>): Promise<Result> {
  const { name, parent_id, manager_user_id } = input;
  return translateViolations(write, {
    departments_sibling_name_key: ['DEPARTMENT_NAME_TAKEN', { name, parent_id }],
    departments_manager_fkey: ['MEMBER_NOT_FOUND', { user_id: manager_user_id }],
  });
}

/**
 * Checks names before anything is written: for a dry run of a move, and for several at once.
 *
 * @throws DomainError DEPARTMENT_NAME_TAKEN
 */
export async function assertNamesFree(
  tx: EntityManager,
  organizationId: OrganizationId,
  parentId: DepartmentId | null,
  { names, besides }: { names: readonly string[]; besides: DepartmentId },
): Promise<void> {
  const [taken]: { name: string }[] = await tx.query(
    `SELECT w.name FROM unnest($3::text[]) AS w (name)
     JOIN departments d ON d.organization_id = $1 AND d.parent_id IS NOT DISTINCT FROM $2
       AND ${folded('d.name')} = ${folded('w.name')}
     WHERE d.id <> $4
     ORDER BY w.name LIMIT 1`,
    [organizationId, parentId, names, besides],
  );
  if (taken) throw new DomainError('DEPARTMENT_NAME_TAKEN', { name: taken.name, parent_id: parentId });
}
