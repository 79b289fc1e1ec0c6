import { AUDIT_ACTIONS, EVENT_CATALOGUE, MAX_DEPARTMENT_DEPTH } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { tryLock } from '../advisory-locks.js';
import { replacedFrom } from '../feed/feed-arrivals.js';
import { isOpen } from '../open-organizations.js';
import { walkTransaction } from '../transactions/planned-transaction.js';

/** How long deliveries and attempts are kept, in days. What could not be delivered in that time is dropped. */
export const WEBHOOK_RETENTION_DAYS = 30;

interface DistributorOptions {
  /** The most endpoints in one transaction, and the most events that it looks at for each of them. */
  readonly endpoints?: number;
  readonly events?: number;
  /** Called inside the transaction, before it commits. For tests. */
  readonly beforeCommit?: () => Promise<void>;
}

export interface Distributed {
  readonly deliveries: number;
  /** There may be more: run again at once. */
  readonly full: boolean;
}

const NOTHING: Distributed = { deliveries: 0, full: false };

/** Event types by the actions of the audit that this version knows. */
const TYPES = JSON.stringify(Object.fromEntries(AUDIT_ACTIONS.map((action) => [action, EVENT_CATALOGUE[action].type])));

/**
 * Where an endpoint `e` goes on. After a restore or a failover the feed may have given positions to other events: then it
 * goes back to before those.
 */
const START = `
  least(e.distributed_to, ${replacedFrom('e.organization_id', 'e.distributed_epoch')} - 1)`;

const IS_BEHIND = `
  EXISTS (SELECT FROM feed_events f WHERE f.organization_id = e.organization_id AND f.position > start.position)`;

const BEHIND = `
  FROM webhook_endpoints e CROSS JOIN LATERAL (SELECT ${START}) AS start (position)
  WHERE e.disabled_at IS NULL AND ${isOpen('e.organization_id')} AND ${IS_BEHIND}`;

/**
 * Makes deliveries of the next events of up to $1 endpoints, and of up to $2 events for each. One statement, so that an
 * endpoint moves on exactly past the events for which there are deliveries, or that it does not want.
 *
 * - `behind`: in no order, so that an endpoint that is far behind does not keep the others from their turn. An endpoint
 *   that is being changed is left to the next run.
 * - `scanned`: each event is looked up by its ID. For a join the planner might read the audit from its start.
 * - `known`: up to the first event of an action that this version does not know ($3 are the types by action). A worker of
 *   the newer version distributes it, so that nothing is skipped during an upgrade.
 * - A delivery that is there already is pending again: it is being replayed.
 * - The row of a lane is locked even if it is there, so that a worker that is about to remove an empty lane sees that it is
 *   not (see `WebhookLanes.finish`). Code that locks both locks the endpoint first.
 */
export const DISTRIBUTE = `
  WITH RECURSIVE behind AS MATERIALIZED (
    SELECT e.id, e.organization_id, e.event_types, e.department_id, start.position AS after
    ${BEHIND}
    ORDER BY random() LIMIT $1
    FOR NO KEY UPDATE OF e SKIP LOCKED
  ),
  below AS (
    SELECT b.id AS endpoint_id, b.organization_id, b.department_id AS id, 1 AS level
    FROM behind b WHERE b.department_id IS NOT NULL
    UNION ALL
    SELECT w.endpoint_id, w.organization_id, d.id, w.level + 1
    FROM below w JOIN departments d ON d.organization_id = w.organization_id AND d.parent_id = w.id
    WHERE w.level < ${MAX_DEPARTMENT_DEPTH}
  ),
  scanned AS MATERIALIZED (
    SELECT b.id AS endpoint_id, f.position, f.event_id, f.occurred_at, coalesce(a.department_id, '') AS lane,
           $3::jsonb ->> a.action AS type
    FROM behind b
    CROSS JOIN LATERAL (
      SELECT * FROM feed_events WHERE organization_id = b.organization_id AND position > b.after ORDER BY position LIMIT $2
    ) AS f
    CROSS JOIN LATERAL (SELECT action, department_id FROM audit_events WHERE id = f.event_id LIMIT 1) AS a
  ),
  known AS MATERIALIZED (
    SELECT * FROM (
      SELECT s.*, bool_or(s.type IS NULL) OVER (PARTITION BY s.endpoint_id ORDER BY s.position) AS unknown FROM scanned s
    ) AS s WHERE NOT s.unknown
  ),
  written AS (
    INSERT INTO webhook_deliveries AS d (endpoint_id, position, event_id, lane)
    SELECT k.endpoint_id, k.position, k.event_id, k.lane
    FROM known k JOIN behind b ON b.id = k.endpoint_id
    WHERE (b.event_types IS NULL OR k.type = ANY (b.event_types))
      AND (b.department_id IS NULL OR EXISTS (SELECT FROM below w WHERE w.endpoint_id = b.id AND w.id = k.lane))
      AND k.occurred_at >= clock_timestamp() - make_interval(days => ${WEBHOOK_RETENTION_DAYS})
    ON CONFLICT (endpoint_id, position) DO UPDATE
    SET event_id = excluded.event_id, lane = excluded.lane, state = 'pending', delivered_at = NULL,
        created_at = excluded.created_at
    RETURNING d.endpoint_id, d.lane
  ),
  opened AS (
    INSERT INTO webhook_lanes AS l (endpoint_id, lane, next_attempt_at)
    SELECT endpoint_id, lane, clock_timestamp() FROM written GROUP BY endpoint_id, lane ORDER BY endpoint_id, lane
    ON CONFLICT (endpoint_id, lane) DO UPDATE SET next_attempt_at = l.next_attempt_at
  ),
  moved AS (
    UPDATE webhook_endpoints e
    SET distributed_to = reached.position, distributed_epoch = (SELECT max(epoch) FROM feed_epochs)
    FROM (SELECT endpoint_id, max(position) AS position FROM known GROUP BY endpoint_id) AS reached
    WHERE e.id = reached.endpoint_id
  )
  SELECT (SELECT count(*)::int FROM written) AS deliveries,
         (SELECT count(*) FROM behind) = $1
           OR EXISTS (SELECT FROM known GROUP BY endpoint_id HAVING count(*) = $2) AS full`;

/**
 * Makes deliveries of new events of the feed for webhook endpoints. Every worker has one; an advisory lock lets one of them at
 * a time do so, and it ends with the transaction.
 */
export class WebhookDistributor {
  private readonly endpoints: number;
  private readonly events: number;

  constructor(
    private readonly dataSource: DataSource,
    private readonly options: DistributorOptions = {},
  ) {
    // Together few enough for a transaction of about 0.1 s.
    this.endpoints = options.endpoints ?? 100;
    this.events = options.events ?? 100;
  }

  async run(): Promise<Distributed> {
    const [{ work }] = await this.dataSource.query(`SELECT EXISTS (SELECT ${BEHIND}) AS work`);
    if (!work) return NOTHING;
    return walkTransaction(this.dataSource, async (tx) => {
      if (!(await tryLock(tx, 'webhooks'))) return NOTHING;
      const [distributed]: [Distributed] = await tx.query(DISTRIBUTE, [this.endpoints, this.events, TYPES]);
      await this.options.beforeCommit?.();
      return distributed;
    });
  }
}
