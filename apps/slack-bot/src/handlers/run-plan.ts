import {
  assertNever,
  DomainError,
  deriveOperationId,
  type MembershipCommand,
  type MembershipOutcome,
} from '@roster/domain';
import type { MembershipGateway } from '@roster/queue';
import type { ChangeName } from '../commands/command.js';
import type { PersonResult } from '../messages/answer.js';
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
    const effects: ChangeEffects = [];
    const waiting = plan.people.map((person, index) => ({ person, index }));
    const until = Date.now() + waitMs;
    let done = 0;
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const { person, index } = next;
        const outcome = await this.change(plan, person, context, Math.max(until - Date.now(), SHORTEST_WAIT_MS));
        results[index] = { slackUserId: person.slackUserId, name: person.name, ...resultOf(plan.change, outcome) };
        const effect = outcome.kind === 'settled' ? effectOf(person, outcome.outcome) : null;
        if (effect) effects.push(effect);
        done += 1;
        progress?.(done);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
    return { results, effects };
  }

  private async change(
    plan: ChangePlan,
    person: PlannedPerson,
    context: RequestContext,
    waitMs: number,
  ): Promise<Outcome> {
    if (person.userId === null)
      return {
        kind: 'refused',
        reason: person.refusal ?? 'unknown_user',
        ...(person.candidates ? { candidates: person.candidates } : {}),
      };
    if (person.already) return { kind: 'already' };
    if (person.forbidden) return { kind: 'forbidden' };
    if (plan.change === 'move' && person.from === undefined) return { kind: 'unmoved', others: person.others ?? [] };
    const command = commandFor(plan, { ...person, userId: person.userId }, context);
    try {
      const submission = await this.gateway.submit(command, { waitMs });
      this.records.submitted(command, context, submission);
      return submission.state === 'accepted' ? { kind: 'pending' } : { kind: 'settled', outcome: submission.outcome };
    } catch (error) {
      // Nothing was enqueued. The request is stored in Postgres, and submits the command again later.
      if (error instanceof DomainError && error.code === 'OVERLOADED') return { kind: 'pending' };
      throw error;
    }
  }
}

type Outcome =
  | { readonly kind: 'settled'; readonly outcome: MembershipOutcome }
  | { readonly kind: 'pending' | 'already' | 'forbidden' }
  | { readonly kind: 'unmoved'; readonly others: readonly string[] }
  | ({ readonly kind: 'refused' } & Omit<
      Extract<PersonResult, { status: 'refused' }>,
      'status' | 'slackUserId' | 'name'
    >);

function commandFor(
  { root, change, department }: ChangePlan,
  { userId, from, to }: Pick<PlannedPerson, 'from' | 'to'> & Pick<MembershipCommand, 'userId'>,
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

type ResultOfPerson = PersonResult extends infer Result
  ? Result extends PersonResult
    ? Omit<Result, 'slackUserId' | 'name'>
    : never
  : never;

function resultOf(change: ChangeName, outcome: Outcome): ResultOfPerson {
  switch (outcome.kind) {
    case 'pending':
      return { status: 'pending' };
    case 'already':
      return { status: 'already_there' };
    case 'forbidden':
      return { status: 'rejected', code: 'PERMISSION_DENIED' };
    case 'refused': {
      const { reason, candidates } = outcome;
      return { status: 'refused', reason, ...(candidates ? { candidates } : {}) };
    }
    case 'unmoved':
      return { status: outcome.others.length > 0 ? 'in_several' : 'nowhere', departments: outcome.others };
    case 'settled':
      return settledResult(change, outcome.outcome);
    default:
      return assertNever(outcome);
  }
}

function settledResult(change: ChangeName, outcome: MembershipOutcome): ResultOfPerson {
  switch (outcome.status) {
    case 'added':
    case 'removed':
    case 'moved':
      return { status: outcome.status };
    case 'present':
      return { status: 'already_there' };
    case 'failed':
      return { status: 'rejected', code: 'OPERATION_FAILED' };
    case 'cancelled':
      return { status: 'rejected', code: 'OPERATION_CANCELLED' };
    case 'rejected':
      if (outcome.code === 'DEPARTMENT_MEMBERSHIP_DUPLICATE') return { status: 'already_there' };
      if (outcome.code === 'DEPARTMENT_MEMBER_NOT_FOUND' && change === 'remove') return { status: 'not_there' };
      if (outcome.code === 'MEMBER_NOT_FOUND') return { status: 'refused', reason: 'not_in_organization' };
      return { status: 'rejected', code: outcome.code };
    default:
      return assertNever(outcome);
  }
}

function effectOf(person: PlannedPerson, outcome: MembershipOutcome): ChangeEffects[number] | null {
  const { slackUserId, name, userId, from } = person;
  if (userId === null) return null;
  const who = { slackUserId, name, userId, ...(from === undefined ? {} : { from }) };
  if (outcome.status === 'added' || outcome.status === 'moved')
    return { ...who, status: outcome.status, addedAt: outcome.member.added_at };
  return outcome.status === 'removed' ? { ...who, status: 'removed' } : null;
}
