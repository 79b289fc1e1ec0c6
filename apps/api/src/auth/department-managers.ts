import { Inject, Injectable } from '@nestjs/common';
import { managesDepartment } from '@roster/database';
import { type Action, authorize, departmentIdSchema, needsManager, type Principal } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { READS } from '../tokens.js';

/** What managers may do in their departments beyond their scopes. */
@Injectable()
export class DepartmentManagers {
  constructor(@Inject(READS) private readonly reads: DataSource) {}

  /** Queries the database only for a user who lacks the scope, and only for actions that managers may take. */
  async mayDo(principal: Principal, action: Action, departmentId: string | undefined): Promise<boolean> {
    if (!needsManager(principal, action)) return false;
    const department = departmentIdSchema.safeParse(departmentId);
    if (!department.success) return false;
    const { organizationId, actor } = principal;
    return managesDepartment(this.reads.manager, organizationId, actor.id, department.data);
  }

  /**
   * Authorizes a change for a second department, in addition to the one in the path.
   *
   * @throws DomainError PERMISSION_DENIED, also when the department does not exist
   */
  async authorizeTarget(principal: Principal, action: Action, departmentId: string): Promise<void> {
    if (await this.mayDo(principal, action, departmentId)) return;
    authorize(principal, action, principal.organizationId);
  }
}
