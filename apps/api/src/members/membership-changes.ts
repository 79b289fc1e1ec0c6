import { Injectable } from '@nestjs/common';
import { OperationRepository } from '@roster/database';
import { type DepartmentMember, DomainError, type MembershipCommandKind } from '@roster/domain';
import { MembershipGateway } from '@roster/queue';
import { type Answer, accepted, created } from '../contract/answers.js';
import { answerTo } from '../operations/membership-answer.js';
import { type OperationObject, operationPath } from '../operations/operation-object.js';
import { OperationService } from '../operations/operation-service.js';
import type { ChangeRequest, MembershipTarget } from '../requests/change-request.js';

type Added = Answer<201, DepartmentMember, 'Location'>;

/** The answer to each kind of change that was made. */
interface Made {
  'member.add': Added;
  'member.put': Answer<200, DepartmentMember> | Added;
  'member.move': Answer<200, DepartmentMember>;
  'member.remove': Answer<204, undefined>;
}

/** Submits a change and answers with its outcome, or with the operation when the outcome takes longer. */
@Injectable()
export class MembershipChanges {
  constructor(
    private readonly gateway: MembershipGateway,
    private readonly operations: OperationService,
    private readonly stored: OperationRepository,
  ) {}

  /** @throws DomainError the rejection of the change, or OVERLOADED */
  async make<Kind extends MembershipCommandKind>(
    kind: Kind,
    target: MembershipTarget,
    change: ChangeRequest,
  ): Promise<Made[Kind] | Answer<202, OperationObject, 'Location'>> {
    const command = await change.command(kind, target, this.stored);
    const { durable } = change.preference;
    const wait = { waitMs: change.waitLeftMs, durable, onEnqueued: change.enqueued };
    const submission = await this.gateway.submit(command, wait);
    change.acknowledgePreference();

    if (submission.state === 'accepted') {
      const { organizationId, operationId } = command;
      const operation = await this.operations.read(change.principal, operationId);
      return accepted(operation, operationPath(organizationId, operationId));
    }
    const answer = answerTo(submission.outcome);
    if (answer instanceof DomainError) throw answer;
    if (answer.status === 201) return created(answer.body, { Location: memberPath(target) }) as Made[Kind];
    return answer as Made[Kind];
  }
}

/** The path of a membership. */
function memberPath({ organizationId, departmentId, userId }: MembershipTarget): string {
  return `/v1/organizations/${organizationId}/departments/${departmentId}/members/${userId}`;
}
