import type { DataSource } from 'typeorm';

/** What TypeORM keeps of a pool of `pg`. */
interface Pool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** The connections of this process, those of them that are idle, and the callers that wait for one. */
export function poolUse(dataSource: DataSource): { total: number; idle: number; waiting: number } | undefined {
  const { master } = dataSource.driver as unknown as { master?: Pool };
  if (master === undefined) return undefined;
  return { total: master.totalCount, idle: master.idleCount, waiting: master.waitingCount };
}
