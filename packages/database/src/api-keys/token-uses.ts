import type { DataSource } from 'typeorm';

/** When and from where a token was used. */
export interface TokenUse {
  /** Milliseconds of the clock. */
  readonly usedAt: number;
  /** The IP address; undefined when it is unknown. */
  readonly address: string | undefined;
}

/** A use that another node has stored within this time is recent enough. Seconds; less than a node waits between two. */
const RECENT_S = 30;

/**
 * Stores the last uses of tokens, by the IDs of their rows. A row that somebody else has locked is left out: either
 * another node is storing a use, or the row is being changed, and nobody has to wait for this.
 */
export async function recordTokenUses(
  dataSource: DataSource,
  table: 'api_keys' | 'scim_connections',
  uses: ReadonlyMap<string, TokenUse>,
): Promise<void> {
  const values = [...uses.values()];
  await dataSource.query(
    `WITH due AS (
       SELECT k.id, u.used_at, u.address
       FROM unnest($1::text[], $2::timestamptz[], $3::text[]) AS u (id, used_at, address) JOIN ${table} k USING (id)
       WHERE k.last_used_at IS NULL OR k.last_used_at < u.used_at - make_interval(secs => $4)
       FOR NO KEY UPDATE OF k SKIP LOCKED
     )
     UPDATE ${table} k SET last_used_at = due.used_at, last_used_address = due.address FROM due WHERE k.id = due.id`,
    [
      [...uses.keys()],
      values.map(({ usedAt }) => new Date(usedAt)),
      values.map(({ address }) => address ?? null),
      RECENT_S,
    ],
  );
}
