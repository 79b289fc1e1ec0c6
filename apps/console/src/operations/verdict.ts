import type { Operation } from '@roster/database';
import { assertNever, ERROR_CODES, type ErrorCode, errorDefinition, type MembershipOutcome } from '@roster/domain';
import { duration } from '../layout/time.js';
import type { FoundJob } from '../queues/queue-inspector.js';
import type { ChangeHistory } from './change-history.js';

export type Tone = 'good' | 'bad' | 'wait' | 'unknown';

/** Where a change is and why, in a sentence for somebody who was just woken up; and what to do, if there is something. */
export interface Verdict {
  readonly tone: Tone;
  readonly sentence: string;
  readonly advice?: string;
}

/** Requests are kept for this long, and settled operations (by default) for that: see the worker's retention. */
const FORGOTTEN =
  'Requests are kept for 72 hours, operations that have ended for 24 unless set otherwise, the audit for ever.';

export function verdictOf(history: ChangeHistory, now: Date): Verdict {
  const { operation, job, requests, audit } = history;
  if (operation) return ofOperation(operation, history, now);
  if (job) return ofJob(job, now);
  const [event] = audit;
  if (event) {
    const what = `${event.action} was carried out at ${event.occurred_at.toISOString()}, as the audit says.`;
    const gone =
      history.operationId === null ? undefined : 'The operation itself was forgotten since: it ended long ago.';
    return gone ? { tone: 'good', sentence: what, advice: gone } : { tone: 'good', sentence: what };
  }
  const request = requests.at(-1);
  if (request) return ofRequest(request, history.operationId, now);
  return nothingKnown('this');
}

export function nothingKnown(shown: string): Verdict {
  return {
    tone: 'unknown',
    sentence: `Nothing is known of ${shown}.`,
    advice: `Either the request never came here (look into the log of the load balancer, and at the address that the caller uses), or it is too old. ${FORGOTTEN}`,
  };
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
      return { tone: 'good', sentence: `Added ${took} after it was asked for; ${answer}.` };
    case 'present':
      return { tone: 'good', sentence: `The user was in the department already: nothing had to be done; ${answer}.` };
    case 'removed':
      return { tone: 'good', sentence: `Removed ${took} after it was asked for; ${answer}.` };
    case 'moved':
      return { tone: 'good', sentence: `Moved ${took} after it was asked for; ${answer}.` };
    case 'rejected': {
      const { message } = errorDefinition(outcome.code);
      return { tone: 'bad', sentence: `Refused: ${outcome.code}. ${message} Nothing was changed; ${answer}.` };
    }
    case 'failed':
      return { tone: 'bad', sentence: `Failed, and nothing was changed: ${outcome.reason}` };
    case 'cancelled':
      return { tone: 'bad', sentence: `Cancelled ${took} after it was asked for; nothing was changed.` };
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
    return { tone: 'bad', sentence: `Refused as a whole (atomic): ${result.code}. Nobody was added.` };
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
    return {
      tone: 'wait',
      sentence: `Accepted, and a worker has it in hand since ${(job.processedAt ?? created_at).toISOString()}.${progress}`,
    };
  const tried = attempts > 0 ? ` It was tried ${attempts} times alone, after a worker died over it.` : '';
  return {
    tone: 'wait',
    sentence: `Accepted, waits for a worker since ${since}.${progress}${tried}`,
    advice:
      'It is a committed row and will be carried out. When it waits for more than a few seconds, look whether workers are alive (overview) and whether the database keeps up.',
  };
}

function ofJob(job: FoundJob, now: Date): Verdict {
  const since = job.addedAt.toISOString();
  if (job.state === 'active')
    return {
      tone: 'wait',
      sentence: `A worker has it in hand: job ${job.id}, since ${(job.processedAt ?? job.addedAt).toISOString()}.`,
    };
  if (job.state === 'failed')
    return {
      tone: 'bad',
      sentence: `Its job ${job.id} failed after ${job.attemptsMade} attempts: ${job.failedReason ?? 'no reason is known'}`,
      advice: 'Nothing was changed. Retry the job once the cause is mended.',
    };
  if (job.state === 'completed')
    return {
      tone: 'unknown',
      sentence: `Its job ${job.id} is done, but the operation was forgotten since.`,
      advice: FORGOTTEN,
    };
  return {
    tone: 'wait',
    sentence: `On the queue since ${since} (${duration(now.getTime() - job.addedAt.getTime())}): its job ${job.id} is ${job.state}${job.attemptsMade > 0 ? ` after ${job.attemptsMade} attempts` : ''}.`,
    advice: job.failedReason
      ? `The last attempt said: ${job.failedReason}`
      : 'Look whether workers are alive, and how deep the queue is.',
  };
}

function ofRequest(request: ChangeHistory['requests'][number], operationId: string | null, now: Date): Verdict {
  const { status, error_code, received_at, replied_at, enqueued_at } = request;
  const answer = [status, error_code].filter(Boolean).join(' ');
  if (replied_at === null || status === null)
    return {
      tone: 'wait',
      sentence: `It came in ${duration(now.getTime() - received_at.getTime())} ago and was not answered yet.`,
    };
  const took = duration(replied_at.getTime() - received_at.getTime());
  if (enqueued_at === null || operationId === null) {
    const verb = status >= 400 ? 'Never reached the queue' : 'It needed no queue';
    const text = isErrorCode(error_code) ? errorDefinition(error_code).message : undefined;
    const sentence = `${verb}: ${answer}, answered ${took} after it came in.`;
    return { tone: status >= 400 ? 'bad' : 'good', sentence, ...(text === undefined ? {} : { advice: text }) };
  }
  if (status === 503)
    return {
      tone: 'bad',
      sentence: `It went on the queue, but the caller got ${answer}: neither queue nor database could say what became of it.`,
      advice: 'The same request with the same Idempotency-Key tells, and makes the change if need be.',
    };
  return {
    tone: 'unknown',
    sentence: `The caller got ${answer} ${took} after it came in; the operation was forgotten since.`,
    advice: FORGOTTEN,
  };
}

/** Requests are recorded after they are answered, in batches: for this long, in milliseconds, one may be on its way. */
const RECORDED_WITHIN_MS = 5_000;

/** What the caller was told, the last time that it asked. */
function answered({ requests, operation }: ChangeHistory, now: Date): string {
  const last = requests.at(-1);
  if (!last) {
    const age = now.getTime() - (operation?.created_at ?? now).getTime();
    return `what the caller was answered is not recorded${age < RECORDED_WITHIN_MS ? ' yet' : ''}`;
  }
  if (last.status === null) return 'the caller went away before the answer';
  const isSame = operation?.result?.status === 'rejected' && operation.result.code === last.error_code;
  return `the caller got its ${last.status}${last.error_code && !isSame ? ` ${last.error_code}` : ''}`;
}

/** The change was made, but its caller does not know. */
function adviceOn({ requests, operation }: ChangeHistory): { advice?: string } {
  const last = requests.at(-1);
  if (!last || operation?.state !== 'done' || operation.result?.status === 'rejected') return {};
  if (last.status === 202) return { advice: 'The caller was told 202 and where to look; it finds the outcome there.' };
  if (last.status === null || last.status >= 500)
    return {
      advice: 'The change was made. The caller may ask again with the same Idempotency-Key and gets its answer.',
    };
  return {};
}

function isErrorCode(code: string | null): code is ErrorCode {
  return (ERROR_CODES as readonly (string | null)[]).includes(code);
}
