import type { DataSource } from 'typeorm';

/** The state of all webhooks, for operators. */
export interface WebhookState {
  /** Endpoints by state: `enabled`, `failing` (enabled, but the last attempt failed), or why they are disabled. */
  readonly endpoints: Readonly<Record<'enabled' | 'failing' | 'owner' | 'exhausted' | 'gone', number>>;
  /** Age of the oldest delivery that is pending for an enabled endpoint, in milliseconds; null when there is none. */
  readonly oldest_pending_ms: number | null;
  /** How long the oldest lane that may be sent has waited for a worker, in milliseconds; null when none waits. */
  readonly oldest_due_ms: number | null;
}

const since = (time: string) =>
  `CASE WHEN ${time} IS NOT NULL THEN greatest(0, extract(epoch FROM clock_timestamp() - ${time}) * 1000) END::float8`;

const DUE = 'e.failures = 0 AND l.next_attempt_at <= clock_timestamp()';

/**
 * Lanes wait by intention while their endpoint is failing: how long those of the others wait shows whether workers send. A
 * lease does not mean that one does; a lane that is being sent is due anew after each delivery.
 */
const STATE = `
  SELECT (
    SELECT json_build_object(
      'enabled', count(*) FILTER (WHERE disabled_at IS NULL AND failures = 0),
      'failing', count(*) FILTER (WHERE disabled_at IS NULL AND failures > 0),
      'owner', count(*) FILTER (WHERE disabled_reason = 'owner'),
      'exhausted', count(*) FILTER (WHERE disabled_reason = 'exhausted'),
      'gone', count(*) FILTER (WHERE disabled_reason = 'gone')
    ) FROM webhook_endpoints
  ) AS endpoints,
  ${since('min(first.created_at)')} AS oldest_pending_ms,
  ${since(`min(l.next_attempt_at) FILTER (WHERE ${DUE})`)} AS oldest_due_ms
  FROM webhook_lanes l
  JOIN webhook_endpoints e ON e.id = l.endpoint_id AND e.disabled_at IS NULL
  LEFT JOIN LATERAL (
    SELECT d.created_at FROM webhook_deliveries d
    WHERE d.endpoint_id = l.endpoint_id AND d.lane = l.lane AND d.state = 'pending' ORDER BY d.position LIMIT 1
  ) AS first ON true`;

export async function readWebhookState(dataSource: DataSource): Promise<WebhookState> {
  const [state]: [WebhookState] = await dataSource.query(STATE);
  return state;
}
