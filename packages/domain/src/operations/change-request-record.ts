import type { Actor, Channel } from '../principals/principal.js';

/** The status of requests whose callers disconnected before they were answered, as in nginx's log. It is never sent. */
export const CLIENT_CLOSED_REQUEST = 499;

/**
 * A request for a change as its process saw it: when it came in, when it was enqueued and how it was answered. It is kept
 * for some days, for diagnosis only, and lost in a crash of the database; the truth is in `operations` and `audit_events`.
 * IDs are those that the caller sent, whether they exist or not.
 */
export interface ChangeRequestRecord {
  readonly traceId: string;
  /** Null when the request was rejected before it became an operation. */
  readonly operationId: string | null;
  readonly organizationId: string | null;
  readonly channel: Channel;
  /** `POST …/departments/{department_id}/members` or `slack /dept add`: a template without IDs and without the common prefix. */
  readonly route: string;
  readonly departmentId: string | null;
  readonly userId: string | null;
  readonly actor: Actor | null;
  /** Slack's ID of the interaction. */
  readonly triggerId: string | null;
  /** The `process_id` of the process. */
  readonly node: string;
  readonly receivedAt: Date;
  readonly enqueuedAt: Date | null;
  /** BullMQ's ID of its job, if it was enqueued. */
  readonly jobId: string | null;
  readonly repliedAt: Date | null;
  /** The HTTP status of the answer, or `CLIENT_CLOSED_REQUEST`. */
  readonly status: number | null;
  /** The code of the error answer, also of one that nobody received. */
  readonly errorCode: string | null;
}

/** Takes records of requests. Must not delay or fail the request. */
export interface ChangeRequestSink {
  record(change: ChangeRequestRecord): void;
}
