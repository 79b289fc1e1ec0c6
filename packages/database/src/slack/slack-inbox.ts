import { DomainError } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { SlackRequest } from '../entities/slack.entity.js';
import { INSTALLATION, IS_OPEN_INSTALLATION, isOpenWorkspace } from './open-workspaces.js';
import { type NewSlackDelivery, writeDeliveries } from './slack-outbox.js';
import { hasUsableToken, type UsableTokens } from './usable-tokens.js';

export type NewSlackRequest = Pick<SlackRequest, 'id' | 'team_id' | 'slack_user_id' | 'kind' | 'body' | 'trace_id'> & {
  readonly enterprise_id: string | null;
};

/** After this, another bot may take the request. A bot renews the lease while it works. */
export const REQUEST_LEASE = '30 seconds';

/**
 * How long finished requests are kept: as long as they can be undone or redelivered. One that no bot takes up for so long is
 * dropped, as nobody expects a command to be carried out days later.
 */
const KEPT = '2 days';

/** Interactions in Slack: stored before they are acknowledged, carried out afterwards. */
export class SlackInbox {
  constructor(
    private readonly dataSource: DataSource,
    private readonly usableTokens: UsableTokens = null,
  ) {}

  /**
   * Stores the request and leases it to this bot. Null when it was delivered before, or the workspace has removed the bot.
   *
   * @throws DomainError ORGANIZATION_MOVING when the organization is moving to another cell, or has moved: nothing is stored
   */
  async receive(request: NewSlackRequest): Promise<SlackRequest | null> {
    const { team_id: teamId, enterprise_id: enterpriseId } = request;
    const workspace = [[teamId, enterpriseId].filter((id) => id !== null), teamId];
    const [row]: SlackRequest[] = await this.dataSource.query(
      `INSERT INTO slack_requests (id, workspace_id, team_id, slack_user_id, kind, body, trace_id, attempts, due_at)
       SELECT $3, i.workspace_id, $2, $4, $5, $6, $7, 1, clock_timestamp() + interval '${REQUEST_LEASE}'
       FROM (${INSTALLATION}) AS i WHERE ${IS_OPEN_INSTALLATION}
       ON CONFLICT (id) DO NOTHING RETURNING *`,
      [...workspace, request.id, request.slack_user_id, request.kind, JSON.stringify(request.body), request.trace_id],
    );
    if (row !== undefined) return row;
    const moving: unknown[] = await this.dataSource.query(
      `SELECT FROM (${INSTALLATION}) AS i WHERE NOT ${IS_OPEN_INSTALLATION}`,
      workspace,
    );
    if (moving.length > 0) throw new DomainError('ORGANIZATION_MOVING', {});
    return null;
  }

  find(id: string): Promise<SlackRequest | null> {
    return this.dataSource.manager.findOneBy(SlackRequest, { id });
  }

  /**
   * Leases requests whose lease ran out, oldest first: their bot died, or they wait for an outcome. Those of workspaces
   * whose token this bot cannot use are left to others, and those that waited for two days to `purge`.
   */
  async leaseDue(limit: number): Promise<SlackRequest[]> {
    const [rows]: [SlackRequest[], number] = await this.dataSource.query(
      `UPDATE slack_requests SET attempts = attempts + 1, due_at = clock_timestamp() + interval '${REQUEST_LEASE}'
       WHERE id IN (
         SELECT id FROM slack_requests
         WHERE finished_at IS NULL AND due_at BETWEEN clock_timestamp() - interval '${KEPT}' AND clock_timestamp()
           AND ${isOpenWorkspace('slack_requests.workspace_id')}
           AND ${hasUsableToken('slack_requests.workspace_id', '$2')}
         ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING *`,
      [limit, this.usableTokens],
    );
    return rows;
  }

  async renew(ids: readonly string[]): Promise<void> {
    await this.dataSource.query(
      `UPDATE slack_requests SET due_at = clock_timestamp() + interval '${REQUEST_LEASE}'
       WHERE id = ANY ($1) AND finished_at IS NULL`,
      [ids],
    );
  }

  /** Stores the plan of the request, before anything is changed. The first plan is never overwritten. */
  async decide(id: string, plan: object): Promise<SlackRequest['plan']> {
    const [rows]: [{ plan: SlackRequest['plan'] }[], number] = await this.dataSource.query(
      `UPDATE slack_requests SET plan = coalesce(plan, $2) WHERE id = $1 RETURNING plan`,
      [id, JSON.stringify(plan)],
    );
    return rows[0]?.plan ?? null;
  }

  /** Puts the request aside for some seconds. */
  async sleep(id: string, seconds: number): Promise<void> {
    await this.dataSource.query(
      `UPDATE slack_requests SET due_at = clock_timestamp() + make_interval(secs => $2)
       WHERE id = $1 AND finished_at IS NULL`,
      [id, seconds],
    );
  }

  /**
   * Finishes the request and stores its messages in the same transaction, so that they are sent whatever happens. False
   * when another bot finished it first: its messages are on their way.
   */
  async finish(
    id: string,
    end: {
      readonly answer: object | null;
      readonly results?: unknown;
      readonly deliveries: readonly NewSlackDelivery[];
    },
  ): Promise<boolean> {
    return this.dataSource.transaction(async (tx) => {
      const [rows]: [unknown[], number] = await tx.query(
        `UPDATE slack_requests SET finished_at = clock_timestamp(), due_at = NULL, answer = $2, results = $3
         WHERE id = $1 AND finished_at IS NULL RETURNING id`,
        [id, json(end.answer), json(end.results)],
      );
      if (rows.length === 0) return false;
      await writeDeliveries(tx, end.deliveries);
      return true;
    });
  }

  /** Unfinished changes of a Slack user, newest first. */
  async pendingOf(teamId: string, slackUserId: string): Promise<SlackRequest[]> {
    return this.dataSource.query(
      `SELECT * FROM slack_requests
       WHERE team_id = $1 AND slack_user_id = $2 AND finished_at IS NULL AND plan IS NOT NULL
       ORDER BY created_at DESC LIMIT 10`,
      [teamId, slackUserId],
    );
  }

  /** Changes that a Slack user has made since then, newest first, without those that undid another. */
  async changesOf(
    { workspaceId, slackUserId }: { readonly workspaceId: string; readonly slackUserId: string },
    since: Date,
    limit: number,
  ): Promise<(SlackRequest & { readonly undone: boolean })[]> {
    return this.dataSource.query(
      `SELECT r.*, EXISTS (SELECT FROM slack_requests u WHERE u.plan ->> 'undoes' = r.id) AS undone
       FROM slack_requests r
       WHERE r.workspace_id = $1 AND r.slack_user_id = $2 AND r.results IS NOT NULL AND r.results <> '[]'
         AND r.plan ->> 'undoes' IS NULL AND r.created_at > $3
       ORDER BY r.created_at DESC LIMIT $4`,
      [workspaceId, slackUserId, since, limit],
    );
  }

  /** Whether an undo of this request has begun. */
  async isUndone(id: string): Promise<boolean> {
    const undos: unknown[] = await this.dataSource.query(
      `SELECT FROM slack_requests WHERE plan ->> 'undoes' = $1 LIMIT 1`,
      [id],
    );
    return undos.length > 0;
  }

  async purge(): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM slack_requests WHERE created_at < clock_timestamp() - interval '${KEPT}'
         AND (finished_at IS NOT NULL OR due_at < clock_timestamp() - interval '${KEPT}')`,
    );
  }
}

function json(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}
