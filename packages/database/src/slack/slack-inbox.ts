import type { DataSource } from 'typeorm';
import { SlackRequest } from '../entities/slack-request.entity.js';
import { type NewSlackDelivery, writeDeliveries } from './slack-outbox.js';

export type NewSlackRequest = Pick<SlackRequest, 'id' | 'team_id' | 'slack_user_id' | 'kind' | 'body' | 'trace_id'> & {
  readonly enterprise_id: string | null;
};

/** How long a bot may be at a request before another one takes it. It renews the lease while it works. */
const LEASE = '30 seconds';

/** How long requests that have ended are kept: as long as they can be undone, and a redelivery may come. */
const KEPT = '2 days';

/** What people did in Slack: written down before it is acknowledged, carried out after. */
export class SlackInbox {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Takes the request in and leases it to this bot. Null when it was there already: it was delivered twice; and when the
   * workspace has no bot any more.
   */
  async receive(request: NewSlackRequest): Promise<SlackRequest | null> {
    const [row]: SlackRequest[] = await this.dataSource.query(
      `INSERT INTO slack_requests (id, workspace_id, team_id, slack_user_id, kind, body, trace_id, attempts, due_at)
       SELECT $1, i.workspace_id, $3, $4, $5, $6, $7, 1, clock_timestamp() + interval '${LEASE}'
       FROM slack_installations i WHERE i.workspace_id = ANY ($2::text[])
       ORDER BY i.workspace_id = $3 DESC LIMIT 1
       ON CONFLICT (id) DO NOTHING RETURNING *`,
      [
        request.id,
        [request.team_id, request.enterprise_id].filter((id) => id !== null),
        request.team_id,
        request.slack_user_id,
        request.kind,
        JSON.stringify(request.body),
        request.trace_id,
      ],
    );
    return row ?? null;
  }

  find(id: string): Promise<SlackRequest | null> {
    return this.dataSource.manager.findOneBy(SlackRequest, { id });
  }

  /** Requests that nobody is at, oldest first: their bot died, or they wait for an outcome. */
  async leaseDue(limit: number): Promise<SlackRequest[]> {
    const [rows]: [SlackRequest[], number] = await this.dataSource.query(
      `UPDATE slack_requests SET attempts = attempts + 1, due_at = clock_timestamp() + interval '${LEASE}'
       WHERE id IN (
         SELECT id FROM slack_requests WHERE finished_at IS NULL AND due_at < clock_timestamp()
         ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING *`,
      [limit],
    );
    return rows;
  }

  async renew(ids: readonly string[]): Promise<void> {
    await this.dataSource.query(
      `UPDATE slack_requests SET due_at = clock_timestamp() + interval '${LEASE}'
       WHERE id = ANY ($1) AND finished_at IS NULL`,
      [ids],
    );
  }

  /** What the request comes down to. Written before anything is changed, and never written over. */
  async decide(id: string, plan: object): Promise<SlackRequest['plan']> {
    const [rows]: [{ plan: SlackRequest['plan'] }[], number] = await this.dataSource.query(
      `UPDATE slack_requests SET plan = coalesce(plan, $2) WHERE id = $1 RETURNING plan`,
      [id, JSON.stringify(plan)],
    );
    return rows[0]?.plan ?? null;
  }

  /** Puts the request aside for some seconds: somebody looks after it again then. */
  async sleep(id: string, seconds: number): Promise<void> {
    await this.dataSource.query(
      `UPDATE slack_requests SET due_at = clock_timestamp() + make_interval(secs => $2)
       WHERE id = $1 AND finished_at IS NULL`,
      [id, seconds],
    );
  }

  /**
   * Ends the request; its messages are written down in the same transaction, so that they are sent whatever happens.
   * False when another bot has ended it meanwhile: its messages are on their way already.
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

  /** Changes of a person that are not over, newest first. */
  async pendingOf(teamId: string, slackUserId: string): Promise<SlackRequest[]> {
    return this.dataSource.query(
      `SELECT * FROM slack_requests
       WHERE team_id = $1 AND slack_user_id = $2 AND finished_at IS NULL AND plan IS NOT NULL
       ORDER BY created_at DESC LIMIT 10`,
      [teamId, slackUserId],
    );
  }

  async purge(): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM slack_requests WHERE created_at < clock_timestamp() - interval '${KEPT}' AND finished_at IS NOT NULL`,
    );
  }
}

function json(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}
