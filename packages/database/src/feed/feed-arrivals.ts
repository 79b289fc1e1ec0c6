import type { OrganizationId, OrganizationManifest } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { waitForLock } from '../advisory-locks.js';
import { FEED_ORIGIN } from './feed-statements.js';

/**
 * Takes in the feed of an organization that comes from another cell. Its positions stay as they are, so this feed goes on
 * behind the last of them; positions need not be dense. Cursors keep their epochs: those of the former cells are kept with the
 * organization, and the epochs of this cell count for it from its arrival on.
 *
 * Call it last in the transaction: the relay waits for its end.
 */
export async function arriveInFeed(
  tx: EntityManager,
  organizationId: OrganizationId,
  { position, epochs }: OrganizationManifest['feed'],
): Promise<void> {
  await waitForLock(tx, 'feed');
  const last = Math.max(1, ...epochs.map(({ epoch }) => epoch));
  await tx.query('UPDATE feed_relay SET last_position = greatest(last_position, $1::bigint)', [position]);
  await tx.query(
    `INSERT INTO feed_epochs (epoch, origin, first_position)
     SELECT $1, ${FEED_ORIGIN}, last_position + 1 FROM feed_relay
     WHERE NOT EXISTS (SELECT FROM feed_epochs WHERE epoch >= $1)`,
    [last],
  );
  await tx.query(
    `INSERT INTO feed_arrivals (organization_id, epoch, first_position)
     SELECT $1, epoch, first_position FROM jsonb_to_recordset($2::jsonb) AS e (epoch integer, first_position bigint)`,
    [organizationId, JSON.stringify(epochs)],
  );
  await tx.query(
    `INSERT INTO feed_arrivals (organization_id, epoch, first_position)
     SELECT $1, (SELECT max(epoch) FROM feed_epochs), last_position + 1 FROM feed_relay
     ON CONFLICT (organization_id, epoch) DO NOTHING`,
    [organizationId],
  );
}

/**
 * SQL: the position from which on events of this organization were replaced since this epoch began, by a restore or a failover;
 * NULL when none were. Before it arrived, those of its former cells count, and from then on those of this one.
 */
export function replacedFrom(organizationId: string, epoch: string): string {
  const arrivals = `FROM feed_arrivals a WHERE a.organization_id = ${organizationId}`;
  return `least(
    (SELECT min(a.first_position) ${arrivals} AND a.epoch > ${epoch}),
    (SELECT min(first_position) FROM feed_epochs
     WHERE epoch > greatest(${epoch}, (SELECT max(a.epoch) ${arrivals}))))`;
}
