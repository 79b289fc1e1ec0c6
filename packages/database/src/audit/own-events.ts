import type { DataSource } from 'typeorm';

/** The numbers of the audit events that this cell writes. Those of others came with organizations that moved here. Bigints. */
export interface OwnEvents {
  /** All numbers are above this one. */
  readonly after: string;
  /** And below this one. */
  readonly before: string;
  /** Up to this one they are sealed. Seals of organizations that were removed count, so that no turn begins again. */
  readonly sealedTo: string;
}

/** One row. */
export const OWN_EVENTS = `
  SELECT c.first_event_id AS after, c.end_event_id AS before, greatest(
    c.first_event_id,
    (SELECT max(to_id) FROM audit_seals WHERE to_id > c.first_event_id AND to_id < c.end_event_id),
    (SELECT max(to_id) FROM removed_seals WHERE to_id > c.first_event_id AND to_id < c.end_event_id)
  ) AS "sealedTo" FROM this_cell c`;

export async function readOwnEvents(database: Pick<DataSource, 'query'>): Promise<OwnEvents> {
  const [own] = await database.query(OWN_EVENTS);
  return own;
}
