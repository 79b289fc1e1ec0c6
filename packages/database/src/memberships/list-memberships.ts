import {
  type DepartmentId,
  type DepartmentMember,
  DomainError,
  type OrganizationId,
  type UserId,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { assertDepartment } from '../departments/department-row.js';
import { readMember } from '../members/members.js';
import { ofUser, type Page, pageOf, rfc3339 } from '../sql.js';
import { commonAddsStatement, nearestAddsStatement, timeWalkStatement } from './first-adds-statements.js';
import {
  ADDED_AT,
  type Breadth,
  breadthStatement,
  type DepartmentMemberListQuery,
  type MemberPosition,
  type MemberStatement,
  memberListStatement,
  nameWalkStatement,
} from './member-list-statement.js';

type MemberRow = DepartmentMember & { readonly sort_key: string };

/** The members of a department, or of it and all below it. @throws DomainError DEPARTMENT_NOT_FOUND */
export async function listDepartmentMembers(
  tx: EntityManager,
  query: DepartmentMemberListQuery,
): Promise<Page<DepartmentMember, MemberPosition>> {
  const { organizationId, departmentId, sort = 'added_at' } = query;
  const rows = await readPage(tx, query);
  if (rows.length === 0) await assertDepartment(tx, organizationId, departmentId);
  const { items, next } = pageOf(rows, query.limit, ({ sort_key: key, user_id: userId }) => ({ sort, key, userId }));
  return { items: items.map(({ sort_key: _, ...member }) => member), next };
}

/** Where there are several ways to a page, the sizes decide between them, which the planner cannot know. */
async function readPage(tx: EntityManager, query: DepartmentMemberListQuery): Promise<MemberRow[]> {
  const run = ({ text, values }: MemberStatement) => tx.query(text, values);
  const byName = query.sort === 'full_name';
  if (!byName && !query.includeDescendants) return run(memberListStatement(query));
  const [breadth]: [Breadth] = await run(breadthStatement(query));
  if (breadth.many_members && breadth.many_found) {
    if (byName) return run(nameWalkStatement(query));
    for (const statement of firstAddsStatements(query, breadth)) {
      const rows: MemberRow[] = await run(statement);
      if (rows.length > query.limit) return rows;
    }
  }
  return run(memberListStatement(query, { manyFound: breadth.many_found }));
}

/** The ways to a page of many members by time, the cheapest first; each may end before the page is full. */
function firstAddsStatements(query: DepartmentMemberListQuery, { branch }: Breadth): MemberStatement[] {
  if (!branch || query.search) return [timeWalkStatement(query)];
  return [commonAddsStatement(query), timeWalkStatement(query, { branch }), nearestAddsStatement(query)];
}

/** @throws DomainError DEPARTMENT_NOT_FOUND or DEPARTMENT_MEMBER_NOT_FOUND */
export async function readDepartmentMember(
  tx: EntityManager,
  organizationId: OrganizationId,
  departmentId: DepartmentId,
  userId: UserId,
): Promise<DepartmentMember> {
  const [member]: DepartmentMember[] = await tx.query(
    `SELECT m.user_id, p.full_name, p.email, ${ADDED_AT} AS added_at
     FROM department_members m
     JOIN organization_members p ON p.organization_id = m.organization_id AND p.user_id = m.user_id
     WHERE m.organization_id = $1 AND m.department_id = $2 AND m.user_id = $3`,
    [organizationId, departmentId, userId],
  );
  if (member) return member;
  await assertDepartment(tx, organizationId, departmentId);
  throw new DomainError('DEPARTMENT_MEMBER_NOT_FOUND', { user_id: userId, department_id: departmentId });
}

/** A department of a member. */
interface MemberDepartment {
  readonly department_id: DepartmentId;
  readonly name: string;
  readonly parent_id: DepartmentId | null;
  readonly added_at: string;
}

interface MemberDepartmentPosition {
  readonly addedAt: string;
  readonly departmentId: string;
}

interface MemberDepartmentQuery {
  readonly organizationId: OrganizationId;
  readonly userId: UserId;
  readonly limit: number;
  readonly after?: MemberDepartmentPosition | undefined;
}

/** The departments of a member, in the order of the adds. @throws DomainError MEMBER_NOT_FOUND */
export async function listMemberDepartments(
  tx: EntityManager,
  { organizationId, userId, limit, after }: MemberDepartmentQuery,
): Promise<Page<MemberDepartment, MemberDepartmentPosition>> {
  const rows: MemberDepartment[] = await tx.query(
    `SELECT m.department_id, d.name, d.parent_id, ${rfc3339('m.added_at')} AS added_at
     FROM (SELECT department_id, added_at FROM department_members WHERE ${ofUser('$2')}) m
     JOIN departments d ON d.organization_id = $1 AND d.id = m.department_id
     WHERE ($3::timestamptz IS NULL OR (m.added_at, m.department_id) > ($3::timestamptz, $4::text))
     ORDER BY m.added_at, m.department_id
     LIMIT $5`,
    [organizationId, userId, after?.addedAt ?? null, after?.departmentId ?? null, limit + 1],
  );
  if (rows.length === 0) await readMember(tx, organizationId, userId);
  return pageOf(rows, limit, ({ added_at: addedAt, department_id: departmentId }) => ({ addedAt, departmentId }));
}
