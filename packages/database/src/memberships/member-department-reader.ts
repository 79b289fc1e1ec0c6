import type { OrganizationId, UserId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { readMember } from '../members/members.js';
import { rfc3339 } from '../sql.js';

/** A department of a member. */
export interface MemberDepartment {
  readonly department_id: string;
  readonly name: string;
  readonly parent_id: string | null;
  readonly added_at: string;
}

interface MemberDepartmentQuery {
  readonly organizationId: OrganizationId;
  readonly userId: UserId;
  readonly limit: number;
  readonly after?: { readonly addedAt: string; readonly departmentId: string } | undefined;
}

export class MemberDepartmentReader {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The departments of a member, in the order of the adds.
   *
   * @throws DomainError MEMBER_NOT_FOUND
   */
  async list(query: MemberDepartmentQuery): Promise<{ departments: MemberDepartment[]; more: boolean }> {
    const { organizationId, userId, limit, after } = query;
    const rows: MemberDepartment[] = await this.dataSource.query(
      `SELECT m.department_id, d.name, d.parent_id, ${rfc3339('m.added_at')} AS added_at
       FROM department_members m
       JOIN departments d ON d.organization_id = m.organization_id AND d.id = m.department_id
       WHERE m.organization_id = $1 AND m.user_id = $2
         AND ($3::timestamptz IS NULL OR (m.added_at, m.department_id) > ($3::timestamptz, $4::text))
       ORDER BY m.added_at, m.department_id
       LIMIT $5`,
      [organizationId, userId, after?.addedAt ?? null, after?.departmentId ?? null, limit + 1],
    );
    if (rows.length === 0) await readMember(this.dataSource.manager, organizationId, userId);
    return { departments: rows.slice(0, limit), more: rows.length > limit };
  }
}
