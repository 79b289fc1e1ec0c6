import type { BulkAdd, OperationId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { bulkAdd, bulkItems, person } from '../database.fixture.js';
import { BulkLedger } from './bulk-ledger.js';
import { BulkRepository } from './bulk-repository.js';

export const PEOPLE = Array.from({ length: 10 }, (_, index) => person(index + 1));
export const DUPLICATE = 'DEPARTMENT_MEMBERSHIP_DUPLICATE';

/** Makes and runs bulks, and reads what the database holds of them. */
export class Bulks {
  readonly repository: BulkRepository;
  /** Four items in a chunk. */
  readonly ledger: BulkLedger;

  constructor(private readonly dataSource: DataSource) {
    this.repository = new BulkRepository(dataSource);
    this.ledger = new BulkLedger(dataSource, 4);
  }

  async create(whom: readonly string[], change: Partial<BulkAdd> = {}): Promise<OperationId> {
    const bulk = bulkAdd(change);
    await this.repository.create(bulk, bulkItems(...whom));
    return bulk.operationId;
  }

  async runToEnd(operationId: OperationId, ledger = this.ledger): Promise<void> {
    while ((await ledger.applyNext(operationId)) === 'more');
  }

  async operation(operationId: OperationId) {
    const [row] = await this.dataSource.query(
      `SELECT state, result, items_total, items_added, items_rejected FROM operations WHERE id = $1`,
      [operationId],
    );
    return row;
  }

  /** Of each item what became of it: its code, or its state. */
  async results(operationId: OperationId): Promise<string[]> {
    const rows: { result: string }[] = await this.dataSource.query(
      `SELECT coalesce(code, state) AS result FROM operation_items WHERE operation_id = $1 ORDER BY position`,
      [operationId],
    );
    return rows.map(({ result }) => result);
  }
}
