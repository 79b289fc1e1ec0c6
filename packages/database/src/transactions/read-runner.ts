import type { DataSource, EntityManager } from 'typeorm';
import { type PlannerSetting, planned } from './planned-transaction.js';

/**
 * Runs a read on a server of its choice, which may be behind others. The work sees one server only. With settings, these
 * are off for its statements.
 */
export type ReadRunner = <Result>(
  work: (tx: EntityManager) => Promise<Result>,
  off?: readonly PlannerSetting[],
) => Promise<Result>;

/** Runs every read on this server. */
export function readsOn(dataSource: DataSource): ReadRunner {
  return (work, off = []) => (off.length === 0 ? work(dataSource.manager) : planned(...off)(dataSource, work));
}
