import { type ChangeRequestRecord, CLIENT_CLOSED_REQUEST, type EnqueuedJob } from '@roster/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { traceOf } from '../tracing/request-trace.js';
import { routeTemplate } from '../tracing/route-template.js';

/** What is known so far about a request for a change, for its record. */
interface PendingChange {
  readonly operationId: string;
  readonly departmentId: string;
  /** Null for a bulk. */
  readonly userId: string | null;
  job: EnqueuedJob | null;
}

/** One of the changes of a request, with its part of the answer. */
interface AnsweredPart extends PendingChange {
  /** What it would have been as a request of its own: `PATCH /Groups/{id}`. */
  readonly route: string;
  readonly receivedAt: Date;
  readonly repliedAt: Date;
  readonly status: number;
  readonly errorCode: string | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until the request has an operation; reads never have one. */
    change: PendingChange | null;
    /** Of a request that makes several changes, those that have an operation; null elsewhere. */
    parts: readonly AnsweredPart[] | null;
  }
}

/** What nearly all routes begin with. */
const ORGANIZATION_ROUTE = '/v1/organizations/{organization_id}';

interface PathParams {
  /** Of a group or user, in a SCIM route. */
  readonly id?: string;
  readonly organization_id?: string;
  readonly department_id?: string;
  readonly user_id?: string;
  readonly person_id?: string;
}

/** The routes that change memberships. A user of an identity provider may name a department, and loses all when deleted. */
const CHANGES =
  /^\/v1\/organizations\/:organization_id\/(departments\/:department_id\/members(\/|$)|operations\/:operation_id\/retry$)|^\/scim\/v2\/((Groups|Users)(\/:id)?|Bulk)$/;

/**
 * The records of a request that has ended: its own, and one for each of its parts. None when it does not change memberships,
 * or ended early, because it was refused or its caller disconnected: under overload those are too many, and there is nothing
 * to record.
 *
 * @param url the route's; undefined if none matches
 */
export function changeRecordsOf(
  request: FastifyRequest,
  reply: FastifyReply,
  url: string | undefined,
  node: string,
): ChangeRequestRecord[] {
  const whole = changeRecordOf(request, reply, url, node);
  if (whole === null) return [];
  const parts = (request.parts ?? []).map(({ job, route, ...part }) => ({
    ...whole,
    ...part,
    route: `${whole.route} (${route})`,
    enqueuedAt: job?.enqueuedAt ?? null,
    jobId: job?.id ?? null,
  }));
  return [whole, ...parts];
}

function changeRecordOf(
  request: FastifyRequest,
  reply: FastifyReply,
  url: string | undefined,
  node: string,
): ChangeRequestRecord | null {
  if (url === undefined || request.method === 'GET' || request.method === 'HEAD' || !CHANGES.test(url)) return null;
  const params = request.params as PathParams;
  const { change, principal } = request;
  if (principal === null && (reply.errorCode === 'OVERLOADED' || reply.statusCode === CLIENT_CLOSED_REQUEST))
    return null;
  const now = Date.now();
  return {
    traceId: traceOf(request).traceId,
    operationId: change?.operationId ?? null,
    organizationId: params.organization_id ?? principal?.organizationId ?? null,
    channel: url.startsWith('/scim/') ? 'scim' : 'rest',
    route: `${request.method} ${routeTemplate(url).replace(ORGANIZATION_ROUTE, '…')}`,
    departmentId: change?.departmentId ?? params.department_id ?? (url.includes('/Groups/') ? params.id : null) ?? null,
    userId:
      change?.userId ?? params.user_id ?? params.person_id ?? (url.includes('/Users/') ? params.id : null) ?? null,
    actor: principal?.actor ?? null,
    triggerId: null,
    node,
    receivedAt: new Date(now - reply.elapsedTime),
    enqueuedAt: change?.job?.enqueuedAt ?? null,
    jobId: change?.job?.id ?? null,
    repliedAt: new Date(now),
    status: reply.statusCode,
    errorCode: reply.errorCode,
  };
}
