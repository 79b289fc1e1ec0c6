import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import {
  type DepartmentId,
  deriveOperationId,
  type MembershipCommand,
  type MembershipCommandKind,
  newOperationId,
  type OrganizationId,
  type UserId,
} from '@roster/domain';
import type { FastifyRequest } from 'fastify';
import { hashRequest, parseIdempotencyKey } from '../requests/idempotency-key.js';
import { parsePrefer, type WaitPreference } from '../requests/prefer.js';
import { traceOf } from '../requests/request-trace.js';

export interface MembershipTarget {
  readonly organizationId: OrganizationId;
  readonly departmentId: DepartmentId;
  readonly userId: UserId;
  /** Where a move goes to. */
  readonly toDepartmentId?: DepartmentId;
}

/** What a request for a change says beside what it wants to change: who asks, and how the answer is to come. */
export class ChangeRequest {
  readonly preference: WaitPreference;
  private readonly idempotencyKey: string | null;

  /** @throws DomainError MALFORMED_REQUEST when one of its headers cannot be read */
  constructor(private readonly request: FastifyRequest) {
    this.preference = parsePrefer(request.headers.prefer as string | undefined);
    this.idempotencyKey = parseIdempotencyKey(request.headers['idempotency-key']);
  }

  /**
   * The command to submit. With an Idempotency-Key the operation's id follows from tenant, route and key, so that the
   * same request is the same operation on every node, however often it comes.
   */
  command(kind: MembershipCommandKind, target: MembershipTarget): MembershipCommand {
    const { principal } = this.request;
    if (principal === null) throw new Error('a change needs a principal: its route lacks @Allow');
    const key = this.idempotencyKey;
    const route = `${this.request.method} ${this.request.routeOptions.url}`;
    return {
      operationId: key === null ? newOperationId() : deriveOperationId(target.organizationId, route, key),
      kind,
      ...target,
      actor: principal.actor,
      channel: 'rest',
      traceId: traceOf(this.request).traceId,
      requestHash: key === null ? null : hashRequest(route, { ...target }),
      submittedAt: new Date().toISOString(),
    };
  }
}

export const Change = createParamDecorator((_: undefined, context: ExecutionContext) => {
  return new ChangeRequest(context.switchToHttp().getRequest<FastifyRequest>());
});
