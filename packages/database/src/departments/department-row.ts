import { type Department, type DepartmentState, formatPath } from '@roster/domain';

/** `STATE_COLUMNS` as the driver gives them. */
export type StateRow = Omit<DepartmentState, 'created_at' | 'updated_at'> & {
  readonly created_at: Date;
  readonly updated_at: Date;
};

/** `DEPARTMENT_COLUMNS` as the driver gives them. */
export type FullRow = StateRow & { readonly member_count: number; readonly names: readonly string[] };

export function toState(row: StateRow): DepartmentState {
  return {
    id: row.id,
    organization_id: row.organization_id,
    parent_id: row.parent_id,
    name: row.name,
    description: row.description,
    manager_user_id: row.manager_user_id,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

export function toDepartment(row: FullRow): Department {
  const { id, organization_id, parent_id, name, description, manager_user_id, created_at, updated_at } = toState(row);
  return {
    id,
    organization_id,
    parent_id,
    name,
    description,
    manager_user_id,
    path: formatPath(row.names),
    depth: row.names.length,
    member_count: row.member_count,
    created_at,
    updated_at,
  };
}
