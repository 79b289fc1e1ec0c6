import type { Member, MemberStatus, OrganizationId, OrganizationRole, UserId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { literal, pageOf } from '../sql.js';
import { contains } from './member-search.js';
import { MEMBER_COLUMNS, readMember } from './members.js';

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

export class MemberReader {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws DomainError MEMBER_NOT_FOUND */
  find(organizationId: OrganizationId, userId: UserId): Promise<Member> {
    return readMember(this.dataSource.manager, organizationId, userId);
  }

  /**
   * A page in the order of IDs, which is that of creation. By key, never by offset. The planner folds conditions away
   * that are not asked for, so that each query gets a plan of its own.
   */
  async list(query: MemberListQuery): Promise<{ members: Member[]; next: UserId | null }> {
    const rows: Member[] = await this.dataSource.query(
      `SELECT ${MEMBER_COLUMNS} FROM organization_members p
       WHERE p.organization_id = $1
         AND ($2::text IS NULL OR p.user_id > $2)
         AND ($3::text IS NULL OR ${contains('$3')})
         AND ($4::text IS NULL OR p.role = $4)
         AND ($5::text IS NULL OR (p.deactivated_at IS NULL) = ($5 = 'active'))
       ORDER BY p.user_id
       LIMIT $6`,
      [
        query.organizationId,
        query.after,
        query.q === undefined ? undefined : `%${literal(query.q)}%`,
        query.role,
        query.status,
        query.limit + 1,
      ],
    );
    const { page, last } = pageOf(rows, query.limit);
    return { members: page, next: last?.user_id ?? null };
  }
}
