import { ALL_SCOPES, organizationIdSchema } from '@roster/domain';
import { BulkLedger } from '../bulk/bulk-ledger.js';
import { BulkRepository } from '../bulk/bulk-repository.js';
import { bulkAdd, bulkItems, command, facts, ORGANIZATION, openTestDatabase, person } from '../database.fixture.js';
import { createDepartment } from '../departments/create-department.js';
import { runIdempotently } from '../idempotency/run-idempotently.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { OperationRepository } from '../operations/operation-repository.js';
import { createOrganization } from '../organizations/organizations.js';
import { freezeOrganization, isFenced, readFences, unfreezeOrganization } from './fences.js';
import { openOrganization, releaseOrganization } from './hand-over.js';
import { ORGANIZATION_TABLES, TABLES_THAT_STAY } from './organization-tables.js';
import { newReceipt } from './tickets.js';

const database = await openTestDatabase();
const { dataSource, owner } = database;
afterAll(() => database.close());

const OTHER = organizationIdSchema.parse('org_other');
const caller = (organizationId = ORGANIZATION) =>
  ({
    principal: { organizationId, actor: { type: 'system', id: 'test' }, scopes: new Set(ALL_SCOPES) },
    channel: 'system',
    traceId: '0'.repeat(32),
  }) as const;
const ledger = new MembershipLedger(dataSource);
const operations = new OperationRepository(dataSource);
const bulks = new BulkRepository(dataSource);
const moving = { status: 'rejected', code: 'ORGANIZATION_MOVING', details: {} };

beforeAll(() =>
  dataSource.transaction((tx) =>
    createOrganization(tx, caller(OTHER), { name: 'Other', owner: { full_name: 'O', email: 'o@other.example' } }),
  ),
);
afterEach(() => owner.query('DELETE FROM organization_fences'));

const refused = (work: Promise<unknown>) =>
  work.then(
    () => false,
    (error) => isFenced(error),
  );

it('every table is on one of the two lists: a new one is either taken along or has a reason to stay', async () => {
  const rows: { name: string }[] = await owner.query(
    `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
     AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`,
  );
  const listed = [...ORGANIZATION_TABLES.map(({ name }) => name), ...Object.keys(TABLES_THAT_STAY)];
  expect(rows.map(({ name }) => name)).toEqual(listed.sort());
});

