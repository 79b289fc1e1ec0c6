import {
  assertVersion,
  authorizeScopes,
  type Caller,
  type DepartmentId,
  DomainError,
  type ExpectedVersion,
  type OrganizationId,
  type WebhookEndpointId,
  type WebhookEndpointObject,
  webhookEndpointVersion,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { rfc3339 } from '../sql.js';

/** The object of a row `e`, without its secrets. */
export const ENDPOINT_COLUMNS = `
  e.id, e.url, e.event_types, e.department_id, e.description, e.disabled_at IS NOT NULL AS disabled,
  ${rfc3339('e.disabled_at')} AS disabled_at, e.disabled_reason, ${rfc3339('e.failing_since')} AS failing_since,
  CASE WHEN e.previous_secret_until > clock_timestamp() THEN ${rfc3339('e.previous_secret_until')} END
    AS previous_secret_expires_at,
  ${rfc3339('e.created_at')} AS created_at,
  json_build_object('type', e.created_by_type, 'id', e.created_by_id) AS created_by,
  ${rfc3339('e.updated_at')} AS updated_at`;

/** What callers set. */
export interface EndpointSettings {
  readonly url: string;
  readonly event_types: readonly string[] | null;
  readonly department_id: DepartmentId | null;
  readonly description: string | null;
  readonly disabled: boolean;
}

/** An endpoint to change, and the version that the caller accepts. */
export interface WebhookEndpointTarget {
  readonly id: WebhookEndpointId;
  readonly expected: ExpectedVersion;
}

/** Events go to the endpoint that only those may read who read the audit: nobody else may say where to. */
export function authorizeReading({ principal }: Caller): void {
  authorizeScopes(principal, ['audit:read']);
}

/**
 * Until the transaction ends, nobody else changes the endpoint, and it gets no further deliveries.
 *
 * @throws DomainError WEBHOOK_ENDPOINT_NOT_FOUND, PRECONDITION_FAILED
 */
export async function lockEndpoint(
  tx: EntityManager,
  organizationId: OrganizationId,
  { id, expected }: WebhookEndpointTarget,
): Promise<WebhookEndpointObject> {
  const endpoint = await readWebhookEndpoint(tx, organizationId, id, 'FOR NO KEY UPDATE');
  assertVersion(webhookEndpointVersion(endpoint), expected, { webhook_endpoint_id: id });
  return endpoint;
}

/** @throws DomainError WEBHOOK_ENDPOINT_NOT_FOUND */
export async function readWebhookEndpoint(
  tx: EntityManager,
  organizationId: OrganizationId,
  id: WebhookEndpointId,
  lock = '',
): Promise<WebhookEndpointObject> {
  const [endpoint]: WebhookEndpointObject[] = await tx.query(
    `SELECT ${ENDPOINT_COLUMNS} FROM webhook_endpoints e WHERE e.organization_id = $1 AND e.id = $2 ${lock}`,
    [organizationId, id],
  );
  if (endpoint === undefined) throw new DomainError('WEBHOOK_ENDPOINT_NOT_FOUND', { webhook_endpoint_id: id });
  return endpoint;
}

/** Forgets earlier failures of an endpoint that is locked, so that each lane begins its attempts anew. */
export async function tryAtOnce(tx: EntityManager, id: WebhookEndpointId): Promise<void> {
  await tx.query(
    'UPDATE webhook_endpoints SET failures = 0, failing_since = NULL, breaker_until = NULL WHERE id = $1',
    [id],
  );
  await tx.query(
    `UPDATE webhook_lanes SET attempts = 0, next_attempt_at = clock_timestamp(), scheduled_at = NULL, woken_at = NULL
     WHERE endpoint_id = $1`,
    [id],
  );
}

/** What callers set, for the audit. */
export function settingsOf({
  url,
  event_types,
  department_id,
  description,
  disabled,
}: WebhookEndpointObject): EndpointSettings {
  return { url, event_types, department_id, description, disabled };
}
