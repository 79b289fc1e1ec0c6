import type { Department, DepartmentId, OrganizationId, UserId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { type FullRow, toDepartment } from './department-row.js';
import { DEPARTMENT_COLUMNS, folded } from './department-sql.js';

/** What departments can be sorted by. Ties are broken by id, so every order is total. */
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

/** Where a page ended: what the last department was sorted by, and its id. */
export interface DepartmentPosition {
  readonly key: string;
  readonly id: DepartmentId;
}

export interface DepartmentListQuery {
  readonly organizationId: OrganizationId;
  /** Children of this department; null: those at the top; undefined: all. */
  readonly parentId?: DepartmentId | null | undefined;
  /** A part of the name, upper and lower case being the same. */
  readonly name?: string | undefined;
  readonly managerId?: UserId | undefined;
  readonly sort: DepartmentSort;
  readonly limit: number;
  readonly after?: DepartmentPosition | undefined;
}

export interface DepartmentPage {
  readonly departments: Department[];
  readonly next: DepartmentPosition | null;
}

/**
 * The statement of a page. Counts and paths are worked out for the departments of the page only, which are found by
 * walking an index of this order, unless a parent or a manager narrows them down before.
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

export async function listDepartments(tx: EntityManager, query: DepartmentListQuery): Promise<DepartmentPage> {
  const { text, values } = listStatement(query);
  const rows: (FullRow & { sort_key: string | Date })[] = await tx.query(text, values);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const next = rows.length > query.limit && last ? { key: keyText(last.sort_key), id: last.id } : null;
  return { departments: page.map(toDepartment), next };
}

function keyText(key: string | Date): string {
  return typeof key === 'string' ? key : key.toISOString();
}
