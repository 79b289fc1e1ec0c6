import type { Operation } from '@roster/database';
import {
  assertNever,
  CLIENT_CLOSED_REQUEST,
  ERROR_CODES,
  type ErrorCode,
  errorDefinition,
  type MembershipOutcome,
} from '@roster/domain';
import { duration } from '../layout/time.js';
import type { FoundJob } from '../queues/queue-inspector.js';
import type { ChangeHistory } from './change-history.js';

export type Tone = 'good' | 'bad' | 'wait' | 'unknown';

/** Where a change is and why, in one sentence for an operator on call, and what to do about it, if anything. */
export interface Verdict {
  readonly tone: Tone;
  readonly sentence: string;
  readonly advice?: string;
}

/** Requests are kept for this long, and settled operations (by default) for that: see the worker's retention. */
const FORGOTTEN =
  'Requests are kept for 72 hours and finished operations for 24 hours (unless configured otherwise). Audit events are kept forever.';

const REPEAT =
  'Sending the same request with the same Idempotency-Key returns the outcome, and makes the change if it was not made.';

function says(tone: Tone, sentence: string, advice?: string): Verdict {
  return { tone, sentence, ...(advice === undefined ? {} : { advice }) };
}

export function verdictOf(history: ChangeHistory, now: Date): Verdict {
  const { operation, job, requests, audit } = history;
  if (operation) return ofOperation(operation, history, now);
  if (job) return ofJob(job, now);
  const [event] = audit;
  if (event) {
    const what = `${event.action} was applied at ${event.occurred_at.toISOString()}, according to the audit log.`;
    const gone = history.operationId === null ? undefined : 'The operation itself has been purged: it ended long ago.';
    return says('good', what, gone);
  }
  const request = requests.at(-1);
  if (request) return ofRequest(request, history.operationId, now);
  return nothingKnown('this');
}

export function nothingKnown(shown: string): Verdict {
  return says(
    'unknown',
    `Nothing is known about ${shown}.`,
    `Either the request never arrived (check the load balancer’s log and the URL that the caller uses), or it is too old. ${FORGOTTEN}`,
  );
}

function ofOperation(operation: Operation, history: ChangeHistory, now: Date): Verdict {
  if (operation.state === 'accepted') return ofAccepted(operation, history, now);
  const { result } = operation;
  const took = duration((operation.finished_at ?? now).getTime() - operation.created_at.getTime());
  if (operation.kind === 'member.bulk_add') return ofBulk(operation, took);
  if (result === null || result.status === 'applied') return { tone: 'unknown', sentence: 'It has ended.' };
  return { ...ofOutcome(result, took, answered(history, now)), ...adviceOn(history) };
}

function ofOutcome(outcome: MembershipOutcome, took: string, answer: string): Omit<Verdict, 'advice'> {
  switch (outcome.status) {
    case 'added':
      return { tone: 'good', sentence: `Added ${took} after it was requested; ${answer}.` };
    case 'present':
      return { tone: 'good', sentence: `Already a member of the department: nothing to do; ${answer}.` };
    case 'removed':
      return { tone: 'good', sentence: `Removed ${took} after it was requested; ${answer}.` };
    case 'moved':
      return { tone: 'good', sentence: `Moved ${took} after it was requested; ${answer}.` };
    case 'rejected': {
      const { message } = errorDefinition(outcome.code);
      return { tone: 'bad', sentence: `Refused: ${outcome.code}. ${message} Nothing was changed; ${answer}.` };
    }
    case 'failed':
      return { tone: 'bad', sentence: `Failed, and nothing was changed: ${outcome.reason}` };
    case 'cancelled':
      return { tone: 'bad', sentence: `Cancelled ${took} after it was requested; nothing was changed.` };
    default:
      return assertNever(outcome);
  }
}

function ofBulk(
  { state, items_total: total, items_added: added, items_rejected: rejected, result }: Operation,
  took: string,
): Verdict {
  const counts = `${added ?? 0} of ${total ?? 0} people were added, ${rejected ?? 0} refused`;
  if (state === 'done' && result?.status === 'rejected')
    return { tone: 'bad', sentence: `Refused as a whole (atomic mode): ${result.code}. Nobody was added.` };
  if (state === 'done') return { tone: 'good', sentence: `The bulk ended after ${took}: ${counts}.` };
  const reason = result?.status === 'failed' ? `: ${result.reason}` : '.';
  return { tone: 'bad', sentence: `The bulk was ${state} after ${took}; ${counts}${reason}` };
}

