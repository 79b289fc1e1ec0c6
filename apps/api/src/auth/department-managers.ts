import { Inject, Injectable } from '@nestjs/common';
import { managesDepartment } from '@roster/database';
import { type Action, authorize, departmentIdSchema, needsManager, type Principal } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { READS } from '../tokens.js';

/** Lets managers do in their departments what their role alone does not allow. */
@Injectable()
export class DepartmentManagers {
  constructor(@Inject(READS) private readonly reads: DataSource) {}

  /** Asks the database only when it matters: for a person, who lacks the scope, for something that managers may do. */
  async mayDo(principal: Principal, action: Action, departmentId: string | undefined): Promise<boolean> {
    if (!needsManager(principal, action)) return false;
    const department = departmentIdSchema.safeParse(departmentId);
    if (!department.success) return false;
    const { organizationId, actor } = principal;
    return managesDepartment(this.reads.manager, organizationId, actor.id, department.data);
  }

  /**
   * For a change that concerns a second department, beside the one in the path that let its manager through.
   *
   * @throws DomainError PERMISSION_DENIED, also when there is no such department
   */
  async authorizeTarget(principal: Principal, action: Action, departmentId: string): Promise<void> {
    if (await this.mayDo(principal, action, departmentId)) return;
    authorize(principal, action, principal.organizationId);
  }
}
