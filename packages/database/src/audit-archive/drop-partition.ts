import type { DataSource } from 'typeorm';
import type { ArchiveManifest } from './archive-format.js';
import type { ClosedPartition } from './closed-partitions.js';

/**
 * Drops a partition of the audit. Changes go on meanwhile: it is detached concurrently, which waits for the queries that
 * read it. When it is interrupted, the next call continues.
 *
 * @param owner the role that owns the tables
 * @returns why it was not dropped: something still reads its events
 * @throws Error when it is not archived
 */
export async function dropPartition(
  owner: DataSource,
  partition: ClosedPartition,
  manifest: ArchiveManifest,
): Promise<string | undefined> {
  const { number } = partition;
  const reader = await readerOf(owner, partition, manifest);
  if (reader !== undefined) return reader;
  // First of all: from now on "audit verify" accepts that its events are missing.
  const [, marked] = await owner.query(
    `UPDATE table_partitions SET dropped_at = coalesce(dropped_at, clock_timestamp())
     WHERE table_name = 'audit_events' AND number = $1 AND archived_at IS NOT NULL`,
    [number],
  );
  if (marked !== 1) throw new Error(`Partition ${number} is not archived.`);
  const leaf = `audit_events_${number}`;
  const [attached] = await owner.query(
    'SELECT inhdetachpending AS pending FROM pg_inherits WHERE inhrelid = to_regclass($1)',
    [leaf],
  );
  if (attached !== undefined)
    await owner.query(
      `ALTER TABLE audit_events DETACH PARTITION ${leaf} ${attached.pending ? 'FINALIZE' : 'CONCURRENTLY'}`,
    );
  await assertAsArchived(owner, leaf, manifest);
  await owner.query(`DROP TABLE IF EXISTS ${leaf}`);
  return undefined;
}

/** Nobody writes into it any more, and all that was written is visible. Organizations may have been removed since. */
async function assertAsArchived(
  owner: DataSource,
  leaf: string,
  { first_id, last_id }: ArchiveManifest,
): Promise<void> {
  const [{ is_there }] = await owner.query('SELECT to_regclass($1) IS NOT NULL AS is_there', [leaf]);
  if (!is_there) return;
  const [{ first, last }] = await owner.query(`SELECT min(id) AS first, max(id) AS last FROM ${leaf}`);
  if (first === null) return;
  if (first_id === null || last_id === null || BigInt(first) < BigInt(first_id) || BigInt(last) > BigInt(last_id))
    throw new Error(`${leaf} has events that its archive lacks. It is detached and was not dropped.`);
}

/** What still needs events of the partition. Of an endpoint's deliveries the first ones are of the oldest events. */
async function readerOf(
  owner: DataSource,
  { from, to }: ClosedPartition,
  { last_id, last_at }: ArchiveManifest,
): Promise<string | undefined> {
  if (last_id === null) return undefined;
  const [{ relayed, fed, delivered }] = await owner.query(
    `SELECT r.scanned_to >= $1::bigint AND NOT r.gaps && int8multirange(int8range($2::bigint, $3::bigint)) AS relayed,
            EXISTS (SELECT FROM feed_events WHERE occurred_at <= $4) AS fed,
            EXISTS (
              SELECT FROM webhook_endpoints e CROSS JOIN LATERAL (
                SELECT event_id FROM webhook_deliveries d WHERE d.endpoint_id = e.id ORDER BY position LIMIT 1000
              ) AS first WHERE first.event_id < $3::bigint
            ) AS delivered
     FROM feed_relay r`,
    [last_id, from, to, last_at],
  );
  if (!relayed) return 'events in it have no position in the feed, which workers give them';
  if (fed) return 'the feed still has events of its time (EVENT_RETENTION_DAYS)';
  if (delivered) return 'webhooks still have deliveries of its events';
  return undefined;
}
