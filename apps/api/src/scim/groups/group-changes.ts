import { Inject, Injectable } from '@nestjs/common';
import {
  assertScimMemberChanged,
  planScimMembers,
  runIdempotently,
  type ScimGroupChange,
  type ScimGroupRow,
  scimMemberCommand,
  updateScimGroup,
} from '@roster/database';
import { type DepartmentId, DomainError } from '@roster/domain';
import { MembershipGateway } from '@roster/queue';
import type { DataSource } from 'typeorm';
import { READS, WRITES } from '../../tokens.js';
import type { ScimRequest } from '../protocol/scim-request.js';

/** Changes groups. What changes one member, as most requests do, goes through the queue like every such change. */
@Injectable()
export class GroupChanges {
  constructor(
    private readonly gateway: MembershipGateway,
    @Inject(READS) private readonly reads: DataSource,
    @Inject(WRITES) private readonly writes: DataSource,
  ) {}

  /** Everything in one transaction, or nothing. */
  change(request: ScimRequest, change: ScimGroupChange): Promise<ScimGroupRow> {
    const { caller, id, expected } = request;
    return runIdempotently(this.writes, null, (tx) => updateScimGroup(tx, caller, id, change, expected));
  }

  /**
   * Changes members only. One that is there already, or is not there to remove, costs one statement.
   *
   * @throws DomainError SCIM_GROUP_NOT_FOUND, SCIM_MEMBER_NOT_FOUND, MEMBER_DEACTIVATED, OVERLOADED, or
   *   SERVICE_UNAVAILABLE when the outcome is not known in time; the request can be repeated
   */
  async changeMembers(request: ScimRequest, change: ScimGroupChange): Promise<void> {
    const { caller, connectionId, id } = request;
    if (request.expected !== null || change.members.exactly !== null) {
      await this.change(request, change);
      return;
    }
    const { people, groups } = await planScimMembers(this.reads.manager, connectionId, id, change.members);
    const [only] = people;
    if (only === undefined && groups.length === 0) return;
    if (only === undefined || people.length > 1 || groups.length > 0) {
      await this.change(request, change);
      return;
    }
    const command = scimMemberCommand(caller, id as DepartmentId, only);
    const onEnqueued = request.begin(command);
    const submission = await this.gateway.submit(command, { waitMs: request.waitLeftMs, onEnqueued });
    if (submission.state === 'accepted') throw new DomainError('SERVICE_UNAVAILABLE');
    assertScimMemberChanged(submission.outcome);
  }
}
