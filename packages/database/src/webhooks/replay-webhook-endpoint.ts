import type { Caller, WebhookEndpointId, WebhookEndpointObject } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../audit/record-changes.js';
import type { FeedPosition } from '../feed/feed-cursors.js';
import { lockEndpoint, readWebhookEndpoint } from './webhook-endpoint-row.js';

/**
 * Sends an endpoint again what it gets of the events after a position, under the same IDs. Workers do it, so a replay of any
 * size is begun at once. For a disabled endpoint it begins when that is enabled.
 *
 * @param from in words or as a cursor, for the audit
 * @throws DomainError WEBHOOK_ENDPOINT_NOT_FOUND
 */
export async function replayWebhookEndpoint(
  tx: EntityManager,
  caller: Caller,
  id: WebhookEndpointId,
  { position, epoch, from }: FeedPosition & { readonly from: object },
): Promise<WebhookEndpointObject> {
  const { organizationId } = caller.principal;
  await lockEndpoint(tx, organizationId, { id, expected: null });
  await tx.query(
    `UPDATE webhook_endpoints SET distributed_to = $2, distributed_epoch = $3 WHERE id = $1 AND distributed_to > $2::bigint`,
    [id, position, epoch],
  );
  await recordAudit(tx, caller, { action: 'webhook_endpoint.replay', subject: id, after: from });
  return readWebhookEndpoint(tx, organizationId, id);
}