function ofAccepted(
  { created_at, kind, items_total, items_added, items_rejected, attempts }: Operation,
  { job }: ChangeHistory,
  now: Date,
): Verdict {
  const waited = duration(now.getTime() - created_at.getTime());
  const since = `${created_at.toISOString()} (${waited})`;
  const progress =
    kind === 'member.bulk_add'
      ? ` ${(items_added ?? 0) + (items_rejected ?? 0)} of ${items_total ?? 0} people have their result.`
      : '';
  if (job?.state === 'active')
    return says(
      'wait',
      `Accepted. A worker has been processing it since ${(job.processedAt ?? created_at).toISOString()}.${progress}`,
    );
  const tried = attempts > 0 ? ` It was run in isolation ${attempts} times, after a worker died while running it.` : '';
  return says(
    'wait',
    `Accepted. Waiting for a worker since ${since}.${progress}${tried}`,
    'It is stored in Postgres and will be applied. If it waits longer than a few seconds, check on the overview that workers are live and that the database keeps up.',
  );
}

function ofJob(job: FoundJob, now: Date): Verdict {
  const since = job.addedAt.toISOString();
  if (job.state === 'active')
    return says(
      'wait',
      `A worker is processing it: job ${job.id}, since ${(job.processedAt ?? job.addedAt).toISOString()}.`,
    );
  if (job.state === 'failed')
    return says(
      'bad',
      `Its job ${job.id} failed after ${job.attemptsMade} attempts: ${job.failedReason ?? 'reason unknown'}`,
      'Nothing was changed. Fix the cause, then retry the job.',
    );
  if (job.state === 'completed')
    return says('unknown', `Its job ${job.id} is done, but the operation has been purged.`, FORGOTTEN);
  return says(
    'wait',
    `In the queue since ${since} (${duration(now.getTime() - job.addedAt.getTime())}): its job ${job.id} is ${job.state}${job.attemptsMade > 0 ? ` after ${job.attemptsMade} attempts` : ''}.`,
    job.failedReason
      ? `The last attempt said: ${job.failedReason}`
      : 'Check that workers are live, and how long the queue is.',
  );
}

function ofRequest(request: ChangeHistory['requests'][number], operationId: string | null, now: Date): Verdict {
  const { status, error_code, received_at, replied_at, enqueued_at } = request;
  const answer = [status, error_code].filter(Boolean).join(' ');
  if (replied_at === null || status === null)
    return says('wait', `Received ${duration(now.getTime() - received_at.getTime())} ago and not answered yet.`);
  const took = duration(replied_at.getTime() - received_at.getTime());
  const isQueued = enqueued_at !== null && operationId !== null;
  if (status === CLIENT_CLOSED_REQUEST) {
    const left = `The caller disconnected before the answer, which was ready ${took} after the request was received.`;
    if (!isQueued) return says('unknown', `${left} It never reached the queue.`);
    return says('unknown', `${left} It was queued; its outcome is not known here, or has been purged.`, REPEAT);
  }
  if (!isQueued) {
    const verb = status >= 400 ? 'Never reached the queue' : 'Needed no queue';
    const text = isErrorCode(error_code) ? errorDefinition(error_code).message : undefined;
    return says(status >= 400 ? 'bad' : 'good', `${verb}: ${answer}, answered ${took} after it was received.`, text);
  }
  if (status === 503)
    return says(
      'bad',
      `It was queued, but the caller got ${answer}: neither the queue nor the database could tell the outcome in time.`,
      REPEAT,
    );
  return says(
    'unknown',
    `The caller got ${answer} ${took} after the request was received; the operation has been purged.`,
    FORGOTTEN,
  );
}

/** Requests are recorded after they are answered, in batches: for this long, in milliseconds, one may be on its way. */
const RECORDED_WITHIN_MS = 5_000;

/** What the caller was told, the last time that it asked. */
function answered({ requests, operation }: ChangeHistory, now: Date): string {
  const last = requests.at(-1);
  if (!last) {
    const age = now.getTime() - (operation?.created_at ?? now).getTime();
    return `the answer to the caller is not recorded${age < RECORDED_WITHIN_MS ? ' yet' : ''}`;
  }
  if (isUnanswered(last)) return 'the caller disconnected before the answer';
  const isSame = operation?.result?.status === 'rejected' && operation.result.code === last.error_code;
  return `the caller got ${last.status}${last.error_code && !isSame ? ` ${last.error_code}` : ''}`;
}

/** The change was made, but its caller does not know. */
function adviceOn({ requests, operation }: ChangeHistory): { advice?: string } {
  const last = requests.at(-1);
  if (!last || operation?.state !== 'done' || operation.result?.status === 'rejected') return {};
  if (last.status === 202) return { advice: 'The caller got 202 with a Location, and finds the outcome there.' };
  if (isUnanswered(last) || Number(last.status) >= 500)
    return {
      advice:
        'The change was made. If the caller sends the request again with the same Idempotency-Key, it gets the outcome.',
    };
  return {};
}

function isUnanswered({ status }: ChangeHistory['requests'][number]): boolean {
  return status === null || status === CLIENT_CLOSED_REQUEST;
}

function isErrorCode(code: string | null): code is ErrorCode {
  return (ERROR_CODES as readonly (string | null)[]).includes(code);
}
