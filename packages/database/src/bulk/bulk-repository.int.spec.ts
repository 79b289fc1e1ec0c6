import { departmentIdSchema, userIdSchema } from '@roster/domain';
import {
  bulkAdd,
  bulkItems,
  DEPARTMENT,
  facts,
  JANE,
  ORGANIZATION,
  openTestDatabase,
  person,
} from '../database.fixture.js';
import { OperationRepository } from '../operations/operation-repository.js';
import { Bulks, DUPLICATE, PEOPLE } from './bulk.fixture.js';

const database = await openTestDatabase();
afterAll(() => database.close());
const bulks = new Bulks(database.dataSource);
beforeEach(() => database.dataSource.query('DELETE FROM department_members; DELETE FROM operations'));

describe('creating a bulk', () => {
  it('makes it once when the same request comes twice at once', async () => {
    const bulk = bulkAdd({ requestHash: 'one' });
    const made = await Promise.all([1, 2, 3].map(() => bulks.repository.create(bulk, bulkItems(...PEOPLE))));
    expect(made.sort()).toEqual([false, false, true]);
    expect(await bulks.results(bulk.operationId)).toHaveLength(10);
  });

  it('is refused when its operation belongs to another request', async () => {
    const bulk = bulkAdd({ requestHash: 'one' });
    await bulks.repository.create(bulk, bulkItems(JANE));
    const other = bulks.repository.create({ ...bulk, requestHash: 'two' }, bulkItems(person(1)));
    await expect(other).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('is refused when there is no such department, and leaves nothing', async () => {
    const bulk = bulkAdd({ departmentId: departmentIdSchema.parse('dept_none') });
    await expect(bulks.repository.create(bulk, bulkItems(JANE))).rejects.toMatchObject({
      code: 'DEPARTMENT_NOT_FOUND',
    });
    expect(await bulks.operation(bulk.operationId)).toBeUndefined();
  });

  it('from another one takes those that it left out, in their order', async () => {
    const source = await bulks.create([person(1), 'usr_late', 'late@company.com', person(1)]);
    await bulks.runToEnd(source);
    await database.dataSource.query(
      `INSERT INTO organization_members (organization_id, user_id, full_name, email)
       VALUES ($1, 'usr_late', 'Late', 'x@company.com'), ($1, 'usr_later', 'Later', 'late@company.com')`,
      [ORGANIZATION],
    );
    const retry = bulkAdd();
    await bulks.repository.createFromLeftOut(retry, source);
    await bulks.runToEnd(retry.operationId);
    expect(await bulks.results(retry.operationId)).toEqual(['added', 'added', DUPLICATE]);
    expect(await bulks.operation(retry.operationId)).toMatchObject({
      items_total: 3,
      items_added: 2,
      items_rejected: 1,
    });
  });
});

describe('a bulk that was accepted before', () => {
  it('is leased to one relay at a time, once it is overdue, and not to the relay of single operations', async () => {
    const operationId = await bulks.create([JANE]);
    expect(await bulks.repository.leaseOverdue()).toBeNull();
    await database.dataSource.query(`UPDATE operations SET relay_at = now() - interval '1 second'`);
    expect((await new OperationRepository(database.dataSource).leaseOverdue(10)).leases).toEqual([]);
    const leases = await Promise.all([bulks.repository.leaseOverdue(), bulks.repository.leaseOverdue()]);
    expect(leases.filter((lease) => lease !== null)).toMatchObject([{ operationId, traceId: expect.any(String) }]);
  });

  it('counts the runs since it last came on', async () => {
    const operationId = await bulks.create(PEOPLE);
    expect(await bulks.repository.beginAttempt(operationId)).toBe(1);
    expect(await bulks.repository.beginAttempt(operationId)).toBe(2);
    await bulks.repository.forgiveAttempt(operationId);
    expect(await bulks.repository.beginAttempt(operationId)).toBe(2);
    await bulks.ledger.applyNext(operationId);
    expect(await bulks.repository.beginAttempt(operationId)).toBe(1);
    await bulks.runToEnd(operationId);
    expect(await bulks.repository.beginAttempt(operationId)).toBeNull();
  });

  it('that fails keeps what was added, and a late delivery adds nothing', async () => {
    const operationId = await bulks.create(PEOPLE);
    await bulks.ledger.applyNext(operationId);
    await bulks.repository.fail(operationId, 'out of tries');
    await bulks.runToEnd(operationId);
    expect(await bulks.operation(operationId)).toMatchObject({
      state: 'failed',
      result: { status: 'failed', reason: 'out of tries' },
    });
    expect(await bulks.results(operationId)).toEqual([...Array(4).fill('added'), ...Array(6).fill('BULK_INTERRUPTED')]);
    expect((await facts(database.dataSource)).members).toBe(4);
  });

  it('is not failed after it has ended', async () => {
    const operationId = await bulks.create([userIdSchema.parse(JANE)]);
    await bulks.runToEnd(operationId);
    await bulks.repository.fail(operationId, 'late');
    expect(await bulks.operation(operationId)).toMatchObject({ state: 'done' });
    expect((await facts(database.dataSource, DEPARTMENT)).members).toBe(1);
  });
});
