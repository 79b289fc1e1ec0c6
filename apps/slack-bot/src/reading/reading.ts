import {
  DepartmentDirectory,
  DepartmentMemberReader,
  MemberDepartmentReader,
  type MemberPosition,
  PersonReader,
  readOrganization,
} from '@roster/database';
import {
  authorize,
  type DepartmentId,
  DomainError,
  departmentIdSchema,
  type OrganizationId,
  userIdSchema,
} from '@roster/domain';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Answer, DepartmentLabel } from '../answers/answer.js';
import type { Visit } from '../requests/visit.js';

const MEMBERS_PAGE = 30;
const MOST_LISTED = 100;
const MOST_FOUND = 10;
const MOST_OF_A_PERSON = 50;

const nextSchema = z.object({
  department: departmentIdSchema,
  key: z.string(),
  user: userIdSchema,
});

/** The commands that only read. Each asks the table of permissions, as the API does. */
export class Reading {
  readonly directory: DepartmentDirectory;
  private readonly members: DepartmentMemberReader;
  private readonly memberships: MemberDepartmentReader;
  private readonly people: PersonReader;

  constructor(private readonly dataSource: DataSource) {
    this.directory = new DepartmentDirectory(dataSource);
    this.members = new DepartmentMemberReader(dataSource);
    this.memberships = new MemberDepartmentReader(dataSource);
    this.people = new PersonReader(dataSource);
  }

  async membersOf(visit: Visit, department: DepartmentLabel, after?: MemberPosition): Promise<Answer> {
    const { organizationId } = visit.workspace;
    authorize(visit.caller.principal, 'member.list', organizationId);
    const { members, next } = await this.members.list({
      organizationId,
      departmentId: department.id,
      sort: 'full_name',
      limit: MEMBERS_PAGE,
      after,
    });
    const { member_count: total } = await this.directory.retrieve(organizationId, department.id);
    return {
      kind: 'members',
      department,
      members: members.map(({ full_name: name, email }) => ({ name, email })),
      total,
      next: next && JSON.stringify({ department: department.id, key: next.key, user: next.userId }),
    };
  }

  /** The page that the button names. */
  async nextMembers(visit: Visit, next: string): Promise<Answer> {
    const { department, key, user: userId } = nextSchema.parse(JSON.parse(next));
    const label = await this.label(visit, department);
    return this.membersOf(visit, label, { sort: 'full_name', key, userId });
  }

  async departments(visit: Visit): Promise<Answer> {
    const { organizationId } = visit.workspace;
    authorize(visit.caller.principal, 'department.read', organizationId);
    const { departments, next } = await this.directory.list({ organizationId, sort: 'name', limit: MOST_LISTED });
    return { kind: 'departments', departments: departments.map(counted), more: next !== null };
  }

  async tree(visit: Visit, root: DepartmentLabel | null): Promise<Answer> {
    const { organizationId } = visit.workspace;
    authorize(visit.caller.principal, 'department.read', organizationId);
    return { kind: 'tree', nodes: await this.directory.tree({ organizationId, root: root?.id }) };
  }

  async find(visit: Visit, text: string): Promise<Answer> {
    const { organizationId } = visit.workspace;
    const { principal } = visit.caller;
    authorize(principal, 'department.read', organizationId);
    authorize(principal, 'person.list', organizationId);
    const { departments, next } = await this.directory.list({
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
      people: found.people.map(({ full_name: name, email }) => ({ name, email })),
      more: next !== null || found.next !== null,
    };
  }

  async whoami(visit: Visit): Promise<Answer> {
    const { person, workspace } = visit;
    const organization = await this.organizationName(workspace.organizationId);
    const { full_name: name, user_id: userId, role } = person;
    return { kind: 'whoami', name, userId, role, organization, ...(await this.belongings(visit)) };
  }

  /** The departments that a person is in, and those that they manage. */
  async belongings({ person, workspace: { organizationId } }: Pick<Visit, 'person' | 'workspace'>) {
    const { departments: own } = await this.memberships.list({
      organizationId,
      userId: person.user_id,
      limit: MOST_OF_A_PERSON,
    });
    const ids = own.map(({ department_id }) => departmentIdSchema.parse(department_id));
    const departments = await Promise.all(ids.map((id) => this.directory.retrieve(organizationId, id)));
    const managed = await this.directory.list({
      organizationId,
      managerId: person.user_id,
      sort: 'name',
      limit: MOST_OF_A_PERSON,
    });
    return { departments: departments.map(toLabel), manages: managed.departments.map(toLabel) };
  }

  async organizationName(organizationId: OrganizationId): Promise<string> {
    return (await readOrganization(this.dataSource.manager, organizationId)).name;
  }

  /** @throws DomainError DEPARTMENT_NOT_FOUND */
  async label({ workspace }: Visit, id: DepartmentId): Promise<DepartmentLabel> {
    return toLabel(await this.directory.retrieve(workspace.organizationId, id));
  }

  /** As `label`, or null when the department is gone. */
  async labelIfThere(visit: Visit, id: DepartmentId): Promise<DepartmentLabel | null> {
    try {
      return await this.label(visit, id);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'DEPARTMENT_NOT_FOUND') return null;
      throw error;
    }
  }
}

function toLabel({ id, name, path }: DepartmentLabel): DepartmentLabel {
  return { id, name, path };
}

function counted(department: DepartmentLabel & { readonly member_count: number }) {
  return { ...toLabel(department), members: department.member_count };
}
