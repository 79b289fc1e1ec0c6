import type { SampledDatabase } from '@roster/domain';
import type { DataSource } from 'typeorm';

export interface DatabaseState extends SampledDatabase {
  /** How long the oldest bulk that has not ended has been there, in milliseconds; null when there is none. */
  readonly oldest_bulk_ms: number | null;
}

/**
 * What waits in the database. Bulks take their time and are told apart. Whoever may not see the statistics of replication
 * (it takes the role `pg_monitor`) is told of no lag.
 */
export async function readDatabaseState(dataSource: DataSource): Promise<DatabaseState> {
  const [row]: [DatabaseState] = await dataSource.query(`
    SELECT count(*) FILTER (WHERE kind <> 'member.bulk_add')::int AS accepted,
           greatest(0, extract(epoch FROM clock_timestamp() - min(created_at) FILTER (WHERE kind <> 'member.bulk_add'))
             * 1000)::float8 AS oldest_accepted_ms,
           greatest(0, extract(epoch FROM clock_timestamp() - min(created_at) FILTER (WHERE kind = 'member.bulk_add'))
             * 1000)::float8 AS oldest_bulk_ms,
           (SELECT max(coalesce(extract(epoch FROM replay_lag), 0) * 1000) FROM pg_stat_replication
            WHERE state IS NOT NULL)::float8 AS replication_lag_ms
    FROM operations WHERE state = 'accepted'`);
  const { accepted } = row;
  return accepted > 0 ? row : { ...row, oldest_accepted_ms: null };
}
