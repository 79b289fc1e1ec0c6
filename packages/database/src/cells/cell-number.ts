import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { beginPartitions } from './event-ranges.js';

export async function readCellNumber(tx: EntityManager): Promise<number> {
  const [{ number }] = await tx.query('SELECT number FROM this_cell');
  return number;
}

/** Of the key that makes the IDs of events and the cursors of the feed: SHA-256 in hex. */
export async function keyFingerprint(tx: EntityManager): Promise<string> {
  return createHash('sha256')
    .update('roster-cell-key')
    .update(await readCellKey(tx))
    .digest('hex');
}

/** The key that all cells have in common. It hides numbers, and opens nothing. */
export async function readCellKey(database: DataSource | EntityManager): Promise<Buffer> {
  const [{ key }] = await database.query(`SELECT key FROM installation_keys WHERE name = 'event_ids'`);
  return key;
}

/**
 * Makes a database that nobody has used yet a cell: its audit events get numbers that no other cell gives, and it has the key
 * of the others, so that IDs and cursors stay valid when an organization moves.
 *
 * @param number from 1 to 126; the first cell is 0
 * @throws Error when the database has been used
 */
export async function prepareCell(owner: DataSource, number: number, key: Buffer): Promise<void> {
  await owner.transaction(async (tx) => {
    const [{ used }] = await tx.query(
      `SELECT EXISTS (SELECT FROM audit_events) OR EXISTS (SELECT FROM organizations) OR EXISTS (SELECT FROM feed_epochs)
              AS used`,
    );
    if (used) throw new Error('This database has been used: only an empty one can become a cell.');
    await tx.query('UPDATE this_cell SET number = $1', [number]);
    await tx.query(`UPDATE installation_keys SET key = $1 WHERE name = 'event_ids'`, [key]);
    await beginPartitions(tx, number);
    await tx.query('UPDATE feed_relay SET scanned_to = (SELECT first_event_id FROM this_cell)');
    await tx.query(
      `SELECT setval(pg_get_serial_sequence('audit_events', 'id'), (SELECT first_event_id + 1 FROM this_cell), false)`,
    );
  });
}
