import type { DataSource } from 'typeorm';

interface Endpoint {
  readonly id: string;
  readonly url?: string;
  readonly description?: string;
  /** Why Roster disabled it. */
  readonly disabled?: 'exhausted' | 'gone';
  readonly failing?: boolean;
}

/** A webhook endpoint of the demo organization. */
export async function makeEndpoint(
  database: DataSource,
  { id, url = 'https://crm.example.com/roster', description, disabled, failing = false }: Endpoint,
): Promise<void> {
  await database.query(
    `INSERT INTO webhook_endpoints (id, organization_id, url, description, key_id, sealed_secret, disabled_at,
                                    disabled_reason, failures, failing_since, created_by_type, created_by_id,
                                    distributed_to, distributed_epoch)
     VALUES ($1, 'org_xyz789', $2, $3, 'key', '', CASE WHEN $4::text IS NOT NULL THEN now() - interval '1 hour' END, $4,
             CASE WHEN $5 THEN 7 ELSE 0 END, CASE WHEN $5 THEN now() - interval '2 hours' END, 'user', 'usr_def456',
             1000000, 1)`,
    [id, url, description, disabled, failing],
  );
}

interface Delivery {
  readonly endpointId: string;
  readonly position: number;
  /** The audit event. */
  readonly eventId: string;
  readonly department: string;
  /** The statuses of its attempts; 0: there was no answer. */
  readonly statuses: readonly number[];
}

/** A delivery: delivered if the last status is one of success, else pending. */
export async function makeDelivery(
  database: DataSource,
  { endpointId, position, eventId, department, statuses }: Delivery,
): Promise<void> {
  const isDelivered = (statuses.at(-1) ?? 0) >= 200 && (statuses.at(-1) ?? 0) < 300;
  await database.query(
    `INSERT INTO webhook_deliveries (endpoint_id, position, event_id, lane, state, delivered_at)
     VALUES ($1, $2, $3, $4, $5, CASE WHEN $5 = 'delivered' THEN now() END)`,
    [endpointId, position, eventId, department, isDelivered ? 'delivered' : 'pending'],
  );
  await database.query(
    `INSERT INTO webhook_attempts (endpoint_id, position, attempt, duration_ms, status, error, answer)
     SELECT $1, $2, n, 48, nullif(status, 0), CASE status WHEN 0 THEN 'The connection was refused.' END,
            CASE WHEN status <> 0 THEN '<b>' || status || '</b>' END
     FROM unnest($3::int[]) WITH ORDINALITY AS made (status, n)`,
    [endpointId, position, statuses],
  );
  if (isDelivered) return;
  await database.query(
    `INSERT INTO webhook_lanes (endpoint_id, lane, attempts, next_attempt_at)
     VALUES ($1, $2, $3, now() + interval '25 minutes') ON CONFLICT DO NOTHING`,
    [endpointId, department, statuses.length],
  );
}
