import type { ChangeOrigin, OrganizationId, WebhookEndpointId, WebhookEndpointObject } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordChanges } from '../audit/record-changes.js';
import type { FeedPosition } from '../feed/feed-cursors.js';
import { lockEndpoint, readWebhookEndpoint, tryAtOnce } from './webhook-endpoint-row.js';

/**
 * Sends an endpoint again what it gets of the events after a position, under the same IDs. Workers do it, so a replay of any
 * size is begun at once, also when earlier attempts have failed. For a disabled endpoint it begins when that is enabled.
 *
 * @param from the position as it was asked for, for the audit
 * @throws DomainError WEBHOOK_ENDPOINT_NOT_FOUND
 */
export async function replayWebhookEndpoint(
  tx: EntityManager,
  origin: ChangeOrigin,
  { organizationId, id }: { readonly organizationId: OrganizationId; readonly id: WebhookEndpointId },
  { position, epoch, from }: FeedPosition & { readonly from: object },
): Promise<WebhookEndpointObject> {
  await lockEndpoint(tx, organizationId, { id, expected: null });
  await tx.query(
    `UPDATE webhook_endpoints SET distributed_to = $2, distributed_epoch = $3 WHERE id = $1 AND distributed_to > $2::bigint`,
    [id, position, epoch],
  );
  await tryAtOnce(tx, id);
  const change = { action: 'webhook_endpoint.replay', subject: id, after: from } as const;
  await recordChanges(tx, origin, organizationId, [change]);
  return readWebhookEndpoint(tx, organizationId, id);
}
