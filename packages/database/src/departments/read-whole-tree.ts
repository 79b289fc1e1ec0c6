import { randomBytes } from 'node:crypto';
import { buildDepartmentTree, type DepartmentRow, type DepartmentTreeNode, type OrganizationId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { folded, STATE_COLUMNS } from './department-row.js';

/** Of the hashes in a version. Nobody outside this process knows it, so nobody can construct two trees of one version. */
const SEED = randomBytes(8).readBigInt64BE().toString();

/**
 * The version of an organization's tree and, unless it is still $3, all departments. One statement, so both are of the
 * same snapshot. The version hashes the content of all rows that the tree is made of: unlike transaction IDs, content
 * stays distinguishable after a failover. Of counts, it hashes the two columns that matter, which takes a fifth of the time
 * of hashing a record. Joining the counts of all departments takes half as long as looking up each.
 * OFFSET keeps the planner from joining first and comparing the versions afterwards.
 *
 * $1: organization, $2: seed, $3: the known version or null.
 */
const READ_UNLESS_KNOWN = `
WITH counts AS NOT MATERIALIZED (
  SELECT c.* FROM department_member_counts c JOIN departments d ON d.id = c.department_id WHERE d.organization_id = $1
), current AS MATERIALIZED (
  SELECT concat_ws(' ',
    (SELECT sum(hash_record_extended(d, $2)) FROM departments d WHERE d.organization_id = $1),
    (SELECT sum(hashint4extended(c.members, hashtextextended(c.department_id, $2))) FROM counts c)
  ) AS version
)
SELECT current.version, tree.*
FROM current LEFT JOIN LATERAL (
  SELECT ${STATE_COLUMNS}, coalesce(c.members, 0) AS member_count
  FROM departments d
  LEFT JOIN (SELECT department_id, sum(members)::int AS members FROM counts GROUP BY department_id) c
    ON c.department_id = d.id
  WHERE d.organization_id = $1 AND current.version IS DISTINCT FROM $3
  OFFSET 0
) tree ON true
ORDER BY ${folded('tree.name')}, tree.id
`;

/** The whole tree, as it was at one moment. */
export interface WholeTree {
  /** Two trees that this process read are the same if their versions are. */
  readonly version: string;
  /** Null when the tree is of the version that the caller knows. */
  readonly roots: DepartmentTreeNode[] | null;
}

export interface WholeTreeQuery {
  readonly organizationId: OrganizationId;
  /** How many levels to show; all by default. */
  readonly levels?: number | undefined;
  /** The version, read by this process, that is not needed again. */
  readonly known?: string | undefined;
}

export async function readWholeTree(
  tx: EntityManager,
  { organizationId, levels, known }: WholeTreeQuery,
): Promise<WholeTree> {
  const rows: ({ readonly version: string } & (DepartmentRow | { readonly id: null }))[] = await tx.query(
    READ_UNLESS_KNOWN,
    [organizationId, SEED, known ?? null],
  );
  const version = rows[0]?.version ?? '';
  if (version === known) return { version, roots: null };
  const departments = rows.filter((row): row is DepartmentRow & { version: string } => row.id !== null);
  return { version, roots: buildDepartmentTree(departments, { levels }) };
}
