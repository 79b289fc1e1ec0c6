import {
  type BulkAdd,
  type BulkMode,
  type DepartmentId,
  type EnqueuedJob,
  formatTime,
  keyedOperationId,
  type MembershipCommand,
  type MembershipCommandKind,
  newId,
  type OperationId,
  type OperationKey,
  type OrganizationId,
  type Principal,
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

/** Finds the operation that an earlier version made of a request with this key. */
export interface FormerOperations {
  findFormer(key: OperationKey): Promise<OperationId | null>;
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

  get principal(): Principal {
    return callerOf(this.request).principal;
  }

  /** How much longer the caller will wait, in milliseconds. */
  get waitLeftMs(): number {
    const { deadline } = this.request;
    const { waitMs } = this.preference;
    return deadline === null ? waitMs : Math.max(Math.min(waitMs, deadline.waitsUntil - performance.now()), 0);
  }

  async command(
    kind: MembershipCommandKind,
    target: MembershipTarget,
    former: FormerOperations,
  ): Promise<MembershipCommand> {
    const identity = await this.identity(target.organizationId, { ...target }, former);
    const { departmentId, userId } = target;
    this.begin({ operationId: identity.operationId, departmentId, userId });
    const traceparent = traceparentOf(this.request);
    return { kind, ...target, channel: 'rest', ...identity, ...(traceparent === undefined ? {} : { traceparent }) };
  }

  /** @param input distinguishes this bulk from others with the same key */
  async bulkAdd(
    mode: BulkMode,
    target: DepartmentTarget,
    input: Readonly<Record<string, string>>,
    former: FormerOperations,
  ): Promise<BulkAdd> {
    const { organizationId, departmentId } = target;
    const identity = await this.identity(organizationId, { organizationId, departmentId, mode, ...input }, former);
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
    this.request.change = { job: null, ...change };
    this.reply.header('operation-id', change.operationId);
  }

  /**
   * The caller and the operation. With an Idempotency-Key the operation's ID is derived from organization, actor, route
   * and key, so that a repeated request is the same operation on every node, and another actor's is another one.
   */
  private async identity(
    organizationId: OrganizationId,
    input: Readonly<Record<string, string>>,
    former: FormerOperations,
  ) {
    const { principal, traceId, address } = callerOf(this.request);
    const { actor } = principal;
    const key = this.idempotencyKey;
    const origin = { actor, traceId, ...(address === undefined ? {} : { address }) };
    const submittedAt = formatTime(Date.now());
    if (key === null) return { operationId: newId('operation'), ...origin, requestHash: null, submittedAt };
    const route = `${this.request.method} ${this.request.routeOptions.url}`;
    const operationId = await operationIdOf({ organizationId, actor, route, key }, former);
    return { operationId, ...origin, requestHash: hashRequest(route, input), submittedAt };
  }
}

async function operationIdOf(key: OperationKey, former: FormerOperations): Promise<OperationId> {
  return (await former.findFormer(key)) ?? keyedOperationId(key);
}
