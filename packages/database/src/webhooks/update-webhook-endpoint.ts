import type { Caller, WebhookEndpointObject } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { differences, recordAudit } from '../audit/record-changes.js';
import { assertDepartment } from '../departments/department-row.js';
import {
  authorizeReading,
  type EndpointSettings,
  lockEndpoint,
  readWebhookEndpoint,
  settingsOf,
  tryAtOnce,
  type WebhookEndpointTarget,
} from './webhook-endpoint-row.js';

/** The settings to change; those that are left out stay as they are. */
type WebhookEndpointPatch = {
  readonly [Field in keyof EndpointSettings]?: EndpointSettings[Field] | undefined;
};

/**
 * Changes an endpoint. One that is enabled again continues where it was. With another URL, too, what is pending is tried at
 * once. A patch that changes nothing leaves no trace.
 *
 * @throws DomainError WEBHOOK_ENDPOINT_NOT_FOUND, PRECONDITION_FAILED, PERMISSION_DENIED for a caller who may not read the
 *   events, DEPARTMENT_NOT_FOUND
 */
export async function updateWebhookEndpoint(
  tx: EntityManager,
  caller: Caller,
  target: WebhookEndpointTarget,
  patch: WebhookEndpointPatch,
): Promise<WebhookEndpointObject> {
  const { organizationId } = caller.principal;
  const { id } = target;
  authorizeReading(caller);
  const current = settingsOf(await lockEndpoint(tx, organizationId, target));
  const next = patched(current, patch);
  const changed = differences(current, next);
  if (changed === null) return readWebhookEndpoint(tx, organizationId, id);
  if (changed.after.department_id) await assertDepartment(tx, organizationId, changed.after.department_id);
  await tx.query(
    `UPDATE webhook_endpoints
     SET url = $2, event_types = $3, department_id = $4, description = $5,
         disabled_at = CASE WHEN $6 THEN coalesce(disabled_at, clock_timestamp()) END,
         disabled_reason = CASE WHEN $6 THEN coalesce(disabled_reason, 'owner') END,
         updated_at = clock_timestamp()
     WHERE id = $1`,
    [id, next.url, next.event_types, next.department_id, next.description, next.disabled],
  );
  if (changed.after.disabled === false || changed.after.url !== undefined) await tryAtOnce(tx, id);
  await recordAudit(tx, caller, { action: 'webhook_endpoint.update', subject: id, ...changed });
  return readWebhookEndpoint(tx, organizationId, id);
}

/** Lists are compared by what they hold. */
function patched(current: EndpointSettings, patch: WebhookEndpointPatch): EndpointSettings {
  const { event_types: types = current.event_types, ...others } = patch;
  const event_types = JSON.stringify(types) === JSON.stringify(current.event_types) ? current.event_types : types;
  const given = Object.entries(others).filter(([, value]) => value !== undefined);
  return { ...current, ...Object.fromEntries(given), event_types };
}
