import type { WebhookEndpointId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { tryLock } from '../advisory-locks.js';
import { isOpen } from '../open-organizations.js';
import { walkTransaction } from '../transactions/planned-transaction.js';

/** How many attempts in a row fail, over all lanes, before an endpoint is tried by one lane only. */
export const FAILURES_TO_OPEN = 5;

/** How many lanes of an endpoint are sent at a time, and of all endpoints of an organization. */
const LANES_OF_ENDPOINT = 8;
const LANES_OF_ORGANIZATION = 16;

/**
 * How long a lane is leased: while its job waits on the queue, and then for each attempt anew. Longer than an attempt takes.
 */
export const LEASE = `interval '30 seconds'`;

/** A lane that a worker may send until its lease ends. Nobody else sends it. */
export interface LeasedLane {
  readonly endpointId: WebhookEndpointId;
  /** A department's ID, or the empty text. */
  readonly lane: string;
  readonly lease: string;
}

/** A lane `l` may be leased, as far as it depends on the lane. */
const IS_DUE = 'l.next_attempt_at <= clock_timestamp() AND (l.lease IS NULL OR l.leased_until <= clock_timestamp())';

/** An endpoint `e` gets webhooks now: not while its organization moves to another cell, which sends them then. */
const GETS_WEBHOOKS = `
  e.disabled_at IS NULL AND (e.breaker_until IS NULL OR e.breaker_until <= clock_timestamp())
  AND ${isOpen('e.organization_id')}`;

/**
 * Leases up to $1 lanes that are due. Round robin between organizations, and between the endpoints of each: a lane's place
 * is how many lanes of the organization are being sent already and go before it. A lane that somebody changes meanwhile is
 * left to the next turn.
 */
const LEASE_DUE = `
  WITH busy AS MATERIALIZED (
    SELECT endpoint_id, count(*) AS lanes FROM webhook_lanes
    WHERE lease IS NOT NULL AND leased_until > clock_timestamp() GROUP BY endpoint_id
  ),
  endpoints AS MATERIALIZED (
    SELECT e.id, e.organization_id, e.disabled_at, e.breaker_until, coalesce(busy.lanes, 0) AS busy,
           CASE WHEN e.failures >= ${FAILURES_TO_OPEN} THEN 1 ELSE ${LANES_OF_ENDPOINT} END AS most,
           sum(coalesce(busy.lanes, 0)) OVER (PARTITION BY e.organization_id) AS organization_busy
    FROM webhook_endpoints e LEFT JOIN busy ON busy.endpoint_id = e.id
  ),
  due AS (
    SELECT e.id AS endpoint_id, l.lane, e.organization_busy
             + row_number() OVER (PARTITION BY e.organization_id ORDER BY e.busy + l.turn, l.next_attempt_at) AS place
    FROM endpoints e
    CROSS JOIN LATERAL (
      SELECT lane, next_attempt_at, row_number() OVER (ORDER BY next_attempt_at) AS turn FROM webhook_lanes l
      WHERE endpoint_id = e.id AND ${IS_DUE} ORDER BY next_attempt_at LIMIT greatest(e.most - e.busy, 0)
    ) AS l
    WHERE ${GETS_WEBHOOKS}
  ),
  chosen AS (
    SELECT endpoint_id, lane FROM due WHERE place <= ${LANES_OF_ORGANIZATION} ORDER BY place LIMIT $1
  ),
  locked AS (
    SELECT l.endpoint_id, l.lane FROM webhook_lanes l JOIN chosen ON chosen.endpoint_id = l.endpoint_id AND chosen.lane = l.lane
    WHERE ${IS_DUE} FOR NO KEY UPDATE OF l SKIP LOCKED
  )
  UPDATE webhook_lanes l SET lease = gen_random_uuid(), leased_until = clock_timestamp() + ${LEASE}
  FROM locked WHERE l.endpoint_id = locked.endpoint_id AND l.lane = locked.lane
  RETURNING l.endpoint_id AS "endpointId", l.lane, l.lease`;

/** The lanes of all endpoints: which of them is to be sent, and by whom. This is the schedule; the queue only carries it. */
export class WebhookLanes {
  constructor(private readonly dataSource: DataSource) {}

  /** Whether a lane is due, of an endpoint that gets webhooks now. */
  async areDue(): Promise<boolean> {
    const [{ due }] = await this.dataSource.query(
      `SELECT EXISTS (
         SELECT FROM webhook_lanes l JOIN webhook_endpoints e ON e.id = l.endpoint_id WHERE ${IS_DUE} AND ${GETS_WEBHOOKS}
       ) AS due`,
    );
    return due;
  }

  /** Leases up to `most` lanes that are due. None while another process does. */
  leaseDue(most: number): Promise<LeasedLane[]> {
    return walkTransaction(this.dataSource, async (tx) => {
      if (!(await tryLock(tx, 'webhookLanes'))) return [];
      const [lanes]: [LeasedLane[], number] = await tx.query(LEASE_DUE, [most]);
      return lanes;
    });
  }

  /** Gives a lane back. It stays due, after the other lanes of its endpoint that are. */
  async release({ endpointId, lane, lease }: LeasedLane): Promise<void> {
    await this.dataSource.query(
      `UPDATE webhook_lanes SET lease = NULL, leased_until = NULL, next_attempt_at = clock_timestamp()
       WHERE endpoint_id = $1 AND lane = $2 AND lease = $3`,
      [endpointId, lane, lease],
    );
  }

  /** Keeps a lane from being sent for so long. No attempt is counted, and the lane is as overdue as it was: see `WebhookState`. */
  async postpone({ endpointId, lane, lease }: LeasedLane, seconds: number): Promise<void> {
    await this.dataSource.query(
      `UPDATE webhook_lanes SET leased_until = clock_timestamp() + make_interval(secs => $4)
       WHERE endpoint_id = $1 AND lane = $2 AND lease = $3`,
      [endpointId, lane, lease, seconds],
    );
  }

  /** Removes a lane that has nothing pending, or gives it back if it has. */
  async finish({ endpointId, lane, lease }: LeasedLane): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const key = [endpointId, lane, lease];
      // The lock first, and a statement of its own for the deletion: that sees what the distributor added before the lock.
      const [, locked]: [unknown[], number] = await tx.query(
        `UPDATE webhook_lanes SET lease = NULL, leased_until = NULL WHERE endpoint_id = $1 AND lane = $2 AND lease = $3`,
        key,
      );
      if (locked === 0) return;
      await tx.query(
        `DELETE FROM webhook_lanes WHERE endpoint_id = $1 AND lane = $2 AND lease IS NULL AND NOT EXISTS (
           SELECT FROM webhook_deliveries WHERE endpoint_id = $1 AND lane = $2 AND state = 'pending')`,
        key.slice(0, 2),
      );
    });
  }
}
