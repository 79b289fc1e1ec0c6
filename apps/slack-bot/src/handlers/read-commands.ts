import {
  listDepartmentMembers,
  listDepartments,
  listMemberDepartments,
  listMembers,
  type MemberPosition,
  readDepartment,
  readDepartmentTree,
  readOrganization,
  type SlackIdentities,
} from '@roster/database';
import {
  type Action,
  authorize,
  departmentIdSchema,
  type OrganizationId,
  type UserId,
  userIdSchema,
} from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Answer, DepartmentLabel, Listed, PersonLabel } from '../messages/answer.js';
import type { RequestContext } from '../requests/context.js';
import type { Departments } from './departments.js';

const MEMBERS_PAGE = 30;
const MOST_SCIM_VALUES = 100;
const MOST_FOUND = 10;
const MOST_OF_A_MEMBER = 50;

const nextSchema = z.object({
  department: departmentIdSchema,
  key: z.string(),
  user: userIdSchema,
  /** How many people are on the pages before. */
  after: z.int().optional(),
  /** The request that showed the page with this button. */
  page: z.string().optional(),
});
type NextPage = z.infer<typeof nextSchema>;

/** The commands that only read. Each checks permissions as the API does. */
export class ReadCommands {
  private readonly tx: EntityManager;

  constructor(
    dataSource: DataSource,
    private readonly departments: Departments,
    private readonly identities: SlackIdentities,
  ) {
    this.tx = dataSource.manager;
  }

  async membersIn(context: RequestContext, department: DepartmentLabel, from?: NextPage): Promise<Answer> {
    const organizationId = authorized(context, 'member.list');
    const after: MemberPosition | undefined = from && { sort: 'full_name', key: from.key, userId: from.user };
    const { items, next } = await listDepartmentMembers(this.tx, {
      organizationId,
      departmentId: department.id,
      sort: 'full_name',
      limit: MEMBERS_PAGE,
      after,
    });
    const { member_count: total } = await readDepartment(this.tx, organizationId, department.id);
    const before = from?.after ?? 0;
    const button: z.input<typeof nextSchema> | null = next && {
      department: department.id,
      key: next.key,
      user: next.userId,
      after: before + items.length,
      page: context.request.id,
    };
    return {
      kind: 'members',
      department,
      members: await this.listed(context, items),
      total,
      first: before + 1,
      next: button && JSON.stringify(button),
      back: from?.page,
    };
  }

  /** The page after the one that the button is on. */
  async nextMembers(context: RequestContext, next: string): Promise<Answer> {
    const from = nextSchema.parse(JSON.parse(next));
    const label = await this.departments.get(context.workspace.organizationId, from.department);
    return this.membersIn(context, label, from);
  }

  async list(context: RequestContext): Promise<Answer> {
    const organizationId = authorized(context, 'department.read');
    const { items, next } = await listDepartments(this.tx, { organizationId, sort: 'name', limit: MOST_SCIM_VALUES });
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
      people: await this.listed(context, people.items),
      more: departments.next !== null || people.next !== null,
    };
  }

  async whoami(context: RequestContext): Promise<Answer> {
    const { member, workspace } = context;
    const organization = await this.organizationName(workspace.organizationId);
    const { full_name: name, user_id: userId, role } = member;
    return {
      kind: 'whoami',
      name,
      userId,
      role,
      organization,
      ...(await this.departmentsOf(workspace.organizationId, userId)),
    };
  }

  /** The departments that a person is in, and those that they manage. */
  async whereabouts(context: RequestContext, { slackUserId, name }: PersonLabel, userId: UserId): Promise<Answer> {
    const organizationId = authorized(context, 'member.departments', 'department.read');
    return {
      kind: 'whereabouts',
      person: { slackUserId, name },
      ...(await this.departmentsOf(organizationId, userId)),
    };
  }

  async departmentsOf(organizationId: OrganizationId, userId: UserId) {
    const page = { organizationId, limit: MOST_OF_A_MEMBER };
    const own = await listMemberDepartments(this.tx, { ...page, userId });
    const departments = await Promise.all(
      own.items.map(({ department_id }) => readDepartment(this.tx, organizationId, department_id)),
    );
    const managed = await listDepartments(this.tx, { ...page, managerId: userId, sort: 'name' });
    return { departments: departments.map(toLabel), manages: managed.items.map(toLabel) };
  }

  /** Members as lists name them: as a mention where it is known which Slack user they are. */
  private async listed(
    { workspace }: RequestContext,
    members: readonly { readonly user_id: UserId; readonly full_name: string; readonly email: string }[],
  ): Promise<Listed[]> {
    const ids = members.map(({ user_id }) => user_id);
    const inSlack = await this.identities.findMembers(workspace, ids, workspace.organizationId);
    return members.map(({ user_id, full_name: name, email }) => {
      const slackUserId = inSlack.get(user_id)?.slack_user_id ?? null;
      return { slackUserId, name, email };
    });
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
