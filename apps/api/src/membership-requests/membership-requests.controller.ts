import { Controller, Inject } from '@nestjs/common';
import {
  createMembershipRequest,
  decideMembershipRequest,
  listMembershipRequests,
  readMembershipRequest,
  runIdempotently,
} from '@roster/database';
import { type Actor, type DepartmentId, mayDo, type Principal } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { DepartmentManagers } from '../auth/department-managers.js';
import { created } from '../contract/answers.js';
import { encodeCursor } from '../contract/cursor.js';
import { Endpoint, type RequestOf } from '../contract/endpoint.decorator.js';
import { READS, WRITES } from '../tokens.js';
import { membershipRequests } from './membership-requests.contract.js';

@Controller()
export class MembershipRequestsController {
  constructor(
    private readonly managers: DepartmentManagers,
    @Inject(READS) private readonly reads: DataSource,
    @Inject(WRITES) private readonly writes: DataSource,
  ) {}

  @Endpoint(membershipRequests.createMembershipRequest)
  async create({ path, caller, body, keyed }: RequestOf<typeof membershipRequests.createMembershipRequest>) {
    const { organizationId, departmentId } = path;
    const wanted = { departmentId, userId: body.user_id, reason: body.reason };
    const request = await runIdempotently(this.writes, keyed, (tx) => createMembershipRequest(tx, caller, wanted));
    const requests = `/v1/organizations/${organizationId}/departments/${departmentId}/membership-requests`;
    return created(request, { Location: `${requests}/${request.id}` });
  }

  @Endpoint(membershipRequests.listMembershipRequests)
  async list({ path, query, caller }: RequestOf<typeof membershipRequests.listMembershipRequests>) {
    const { status, limit, cursor: after } = query;
    const viewer = await this.viewer(caller.principal, path.departmentId);
    const list = { ...path, viewer, status, limit, after };
    const { items, next } = await listMembershipRequests(this.reads.manager, list);
    return { data: items, next_cursor: next && encodeCursor([next.createdAt, next.id]) };
  }

  @Endpoint(membershipRequests.retrieveMembershipRequest)
  async retrieve({ path, caller }: RequestOf<typeof membershipRequests.retrieveMembershipRequest>) {
    const { organizationId, departmentId, requestId: id } = path;
    const viewer = await this.viewer(caller.principal, departmentId);
    return readMembershipRequest(this.reads.manager, organizationId, departmentId, { id, viewer });
  }

  @Endpoint(membershipRequests.decideMembershipRequest)
  decide({ path, caller, body, keyed }: RequestOf<typeof membershipRequests.decideMembershipRequest>) {
    const request = { departmentId: path.departmentId, id: path.requestId };
    return runIdempotently(this.writes, keyed, (tx) => decideMembershipRequest(tx, caller, request, body.decision));
  }

  /** Those who may decide see all requests of the department, others their own. */
  private async viewer(principal: Principal, departmentId: DepartmentId): Promise<Actor | null> {
    const decides =
      mayDo(principal, 'membership_request.decide') ||
      (await this.managers.mayDo(principal, 'membership_request.decide', departmentId));
    return decides ? null : principal.actor;
  }
}
