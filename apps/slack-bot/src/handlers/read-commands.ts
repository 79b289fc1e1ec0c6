import {
  listDepartmentMembers,
  listDepartments,
  listMemberDepartments,
  listMembers,
  type MemberPosition,
  readDepartment,
  readDepartmentTree,
  readOrganization,
} from '@roster/database';
import { type Action, authorize, departmentIdSchema, type OrganizationId, userIdSchema } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Answer, DepartmentLabel } from '../messages/answer.js';
import type { RequestContext } from '../requests/context.js';
import type { Departments } from './departments.js';

const MEMBERS_PAGE = 30;
const MOST_LISTED = 100;
const MOST_FOUND = 10;
const MOST_OF_A_MEMBER = 50;

const nextSchema = z.object({
  department: departmentIdSchema,
  key: z.string(),
  user: userIdSchema,
});

/** The commands that only read. Each checks permissions as the API does. */
export class ReadCommands {
  private readonly tx: EntityManager;

  constructor(
    dataSource: DataSource,
    private readonly departments: Departments,
  ) {
    this.tx = dataSource.manager;
  }

  async membersIn(context: RequestContext, department: DepartmentLabel, after?: MemberPosition): Promise<Answer> {
    const organizationId = authorized(context, 'member.list');
    const { items, next } = await listDepartmentMembers(this.tx, {
      organizationId,
      departmentId: department.id,
      sort: 'full_name',
      limit: MEMBERS_PAGE,
      after,
    });
    const { member_count: total } = await readDepartment(this.tx, organizationId, department.id);
    return {
      kind: 'members',
      department,
      members: items.map(({ full_name: name, email }) => ({ name, email })),
      total,
      next: next && JSON.stringify({ department: department.id, key: next.key, user: next.userId }),
    };
  }

  /** The page after the one that the button is on. */
  async nextMembers(context: RequestContext, next: string): Promise<Answer> {
    const { department, key, user: userId } = nextSchema.parse(JSON.parse(next));
    const label = await this.departments.get(context.workspace.organizationId, department);
    return this.membersIn(context, label, { sort: 'full_name', key, userId });
  }

  async list(context: RequestContext): Promise<Answer> {
    const organizationId = authorized(context, 'department.read');
    const { items, next } = await listDepartments(this.tx, { organizationId, sort: 'name', limit: MOST_LISTED });
    return { kind: 'departments', departments: items.map(counted), more: next !== null };
  }

  async tree(context: RequestContext, root: DepartmentLabel | null): Promise<Answer> {
    const organizationId = authorized(context, 'department.read');
    return { kind: 'tree', nodes: await readDepartmentTree(this.tx, { organizationId, root: root?.id }) };
  }

  async find(context: RequestContext, text: string): Promise<Answer> {
    const organizationId = authorized(context, 'department.read', 'person.list');
    const page = { organizationId, limit: MOST_FOUND };
    const departments = await listDepartments(this.tx, { ...page, sort: 'name', name: text });
    const people = await listMembers(this.tx, { ...page, q: text });
    return {
      kind: 'found',
      text,
      departments: departments.items.map(counted),
      people: people.items.map(({ full_name: name, email }) => ({ name, email })),
      more: departments.next !== null || people.next !== null,
    };
  }

  async whoami(context: RequestContext): Promise<Answer> {
    const { member, workspace } = context;
    const organization = await this.organizationName(workspace.organizationId);
    const { full_name: name, user_id: userId, role } = member;
    return { kind: 'whoami', name, userId, role, organization, ...(await this.departmentsOf(context)) };
  }

  /** The departments that a member is in, and those that they manage. */
  async departmentsOf({ member, workspace: { organizationId } }: Pick<RequestContext, 'member' | 'workspace'>) {
    const page = { organizationId, limit: MOST_OF_A_MEMBER };
    const own = await listMemberDepartments(this.tx, { ...page, userId: member.user_id });
    const departments = await Promise.all(
      own.items.map(({ department_id }) => readDepartment(this.tx, organizationId, department_id)),
    );
    const managed = await listDepartments(this.tx, { ...page, managerId: member.user_id, sort: 'name' });
    return { departments: departments.map(toLabel), manages: managed.items.map(toLabel) };
  }

  async organizationName(organizationId: OrganizationId): Promise<string> {
    return (await readOrganization(this.tx, organizationId)).name;
  }
}

/** @throws DomainError PERMISSION_DENIED */
function authorized({ caller, workspace: { organizationId } }: RequestContext, ...actions: Action[]): OrganizationId {
  for (const action of actions) authorize(caller.principal, action, organizationId);
  return organizationId;
}

function toLabel({ id, name, path }: DepartmentLabel): DepartmentLabel {
  return { id, name, path };
}

function counted(department: DepartmentLabel & { readonly member_count: number }) {
  return { ...toLabel(department), members: department.member_count };
}
