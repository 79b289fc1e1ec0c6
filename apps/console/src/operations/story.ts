import type { AuditEvent, ChangeRequest, Operation } from '@roster/database';
import type { FoundJob } from '../queues/queue-inspector.js';

/** Everything that is known about one change, or about one request that became none. */
export interface Story {
  /** Null when it never became an operation. */
  readonly operationId: string | null;
  readonly traceId: string | null;
  /** The first request first; more than one when the same was asked again. */
  readonly requests: readonly ChangeRequest[];
  readonly operation: Operation | null;
  readonly job: FoundJob | null;
  /** The oldest first. */
  readonly audit: readonly AuditEvent[];
}

/** The organization that the change is about, from whichever source knows it. */
export function organizationOf({ operation, requests, audit }: Story): string | null {
  return operation?.organization_id ?? requests[0]?.organization_id ?? audit[0]?.organization_id ?? null;
}

export function isEmpty({ requests, operation, job, audit }: Story): boolean {
  return requests.length === 0 && operation === null && job === null && audit.length === 0;
}
