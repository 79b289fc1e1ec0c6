import {
  type Caller,
  DomainError,
  type OrganizationId,
  type WebhookEndpointId,
  type WebhookEndpointObject,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../audit/record-changes.js';
import { assertDepartment } from '../departments/department-row.js';
import type { Sealed } from '../secret-box.js';
import { type Page, pageOf } from '../sql.js';
import {
  authorizeReading,
  ENDPOINT_COLUMNS,
  type EndpointSettings,
  lockEndpoint,
  readWebhookEndpoint,
  settingsOf,
  type WebhookEndpointTarget,
} from './webhook-endpoint-row.js';

/** An endpoint to create. Its secret is sealed for its ID: nothing here can read it. */
interface NewWebhookEndpoint extends EndpointSettings {
  readonly id: WebhookEndpointId;
  readonly secret: Sealed;
}

/**
 * An endpoint gets the events of the feed from now on, beginning with the one of its creation.
 *
 * @param limit how many endpoints the organization may have
 * @throws DomainError PERMISSION_DENIED for a caller who may not read the events, DEPARTMENT_NOT_FOUND,
 *   WEBHOOK_ENDPOINT_LIMIT_REACHED
 */
export async function createWebhookEndpoint(
  tx: EntityManager,
  caller: Caller,
  wanted: NewWebhookEndpoint,
  limit: number,
): Promise<WebhookEndpointObject> {
  const { organizationId, actor } = caller.principal;
  const { id, secret, url, event_types, department_id, description, disabled } = wanted;
  authorizeReading(caller);
  if (department_id !== null) await assertDepartment(tx, organizationId, department_id);
  await assertPlace(tx, organizationId, limit);
  const [created]: [WebhookEndpointObject] = await tx.query(
    `INSERT INTO webhook_endpoints AS e
       (id, organization_id, url, event_types, department_id, description, disabled_at, disabled_reason, key_id,
        sealed_secret, created_by_type, created_by_id, distributed_to, distributed_epoch)
     SELECT $1, $2, $3, $4, $5, $6, CASE WHEN $7 THEN clock_timestamp() END, CASE WHEN $7 THEN 'owner' END, $8, $9, $10, $11,
            r.last_position, coalesce((SELECT max(epoch) FROM feed_epochs), 1)
     FROM feed_relay r
     RETURNING ${ENDPOINT_COLUMNS}`,
    [
      id,
      organizationId,
      url,
      event_types,
      department_id,
      description,
      disabled,
      secret.keyId,
      secret.bytes,
      actor.type,
      actor.id,
    ],
  );
  const after = settingsOf(created);
  await recordAudit(tx, caller, { action: 'webhook_endpoint.create', subject: id, after });
  return created;
}

/** Until the transaction ends, the organization gets no other endpoint: two cannot both take the last place. */
async function assertPlace(tx: EntityManager, organizationId: OrganizationId, limit: number): Promise<void> {
  await tx.query('SELECT FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [organizationId]);
  const [{ endpoints }] = await tx.query(
    'SELECT count(*)::int AS endpoints FROM webhook_endpoints WHERE organization_id = $1',
    [organizationId],
  );
  if (endpoints >= limit) throw new DomainError('WEBHOOK_ENDPOINT_LIMIT_REACHED', { limit });
}

interface EndpointList {
  readonly organizationId: OrganizationId;
  readonly limit: number;
  /** The last endpoint of the previous page. */
  readonly after?: WebhookEndpointId | undefined;
}

/** A page of endpoints in the order in which they were created. */
export async function listWebhookEndpoints(
  tx: EntityManager,
  { organizationId, limit, after }: EndpointList,
): Promise<Page<WebhookEndpointObject, WebhookEndpointId>> {
  const rows: WebhookEndpointObject[] = await tx.query(
    `SELECT ${ENDPOINT_COLUMNS} FROM webhook_endpoints e
     WHERE e.organization_id = $1 AND ($2::text IS NULL OR e.id > $2) ORDER BY e.id LIMIT $3`,
    [organizationId, after, limit + 1],
  );
  return pageOf(rows, limit, ({ id }) => id);
}

/**
 * Deletes an endpoint. What is pending is not sent.
 *
 * @throws DomainError WEBHOOK_ENDPOINT_NOT_FOUND, PRECONDITION_FAILED
 */
export async function deleteWebhookEndpoint(
  tx: EntityManager,
  caller: Caller,
  target: WebhookEndpointTarget,
): Promise<void> {
  const before = settingsOf(await lockEndpoint(tx, caller.principal.organizationId, target));
  await tx.query('DELETE FROM webhook_endpoints WHERE id = $1', [target.id]);
  await recordAudit(tx, caller, { action: 'webhook_endpoint.delete', subject: target.id, before });
}

/**
 * Gives an endpoint another secret. The one before signs beside it for a while; one that was replaced earlier no longer
 * does.
 *
 * @throws DomainError WEBHOOK_ENDPOINT_NOT_FOUND
 */
export async function rotateWebhookSecret(
  tx: EntityManager,
  caller: Caller,
  { id, secret, overlapSeconds }: Pick<NewWebhookEndpoint, 'id' | 'secret'> & { readonly overlapSeconds: number },
): Promise<WebhookEndpointObject> {
  const { organizationId } = caller.principal;
  await lockEndpoint(tx, organizationId, { id, expected: null });
  await tx.query(
    `UPDATE webhook_endpoints
     SET key_id = $2, sealed_secret = $3, previous_key_id = key_id, previous_sealed_secret = sealed_secret,
         previous_secret_until = clock_timestamp() + make_interval(secs => $4)
     WHERE id = $1`,
    [id, secret.keyId, secret.bytes, overlapSeconds],
  );
  const after = { overlap_seconds: overlapSeconds };
  await recordAudit(tx, caller, { action: 'webhook_endpoint.rotate', subject: id, after });
  return readWebhookEndpoint(tx, organizationId, id);
}
