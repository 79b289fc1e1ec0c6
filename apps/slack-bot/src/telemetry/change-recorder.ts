import {
  assertNever,
  type Caller,
  type ChangeRequestRecord,
  type ChangeRequestSink,
  type EnqueuedJob,
  type ErrorCode,
  errorDefinition,
  type GatewayObserver,
  type Interval,
  type MembershipCommand,
} from '@roster/domain';
import type { Submission } from '@roster/queue';

/** Jobs remembered until their commands are recorded. */
const MOST_JOBS = 10_000;

/** The request in Slack that asked for a change. */
interface Requested {
  readonly caller: Caller;
  readonly triggerId: string | null;
  readonly request: { readonly created_at: Date };
}

/** Records each change requested in Slack for operators, as the API does for its requests. */
export class SlackChangeRecorder implements GatewayObserver {
  private readonly jobs = new Map<string, EnqueuedJob>();
  private sink: ChangeRequestSink | null = null;

  constructor(private readonly node: string) {}

  /** Where records go. Until then nothing is recorded. */
  writeTo(sink: ChangeRequestSink): void {
    this.sink = sink;
  }

  taken(): void {
    // Recorded once the outcome is known.
  }

  enqueued(commands: readonly MembershipCommand[], _: Interval, job: EnqueuedJob | null): void {
    if (job === null) return;
    if (this.jobs.size > MOST_JOBS) this.jobs.clear();
    for (const { operationId } of commands) this.jobs.set(operationId, job);
  }

  answered(): void {
    // Recorded by `submitted`, which knows the request too.
  }

  submitted(command: MembershipCommand, requested: Requested, submission: Submission): void {
    const { kind, operationId, departmentId, userId } = command;
    const job = this.jobs.get(operationId);
    this.jobs.delete(operationId);
    this.record(kind.slice('member.'.length), requested, {
      operationId,
      departmentId,
      userId,
      enqueuedAt: job?.enqueuedAt ?? null,
      jobId: job?.id ?? null,
      ...answerOf(submission),
    });
  }

  /** A change that was refused before it became an operation. */
  refused(change: string, requested: Requested, departmentId: string, code: ErrorCode): void {
    const none = { operationId: null, userId: null, enqueuedAt: null, jobId: null };
    this.record(change, requested, { ...none, departmentId, ...errorAnswer(code) });
  }

  private record(
    change: string,
    { caller, triggerId, request }: Requested,
    facts: Pick<
      ChangeRequestRecord,
      'operationId' | 'departmentId' | 'userId' | 'enqueuedAt' | 'jobId' | 'status' | 'errorCode'
    >,
  ): void {
    this.sink?.record({
      ...facts,
      traceId: caller.traceId,
      organizationId: caller.principal.organizationId,
      channel: 'slack',
      route: `slack /dept ${change}`,
      actor: caller.principal.actor,
      triggerId,
      node: this.node,
      receivedAt: request.created_at,
      repliedAt: new Date(),
    });
  }
}

type RecordedAnswer = Pick<ChangeRequestRecord, 'status' | 'errorCode'>;

function errorAnswer(errorCode: ErrorCode): RecordedAnswer {
  return { status: errorDefinition(errorCode).status, errorCode };
}

/** What the API would have answered. */
function answerOf(submission: Submission): RecordedAnswer {
  if (submission.state === 'accepted') return { status: 202, errorCode: null };
  const { outcome } = submission;
  switch (outcome.status) {
    case 'added':
      return { status: 201, errorCode: null };
    case 'present':
    case 'moved':
      return { status: 200, errorCode: null };
    case 'removed':
      return { status: 204, errorCode: null };
    case 'rejected':
      return errorAnswer(outcome.code);
    case 'failed':
      return errorAnswer('OPERATION_FAILED');
    case 'cancelled':
      return errorAnswer('OPERATION_CANCELLED');
    default:
      return assertNever(outcome);
  }
}
