import type { AuditEvent, ChangeRequestRow, EventDelivery, Operation } from '@roster/database';
import { CLIENT_CLOSED_REQUEST } from '@roster/domain';
import { webhookLink } from '../layout/links.js';
import { duration } from '../layout/time.js';
import type { FoundJob } from '../queues/queue-inspector.js';
import type { ChangeHistory } from './change-history.js';
import type { Tone } from './verdict.js';

/** One thing that happened to a change. */
export interface Step {
  readonly at: Date;
  readonly title: string;
  readonly text?: string;
  readonly tone: Tone;
  /** The job in bull-board. */
  readonly href?: string;
  /** Milliseconds since the step before; null for the first. */
  readonly after: number | null;
}

type Happening = Omit<Step, 'after'> & { readonly rank: number };

/** What happened, in the order in which it did; at the same millisecond, in the order in which it must have. */
export function timelineOf(history: ChangeHistory, deliveries: readonly EventDelivery[] = []): Step[] {
  const { operation, requests, job, audit } = history;
  const happenings = [
    ...requests.flatMap((request) => ofRequest(request, job)),
    ...(operation ? ofOperation(operation, requests.length > 0) : []),
    ...(job ? ofJob(job) : []),
    ...audit.map((event) => ofAudit(event)),
    ...deliveries.flatMap((delivery) => ofDelivery(delivery)),
  ].sort((a, b) => a.at.getTime() - b.at.getTime() || a.rank - b.rank);
  return happenings.map(({ rank: _, ...step }, index) => ({
    ...step,
    after: index === 0 ? null : step.at.getTime() - (happenings[index - 1]?.at.getTime() ?? 0),
  }));
}

export function jobLink(queue: string, jobId: string): string {
  return `/ops/queues/queue/${encodeURIComponent(queue)}/${encodeURIComponent(jobId)}`;
}

/** When the gateway heard that the queue has it is told only while its job is not known: the job knows better. */
function ofRequest(request: ChangeRequestRow, job: FoundJob | null): Happening[] {
  const { received_at, enqueued_at, replied_at, status, error_code, job_id, node } = request;
  const who = request.actor_type === null ? 'an unknown caller' : `${request.actor_type} ${request.actor_id}`;
  const steps: Happening[] = [
    { at: received_at, rank: 0, tone: 'unknown', title: 'Received', text: `${request.route}, from ${who}, by ${node}` },
  ];
  if (enqueued_at && job?.id !== job_id) {
    const text = job_id === null ? undefined : `job ${job_id}`;
    steps.push({ at: enqueued_at, rank: 1, tone: 'unknown', title: 'Queued', ...(text ? { text } : {}) });
  }
  if (replied_at) {
    const refused = (status ?? 0) >= 400;
    const title =
      status === CLIENT_CLOSED_REQUEST
        ? 'Not answered: the caller had disconnected'
        : `Answered with ${status ?? 'nothing'}${error_code ? ` ${error_code}` : ''}`;
    steps.push({ at: replied_at, rank: 6, tone: refused ? 'bad' : 'good', title });
  }
  return steps;
}

function ofOperation(operation: Operation, isReceived: boolean): Happening[] {
  const { created_at, finished_at, relays, attempts, relay_at, state, actor_type, actor_id } = operation;
  const notes = [
    ...(relays > 0 ? [`run by the relay (${times(relays)}), because no job delivered it`] : []),
    ...(attempts > 0 ? [`run in isolation ${times(attempts)}, because a worker died while running it`] : []),
  ];
  const text = notes.length > 0 ? { text: notes.join('; ') } : {};
  const steps: Happening[] = [];
  if (!isReceived)
    steps.push({ at: created_at, rank: 0, tone: 'unknown', title: 'Requested', text: `${actor_type} ${actor_id}` });
  if (finished_at) steps.push({ at: finished_at, rank: 4, ...endOf(operation), ...text });
  if (state === 'accepted' && relay_at)
    steps.push({ at: relay_at, rank: 7, tone: 'wait', title: 'The relay runs it if no job has by then', ...text });
  return steps;
}

function endOf({ state, result }: Operation): { title: string; tone: Tone } {
  if (result?.status === 'rejected') return { title: `Refused: ${result.code}`, tone: 'bad' };
  if (state === 'done') return { title: `Committed: ${result?.status ?? 'done'}`, tone: 'good' };
  return { title: state === 'cancelled' ? 'Cancelled' : 'Failed', tone: 'bad' };
}

function ofJob(job: FoundJob): Happening[] {
  const href = jobLink(job.queue, job.id);
  const others = job.commands > 1 ? `, with ${job.commands - 1} other commands` : '';
  const steps: Happening[] = [{ at: job.addedAt, rank: 1, tone: 'unknown', title: `Queued as job ${job.id}`, href }];
  if (job.processedAt) {
    const text = `attempt ${Math.max(job.attemptsMade, 1)}${job.stalls > 0 ? `, stalled ${times(job.stalls)}` : ''}${others}`;
    const title = `Job ${job.id} started by a worker`;
    steps.push({ at: job.processedAt, rank: 2, tone: 'unknown', title, text, href });
  }
  if (job.finishedAt) {
    const failed = job.state === 'failed';
    const reason = job.failedReason ? { text: job.failedReason } : {};
    const title = `Job ${job.id} ${failed ? 'failed' : 'done'}`;
    steps.push({ at: job.finishedAt, rank: 7, tone: failed ? 'bad' : 'good', title, href, ...(failed ? reason : {}) });
  }
  return steps;
}

function ofAudit({ occurred_at, action, actor_type, actor_id, channel, id }: AuditEvent): Happening {
  const text = `by ${actor_type} ${actor_id} over ${channel}, event ${id}`;
  return { at: occurred_at, rank: 3, tone: 'good', title: `Audited: ${action}`, text };
}

/** The event at a webhook endpoint: each attempt, and the next one. */
function ofDelivery({ endpoint_id, url, event_id, state, attempts, next_attempt_at }: EventDelivery): Happening[] {
  const href = webhookLink(endpoint_id);
  const { host } = new URL(url);
  const steps: Happening[] = attempts.map(({ attempt, at, duration_ms, status, error }) => {
    const isDelivered = status !== null && status >= 200 && status < 300;
    const outcome = status === null ? (error ?? 'no answer') : `answered with ${status}`;
    const title = `Webhook to ${host}: ${outcome}`;
    const text = `event ${event_id}, attempt ${attempt}${duration_ms === null ? '' : `, ${duration(duration_ms)}`}`;
    return { at: new Date(at), rank: 8, tone: isDelivered ? 'good' : 'bad', title, text, href };
  });
  if (state === 'pending' && next_attempt_at) {
    const text = `event ${event_id}, after those of its department that came before`;
    steps.push({ at: next_attempt_at, rank: 9, tone: 'wait', title: `Webhook to ${host} is pending`, text, href });
  }
  return steps;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
