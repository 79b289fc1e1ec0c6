import { findRequestDeciders, listDepartments, managesDepartment, type SlackIdentities } from '@roster/database';
import {
  type Action,
  authorize,
  type DepartmentId,
  DomainError,
  needsManager,
  type Principal,
  userIdSchema,
} from '@roster/domain';
import type { DataSource } from 'typeorm';
import type { PersonLabel } from '../messages/answer.js';
import type { ConnectedWorkspace } from '../requests/members.js';

/** How many people are named of those who may make a change. */
const MOST_NAMED = 3;

/** Who may do what, by the same table of permissions as the API. */
export class Access {
  constructor(
    private readonly dataSource: DataSource,
    private readonly identities: SlackIdentities,
  ) {}

  /** @throws DomainError PERMISSION_DENIED */
  async assertMayChange(principal: Principal, action: Action, departmentId: DepartmentId): Promise<void> {
    if (needsManager(principal, action) && (await this.manages(principal, departmentId))) return;
    authorize(principal, action, principal.organizationId);
  }

  /** The departments in which the principal may not do it. */
  async refusedIn(
    principal: Principal,
    action: Action,
    departmentIds: Iterable<DepartmentId>,
  ): Promise<Set<DepartmentId>> {
    const refused = new Set<DepartmentId>();
    for (const id of new Set(departmentIds)) {
      try {
        await this.assertMayChange(principal, action, id);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        refused.add(id);
      }
    }
    return refused;
  }

  /** Whether the principal may change members of the department; null: of any department at all. */
  async mayChange(principal: Principal, departmentId: DepartmentId | null): Promise<boolean> {
    if (!needsManager(principal, 'member.add')) return true;
    if (departmentId !== null) return this.manages(principal, departmentId);
    const managerId = userIdSchema.parse(principal.actor.id);
    const query = { organizationId: principal.organizationId, managerId, sort: 'name', limit: 1 } as const;
    return (await listDepartments(this.dataSource.manager, query)).items.length > 0;
  }

  /** Who may change a department: its manager, or the nearest one above; else owners and admins, as without a department. */
  async whoMayChange(workspace: ConnectedWorkspace, departmentId: DepartmentId | null): Promise<PersonLabel[]> {
    const { organizationId } = workspace;
    const deciders = await findRequestDeciders(this.dataSource.manager, organizationId, departmentId);
    const named = deciders.slice(0, MOST_NAMED);
    const ids = named.map(({ user_id }) => user_id);
    const inSlack = await this.identities.findMembers(workspace, ids, organizationId);
    return named.map(({ user_id, full_name: name }) => {
      const slackUserId = inSlack.get(user_id)?.slack_user_id ?? null;
      return { slackUserId, name };
    });
  }

  /** A channel is linked by those who manage the department, or all departments. @throws DomainError PERMISSION_DENIED */
  async assertMayLink(principal: Principal, departmentId: DepartmentId): Promise<void> {
    if (principal.scopes.has('departments:write') || (await this.manages(principal, departmentId))) return;
    authorize(principal, 'department.write', principal.organizationId);
  }

  private manages({ organizationId, actor }: Principal, departmentId: DepartmentId): Promise<boolean> {
    return managesDepartment(this.dataSource.manager, organizationId, actor.id, departmentId);
  }
}
