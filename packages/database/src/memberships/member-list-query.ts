import type { DepartmentId, OrganizationId } from '@roster/domain';

export type MemberSort = 'added_at' | 'full_name';

/** Where a page ended, in the order in which it was sorted. */
export interface MemberPosition {
  readonly sort: MemberSort;
  /** The moment of the add, RFC 3339, or the name as it is compared. */
  readonly key: string;
  readonly userId: string;
}

export interface MemberListQuery {
  readonly organizationId: OrganizationId;
  readonly departmentId: DepartmentId;
  readonly limit: number;
  readonly sort?: MemberSort | undefined;
  /** Words that each occur in the name or the e-mail address. */
  readonly search?: string | undefined;
  /** Also the members of all departments below: everybody once, with the first add. */
  readonly includeDescendants?: boolean | undefined;
  readonly after?: MemberPosition | undefined;
}

/** A statement and its values; $1 is the organization, $2 the department, $3 one more than the limit. */
export interface MemberStatement {
  readonly text: string;
  readonly values: unknown[];
}

/** The moment of an add, RFC 3339, in UTC. */
export const ADDED_AT_TEXT = `to_char(m.added_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * The department and all below it. Each is looked up by its key: `OFFSET 0` keeps the planner from reading all
 * departments of the organization for each level instead. `UNION` and not `UNION ALL`: it would end even on a circle.
 */
export const SUBTREE = `
  WITH RECURSIVE subtree AS (
    SELECT id FROM departments WHERE organization_id = $1 AND id = $2
    UNION
    SELECT d.id FROM subtree s CROSS JOIN LATERAL (
      SELECT id FROM departments WHERE organization_id = $1 AND parent_id = s.id OFFSET 0
    ) d
  )`;