it('a table that stays does not name an organization, but for those that are about this cell', async () => {
  const rows: { name: string }[] = await owner.query(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'organization_id' AND table_name = ANY ($1) ORDER BY 1`,
    [Object.keys(TABLES_THAT_STAY)],
  );
  const aboutThisCell = ['change_requests', 'feed_arrivals', 'opened_copies', 'operator_events', 'organization_fences'];
  expect(rows.map(({ name }) => name)).toEqual(aboutThisCell);
});

it('tables come after those that they refer to', async () => {
  const rows: { from: string; to: string }[] = await owner.query(
    `SELECT conrelid::regclass::text AS from, confrelid::regclass::text AS to FROM pg_constraint
     WHERE contype = 'f' AND conrelid <> confrelid`,
  );
  const place = (name: string) => ORGANIZATION_TABLES.findIndex((table) => table.name === name);
  const moved = rows.filter(({ from }) => place(from) >= 0);
  expect(moved.length).toBeGreaterThan(20);
  expect(moved.filter(({ from, to }) => place(to) < 0 || place(to) > place(from))).toEqual([]);
});

it('refuses the commands of a frozen organization, stores nothing of them, and carries out the others of the batch', async () => {
  const done = command({ operationId: 'op_done' as never, userId: person(1) });
  const [settled] = await ledger.apply([done]);
  await freezeOrganization(owner, ORGANIZATION);
  const before = await facts(dataSource);
  const foreign = command({ operationId: 'op_other' as never, organizationId: OTHER });
  const results = await ledger.apply([done, command({ operationId: 'op_new' as never, userId: person(2) }), foreign]);
  const outcomes = Object.fromEntries(results.map(({ operationId, outcome }) => [operationId, outcome]));
  expect(outcomes).toEqual({
    op_done: settled?.outcome,
    op_new: moving,
    op_other: expect.objectContaining({ code: 'DEPARTMENT_NOT_FOUND' }),
  });
  // Only the rejection of the other organization is stored.
  expect(await facts(dataSource)).toEqual({ ...before, operations: before.operations + 1 });
  expect((await ledger.apply([foreign]))[0]?.outcome).toEqual(outcomes.op_other);
});

it('accepts nothing for a frozen organization, and leaves what was accepted as it is', async () => {
  const accepted = command({ operationId: 'op_accepted' as never, userId: person(3) });
  await operations.accept(accepted);
  const bulk = bulkAdd({ operationId: 'op_bulk' as never });
  await bulks.create(bulk, bulkItems(person(4), person(5)));
  await owner.query(`UPDATE operations SET relay_at = now() - interval '1 minute' WHERE state = 'accepted'`);
  await freezeOrganization(owner, ORGANIZATION);

  const late = command({ operationId: 'op_late' as never });
  await expect(operations.accept(late)).rejects.toMatchObject({ code: 'ORGANIZATION_MOVING' });
  expect(await operations.beginAttempt(late)).toMatchObject({ outcome: moving });
  expect(await operations.accept(accepted)).toMatchObject({ state: 'accepted' });
  expect(await refused(bulks.create(bulkAdd({ operationId: 'op_bulk2' as never }), bulkItems(person(6))))).toBe(true);
  expect(await operations.leaseOverdue(10)).toEqual({ leases: [], unreadable: [] });
  expect(await bulks.leaseOverdue()).toBeNull();
  expect(await bulks.beginAttempt(bulk.operationId)).toBeNull();
  expect(await new BulkLedger(dataSource).applyNext(bulk.operationId)).toBe('ended');

  await unfreezeOrganization(owner, ORGANIZATION);
  expect((await operations.leaseOverdue(10)).leases).toHaveLength(1);
  expect(await new BulkLedger(dataSource).applyNext(bulk.operationId)).toBe('ended');
  expect(await owner.query(`SELECT state, items_added FROM operations WHERE id = 'op_bulk'`)).toEqual([
    { state: 'done', items_added: 2 },
  ]);
});

it('refuses every other change with the audit event that it would write', async () => {
  const create = (organizationId = ORGANIZATION) =>
    dataSource.transaction((tx) =>
      createDepartment(tx, caller(organizationId), { name: 'New', parent_id: null, description: null } as never),
    );
  await freezeOrganization(owner, ORGANIZATION);
  expect(await refused(create())).toBe(true);
  expect(await refused(create(OTHER))).toBe(false);
  const keyed = {
    organizationId: ORGANIZATION,
    actor: { type: 'system', id: 'test' },
    route: 'PUT /',
    key: 'k',
    fingerprint: '',
  };
  expect(await refused(runIdempotently(dataSource, keyed as never, async () => 1))).toBe(true);
  expect(
    await dataSource.query(`SELECT FROM departments WHERE name = 'New' AND organization_id = $1`, [ORGANIZATION]),
  ).toEqual([]);
});

it('the role that processes run as cannot lift a fence', async () => {
  await freezeOrganization(owner, ORGANIZATION);
  await expect(dataSource.query('DELETE FROM organization_fences')).rejects.toThrow('permission denied');
});

it('the ticket is given for a copy that was made since the freeze, and a wrong name of its cell can be corrected', async () => {
  const release = (...args: [string, object?]) => releaseOrganization(owner, ORGANIZATION, ...args);
  const readHash = async (): Promise<Buffer> => {
    const [{ ticket_hash: hash }] = await owner.query('SELECT ticket_hash FROM organization_fences');
    return hash;
  };
  await freezeOrganization(owner, ORGANIZATION);
  const earlier = newReceipt(1, await readHash());
  await unfreezeOrganization(owner, ORGANIZATION);
  await freezeOrganization(owner, ORGANIZATION);
  const hash = await readHash();
  await freezeOrganization(owner, ORGANIZATION);
  expect(await readHash()).toEqual(hash);
  const [receipt, other] = [newReceipt(1, hash), newReceipt(1, hash)];
  await expect(release('eu2')).rejects.toThrow('receipt is missing');
  for (const wrong of [earlier, receipt.slice(1), 'x', ''])
    await expect(release('eu2', { receipt: wrong })).rejects.toThrow('not the receipt');
  const { ticket } = await release('ue2', { receipt });
  await expect(release('eu2')).rejects.toThrow('--instead-of ue2');
  await expect(release('eu2', { insteadOf: 'eu9' })).rejects.toThrow('not released to the cell eu9');
  await expect(release('ue2', { receipt: other })).rejects.toThrow('another copy');
  expect(await release('eu2', { insteadOf: 'ue2' })).toEqual({ ticket });
  expect(await release('eu2')).toEqual({ ticket });
  await expect(release('eu3')).rejects.toThrow('released to the cell eu2');
  await expect(unfreezeOrganization(owner, ORGANIZATION)).rejects.toThrow('has moved');
  await expect(freezeOrganization(owner, ORGANIZATION)).rejects.toThrow('has moved to the cell eu2');
  expect(await readFences(dataSource, [ORGANIZATION, OTHER])).toEqual(
    new Map([[ORGANIZATION, { state: 'moved', movedTo: 'eu2' }]]),
  );

  // As an import leaves it in the other cell.
  const arrived = (copy: string) =>
    owner.query(
      `UPDATE this_cell SET number = 1;
       UPDATE organization_fences SET state = 'frozen', moved_to = NULL, ticket = NULL, receipt = '${copy}'`,
    );
  const open = (typed = String(ticket)) => openOrganization(owner, ORGANIZATION, typed);
  await arrived(other);
  await expect(open()).rejects.toThrow('not the ticket');
  await expect(unfreezeOrganization(owner, ORGANIZATION)).rejects.toThrow('came from another cell');
  await expect(freezeOrganization(owner, ORGANIZATION)).rejects.toThrow('not opened here');
  await arrived(receipt);
  for (const wrong of ['x', 'abc.def', '1.x', '..x']) await expect(open(wrong)).rejects.toThrow('not the ticket');
  await open();
  await open();
  expect((await readFences(dataSource, [ORGANIZATION])).size).toBe(0);
  await owner.query('UPDATE this_cell SET number = 0');
});
