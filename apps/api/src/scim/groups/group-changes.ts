import { Inject, Injectable } from '@nestjs/common';
import {
  assertScimMemberChanged,
  cancelOperation,
  planScimMembers,
  runIdempotently,
  type ScimGroupChange,
  type ScimGroupRow,
  type ScimMembersChange,
  type ScimMembersPlan,
  scimMemberCommand,
  updateScimGroup,
} from '@roster/database';
import {
  type DepartmentId,
  DomainError,
  type MembershipCommand,
  type MembershipOutcome,
  type OperationId,
  originOf,
  userIdSchema,
} from '@roster/domain';
import { MembershipGateway } from '@roster/queue';
import type { DataSource } from 'typeorm';
import { WRITES } from '../../tokens.js';
import type { ScimRequest } from '../protocol/scim-request.js';
import { MembershipLookUp } from './membership-look-up.js';

/** Changes groups. What changes one member, as most requests do, goes through the queue like every such change. */
@Injectable()
export class GroupChanges {
  constructor(
    private readonly gateway: MembershipGateway,
    private readonly lookUp: MembershipLookUp,
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
   * @returns the operation that is stored and will be carried out, when the caller asked not to wait for it; null when
   *   everything is made
   * @throws DomainError SCIM_GROUP_NOT_FOUND, SCIM_MEMBER_NOT_FOUND, MEMBER_DEACTIVATED, OVERLOADED, or
   *   SERVICE_UNAVAILABLE when nothing was changed in time; the request can be repeated
   */
  async changeMembers(request: ScimRequest, change: ScimGroupChange): Promise<OperationId | null> {
    const { caller, id, preference } = request;
    if (request.expected !== null || change.members.exactly !== null) {
      await this.change(request, change);
      return null;
    }
    const { people, groups } = await this.plan(request, change.members);
    const [only] = people;
    if (only === undefined && groups.length === 0) return null;
    if (only === undefined || people.length > 1 || groups.length > 0) {
      await this.change(request, change);
      return null;
    }
    const command = scimMemberCommand(caller, id as DepartmentId, only);
    const onEnqueued = request.begin(command);
    const { respondAsync, durable } = preference;
    const waitMs = respondAsync ? Math.min(preference.waitMs, request.waitLeftMs) : request.waitLeftMs;
    const wait = { waitMs, durable: respondAsync && durable, onEnqueued };
    const submission = await this.gateway.submit(command, wait);
    const isSettled = submission.state === 'settled';
    if (!isSettled && respondAsync) return command.operationId;
    assertScimMemberChanged(isSettled ? submission.outcome : await this.cancelOrFindOutcome(request, command));
    return null;
  }

  /** What has to be done. The look-ups of requests that name one person share statements. */
  private async plan({ caller, connectionId, id }: ScimRequest, members: ScimMembersChange): Promise<ScimMembersPlan> {
    const [[member, adds] = ['', false]] = members.each;
    const userId = members.each.size === 1 ? userIdSchema.safeParse(member).data : undefined;
    if (userId === undefined) return planScimMembers(this.writes.manager, connectionId, id, members);
    const { organizationId } = caller.principal;
    const isDue = await this.lookUp.isDue({ organizationId, connectionId, groupId: id, userId, adds });
    return { people: isDue ? [{ userId, kind: adds ? 'member.put' : 'member.remove' }] : [], groups: [] };
  }

  /**
   * What is answered with a failure must not be carried out later: it would undo what the provider asks for next.
   *
   * @throws DomainError SERVICE_UNAVAILABLE when it was cancelled
   */
  private async cancelOrFindOutcome(
    { caller }: ScimRequest,
    { organizationId, operationId }: MembershipCommand,
  ): Promise<MembershipOutcome> {
    const found = await runIdempotently(this.writes, null, (tx) =>
      cancelOperation(tx, originOf(caller), organizationId, operationId),
    );
    if (found === null || found.cancelled) throw new DomainError('SERVICE_UNAVAILABLE');
    return found.operation.result as MembershipOutcome;
  }
}
