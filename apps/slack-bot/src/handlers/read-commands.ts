import {
  DepartmentMemberReader,
  MemberDepartmentReader,
  type MemberPosition,
  MemberReader,
  readOrganization,
} from '@roster/database';
import { type Action, authorize, departmentIdSchema, type OrganizationId, userIdSchema } from '@roster/domain';
import type { DataSource } from 'typeorm';
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
  private readonly members: DepartmentMemberReader;
  private readonly memberships: MemberDepartmentReader;
  private readonly people: MemberReader;

  constructor(
    private readonly dataSource: DataSource,
    private readonly departments: Departments,
  ) {
    this.members = new DepartmentMemberReader(dataSource);
    this.memberships = new MemberDepartmentReader(dataSource);
    this.people = new MemberReader(dataSource);
  }

  async membersIn(context: RequestContext, department: DepartmentLabel, after?: MemberPosition): Promise<Answer> {
    const organizationId = authorized(context, 'member.list');
    const { members, next } = await this.members.list({
      organizationId,
      departmentId: department.id,
      sort: 'full_name',
      limit: MEMBERS_PAGE,
      after,
    });
    const { member_count: total } = await this.departments.directory.retrieve(organizationId, department.id);
    return {
      kind: 'members',
      department,
      members: members.map(({ full_name: name, email }) => ({ name, email })),
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
    const { departments, next } = await this.departments.directory.list({
      organizationId,
      sort: 'name',
      limit: MOST_LISTED,
    });
    return { kind: 'departments', departments: departments.map(counted), more: next !== null };
  }

  async tree(context: RequestContext, root: DepartmentLabel | null): Promise<Answer> {
    const organizationId = authorized(context, 'department.read');
    return { kind: 'tree', nodes: await this.departments.directory.tree({ organizationId, root: root?.id }) };
  }

  async find(context: RequestContext, text: string): Promise<Answer> {
    const organizationId = authorized(context, 'department.read', 'person.list');
    const { departments, next } = await this.departments.directory.list({
      organizationId,
      sort: 'name',
      limit: MOST_FOUND,
      name: text,
    });
    const found = await this.people.list({ organizationId, q: text, limit: MOST_FOUND });
    return {
      kind: 'found',
      text,
      departments: departments.map(counted),
      people: found.members.map(({ full_name: name, email }) => ({ name, email })),
      more: next !== null || found.next !== null,
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
    const { departments: own } = await this.memberships.list({
      organizationId,
      userId: member.user_id,
      limit: MOST_OF_A_MEMBER,
    });
    const ids = own.map(({ department_id }) => departmentIdSchema.parse(department_id));
    const departments = await Promise.all(ids.map((id) => this.departments.directory.retrieve(organizationId, id)));
    const managed = await this.departments.directory.list({
      organizationId,
      managerId: member.user_id,
      sort: 'name',
      limit: MOST_OF_A_MEMBER,
    });
    return { departments: departments.map(toLabel), manages: managed.departments.map(toLabel) };
  }

  async organizationName(organizationId: OrganizationId): Promise<string> {
    return (await readOrganization(this.dataSource.manager, organizationId)).name;
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
