import type { OrganizationId } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import type { AuditEvent } from '../entities/audit-event.entity.js';
import { type DisabledEndpoint, disableWebhookEndpoint } from './disable-webhook-endpoint.js';
import { FAILURES_TO_OPEN, LEASE, type LeasedLane } from './webhook-lanes.js';
import { SECRET_COLUMNS, type SealedWebhookSecrets } from './webhook-secrets.js';
import type { AttemptResult } from './webhook-tests.js';

/** What is to be sent next in a lane, where to, and with which secrets. */
export interface NextWebhook {
  readonly organizationId: OrganizationId;
  readonly url: string;
  readonly secrets: SealedWebhookSecrets;
  /** How many attempts for it have failed. */
  readonly attempts: number;
  /** How many attempts of the endpoint have failed since the last success. */
  readonly failures: number;
  /** In the feed. */
  readonly position: string;
  /** When the delivery was made. A replay makes it anew. */
  readonly createdAt: string;
  /** Null when the feed does not reach back to it any more. */
  readonly event: (AuditEvent & { readonly sequence: string }) | null;
}

/** An attempt that was made. */
export interface MadeAttempt extends AttemptResult {
  readonly startedAt: Date;
}

/** What follows from an attempt that failed. */
export interface Consequence {
  /** Until the next attempt of the lane; null when this was the last one. */
  readonly pauseMs: number | null;
  /** For how long the receiver wants nothing at all; null when it did not say. */
  readonly endpointPauseMs: number | null;
  /** The receiver answered that it wants no more webhooks, ever. */
  readonly gone: boolean;
}

/** The longest pause between the attempts of one endpoint, and the first one, in seconds. */
const PROBE_PAUSES = { first: 5, longest: 300 };

/** After so long without a success an endpoint is disabled, whichever lanes were tried: as long as the attempts of one take at most. */
const HOPELESS_AFTER = `interval '84 hours'`;

const NEXT = `
  WITH renewed AS (
    UPDATE webhook_lanes SET leased_until = clock_timestamp() + ${LEASE}
    WHERE endpoint_id = $1 AND lane = $2 AND lease = $3 RETURNING attempts
  )
  SELECT ${SECRET_COLUMNS}, a.*, e.organization_id, e.url, e.failures, renewed.attempts, d.position, d.created_at::text AS delivery_created_at,
         f.sequence
  FROM renewed
  JOIN webhook_endpoints e ON e.id = $1 AND e.disabled_at IS NULL
    AND (e.breaker_until IS NULL OR e.breaker_until <= clock_timestamp())
  CROSS JOIN LATERAL (
    SELECT position, event_id, created_at FROM webhook_deliveries
    WHERE endpoint_id = $1 AND lane = $2 AND state = 'pending' ORDER BY position LIMIT 1
  ) AS d
  LEFT JOIN feed_events f ON f.organization_id = e.organization_id AND f.position = d.position AND f.event_id = d.event_id
  LEFT JOIN audit_events a ON a.id = f.event_id`;

/** A delivery that was replayed in the meantime stays pending. */
const DELIVERED = `
  WITH lane AS (
    UPDATE webhook_lanes SET attempts = 0, next_attempt_at = clock_timestamp(), scheduled_at = NULL, woken_at = NULL
    WHERE endpoint_id = $1 AND lane = $2 AND lease = $3
  ),
  attempt AS (
    INSERT INTO webhook_attempts (endpoint_id, position, attempt, at, duration_ms, status, error, answer)
    VALUES ($1, $4, $5, $6, $7, $8, $9, $10)
  )
  UPDATE webhook_deliveries SET state = 'delivered', delivered_at = clock_timestamp()
  WHERE endpoint_id = $1 AND position = $4 AND created_at = $11::timestamptz`;

/** An attempt of a lane that was woken: the one that the schedule has next is still to come. */
const IS_EARLY = 'scheduled_at > now()';

/** $12 is 1 if the failure counts. If the attempts of the lane began anew meanwhile, it is due at once. */
const NEXT_ATTEMPT = `
  CASE WHEN ${IS_EARLY} THEN scheduled_at
       ELSE now() + make_interval(secs => CASE WHEN $12::int = 1 AND attempts + 1 = $5::int THEN $11::float8 ELSE 0 END) END`;

const FAILED = `
  WITH lane AS (
    UPDATE webhook_lanes
    SET attempts = attempts + CASE WHEN ${IS_EARLY} THEN 0 ELSE $12::int END, lease = NULL, leased_until = NULL,
        next_attempt_at = ${NEXT_ATTEMPT}, scheduled_at = ${NEXT_ATTEMPT}, woken_at = CASE WHEN ${IS_EARLY} THEN woken_at END
    WHERE endpoint_id = $1 AND lane = $2 AND lease = $3
    RETURNING attempts
  ),
  attempt AS (
    INSERT INTO webhook_attempts (endpoint_id, position, attempt, at, duration_ms, status, error, answer)
    VALUES ($1, $4, $5, $6, $7, $8, $9, $10)
  )
  SELECT attempts FROM lane`;

/**
 * One failure more. From the fifth in a row on, the pauses before further attempts double. It does not count when another
 * worker has the lane by now, or when the endpoint has got another URL.
 */
