import type { WebhookEndpointObject } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { ENDPOINT_COLUMNS } from './webhook-endpoint-row.js';

/** An endpoint with what waits for it. */
export interface WebhookHealth extends WebhookEndpointObject {
  readonly organization_id: string;
  /** How many departments have something pending. */
  readonly lanes: number;
  /** When the oldest pending delivery was made; null when nothing is pending. */
  readonly oldest_pending_at: Date | null;
  readonly next_attempt_at: Date | null;
}

const SELECT_HEALTH = `
  SELECT ${ENDPOINT_COLUMNS}, e.organization_id, waiting.lanes, waiting.oldest_pending_at, waiting.next_attempt_at
  FROM webhook_endpoints e CROSS JOIN LATERAL (
    SELECT count(*)::int AS lanes, min(first.created_at) AS oldest_pending_at, min(l.next_attempt_at) AS next_attempt_at
    FROM webhook_lanes l LEFT JOIN LATERAL (
      SELECT d.created_at FROM webhook_deliveries d
      WHERE d.endpoint_id = l.endpoint_id AND d.lane = l.lane AND d.state = 'pending' ORDER BY d.position LIMIT 1
    ) AS first ON true
    WHERE l.endpoint_id = e.id
  ) AS waiting`;

/** The webhook endpoints of all organizations: for operators only. */
export class WebhookHealthReader {
  constructor(private readonly dataSource: DataSource) {}

  /** Of all organizations, or of one: first those that Roster disabled, then those that fail, the longest first, then the others, the newest first. */
  list(limit: number, organizationId: string | null): Promise<WebhookHealth[]> {
    return this.dataSource.query(
      `${SELECT_HEALTH} WHERE $2::text IS NULL OR e.organization_id = $2
       ORDER BY coalesce(e.disabled_reason IN ('exhausted', 'gone'), false) DESC, e.failing_since, e.id DESC LIMIT $1`,
      [limit, organizationId],
    );
  }

  async find(endpointId: string): Promise<WebhookHealth | null> {
    const [found]: WebhookHealth[] = await this.dataSource.query(`${SELECT_HEALTH} WHERE e.id = $1`, [endpointId]);
    return found ?? null;
  }
}
