import { Controller, Inject } from '@nestjs/common';
import {
  createScimGroup,
  deleteScimGroup,
  listScimGroupMembers,
  listScimGroups,
  readScimGroup,
  runIdempotently,
  type ScimGroupMember,
  type ScimGroupRow,
} from '@roster/database';
import type { DepartmentId } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { noContent } from '../../contract/answers.js';
import { READS, WRITES } from '../../tokens.js';
import { acceptedAnswer } from '../async/accepted-answer.js';
import { resourceAnswer } from '../protocol/resource-answers.js';
import { ScimEndpoint } from '../protocol/scim-endpoint.decorator.js';
import type { ScimRequest } from '../protocol/scim-request.js';
import { pageAnswer, tooLarge } from '../query/page-answer.js';
import { readProjection, readQuery, readSearchBody, type Search } from '../query/search-request.js';
import { GROUP } from '../schema/group-schema.js';
import type { Projection } from '../schema/projection.js';
import { GroupChanges } from './group-changes.js';
import { readGroup } from './group-input.js';
import { readGroupPatch } from './group-patch.js';
import { groupResource } from './group-resource.js';

/** Groups of identity providers, which are departments (RFC 7644, section 3). */
@Controller()
export class ScimGroupsController {
  constructor(
    private readonly changes: GroupChanges,
    @Inject(READS) private readonly reads: DataSource,
    @Inject(WRITES) private readonly writes: DataSource,
  ) {}

  @ScimEndpoint('GET', '/Groups')
  list(request: ScimRequest) {
    return this.search(request, readQuery(request, GROUP));
  }

  @ScimEndpoint('POST', '/Groups/.search')
  searchByBody(request: ScimRequest) {
    return this.search(request, readSearchBody(request.body, GROUP));
  }

  @ScimEndpoint('GET', '/Groups/:id')
  async retrieve(request: ScimRequest) {
    const projection = readProjection(request, GROUP);
    const row = await readScimGroup(this.reads.manager, request.connectionId, request.id);
    return this.answer(request, 200, row, projection);
  }

  @ScimEndpoint('POST', '/Groups')
  async create(request: ScimRequest) {
    const projection = readProjection(request, GROUP);
    const { fields, members } = readGroup(request.body);
    const create = (tx: EntityManager) => createScimGroup(tx, request.caller, fields, members);
    return this.answer(request, 201, await runIdempotently(this.writes, null, create), projection);
  }

  @ScimEndpoint('PUT', '/Groups/:id')
  async replace(request: ScimRequest) {
    const projection = readProjection(request, GROUP);
    const { fields, members } = readGroup(request.body);
    const row = await this.changes.change(request, { fields: () => fields, members });
    return this.answer(request, 200, row, projection);
  }

  /**
   * Answers 204 unless attributes are asked for, so that nobody has to read all members, or when they are too many for an
   * answer; or 202, when the change of a member is stored and the caller asked not to wait for it.
   */
  @ScimEndpoint('PATCH', '/Groups/:id')
  async modify(request: ScimRequest) {
    const projection = readProjection(request, GROUP);
    const { membersOnly, ...change } = readGroupPatch(request.body);
    if (membersOnly) {
      const accepted = await this.changes.changeMembers(request, change);
      if (accepted !== null) return acceptedAnswer(request, accepted);
    } else await this.changes.change(request, change);
    if (request.query('attributes') === undefined) return noContent();
    const row = await readScimGroup(this.reads.manager, request.connectionId, request.id);
    const [resource] = await this.resourcesOf(request, [row], projection);
    return resource === undefined ? noContent() : resourceAnswer(request, 200, resource, projection);
  }

  @ScimEndpoint('DELETE', '/Groups/:id')
  async remove(request: ScimRequest) {
    const { caller, id, expected } = request;
    await runIdempotently(this.writes, null, (tx) => deleteScimGroup(tx, caller, id, expected));
    return noContent();
  }

  private async search(request: ScimRequest, search: Search) {
    const page = await listScimGroups(this.reads.manager, { connectionId: request.connectionId, ...search.list });
    const resources = await this.resourcesOf(request, page.items, search.projection);
    return pageAnswer(
      search,
      page,
      resources.map((resource) => search.projection.apply(resource)),
    );
  }

  private async answer(request: ScimRequest, status: 200 | 201, row: ScimGroupRow, projection: Projection) {
    const [resource] = await this.resourcesOf(request, [row], projection);
    if (resource === undefined) throw tooLarge(row.department_id);
    return resourceAnswer(request, status, resource, projection);
  }

  /** With the members of each group, where the caller asks for them: the first of the groups, as many as fit in an answer. */
  async resourcesOf(request: ScimRequest, rows: readonly ScimGroupRow[], projection: Projection) {
    if (rows.length === 0 || !projection.includes('members')) return rows.map((row) => groupResource(request, row, []));
    const ids = rows.map(({ department_id }) => department_id);
    const { resources, values } = await listScimGroupMembers(this.reads.manager, request.connectionId, ids);
    const byGroup = new Map<DepartmentId, ScimGroupMember[]>(ids.map((id) => [id, []]));
    for (const member of values) byGroup.get(member.department_id)?.push(member);
    return rows.slice(0, resources).map((row) => groupResource(request, row, byGroup.get(row.department_id) ?? []));
  }
}
