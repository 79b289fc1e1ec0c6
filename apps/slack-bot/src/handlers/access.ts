import { managesDepartment } from '@roster/database';
import { type Action, authorize, type DepartmentId, DomainError, needsManager, type Principal } from '@roster/domain';
import type { DataSource } from 'typeorm';

/** Who may do what, by the same table of permissions as the API. */
export class Access {
  constructor(private readonly dataSource: DataSource) {}

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

  /** A channel is linked by those who manage the department, or all departments. @throws DomainError PERMISSION_DENIED */
  async assertMayLink(principal: Principal, departmentId: DepartmentId): Promise<void> {
    if (principal.scopes.has('departments:write') || (await this.manages(principal, departmentId))) return;
    authorize(principal, 'department.write', principal.organizationId);
  }

  private manages({ organizationId, actor }: Principal, departmentId: DepartmentId): Promise<boolean> {
    return managesDepartment(this.dataSource.manager, organizationId, actor.id, departmentId);
  }
}
