import {
  EVENT_CATALOGUE,
  isAuditAction,
  MOST_SHOWN_ATTEMPTS,
  type OrganizationId,
  type WebhookAttemptObject,
  type WebhookDeliveryObject,
  type WebhookDeliveryState,
  type WebhookEndpointId,
} from '@roster/domain';
import type { DataSource } from 'typeorm';
import type { AuditEvent } from '../entities/audit-event.entity.js';
import type { EventFeed } from '../feed/event-feed.js';
import { type Page, pageOf, rfc3339 } from '../sql.js';
import { readWebhookEndpoint } from './webhook-endpoint-row.js';

/** The object of an attempt `t`, as JSON. */
export const ATTEMPT_OBJECT = `json_build_object('attempt', t.attempt, 'at', ${rfc3339('t.at')}, 'duration_ms', t.duration_ms,
  'status', t.status, 'error', t.error, 'answer', t.answer)`;

/** Deliveries `d` with the newest of their attempts, and with these further columns. */
const selectDeliveries = (more = '') => `
  SELECT ${more} d.endpoint_id, d.position, d.event_id, d.state, ${rfc3339('d.created_at')} AS created_at,
         ${rfc3339('d.delivered_at')} AS delivered_at, e.action, e.department_id, coalesce(a.attempts, '[]') AS attempts
  FROM webhook_deliveries d JOIN audit_events e ON e.id = d.event_id
  LEFT JOIN LATERAL (
    SELECT json_agg(${ATTEMPT_OBJECT} ORDER BY t.id) AS attempts FROM (
      SELECT * FROM webhook_attempts WHERE endpoint_id = d.endpoint_id AND position = d.position
      ORDER BY id DESC LIMIT ${MOST_SHOWN_ATTEMPTS}
    ) AS t
  ) AS a ON true`;

interface DeliveryRow extends Omit<WebhookDeliveryObject, 'event_id' | 'event_type'> {
  readonly endpoint_id: WebhookEndpointId;
  readonly position: string;
  /** The number of the audit event. */
  readonly event_id: string;
  readonly action: string;
  readonly attempts: WebhookAttemptObject[];
}

/** A delivery of an event that is looked at. */
export interface EventDelivery extends WebhookDeliveryObject {
  readonly endpoint_id: WebhookEndpointId;
  readonly url: string;
  /** When it is tried next, unless an earlier one of its lane is; null when it is not pending. */
  readonly next_attempt_at: Date | null;
}

interface DeliveryList {
  readonly organizationId: OrganizationId;
  readonly endpointId: WebhookEndpointId;
  readonly state?: WebhookDeliveryState | undefined;
  readonly limit: number;
  /** The position in the feed of the last delivery of the previous page. */
  readonly after?: string | undefined;
}

/** What was sent to webhook endpoints, and what is to be sent. */
export class WebhookDeliveries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly feed: EventFeed,
  ) {}

  /**
   * A page of an endpoint's deliveries, the latest events first.
   *
   * @throws DomainError WEBHOOK_ENDPOINT_NOT_FOUND
   */
  async list({
    organizationId,
    endpointId,
    state,
    limit,
    after,
  }: DeliveryList): Promise<Page<WebhookDeliveryObject, string>> {
    await readWebhookEndpoint(this.dataSource.manager, organizationId, endpointId);
    const wanted = ['d.endpoint_id = $1'];
    const values: unknown[] = [endpointId];
    // Written out, so that the planner sees which of the partial indexes has it.
    if (state !== undefined) wanted.push(`d.state = '${state}'`);
    if (after !== undefined) wanted.push(`d.position < $${values.push(after)}`);
    const rows: DeliveryRow[] = await this.dataSource.query(
      `${selectDeliveries()} WHERE ${wanted.join(' AND ')} ORDER BY d.position DESC LIMIT $${values.push(limit + 1)}`,
      values,
    );
    const { items, next } = pageOf(rows, limit, ({ position }) => position);
    return { items: await this.toObjects(items), next };
  }

  /** For operators: what was sent of these audit events, of one organization, and what is to be sent. */
  async ofEvents(organizationId: string, events: readonly AuditEvent[]): Promise<EventDelivery[]> {
    if (events.length === 0) return [];
    const rows: (DeliveryRow & Pick<EventDelivery, 'url' | 'next_attempt_at'>)[] = await this.dataSource.query(
      `${selectDeliveries('w.url, l.next_attempt_at,')}
       JOIN webhook_endpoints w ON w.id = d.endpoint_id
       LEFT JOIN webhook_lanes l ON l.endpoint_id = d.endpoint_id AND l.lane = d.lane AND d.state = 'pending'
       WHERE d.endpoint_id IN (SELECT id FROM webhook_endpoints WHERE organization_id = $1)
         AND d.position IN (
           SELECT f.position FROM unnest($2::bigint[], $3::timestamptz[]) AS told (id, occurred_at)
           JOIN feed_events f ON f.occurred_at = told.occurred_at AND f.event_id = told.id
         )
       ORDER BY d.position, d.endpoint_id`,
      [organizationId, events.map(({ id }) => id), events.map(({ occurred_at }) => occurred_at)],
    );
    const objects = await this.toObjects(rows);
    return rows.map(({ endpoint_id, url, next_attempt_at }, index) => ({
      ...(objects[index] as WebhookDeliveryObject),
      endpoint_id,
      url,
      next_attempt_at,
    }));
  }

  private async toObjects(rows: readonly DeliveryRow[]): Promise<WebhookDeliveryObject[]> {
    const ids = await this.feed.eventIds();
    return rows.map(({ event_id, action, department_id, state, created_at, delivered_at, attempts }) => ({
      event_id: ids.encode(event_id),
      event_type: isAuditAction(action) ? EVENT_CATALOGUE[action].type : action,
      department_id,
      state,
      created_at,
      delivered_at,
      attempts,
    }));
  }
}
