import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * - The index of operations by trace goes. It cost each add 94 bytes and 139 bytes of the log, and more where the table is
 *   large: its keys are random, so nearly each add writes another page of it. The console finds operations by the traces
 *   of requests and of the audit, and those that are in neither are few (`OperationFinder.byTrace`).
 * - Tables that are purged day and night are vacuumed when one row in a hundred is dead, in place of one in five: at 1,000
 *   adds a second after a quarter of an hour in place of five hours.
 */
export class OperationUpkeep1763903530000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    for (const table of ['operations', 'operation_items', 'feed_events', 'webhook_deliveries'])
      await tx.query(
        `ALTER TABLE ${table} SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 10000)`,
      );
    // Last, as adds wait from here on to the end.
    await tx.query('DROP INDEX operations_trace_idx');
  }
}
