import type { DataSource } from 'typeorm';

/** The numbers of the audit events that this cell writes. Those of others came with organizations that moved here. Bigints. */
export interface OwnEvents {
  /** All numbers are above this one. */
  readonly after: string;
  /** And below this one. */
  readonly before: string;
  /** Up to this one they are sealed. */
  readonly sealedTo: string;
}

export async function readOwnEvents(database: Pick<DataSource, 'query'>): Promise<OwnEvents> {
  const [own] = await database.query(
    `SELECT c.first_event_id AS after, c.end_event_id AS before, coalesce(max(s.to_id), c.first_event_id) AS "sealedTo"
     FROM this_cell c LEFT JOIN audit_seals s ON s.to_id > c.first_event_id AND s.to_id < c.end_event_id
     GROUP BY c.first_event_id, c.end_event_id`,
  );
  return own;
}
