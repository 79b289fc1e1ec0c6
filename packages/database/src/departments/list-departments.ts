import type { Department, DepartmentId, OrganizationId, UserId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { type Page, pageOf } from '../sql.js';
import { DEPARTMENT_COLUMNS, folded, type NamedDepartmentRow, toDepartment } from './department-row.js';

/** The sort orders of departments. Ties are broken by ID, so every order is total. */
const SORTS = {
  name: { key: folded('d.name'), type: 'text', order: 'ASC' },
  '-name': { key: folded('d.name'), type: 'text', order: 'DESC' },
  created_at: { key: 'd.created_at', type: 'timestamptz', order: 'ASC' },
  '-created_at': { key: 'd.created_at', type: 'timestamptz', order: 'DESC' },
} as const;

/** As `departments_name_idx` and `departments_age_idx` have it. */
const WALKED_ORGANIZATION = `d.organization_id || ''`;

export type DepartmentSort = keyof typeof SORTS;
export const DEPARTMENT_SORTS = Object.keys(SORTS) as [DepartmentSort, ...DepartmentSort[]];

/** The end of a page: the sort key and ID of its last department. */
export interface DepartmentPosition {
  readonly key: string;
  readonly id: DepartmentId;
}

export interface DepartmentListQuery {
  readonly organizationId: OrganizationId;
  /** Children of this department; null for those at the top, undefined for all. */
  readonly parentId?: DepartmentId | null | undefined;
  /** A part of the name, in any case. */
  readonly name?: string | undefined;
  readonly managerId?: UserId | undefined;
  readonly sort: DepartmentSort;
  readonly limit: number;
  readonly after?: DepartmentPosition | undefined;
}

/**
 * The statement of a page. Counts and paths are worked out for the departments of the page only. These are found by
 * walking an index in this order, unless a parent or a manager narrows them down first.
 */
function listStatement(query: DepartmentListQuery): { text: string; values: unknown[] } {
  const { key, type, order } = SORTS[query.sort];
  const values: unknown[] = [];
  const value = (each: unknown) => `$${values.push(each)}`;
  const narrowed = query.parentId !== undefined || query.managerId !== undefined;
  const conditions = [`${narrowed ? 'd.organization_id' : WALKED_ORGANIZATION} = ${value(query.organizationId)}`];
  if (query.parentId === null) conditions.push('d.parent_id IS NULL');
  else if (query.parentId !== undefined) conditions.push(`d.parent_id = ${value(query.parentId)}`);
  if (query.managerId !== undefined) conditions.push(`d.manager_user_id = ${value(query.managerId)}`);
  if (query.name !== undefined) {
    conditions.push(`position(${folded(`${value(query.name)}::text`)} IN ${folded('d.name')}) > 0`);
  }
  if (query.after !== undefined) {
    const comparison = order === 'ASC' ? '>' : '<';
    conditions.push(`(${key}, d.id) ${comparison} (${value(query.after.key)}::${type}, ${value(query.after.id)})`);
  }
  const text = `
    SELECT ${DEPARTMENT_COLUMNS}, d.sort_key
    FROM (
      SELECT d.*, ${key} AS sort_key FROM departments d
      WHERE ${conditions.join(' AND ')}
      ORDER BY ${key} ${order}, d.id ${order}
      LIMIT ${value(query.limit + 1)}
    ) d
    ORDER BY d.sort_key ${order}, d.id ${order}`;
  return { text, values };
}

export async function listDepartments(
  tx: EntityManager,
  query: DepartmentListQuery,
): Promise<Page<Department, DepartmentPosition>> {
  const { text, values } = listStatement(query);
  const rows: (NamedDepartmentRow & { sort_key: string | Date })[] = await tx.query(text, values);
  const { items, next } = pageOf(rows, query.limit, ({ sort_key: key, id }) => ({
    key: typeof key === 'string' ? key : key.toISOString(),
    id,
  }));
  return { items: items.map(toDepartment), next };
}
