import { BulkRepository, cancelOperation, OperationFinder, OperationRepository } from '@roster/database';
import { type BulkAdd, newId, userIdSchema } from '@roster/domain';
import { openTestDatabase, type TestDatabase } from '@roster/testing';
import { command } from '../console.fixture.js';
import type { Services } from '../services.js';
import { rerun, rerunKindOf } from './rerun.js';

const ACTOR = { type: 'operator', id: 'opr_test' } as const;

let test: TestDatabase;
let services: Services;
beforeAll(async () => {
  test = await openTestDatabase();
  const database = test.dataSource;
  const stores = {
    finder: new OperationFinder(database),
    operations: new OperationRepository(database),
    bulks: new BulkRepository(database),
  };
  services = stores as unknown as Services;
});
afterAll(() => test.close());

async function found(id: string) {
  const operation = await services.finder.find(id);
  if (!operation) throw new Error(`${id} is not there`);
  return operation;
}

it('what waits is taken by the relay at its next sweep', async () => {
  const made = command({});
  await services.operations.accept(made);
  expect((await services.operations.leaseOverdue(10)).leases).toEqual([]);
  expect(await rerun(services, await found(made.operationId), ACTOR)).toBe(made.operationId);
  const { leases } = await services.operations.leaseOverdue(10);
  expect(leases.map((one) => one.command.operationId)).toEqual([made.operationId]);
});

it('what failed is made once more, however often that is asked', async () => {
  const made = command({ userId: userIdSchema.parse('usr_demo002') });
  await services.operations.fail([made], 'It broke.');
  const failed = await found(made.operationId);
  const [one, other] = await Promise.all([rerun(services, failed, ACTOR), rerun(services, failed, ACTOR)]);
  expect(one).toBe(other);
  const again = await found(String(one));
  expect(again).toMatchObject({
    state: 'accepted',
    user_id: made.userId,
    actor_id: 'opr_test',
    trace_id: made.traceId,
  });
});

it('of a bulk those are tried again who were left out', async () => {
  const { organizationId, departmentId, actor, traceId, submittedAt } = command({});
  const identity = { organizationId, departmentId, actor, traceId, submittedAt, requestHash: null };
  const bulk: BulkAdd = {
    ...identity,
    operationId: newId('operation'),
    kind: 'member.bulk_add',
    mode: 'partial',
    channel: 'bulk',
  };
  const items = ['usr_demo003', 'usr_demo004'].map((id) => ({
    line: null,
    userId: userIdSchema.parse(id),
    email: null,
  }));
  await services.bulks.create(bulk, items);
  const origin = { actor: ACTOR, channel: 'system', traceId: bulk.traceId } as const;
  await test.dataSource.transaction((tx) => cancelOperation(tx, origin, organizationId, bulk.operationId));
  const again = await found(String(await rerun(services, await found(bulk.operationId), ACTOR)));
  expect(again).toMatchObject({ state: 'accepted', kind: 'member.bulk_add', items_total: 2, actor_type: 'operator' });
});

it('what succeeded, or was refused for a reason that stays, is not run again', async () => {
  const operation = await found((await test.dataSource.query('SELECT id FROM operations LIMIT 1'))[0].id);
  const outcomes = [
    { ...operation, state: 'done' as const },
    { ...operation, state: 'cancelled' as const },
    { ...operation, state: 'failed' as const, kind: 'member.move' as const },
  ];
  for (const ended of outcomes) expect([rerunKindOf(ended), await rerun(services, ended, ACTOR)]).toEqual([null, null]);
});
