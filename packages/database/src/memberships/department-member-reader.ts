import { type DepartmentId, type DepartmentMember, DomainError, type OrganizationId } from '@roster/domain';
import type { DataSource } from 'typeorm';

/** Where a page ended: members are listed in the order in which they were added. */
export interface MemberPosition {
  readonly addedAt: string;
  readonly userId: string;
}

export interface MemberListQuery {
  readonly organizationId: OrganizationId;
  readonly departmentId: DepartmentId;
  readonly limit: number;
  readonly after?: MemberPosition | undefined;
}

const ADDED_AT = `to_char(m.added_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export class DepartmentMemberReader {
  constructor(private readonly dataSource: DataSource) {}

  /** A page of members by key, never by offset: it costs the same at the end of a large department as at its start. */
  async list(query: MemberListQuery): Promise<{ members: DepartmentMember[]; next: MemberPosition | null }> {
    const rows: DepartmentMember[] = await this.dataSource.query(
      `SELECT m.user_id, p.full_name, p.email, ${ADDED_AT} AS added_at
       FROM department_members m
       JOIN organization_members p ON p.organization_id = m.organization_id AND p.user_id = m.user_id
       WHERE m.organization_id = $1 AND m.department_id = $2
         AND ($3::timestamptz IS NULL OR (m.added_at, m.user_id) > ($3::timestamptz, $4::text))
       ORDER BY m.added_at, m.user_id
       LIMIT $5`,
      [
        query.organizationId,
        query.departmentId,
        query.after?.addedAt ?? null,
        query.after?.userId ?? null,
        query.limit + 1,
      ],
    );
    if (rows.length === 0) await this.assertDepartment(query);
    const members = rows.slice(0, query.limit);
    const last = members.at(-1);
    const next = rows.length > query.limit && last ? { addedAt: last.added_at, userId: last.user_id } : null;
    return { members, next };
  }

  private async assertDepartment({ organizationId, departmentId }: MemberListQuery): Promise<void> {
    const found: unknown[] = await this.dataSource.query(
      `SELECT FROM departments WHERE organization_id = $1 AND id = $2`,
      [organizationId, departmentId],
    );
    if (found.length === 0) throw new DomainError('DEPARTMENT_NOT_FOUND', { department_id: departmentId });
  }
}
