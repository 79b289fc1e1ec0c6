import {
  type BulkAdd,
  type BulkMode,
  type DepartmentId,
  deriveOperationId,
  type EnqueuedJob,
  type MembershipCommand,
  type MembershipCommandKind,
  newId,
  type OrganizationId,
  type UserId,
} from '@roster/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { traceparentOf } from '../tracing/request-span.js';
import { callerOf } from './caller.js';
import { hashRequest, parseIdempotencyKey } from './idempotency-key.js';
import { parsePrefer, type WaitPreference } from './prefer.js';

export interface DepartmentTarget {
  readonly organizationId: OrganizationId;
  readonly departmentId: DepartmentId;
}

export interface MembershipTarget extends DepartmentTarget {
  readonly userId: UserId;
  /** The target of a move. */
  readonly toDepartmentId?: DepartmentId;
}

/** A request to change memberships: its caller, its Idempotency-Key, and how it wants to be answered. */
export class ChangeRequest {
  readonly preference: WaitPreference;
  private readonly idempotencyKey: string | null;

  /** @throws DomainError MALFORMED_REQUEST when a header is malformed */
  constructor(
    private readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
  ) {
    this.preference = parsePrefer(request.headers.prefer as string | undefined);
    this.idempotencyKey = parseIdempotencyKey(request.headers['idempotency-key']);
  }

  /** How much longer the caller will wait, in milliseconds. */
  get waitLeftMs(): number {
    const { deadline } = this.request;
    const { waitMs } = this.preference;
    return deadline === null ? waitMs : Math.max(Math.min(waitMs, deadline.waitsUntil - performance.now()), 0);
  }

  command(kind: MembershipCommandKind, target: MembershipTarget): MembershipCommand {
    const identity = this.identity(target.organizationId, { ...target });
    const { departmentId, userId } = target;
    this.begin({ operationId: identity.operationId, departmentId, userId });
    const traceparent = traceparentOf(this.request);
    return { kind, ...target, channel: 'rest', ...identity, ...(traceparent === undefined ? {} : { traceparent }) };
  }

  /** @param input distinguishes this bulk from others with the same key */
  bulkAdd(mode: BulkMode, target: DepartmentTarget, input: Readonly<Record<string, string>>): BulkAdd {
    const { organizationId, departmentId } = target;
    const identity = this.identity(organizationId, { organizationId, departmentId, mode, ...input });
    this.begin({ operationId: identity.operationId, departmentId, userId: null });
    return { kind: 'member.bulk_add', mode, organizationId, departmentId, channel: 'bulk', ...identity };
  }

  /** Records for operators that the operation is on the queue. */
  readonly enqueued = (job: EnqueuedJob | null): void => {
    if (this.request.change !== null) this.request.change.job = job;
  };

  /** Sets `Preference-Applied`. */
  acknowledgePreference(): void {
    const { applied } = this.preference;
    if (applied !== null) this.reply.header('preference-applied', applied);
  }

  /** From here on the request has an operation, which every answer names, errors included. */
  private begin(change: Omit<NonNullable<FastifyRequest['change']>, 'job'>): void {
    this.request.change = { ...change, job: null };
    this.reply.header('operation-id', change.operationId);
  }

  /**
   * The caller and the operation. With an Idempotency-Key the operation's ID is derived from organization, route and
   * key, so that a repeated request is the same operation on every node.
   */
  private identity(organizationId: OrganizationId, input: Readonly<Record<string, string>>) {
    const { principal, traceId, address } = callerOf(this.request);
    const key = this.idempotencyKey;
    const route = `${this.request.method} ${this.request.routeOptions.url}`;
    return {
      operationId: key === null ? newId('operation') : deriveOperationId(organizationId, route, key),
      actor: principal.actor,
      traceId,
      ...(address === undefined ? {} : { address }),
      requestHash: key === null ? null : hashRequest(route, input),
      submittedAt: new Date().toISOString(),
    };
  }
}
