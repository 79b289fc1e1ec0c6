import { Injectable } from '@nestjs/common';
import type { MembershipCommandKind } from '@roster/domain';
import { MembershipGateway } from '@roster/queue';
import type { FastifyReply } from 'fastify';
import { OperationReader } from '../operations/operation-reader.js';
import type { ChangeRequest, MembershipTarget } from './change-request.js';
import { answerTo } from './membership-answer.js';

/** Submits a change and answers with its outcome, or with the operation when the outcome takes longer. */
@Injectable()
export class MembershipChanges {
  constructor(
    private readonly gateway: MembershipGateway,
    private readonly operations: OperationReader,
  ) {}

  async make(
    kind: MembershipCommandKind,
    target: MembershipTarget,
    change: ChangeRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const command = change.command(kind, target);
    reply.header('operation-id', command.operationId);

    const { durable } = change.preference;
    const wait = { waitMs: change.waitLeftMs, durable, onEnqueued: change.enqueued };
    const submission = await this.gateway.submit(command, wait);
    if (change.preference.applied !== null) reply.header('preference-applied', change.preference.applied);

    if (submission.state === 'accepted') {
      const { organizationId, operationId } = command;
      reply.code(202).header('location', `/v1/organizations/${organizationId}/operations/${operationId}`);
      return reply.send(await this.operations.read(organizationId, operationId));
    }
    const answer = answerTo(submission.outcome);
    if ('error' in answer) throw answer.error;
    return reply.code(answer.status).send('member' in answer ? answer.member : undefined);
  }
}
