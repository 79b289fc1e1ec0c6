import { getQueueToken } from '@nestjs/bullmq';
import type { INestApplicationContext } from '@nestjs/common';
import { BulkRepository } from '@roster/database';
import { type BulkAdd, userIdSchema } from '@roster/domain';
import { addCommand, bulkAdd, describeWithRedis } from '@roster/local-stack';
import { BULK_QUEUE, type BulkQueue, JOB_CATALOGUE, MAX_RUNS_WITHOUT_PROGRESS, openBulkQueue } from '@roster/queue';
import { collectLog } from '@roster/testing';
import type { Queue } from 'bullmq';
import type { DataSource } from 'typeorm';
import { readConfig } from './config.js';
import { OperationRetention } from './operation-retention.js';
import { PartitionUpkeep } from './partition-upkeep.js';
import { type RunningWorker, startWorker } from './worker.fixture.js';

const PEOPLE = Array.from({ length: 48 }, (_, index) =>
  userIdSchema.parse(`usr_demo${String(index + 1).padStart(3, '0')}`),
);
const ITEMS = PEOPLE.map((userId) => ({ line: null, userId, email: null }));

/** The same promises on every backend. */
function suite(redisUrl: string | undefined): void {
  const { logger, log } = collectLog('info');
  let running: RunningWorker;
  let dataSource: DataSource;
  let worker: INestApplicationContext;
  let bulks: BulkRepository;
  let bulkQueue: BulkQueue;

  beforeAll(async () => {
    running = await startWorker({ env: { REDIS_URL: redisUrl }, logger });
    ({ app: worker, database: dataSource } = running);
    bulks = new BulkRepository(dataSource);
    bulkQueue = await openBulkQueue(running.queue, logger);
  });

  afterAll(async () => {
    await bulkQueue.close();
    await running.close();
  });

  beforeEach(() => dataSource.query('DELETE FROM department_members'));

  async function ended({ operationId }: BulkAdd) {
    for (;;) {
      const [row] = await dataSource.query(
        `SELECT state, result, items_added FROM operations WHERE id = $1 AND state <> 'accepted'`,
        [operationId],
      );
      if (row) return row;
      await new Promise(setImmediate);
    }
  }

  it('carries out a bulk that is on the queue', async () => {
    const bulk = bulkAdd();
    await bulks.create(bulk, ITEMS);
    await bulkQueue.enqueue(bulk);
    expect(await ended(bulk)).toEqual({ state: 'done', result: { status: 'applied' }, items_added: 48 });
  });

  it('carries out an accepted bulk that no job brings', async () => {
    const bulk = bulkAdd();
    await bulks.create(bulk, ITEMS);
    await dataSource.query(`UPDATE operations SET relay_at = now() WHERE id = $1`, [bulk.operationId]);
    expect(await ended(bulk)).toMatchObject({ state: 'done', items_added: 48 });
  });

  it('ends a bulk as failed that was begun again and again without progress', async () => {
    const bulk = bulkAdd();
    await bulks.create(bulk, ITEMS);
    for (let run = 0; run < MAX_RUNS_WITHOUT_PROGRESS; run += 1) await bulks.beginAttempt(bulk.operationId);
    await bulkQueue.enqueue(bulk);
    expect(await ended(bulk)).toEqual({
      state: 'failed',
      result: { status: 'failed', reason: '3 runs ended without progress.' },
      items_added: 0,
    });
  });

  it('adds single members while a bulk is held up', async () => {
    const bulk = bulkAdd();
    await bulks.create(bulk, ITEMS.slice(1));
    const holding = dataSource.createQueryRunner();
    await holding.startTransaction();
    await holding.query('SELECT FROM operations WHERE id = $1 FOR UPDATE', [bulk.operationId]);
    await bulkQueue.enqueue(bulk);
    const single = addCommand({ userId: PEOPLE[0] });
    expect(await running.gateway.submit(single, { waitMs: 10_000 })).toMatchObject({
      state: 'settled',
      outcome: { status: 'added' },
    });
    await holding.commitTransaction();
    await holding.release();
    expect(await ended(bulk)).toMatchObject({ state: 'done', items_added: 47 });
  });

  it('dead-letters a job whose payload does not parse, with its reason', async () => {
    const queue: Queue = worker.get(getQueueToken(BULK_QUEUE));
    const { name: job, options } = JOB_CATALOGUE['membership.bulk'];
    await queue.add(job, { operationId: 'none' }, options);
    while ((await queue.getFailedCount()) === 0);
    const [dead] = await queue.getFailed();
    expect(dead?.failedReason).toContain('does not parse');
    await dead?.remove();
  });

  it('forgets operations that ended a day ago, and logs how many, but nothing when there are none', async () => {
    const bulk = bulkAdd();
    await bulks.create(bulk, ITEMS);
    await bulkQueue.enqueue(bulk);
    await ended(bulk);
    await dataSource.query(`UPDATE operations SET finished_at = finished_at - interval '25 hours' WHERE id = $1`, [
      bulk.operationId,
    ]);
    await worker.get(OperationRetention).purgeOnce();
    expect(await dataSource.query('SELECT FROM operations WHERE id = $1', [bulk.operationId])).toEqual([]);
    await worker.get(OperationRetention).purgeOnce();
    const purges = log.filter((line) => 'retention_hours' in line);
    expect(purges).toEqual([expect.objectContaining({ operations: 1, items: 48, retention_hours: 24 })]);
  });

  it('opens partitions whose time has come, and logs of which table', async () => {
    await running.owner.query(
      `UPDATE table_partitions SET made_at = made_at - interval '40 days', opened_at = opened_at - interval '40 days'`,
    );
    await worker.get(PartitionUpkeep).keepOnce();
    expect(log).toContainEqual(expect.objectContaining({ msg: 'opened a partition', table: 'audit_events' }));
  });
}

describe('the way of a bulk, on Postgres', () => suite(undefined));

describeWithRedis('the way of a bulk, on Redis', (redisUrl) => suite(redisUrl && `${redisUrl}/3`));

describe('the retention', () => {
  it.each(['23', '0', 'none'])('of %s hours is refused: an Idempotency-Key is good for a day', (hours) => {
    const env = { DATABASE_URL: 'postgres://localhost/roster', OPERATION_RETENTION_HOURS: hours };
    expect(() => readConfig(env)).toThrow(`OPERATION_RETENTION_HOURS is "${hours}"; expected a whole number from 24`);
  });
});
