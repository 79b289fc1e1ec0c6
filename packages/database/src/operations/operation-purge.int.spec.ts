import type { OperationId } from '@roster/domain';
import { tryLock } from '../advisory-locks.js';
import { BulkLedger } from '../bulk/bulk-ledger.js';
import { BulkRepository } from '../bulk/bulk-repository.js';
import {
  bulkAdd,
  bulkItems,
  cancel,
  command,
  facts,
  ORGANIZATION,
  openTestDatabase,
  person,
} from '../database.fixture.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { OperationPurge } from './operation-purge.js';
import { OperationRepository } from './operation-repository.js';

const NOTHING = { operations: 0, items: 0, answers: 0, samples: 0 };

const database = await openTestDatabase();
afterAll(() => database.close());
beforeEach(() => database.dataSource.query('DELETE FROM department_members; DELETE FROM operations'));

async function age(hours: number): Promise<void> {
  await database.dataSource.query(
    `UPDATE operations SET created_at = created_at - make_interval(hours => $1),
                           finished_at = finished_at - make_interval(hours => $1)`,
    [hours],
  );
}

async function bulk(): Promise<OperationId> {
  const add = bulkAdd();
  await new BulkRepository(database.dataSource).create(add, bulkItems(person(1), person(2), 'usr_nobody'));
  await new BulkLedger(database.dataSource).applyNext(add.operationId);
  return add.operationId;
}

describe('the purge', () => {
  it('forgets operations and items that ended longer ago than is asked, in batches; members and audit stay', async () => {
    await new MembershipLedger(database.dataSource).apply([3, 4, 5, 6, 7].map((n) => command({ userId: person(n) })));
    await bulk();
    await age(25);
    const before = await facts(database.dataSource);
    expect(await new OperationPurge(database.dataSource, 2).run(24)).toEqual({ ...NOTHING, operations: 6, items: 3 });
    expect(await facts(database.dataSource)).toEqual({ ...before, operations: 0 });
  });

  it('keeps what ended later, and what is accepted however old it is', async () => {
    const operations = new OperationRepository(database.dataSource);
    const waiting = command();
    await operations.accept(waiting);
    const waitingBulk = bulkAdd();
    await new BulkRepository(database.dataSource).create(waitingBulk, bulkItems(person(8)));
    await age(1_000);
    const young = await bulk();
    await age(23);
    expect(await new OperationPurge(database.dataSource).run(24)).toEqual(NOTHING);
    for (const id of [waiting.operationId, waitingBulk.operationId, young]) {
      expect(await operations.find(ORGANIZATION, id)).not.toBeNull();
    }
  });

  it('forgets cancelled and failed operations, too', async () => {
    const operations = new OperationRepository(database.dataSource);
    const [cancelled, failed] = [command(), command()];
    await operations.accept(cancelled);
    await cancel(database.dataSource, cancelled.operationId);
    await operations.fail([failed], 'out of tries');
    await age(25);
    expect(await new OperationPurge(database.dataSource).run(24)).toEqual({ ...NOTHING, operations: 2 });
  });

  it('forgets answers that are as old and counters whose time is over, and keeps younger ones', async () => {
    const { dataSource } = database;
    await dataSource.query(
      `INSERT INTO stored_answers (id, organization_id, request_hash, answer, created_at)
       SELECT convert_to('old' || n, 'UTF8'), $1, '', '', now() - make_interval(mins => 60 * n + 30) FROM generate_series(21, 27) n`,
      [ORGANIZATION],
    );
    await dataSource.query(
      `INSERT INTO rate_limits (key, points, expire)
       SELECT 'rate:failed:' || n, 1, extract(epoch FROM now() + make_interval(secs => 60 * n + 30)) * 1000
       FROM generate_series(-4, 2) n`,
    );
    expect(await new OperationPurge(dataSource, 2).run(24)).toEqual({ ...NOTHING, answers: 4 });
    expect(await dataSource.query('SELECT FROM stored_answers')).toHaveLength(3);
    expect(await dataSource.query('SELECT FROM rate_limits')).toHaveLength(3);
  });

  it('ends a transition when no operation from before it can be left', async () => {
    const { dataSource } = database;
    const ago = (hours: number) =>
      database.owner.query(
        `INSERT INTO transitions (name, began_at) VALUES ($1::integer::text, now() - make_interval(hours => $1))`,
        [hours],
      );
    for (const hours of [47, 49]) await ago(hours);
    await new OperationPurge(dataSource).run(24);
    expect(await dataSource.query('SELECT name FROM transitions')).toEqual([{ name: '47' }]);
  });

  it('is done by one process at a time, and can be done again afterwards', async () => {
    const { dataSource } = database;
    await dataSource.transaction(async (other) => {
      expect(await tryLock(other, 'purge')).toBe(true);
      expect(await new OperationPurge(dataSource).run(24)).toBeNull();
    });
    expect(await new OperationPurge(dataSource).run(24)).toEqual(NOTHING);
    expect(await new OperationPurge(dataSource).run(24)).not.toBeNull();
  });

  it('leaves no lock behind when a batch fails', async () => {
    const { dataSource } = database;
    await database.owner.query('ALTER TABLE stored_answers RENAME TO gone_answers');
    await expect(new OperationPurge(dataSource).run(24)).rejects.toThrow('stored_answers');
    await database.owner.query('ALTER TABLE gone_answers RENAME TO stored_answers');
    const locks = await dataSource.query(
      `SELECT FROM pg_locks WHERE locktype = 'advisory' AND database = (
         SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    expect(locks).toEqual([]);
  });
});
