import {
  type DepartmentId,
  type DepartmentMember,
  DomainError,
  type OrganizationId,
  type UserId,
} from '@roster/domain';
import type { DataSource } from 'typeorm';
import { assertDepartment } from '../departments/department-row.js';
import { pageOf } from '../sql.js';
import {
  ADDED_AT,
  type Breadth,
  breadthStatement,
  type DepartmentMemberListQuery,
  type MemberPosition,
  type MemberStatement,
  memberListStatement,
  memberWalkStatement,
} from './member-list-statement.js';

export type { MemberPosition, MemberSort } from './member-list-statement.js';

type MemberRow = DepartmentMember & { sort_key: string };

export class DepartmentMemberReader {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws DomainError DEPARTMENT_NOT_FOUND */
  async list(query: DepartmentMemberListQuery): Promise<{ members: DepartmentMember[]; next: MemberPosition | null }> {
    const { text, values } = await this.statementFor(query);
    const rows: MemberRow[] = await this.dataSource.query(text, values);
    if (rows.length === 0) await assertDepartment(this.dataSource.manager, query.organizationId, query.departmentId);
    const { page, last } = pageOf(rows, query.limit);
    return {
      members: page.map(({ sort_key: _, ...member }) => member),
      next: last ? { sort: query.sort ?? 'added_at', key: last.sort_key, userId: last.user_id } : null,
    };
  }

  /** @throws DomainError DEPARTMENT_NOT_FOUND or DEPARTMENT_MEMBER_NOT_FOUND */
  async read(organizationId: OrganizationId, departmentId: DepartmentId, userId: UserId): Promise<DepartmentMember> {
    const [member]: DepartmentMember[] = await this.dataSource.query(
      `SELECT m.user_id, p.full_name, p.email, ${ADDED_AT} AS added_at
       FROM department_members m
       JOIN organization_members p ON p.organization_id = m.organization_id AND p.user_id = m.user_id
       WHERE m.organization_id = $1 AND m.department_id = $2 AND m.user_id = $3`,
      [organizationId, departmentId, userId],
    );
    if (member) return member;
    await assertDepartment(this.dataSource.manager, organizationId, departmentId);
    throw new DomainError('DEPARTMENT_MEMBER_NOT_FOUND', { user_id: userId, department_id: departmentId });
  }

  /** Where there are several ways to a page, the sizes decide between them, which the planner cannot know. */
  private async statementFor(query: DepartmentMemberListQuery): Promise<MemberStatement> {
    const byName = query.sort === 'full_name';
    const searchedBelow = query.includeDescendants === true && query.search !== undefined;
    if (!byName && !searchedBelow) return memberListStatement(query);
    const { text, values } = breadthStatement(query);
    const [breadth]: [Breadth] = await this.dataSource.query(text, values);
    if (byName && breadth.many_members && breadth.many_found) return memberWalkStatement(query);
    return memberListStatement(query, { manyFound: breadth.many_found });
  }
}
