import {
  assertFewWorkflowRequests,
  createMembershipRequest,
  runIdempotently,
  storeWorkflowStep,
} from '@roster/database';
import { DomainError, deriveMembershipRequestId, type MembershipRequestId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { askedByWorkflowMessage } from '../messages/membership-request-message.js';
import type { Finished, RequestContext } from '../requests/context.js';
import type { RequestIntent } from '../requests/stored-request.js';
import type { Departments } from './departments.js';

type StepIntent = Extract<RequestIntent, { kind: 'workflow_step' }>;

const REASON = 'A workflow in Slack asks for it.';
const TOO_MANY = 'The user has too many open membership requests. Wait until some are decided.';

interface Ports {
  readonly dataSource: DataSource;
  readonly departments: Departments;
  /** There are people to tell. */
  readonly wake: () => void;
}

/**
 * A step of a workflow adds a user to a department. Slack does not say who acts, and anyone may build a workflow: so the
 * step has the rights of nobody, and asks in the name of the user. It ends with the decision of those who may add.
 */
export class WorkflowStep {
  constructor(private readonly ports: Ports) {}

  async ask({ department: typed, executionId }: StepIntent, context: RequestContext): Promise<Finished> {
    const { dataSource, departments, wake } = this.ports;
    const { caller, workspace, member } = context;
    const found = await departments.resolve(workspace.organizationId, typed);
    if (found.kind !== 'found') return { answer: null, step: { error: departmentProblem(typed, found.kind) } };
    const userId = member.user_id;
    const id = deriveMembershipRequestId('slack step', workspace.workspaceId, executionId);
    const wanted = {
      departmentId: found.department.id,
      userId,
      reason: REASON,
      id,
      workspaceId: workspace.workspaceId,
    };
    try {
      await runIdempotently(dataSource, null, async (tx) => {
        const request = await createMembershipRequest(tx, caller, wanted);
        await storeWorkflowStep(tx, stepOf(executionId, request.id, context));
        await assertFewWorkflowRequests(tx, caller);
        return request;
      });
    } catch (error) {
      return this.notAsked(error, executionId, context);
    }
    wake();
    return { answer: null, notice: askedByWorkflowMessage(found.department.name) };
  }

  /** The user is there already, or somebody has asked for the same: then the step waits for that request. */
  private async notAsked(error: unknown, executionId: string, context: RequestContext): Promise<Finished> {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'DEPARTMENT_MEMBERSHIP_DUPLICATE') return { answer: null, step: { outcome: 'added' } };
    if (error.code === 'MEMBERSHIP_REQUEST_LIMIT_REACHED') return { answer: null, step: { error: TOO_MANY } };
    const { request_id: open } = error.details as { request_id?: MembershipRequestId | null };
    if (error.code !== 'MEMBERSHIP_REQUEST_DUPLICATE' || !open) throw error;
    await storeWorkflowStep(this.ports.dataSource.manager, stepOf(executionId, open, context));
    return { answer: null };
  }
}

function stepOf(executionId: string, requestId: MembershipRequestId, { workspace, caller }: RequestContext) {
  return {
    execution_id: executionId,
    workspace_id: workspace.workspaceId,
    team_id: workspace.teamId,
    membership_request_id: requestId,
    trace_id: caller.traceId,
  };
}

function departmentProblem(typed: string, kind: 'ambiguous' | 'misspelt' | 'unknown'): string {
  return kind === 'ambiguous'
    ? `Several departments are called "${typed}". Use the path or the ID of the department.`
    : `There is no department called "${typed}".`;
}
