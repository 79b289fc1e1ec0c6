import type { Actor, Channel } from '../principals/actor.js';

/**
 * What one process saw of one request for a change: when it came in, when it went on the queue and how it was answered.
 * It is diagnostic, kept for some days and lost in a crash of the database; the truth is in `operations` and
 * `audit_events`. Ids are what the caller sent, also those of nothing that exists.
 */
export interface ChangeRequestRecord {
  readonly traceId: string;
  /** Null when the request was refused before it became an operation. */
  readonly operationId: string | null;
  readonly organizationId: string | null;
  readonly channel: Channel;
  /** `POST /v1/organizations/{organization_id}/…` or `slack /dept add`: a template, never with ids in it. */
  readonly route: string;
  readonly departmentId: string | null;
  readonly userId: string | null;
  readonly actor: Actor | null;
  /** Slack's id of the interaction. */
  readonly triggerId: string | null;
  /** Which process took it: the `process_id` of its samples. */
  readonly node: string;
  readonly receivedAt: Date;
  readonly enqueuedAt: Date | null;
  /** BullMQ's id of the job that carried it, when it went on the queue. */
  readonly jobId: string | null;
  readonly repliedAt: Date | null;
  /** The HTTP status of the answer. */
  readonly status: number | null;
  /** The code of the error that was answered. */
  readonly errorCode: string | null;
}

/** Takes what was seen of a request. It must cost the request nothing: neither time nor an error. */
export interface ChangeRequestSink {
  record(change: ChangeRequestRecord): void;
}
