import type { Member, MemberStatus, OrganizationId, OrganizationRole, UserId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { literal, type Page, pageOf } from '../sql.js';
import { contains } from './member-search.js';
import { MEMBER_COLUMNS } from './members.js';

export interface MemberListQuery {
  readonly organizationId: OrganizationId;
  /** A part of the name or e-mail address, in any case. */
  readonly q?: string | undefined;
  readonly role?: OrganizationRole | undefined;
  readonly status?: MemberStatus | undefined;
  readonly limit: number;
  /** The last user of the previous page. */
  readonly after?: UserId | undefined;
}

/**
 * A page in the order of IDs, which is that of creation. By key, never by offset. The planner folds conditions away
 * that are not asked for, so that each query gets a plan of its own.
 */
export async function listMembers(
  tx: EntityManager,
  { organizationId, q, role, status, limit, after }: MemberListQuery,
): Promise<Page<Member, UserId>> {
  const rows: Member[] = await tx.query(
    `SELECT ${MEMBER_COLUMNS} FROM organization_members p
     WHERE p.organization_id = $1
       AND ($2::text IS NULL OR p.user_id > $2)
       AND ($3::text IS NULL OR ${contains('$3')})
       AND ($4::text IS NULL OR p.role = $4)
       AND ($5::text IS NULL OR (p.deactivated_at IS NULL) = ($5 = 'active'))
     ORDER BY p.user_id
     LIMIT $6`,
    [organizationId, after, q === undefined ? undefined : `%${literal(q)}%`, role, status, limit + 1],
  );
  return pageOf(rows, limit, ({ user_id }) => user_id);
}
