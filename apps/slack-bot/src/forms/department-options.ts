import { DepartmentSearch } from '@roster/database';
import { authorize } from '@roster/domain';
import type { DataSource } from 'typeorm';
import type { DepartmentLabel } from '../answers/answer.js';
import { searchDepartments } from '../departments/search-departments.js';
import type { Workspaces } from '../installations/workspaces.js';
import type { BoundWorkspace, People } from '../people/people.js';
import { callerOf } from '../requests/visit.js';

/** The type-ahead of the modal: only for people of the organization, and only its own departments. */
export class DepartmentOptions {
  private readonly search: DepartmentSearch;

  constructor(
    dataSource: DataSource,
    private readonly workspaces: Workspaces,
    private readonly people: People,
  ) {
    this.search = new DepartmentSearch(dataSource);
  }

  async find(
    who: { readonly teamId: string; readonly enterpriseId: string | null; readonly slackUserId: string },
    text: string,
    traceId: string,
  ): Promise<DepartmentLabel[]> {
    const workspace = await this.workspaces.find(who.teamId, who.enterpriseId);
    if (!workspace?.organizationId) return [];
    const bound: BoundWorkspace = { ...workspace, organizationId: workspace.organizationId };
    const { person } = await this.people.identify(bound, who.slackUserId);
    if (!person?.active) return [];
    authorize(callerOf(bound, person, traceId).principal, 'department.read', bound.organizationId);
    return searchDepartments(this.search, bound.organizationId, text);
  }
}
