import {
  assertVersion,
  type Department,
  type DepartmentId,
  type DepartmentRow,
  type DepartmentState,
  DomainError,
  departmentVersion,
  type ExpectedVersion,
  formatPath,
  type OrganizationId,
  type UserId,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { Department as DepartmentEntity } from '../entities/department.entity.js';
import { translateViolations } from '../postgres-error.js';
import { rfc3339 } from '../sql.js';
import { walkUp } from './tree-walks.js';

/**
 * A name as it is compared with those of its siblings: the expression of `departments_sibling_name_key`. The collation is
 * built into Postgres 17 and folds the case of all of Unicode, whatever the locale of the database.
 */
export function folded(expression: string): string {
  return `lower(${expression} COLLATE pg_c_utf8)`;
}

/** The own columns of a row `d`: a `DepartmentState`. */
export const STATE_COLUMNS = `d.id, d.organization_id, d.parent_id, d.name, d.description, d.manager_user_id,
  ${rfc3339('d.created_at')} AS created_at, ${rfc3339('d.updated_at')} AS updated_at`;

/** Kept with each change of a membership (see `DepartmentMemberCount`): much cheaper than counting the members. */
export const MEMBER_COUNT = `(
  SELECT coalesce(sum(c.members), 0)::int FROM department_member_counts c WHERE c.department_id = d.id
)`;

/** The names from the top down to `d`. */
export const NAMES_DOWN_TO = `(${walkUp()} SELECT array_agg(name ORDER BY level DESC) FROM up)`;

/** The columns of a `NamedDepartmentRow`. They cost a walk to the top: for a page, not for a tree. */
export const DEPARTMENT_COLUMNS = `${STATE_COLUMNS}, ${MEMBER_COUNT} AS member_count, ${NAMES_DOWN_TO} AS names`;

export type NamedDepartmentRow = DepartmentRow & { readonly names: readonly string[] };

export function toDepartment(row: NamedDepartmentRow): Department {
  const { id, organization_id, parent_id, name, description, manager_user_id, created_at, updated_at } = row;
  const own = { id, organization_id, parent_id, name, description, manager_user_id };
  const { names, member_count } = row;
  return { ...own, path: formatPath(names), depth: names.length, member_count, created_at, updated_at };
}

/** @throws DomainError DEPARTMENT_NOT_FOUND */
export async function readDepartment(
  tx: EntityManager,
  organizationId: OrganizationId,
  id: DepartmentId,
): Promise<Department> {
  const [row]: NamedDepartmentRow[] = await tx.query(
    `SELECT ${DEPARTMENT_COLUMNS} FROM departments d WHERE d.organization_id = $1 AND d.id = $2`,
    [organizationId, id],
  );
  if (!row) throw departmentNotFound(id);
  return toDepartment(row);
}

/** @throws DomainError DEPARTMENT_NOT_FOUND */
export async function assertDepartment(tx: EntityManager, organizationId: OrganizationId, id: DepartmentId) {
  if (!(await tx.existsBy(DepartmentEntity, { id, organization_id: organizationId }))) throw departmentNotFound(id);
}

export function departmentNotFound(id: DepartmentId): DomainError {
  return new DomainError('DEPARTMENT_NOT_FOUND', { department_id: id });
}

/**
 * Reads a department to change it. Until the transaction ends, nobody else changes or deletes it; members can still be
 * added.
 *
 * @throws DomainError DEPARTMENT_NOT_FOUND, PRECONDITION_FAILED
 */
export async function lockDepartment(
  tx: EntityManager,
  organizationId: OrganizationId,
  id: DepartmentId,
  expected: ExpectedVersion,
): Promise<DepartmentState> {
  const [department]: DepartmentState[] = await tx.query(
    `SELECT ${STATE_COLUMNS} FROM departments d WHERE d.organization_id = $1 AND d.id = $2 FOR NO KEY UPDATE`,
    [organizationId, id],
  );
  if (!department) throw departmentNotFound(id);
  assertVersion(departmentVersion(department), expected, { department_id: id });
  return department;
}

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
