import type { BulkMode, OperationId } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { isFenced } from '../cells/fences.js';
import { ledgerTransaction } from '../transactions/planned-transaction.js';
import { runPrepared } from '../transactions/prepared-statement.js';
import { APPLY_CHUNK } from './apply-chunk-statement.js';

/** `more`: there are items left. `ended`: there is nothing left to do here. */
export type BulkProgress = 'more' | 'ended';

interface LockedBulk {
  readonly operationId: OperationId;
  readonly mode: BulkMode;
  readonly total: number;
  /** How many are settled: the next one's position is one more. */
  readonly settled: number;
}

/** The operation after a chunk. */
interface ChunkRow {
  readonly state: string;
  readonly items_rejected: number;
}

/** Items in one transaction: few enough that a concurrent add of the same member does not wait noticeably. */
const CHUNK_SIZE = 1_000;

/** Applies bulks, a chunk at a time: each item once, however often and on however many workers a bulk is run. */
export class BulkLedger {
  constructor(
    private readonly dataSource: DataSource,
    private readonly chunkSize = CHUNK_SIZE,
  ) {}

  /**
   * Applies the next chunk, or the whole bulk if it is atomic, in one transaction. Other workers with the same bulk wait.
   *
   * A bulk of an organization that is moving stays as it is, for the cell that it moves to.
   *
   * @throws what the database threw. Then nothing of the chunk has happened, or all of it; continue to find out.
   */
  async applyNext(operationId: OperationId): Promise<BulkProgress> {
    try {
      return await this.applyChunk(operationId);
    } catch (error) {
      if (isFenced(error)) return 'ended';
      throw error;
    }
  }

  private applyChunk(operationId: OperationId): Promise<BulkProgress> {
    return ledgerTransaction(this.dataSource, async (tx) => {
      const bulk = await lock(tx, operationId);
      if (!bulk) return 'ended';
      if (bulk.mode === 'atomic') return applyWhole(tx, bulk);
      const last = Math.min(bulk.settled + this.chunkSize, bulk.total);
      const { state } = await apply(tx, bulk, last);
      return state === 'accepted' ? 'more' : 'ended';
    });
  }
}

/** Null when it has ended or does not exist. */
async function lock(tx: EntityManager, operationId: OperationId): Promise<LockedBulk | null> {
  const rows: LockedBulk[] = await tx.query(
    `SELECT id AS "operationId", payload ->> 'mode' AS mode, items_total AS total,
            items_added + items_rejected AS settled
     FROM operations WHERE id = $1 AND kind = 'member.bulk_add' AND state = 'accepted'
     FOR UPDATE`,
    [operationId],
  );
  return rows[0] ?? null;
}

async function apply(tx: EntityManager, { operationId, settled }: LockedBulk, last: number): Promise<ChunkRow> {
  const [row] = await runPrepared<ChunkRow>(tx, 'apply-chunk', APPLY_CHUNK, [operationId, settled + 1, last]);
  if (!row) throw new Error(`the bulk ${operationId} is locked and not there`);
  return row;
}

/** Tries to add everyone. If an item is rejected, the changes are rolled back and only the reasons are kept. */
async function applyWhole(tx: EntityManager, bulk: LockedBulk): Promise<BulkProgress> {
  await tx.query('SAVEPOINT untouched');
  const { items_rejected: rejected } = await apply(tx, bulk, bulk.total);
  if (rejected === 0) return 'ended';
  const reasons = await tx.query(
    `SELECT position, code, details, user_id FROM operation_items WHERE operation_id = $1 AND state = 'rejected'`,
    [bulk.operationId],
  );
  await tx.query('ROLLBACK TO SAVEPOINT untouched');
  await abort(tx, bulk.operationId, JSON.stringify(reasons));
  return 'ended';
}

async function abort(tx: EntityManager, operationId: OperationId, reasons: string): Promise<void> {
  await tx.query(
    `UPDATE operation_items i SET state = 'rejected', code = r.code, details = r.details, user_id = r.user_id
     FROM jsonb_to_recordset($2::jsonb) AS r (position integer, code text, details jsonb, user_id text)
     WHERE i.operation_id = $1 AND i.position = r.position`,
    [operationId, reasons],
  );
  await tx.query(
    `UPDATE operation_items SET state = 'rejected', code = 'BULK_ATOMIC_ABORTED', details = '{}'
     WHERE operation_id = $1 AND state = 'pending'`,
    [operationId],
  );
  await tx.query(
    `UPDATE operations
     SET state = 'done', items_rejected = items_total, attempts = 0, finished_at = clock_timestamp(),
         result = jsonb_build_object('status', 'rejected', 'code', 'BULK_ATOMIC_ABORTED',
                                     'details', jsonb_build_object('rejected', jsonb_array_length($2::jsonb)))
     WHERE id = $1`,
    [operationId, reasons],
  );
}
