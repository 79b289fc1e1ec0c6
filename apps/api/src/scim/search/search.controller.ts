import { Controller, Inject } from '@nestjs/common';
import { type ScimGroupRow, type ScimUserRow, searchScimResources } from '@roster/database';
import type { DataSource } from 'typeorm';
import { READS } from '../../tokens.js';
import { ScimGroupsController } from '../groups/groups.controller.js';
import type { Resource } from '../protocol/resource-answers.js';
import { ScimEndpoint } from '../protocol/scim-endpoint.decorator.js';
import type { ScimRequest } from '../protocol/scim-request.js';
import { pageAnswer } from '../query/page-answer.js';
import { readSearchBody } from '../query/search-request.js';
import { GROUP } from '../schema/group-schema.js';
import type { JsonObject } from '../schema/json-values.js';
import type { Projection } from '../schema/projection.js';
import { USER } from '../schema/user-schema.js';
import { ScimUsersController } from '../users/scim-users.controller.js';

/** Queries for users and groups at once (RFC 7644, section 3.4.3). */
@Controller()
export class ScimSearchController {
  constructor(
    private readonly users: ScimUsersController,
    private readonly groups: ScimGroupsController,
    @Inject(READS) private readonly reads: DataSource,
  ) {}

  @ScimEndpoint('POST', '/.search')
  async search(request: ScimRequest) {
    const { connectionId, body } = request;
    const users = readSearchBody(body, USER, [GROUP]);
    const groups = readSearchBody(body, GROUP, [USER]);
    const query = { connectionId, ...users.list, users: users.list, groups: groups.list };
    const page = await searchScimResources(this.reads.manager, query);
    return pageAnswer(users, page, await this.resourcesOf(request, page.items, users.projection, groups.projection));
  }

  private async resourcesOf(
    request: ScimRequest,
    rows: readonly (ScimUserRow | ScimGroupRow)[],
    ofUsers: Projection,
    ofGroups: Projection,
  ) {
    const isUser = (row: ScimUserRow | ScimGroupRow): row is ScimUserRow => 'user_id' in row;
    const userRows = rows.filter(isUser);
    const groupRows = rows.filter((row): row is ScimGroupRow => !isUser(row));
    const users: Resource[] = await this.users.resourcesOf(this.reads.manager, request, userRows, ofUsers);
    const groups: Resource[] = await this.groups.resourcesOf(request, groupRows, ofGroups);
    const shown = [...users.map((user) => ofUsers.apply(user)), ...groups.map((group) => ofGroups.apply(group))];
    const byId = new Map<unknown, JsonObject>(shown.map((resource) => [resource.id, resource]));
    const found = rows.map((row) => byId.get(isUser(row) ? row.user_id : row.department_id));
    // Of each kind there are the first, as many as fit.
    const end = found.indexOf(undefined);
    return found.slice(0, end === -1 ? undefined : end) as JsonObject[];
  }
}
