import type { DataSource } from 'typeorm';

/** What TypeORM keeps of a pool of `pg`. */
interface Pool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** The connections of all pools of this process, those of them that are idle, and the callers that wait for one. */
export function poolUse(
  ...dataSources: readonly DataSource[]
): { total: number; idle: number; waiting: number } | undefined {
  const pools = dataSources.flatMap(({ driver }) => (driver as unknown as { master?: Pool }).master ?? []);
  if (pools.length === 0) return undefined;
  return {
    total: pools.reduce((sum, { totalCount }) => sum + totalCount, 0),
    idle: pools.reduce((sum, { idleCount }) => sum + idleCount, 0),
    waiting: pools.reduce((sum, { waitingCount }) => sum + waitingCount, 0),
  };
}
