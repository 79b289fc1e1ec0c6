import {
  assertNever,
  type Caller,
  type ChangeRequestSink,
  type EnqueuedJob,
  type ErrorCode,
  errorDefinition,
  type GatewayObserver,
  type Interval,
  type MembershipCommand,
  type MembershipOutcome,
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
    const { operationId, departmentId, userId } = command;
    const job = this.jobs.get(operationId) ?? null;
    this.jobs.delete(operationId);
    const { status, code } = answerOf(submission);
    const change = command.kind.slice('member.'.length);
    this.record(change, requested, { operationId, departmentId, userId, job, status, code });
  }

  /** A change that was refused before it became an operation. */
  refused(change: string, requested: Requested, departmentId: string, code: ErrorCode): void {
    const { status } = errorDefinition(code);
    this.record(change, requested, { operationId: null, departmentId, userId: null, job: null, status, code });
  }

  private record(
    change: string,
    { caller, triggerId, request }: Requested,
    facts: {
      readonly operationId: string | null;
      readonly departmentId: string;
      readonly userId: string | null;
      readonly job: EnqueuedJob | null;
      readonly status: number;
      readonly code: ErrorCode | null;
    },
  ): void {
    this.sink?.record({
      traceId: caller.traceId,
      operationId: facts.operationId,
      organizationId: caller.principal.organizationId,
      channel: 'slack',
      route: `slack /dept ${change}`,
      departmentId: facts.departmentId,
      userId: facts.userId,
      actor: caller.principal.actor,
      triggerId,
      node: this.node,
      receivedAt: request.created_at,
      enqueuedAt: facts.job?.enqueuedAt ?? null,
      jobId: facts.job?.id ?? null,
      repliedAt: new Date(),
      status: facts.status,
      errorCode: facts.code,
    });
  }
}

/** What the API would have answered. */
function answerOf(submission: Submission): { readonly status: number; readonly code: ErrorCode | null } {
  if (submission.state === 'accepted') return { status: 202, code: null };
  const code = codeOf(submission.outcome);
  return {
    status: code === null ? SUCCESS[submission.outcome.status as keyof typeof SUCCESS] : errorDefinition(code).status,
    code,
  };
}

const SUCCESS = { added: 201, present: 200, moved: 200, removed: 204 } as const;

function codeOf(outcome: MembershipOutcome): ErrorCode | null {
  switch (outcome.status) {
    case 'added':
    case 'present':
    case 'moved':
    case 'removed':
      return null;
    case 'rejected':
      return outcome.code;
    case 'failed':
      return 'OPERATION_FAILED';
    case 'cancelled':
      return 'OPERATION_CANCELLED';
    default:
      return assertNever(outcome);
  }
}
