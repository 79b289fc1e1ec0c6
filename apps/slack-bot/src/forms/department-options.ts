import { DepartmentSearch } from '@roster/database';
import { authorize } from '@roster/domain';
import type { Option } from '@slack/types';
import type { DataSource } from 'typeorm';
import type { DepartmentLabel } from '../answers/answer.js';
import { searchDepartments } from '../departments/search-departments.js';
import type { Workspaces } from '../installations/workspaces.js';
import type { BoundWorkspace, People } from '../people/people.js';
import { callerOf } from '../requests/visit.js';

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
const MOST_CHARACTERS = 75;

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
  ): Promise<Option[]> {
    const workspace = await this.workspaces.find(who.teamId, who.enterpriseId);
    if (!workspace?.organizationId) return [];
    const bound: BoundWorkspace = { ...workspace, organizationId: workspace.organizationId };
    const { person } = await this.people.identify(bound, who.slackUserId);
    if (!person?.active) return [];
    authorize(callerOf(bound, person, traceId).principal, 'department.read', bound.organizationId);
    return (await searchDepartments(this.search, bound.organizationId, text)).map(toOption);
  }
}

function toOption({ id, name, path }: DepartmentLabel): Option {
  return {
    text: { type: 'plain_text', text: cut(name), emoji: false },
    description: { type: 'plain_text', text: cutFront(path), emoji: false },
    value: id,
  };
}

function cut(text: string): string {
  const characters = [...text];
  return text.length <= MOST_CHARACTERS ? text : `${characters.slice(0, 35).join('')}…`;
}

/** The end of a path tells more than its beginning. */
function cutFront(path: string): string {
  const characters = [...path];
  return path.length <= MOST_CHARACTERS ? path : `…${characters.slice(-35).join('')}`;
}
