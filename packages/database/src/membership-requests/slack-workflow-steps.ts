import { type Caller, DomainError, type MembershipRequestStatus } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import type { SlackWorkflowStep } from '../entities/slack-workflow-step.entity.js';
import { type NewSlackDelivery, writeDeliveries } from '../slack/slack-outbox.js';
import { REQUEST_STATUS } from './membership-requests.js';

export type NewWorkflowStep = Omit<SlackWorkflowStep, 'created_at'>;

/** How the request of a step ended; null when it was deleted, with its department or its user. */
type RequestEnd = Exclude<MembershipRequestStatus, 'pending'> | null;

/** Steps `s` whose requests `r` have ended, or whose time is over. */
const ENDED_LATELY = `membership_requests r JOIN slack_workflow_steps s ON s.membership_request_id = r.id
  WHERE r.ended_at > now() - interval '2 minutes' OR (r.status = 'pending' AND r.expires_at <= now())`;

/** These, and those that ended earlier or were deleted. Reads every open step. */
const ENDED = `slack_workflow_steps s LEFT JOIN membership_requests r ON r.id = s.membership_request_id
  WHERE r.id IS NULL OR r.status <> 'pending' OR r.expires_at <= now()`;

/** Steps of Slack workflows that wait for the decision of a membership request. */
export class SlackWorkflowSteps {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Ends steps whose requests ended `lately`, in the last two minutes, or at `any` time, also with a request that was
   * deleted. Stores what Slack is told in the same transaction. Returns how many.
   */
  end(
    when: 'lately' | 'any',
    limit: number,
    draw: (step: NewWorkflowStep, end: RequestEnd) => NewSlackDelivery,
  ): Promise<number> {
    return this.dataSource.transaction(async (tx) => {
      const [ended]: [(NewWorkflowStep & { status: RequestEnd })[], number] = await tx.query(
        `WITH ended AS MATERIALIZED (
           SELECT s.execution_id, ${REQUEST_STATUS} AS status
           FROM ${when === 'lately' ? ENDED_LATELY : ENDED}
           ORDER BY s.execution_id LIMIT $1 FOR UPDATE OF s SKIP LOCKED
         )
         DELETE FROM slack_workflow_steps s USING ended WHERE s.execution_id = ended.execution_id
         RETURNING s.*, ended.status`,
        [limit],
      );
      await writeDeliveries(
        tx,
        ended.map(({ status, ...step }) => draw(step, status)),
      );
      return ended.length;
    });
  }
}

/** So many open requests of a member may have steps that wait for them: the member needs the others for themselves. */
const MOST_OPEN = 5;

/** @throws DomainError MEMBERSHIP_REQUEST_LIMIT_REACHED when workflows have made too many open requests in the caller's name */
export async function assertFewWorkflowRequests(tx: EntityManager, { principal }: Caller): Promise<void> {
  const { organizationId, actor } = principal;
  const [{ open }] = await tx.query(
    `SELECT count(*)::int AS open FROM membership_requests r
     WHERE r.organization_id = $1 AND r.requested_by_id = $2 AND r.requested_by_type = $3 AND r.status = 'pending'
       AND r.expires_at > clock_timestamp()
       AND EXISTS (SELECT FROM slack_workflow_steps s WHERE s.membership_request_id = r.id)`,
    [organizationId, actor.id, actor.type],
  );
  if (open > MOST_OPEN) throw new DomainError('MEMBERSHIP_REQUEST_LIMIT_REACHED', { limit: MOST_OPEN });
}

/** The step waits for its request from now on. A second delivery of the same step changes nothing. */
export async function storeWorkflowStep(tx: EntityManager, step: NewWorkflowStep): Promise<void> {
  await tx.query(
    `INSERT INTO slack_workflow_steps (execution_id, workspace_id, team_id, membership_request_id, trace_id)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    [step.execution_id, step.workspace_id, step.team_id, step.membership_request_id, step.trace_id],
  );
}
