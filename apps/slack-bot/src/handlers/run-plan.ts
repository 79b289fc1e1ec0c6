import {
  assertNever,
  DomainError,
  deriveOperationId,
  type ErrorCode,
  type MembershipCommand,
  type MembershipOutcome,
  type UserId,
} from '@roster/domain';
import type { MembershipGateway } from '@roster/queue';
import type { ChangeName } from '../commands/command.js';
import type { PersonOutcome, PersonResult } from '../messages/answer.js';
import type { RequestContext } from '../requests/context.js';
import type { ChangeEffects, ChangePlan, PlannedPerson } from '../requests/stored-request.js';
import type { SlackChangeRecorder } from '../telemetry/change-recorder.js';

/** Commands of one change that are in flight at a time. */
const CONCURRENCY = 64;

/** Milliseconds for each command that is left when the time is over: enough to store it in Postgres. */
const SHORTEST_WAIT_MS = 20;

interface PlanOutcome {
  readonly results: readonly PersonResult[];
  readonly effects: ChangeEffects;
}

/** How the change ended for one person, and what it changed, for an undo. */
interface Settled {
  readonly outcome: PersonOutcome;
  readonly effect?: ChangeEffects[number];
}

/**
 * Submits the commands of a plan. Running it again is harmless: operation ids are derived from the plan, so a command
 * that was applied before only returns its outcome again.
 */
export class PlanRunner {
  constructor(
    private readonly gateway: MembershipGateway,
    private readonly records: SlackChangeRecorder,
  ) {}

  async run(
    plan: ChangePlan,
    context: RequestContext,
    { waitMs, progress }: { waitMs: number; progress?: (done: number) => void },
  ): Promise<PlanOutcome> {
    const results = new Array<PersonResult>(plan.people.length);
    const effects = new Array<ChangeEffects[number] | undefined>(plan.people.length);
    const waiting = plan.people.map((person, index) => ({ person, index }));
    const until = Date.now() + waitMs;
    let done = 0;
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const { person, index } = next;
        const { slackUserId, name } = person;
        const left = Math.max(until - Date.now(), SHORTEST_WAIT_MS);
        const { outcome, effect } = await this.change(plan, person, context, left);
        results[index] = { slackUserId, name, ...outcome };
        effects[index] = effect;
        done += 1;
        progress?.(done);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
    return { results, effects: effects.filter((effect) => effect !== undefined) };
  }

  private async change(
    plan: ChangePlan,
    person: PlannedPerson,
    context: RequestContext,
    waitMs: number,
  ): Promise<Settled> {
    const { userId, refusal: reason = 'unknown_user', sources, others } = person;
    const departments = sources?.map(({ name }) => name) ?? others ?? [];
    if (userId === null) return { outcome: { status: 'refused', reason } };
    if (person.left !== undefined) return { outcome: { status: 'left_alone', why: person.left } };
    if (person.already) return { outcome: { status: 'already_there' } };
    if (person.forbidden) return { outcome: { status: 'rejected', code: 'PERMISSION_DENIED' } };
    if (plan.change === 'move' && person.from === undefined)
      return { outcome: { status: departments.length > 0 ? 'in_several' : 'nowhere', departments } };
    const command = commandFor(plan, { ...person, userId }, context);
    try {
      const submission = await this.gateway.submit(command, { waitMs });
      this.records.submitted(command, context, submission);
      if (submission.state === 'accepted') return { outcome: { status: 'pending' } };
      return settledBy(submission.outcome, plan.change, { ...person, userId });
    } catch (error) {
      // Nothing was enqueued. The request is stored in Postgres, and submits the command again later.
      if (error instanceof DomainError && error.code === 'OVERLOADED') return { outcome: { status: 'pending' } };
      throw error;
    }
  }
}

type Member = PlannedPerson & { readonly userId: UserId };

function commandFor(
  { root, change, department }: ChangePlan,
  { userId, from, to }: Member,
  { request, workspace, caller, traceparent }: RequestContext,
): MembershipCommand {
  return {
    operationId: deriveOperationId('slack', workspace.workspaceId, root, change, department.id, userId),
    kind: `member.${change}`,
    organizationId: workspace.organizationId,
    departmentId: from ?? department.id,
    userId,
    ...(change === 'move' ? { toDepartmentId: to ?? department.id } : {}),
    actor: caller.principal.actor,
    channel: 'slack',
    traceId: caller.traceId,
    traceparent,
    requestHash: null,
    submittedAt: request.created_at.toISOString(),
  };
}

function settledBy(outcome: MembershipOutcome, change: ChangeName, member: Member): Settled {
  const { slackUserId, name, userId, from } = member;
  const who = { slackUserId, name, userId, ...(from === undefined ? {} : { from }) };
  switch (outcome.status) {
    case 'added':
    case 'moved': {
      const { status, member } = outcome;
      return { outcome: { status }, effect: { ...who, status, addedAt: member.added_at } };
    }
    case 'removed':
      return { outcome: { status: 'removed' }, effect: { ...who, status: 'removed' } };
    case 'present':
      return { outcome: { status: 'already_there' } };
    case 'failed':
      return { outcome: { status: 'rejected', code: 'OPERATION_FAILED' } };
    case 'cancelled':
      return { outcome: { status: 'rejected', code: 'OPERATION_CANCELLED' } };
    case 'rejected':
      return { outcome: rejectedBy(outcome.code, change) };
    default:
      return assertNever(outcome);
  }
}

function rejectedBy(code: ErrorCode, change: ChangeName): PersonOutcome {
  if (code === 'DEPARTMENT_MEMBERSHIP_DUPLICATE') return { status: 'already_there' };
  if (code === 'DEPARTMENT_MEMBER_NOT_FOUND' && change === 'remove') return { status: 'not_there' };
  if (code === 'MEMBER_NOT_FOUND') return { status: 'refused', reason: 'not_in_organization' };
  return { status: 'rejected', code };
}
