import { Controller, Inject } from '@nestjs/common';
import {
  createScimUser,
  deleteScimUser,
  listScimUserGroups,
  listScimUsers,
  readScimUser,
  runIdempotently,
  type ScimUserGroup,
  type ScimUserRow,
  updateScimUser,
} from '@roster/database';
import type { UserId } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { noContent } from '../../contract/answers.js';
import { READS, WRITES } from '../../tokens.js';
import { applyPatch } from '../patch/apply-patch.js';
import { parsePatch } from '../patch/patch-operations.js';
import { resourceAnswer } from '../protocol/resource-answers.js';
import { ScimEndpoint } from '../protocol/scim-endpoint.decorator.js';
import type { ScimRequest } from '../protocol/scim-request.js';
import { pageAnswer, tooLarge } from '../query/page-answer.js';
import { readProjection, readQuery, readSearchBody, type Search } from '../query/search-request.js';
import type { Projection } from '../schema/projection.js';
import { USER } from '../schema/user-schema.js';
import { changeOf, documentOf, newUserOf, readUser, type UserDocument } from './user-document.js';
import { userResource } from './user-resource.js';

/** Users of identity providers (RFC 7644, section 3). A user is one row: a PATCH reads and writes it under its lock. */
@Controller()
export class ScimUsersController {
  constructor(
    @Inject(READS) private readonly reads: DataSource,
    @Inject(WRITES) private readonly writes: DataSource,
  ) {}

  @ScimEndpoint('GET', '/Users')
  list(request: ScimRequest) {
    return this.search(request, readQuery(request, USER));
  }

  @ScimEndpoint('POST', '/Users/.search')
  searchByBody(request: ScimRequest) {
    return this.search(request, readSearchBody(request.body, USER));
  }

  @ScimEndpoint('GET', '/Users/:id')
  async retrieve(request: ScimRequest) {
    const projection = readProjection(request, USER);
    const { manager } = this.reads;
    const row = await readScimUser(manager, request.connectionId, request.id);
    return this.answer(manager, request, 200, row, projection);
  }

  @ScimEndpoint('POST', '/Users')
  create(request: ScimRequest) {
    const projection = readProjection(request, USER);
    const user = newUserOf(readUser(request.body));
    return runIdempotently(this.writes, null, async (tx) => {
      const row = await createScimUser(tx, request.caller, user);
      return this.answer(tx, request, 201, row, projection);
    });
  }

  @ScimEndpoint('PUT', '/Users/:id')
  replace(request: ScimRequest) {
    const document = readUser(request.body);
    return this.change(request, () => document);
  }

  @ScimEndpoint('PATCH', '/Users/:id')
  modify(request: ScimRequest) {
    const operations = parsePatch(request.body, USER);
    return this.change(request, (document) => applyPatch(document, operations));
  }

  @ScimEndpoint('DELETE', '/Users/:id')
  async remove(request: ScimRequest) {
    const { caller, id, expected } = request;
    await runIdempotently(this.writes, null, (tx) => deleteScimUser(tx, caller, id, expected));
    return noContent();
  }

  private change(request: ScimRequest, apply: (document: UserDocument) => UserDocument) {
    const projection = readProjection(request, USER);
    const { caller, id, expected } = request;
    const changeRow = (row: ScimUserRow) => {
      const before = documentOf(row);
      return changeOf(before, apply(before));
    };
    return runIdempotently(this.writes, null, async (tx) => {
      const row = await updateScimUser(tx, caller, id, changeRow, expected);
      return this.answer(tx, request, 200, row, projection);
    });
  }

  private async search(request: ScimRequest, search: Search) {
    const { manager } = this.reads;
    const page = await listScimUsers(manager, { connectionId: request.connectionId, ...search.list });
    const resources = await this.resourcesOf(manager, request, page.items, search.projection);
    return pageAnswer(
      search,
      page,
      resources.map((resource) => search.projection.apply(resource)),
    );
  }

  private async answer(
    tx: EntityManager,
    request: ScimRequest,
    status: 200 | 201,
    row: ScimUserRow,
    projection: Projection,
  ) {
    const [resource] = await this.resourcesOf(tx, request, [row], projection);
    if (resource === undefined) throw tooLarge(row.user_id);
    return resourceAnswer(request, status, resource, projection);
  }

  /** With the groups of each user, where the caller asks for them: the first of the users, as many as fit in an answer. */
  async resourcesOf(tx: EntityManager, request: ScimRequest, rows: readonly ScimUserRow[], projection: Projection) {
    if (rows.length === 0 || !projection.includes('groups')) return rows.map((row) => userResource(request, row, []));
    const ids = rows.map(({ user_id }) => user_id);
    const { resources, values } = await listScimUserGroups(tx, request.connectionId, ids);
    const byUser = new Map<UserId, ScimUserGroup[]>(ids.map((id) => [id, []]));
    for (const group of values) byUser.get(group.user_id)?.push(group);
    return rows.slice(0, resources).map((row) => userResource(request, row, byUser.get(row.user_id) ?? []));
  }
}