const COUNT_FAILURE = `
  UPDATE webhook_endpoints
  SET failures = failures + 1, failing_since = coalesce(failing_since, clock_timestamp()),
      breaker_until = greatest(breaker_until, clock_timestamp() + make_interval(secs => greatest($2::float8,
        CASE WHEN failures + 1 >= ${FAILURES_TO_OPEN}
             THEN least(${PROBE_PAUSES.longest}, ${PROBE_PAUSES.first} * 2 ^ least(failures + 1 - ${FAILURES_TO_OPEN}, 10))
             ELSE 0 END)))
  WHERE id = $1 AND url = $3
    AND EXISTS (SELECT FROM webhook_lanes WHERE endpoint_id = $1 AND lane = $4 AND lease = $5)
  RETURNING failing_since < clock_timestamp() - ${HOPELESS_AFTER} AS hopeless`;

/** What is sent, and what became of it. */
export class WebhookAttempts {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The next webhook of a lane, whose lease begins anew.
   *
   * @returns undefined when there is none, the endpoint gets nothing now, or the lease has passed to another worker
   */
  async next({ endpointId, lane, lease }: LeasedLane): Promise<NextWebhook | undefined> {
    const [row] = await this.dataSource.query(NEXT, [endpointId, lane, lease]);
    if (row === undefined) return undefined;
    const {
      organization_id: organizationId,
      url,
      attempts,
      failures,
      position,
      sequence,
      delivery_created_at: createdAt,
    } = row;
    const event = sequence === null ? null : row;
    const secrets = { ...row, id: endpointId };
    return { organizationId, url, attempts, failures, position, createdAt, event, secrets };
  }

  /** Notes that it was delivered. The first success after failures ends them: the other lanes need not wait any longer. */
  async delivered(lane: LeasedLane, next: NextWebhook, made: MadeAttempt): Promise<void> {
    if (next.failures > 0) await this.recovered(lane, next.failures);
    await this.dataSource.query(DELIVERED, [...columns(lane, next, made), next.createdAt]);
  }

  /**
   * Notes that it was not delivered, and gives the lane back. Of a worker that has lost the lane, or has called a URL that
   * the endpoint no longer has, only the attempt is noted.
   *
   * @returns the endpoint if it was disabled for that
   */
  failed(
    lane: LeasedLane,
    next: NextWebhook,
    made: MadeAttempt,
    { pauseMs, endpointPauseMs, gone }: Consequence,
    traceId: string,
  ): Promise<DisabledEndpoint | null> {
    return this.dataSource.transaction(async (tx) => {
      const [[endpoint]]: [{ hopeless: boolean }[], number] = await tx.query(COUNT_FAILURE, [
        lane.endpointId,
        (endpointPauseMs ?? 0) / 1_000,
        next.url,
        lane.lane,
        lane.lease,
      ]);
      const result = [...columns(lane, next, made), (pauseMs ?? 0) / 1_000, endpoint ? 1 : 0];
      const [counted]: { attempts: number }[] = await tx.query(FAILED, result);
      if (endpoint === undefined || counted === undefined) return null;
      if (gone) return disableWebhookEndpoint(tx, lane.endpointId, 'gone', traceId);
      const exhausted = endpoint.hopeless || (pauseMs === null && counted.attempts > next.attempts);
      return exhausted ? disableWebhookEndpoint(tx, lane.endpointId, 'exhausted', traceId) : null;
    });
  }

  /** Leaves out a delivery whose event the feed does not have any more. */
  async drop({ endpointId }: LeasedLane, { position, createdAt }: NextWebhook): Promise<void> {
    await this.dataSource.query(
      `UPDATE webhook_deliveries SET state = 'dropped'
       WHERE endpoint_id = $1 AND position = $2 AND created_at = $3::timestamptz`,
      [endpointId, position, createdAt],
    );
  }

  /** Unless an attempt has failed since this one began: that one is newer, and so is what it said of `Retry-After`. */
  private async recovered({ endpointId }: LeasedLane, failures: number): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const [, ended]: [unknown[], number] = await tx.query(
        `UPDATE webhook_endpoints SET failures = 0, failing_since = NULL, breaker_until = NULL
         WHERE id = $1 AND failures = $2`,
        [endpointId, failures],
      );
      if (ended > 0 && failures >= FAILURES_TO_OPEN) await wakeLanes(tx, endpointId);
    });
  }
}

/**
 * Makes the lanes of an endpoint due before their time. The schedule of each stays as it was, and the attempt that it makes
 * early is not one of its ten. A lane that fails while others succeed is woken only so often: else it would be sent without
 * a pause.
 */
async function wakeLanes(tx: EntityManager, endpointId: string): Promise<void> {
  await tx.query(
    `UPDATE webhook_lanes
     SET scheduled_at = next_attempt_at, next_attempt_at = clock_timestamp(), woken_at = clock_timestamp()
     WHERE endpoint_id = $1 AND next_attempt_at > clock_timestamp()
       AND (woken_at IS NULL OR woken_at < clock_timestamp() - make_interval(secs => ${PROBE_PAUSES.longest}))`,
    [endpointId],
  );
}

function columns({ endpointId, lane, lease }: LeasedLane, { position, attempts }: NextWebhook, made: MadeAttempt) {
  const { startedAt, durationMs, status, error, answer } = made;
  return [endpointId, lane, lease, position, attempts + 1, startedAt, durationMs, status, error, answer];
}
