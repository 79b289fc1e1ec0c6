import {
  ALL_SCOPES,
  type Caller,
  deriveMembershipRequestId,
  MAX_OPEN_REQUESTS,
  type MembershipDecision,
  type MembershipRequestObject,
  type UserId,
} from '@roster/domain';
import { DEPARTMENT, JANE, lockWaiter, ORGANIZATION, openTestDatabase, person } from '../database.fixture.js';
import { decideMembershipRequest } from './decide-membership-request.js';
import { expireMembershipRequests } from './expire-membership-requests.js';
import { createMembershipRequest, listMembershipRequests } from './membership-requests.js';

const database = await openTestDatabase();
afterAll(() => database.close());
beforeEach(() => database.dataSource.query('DELETE FROM department_members; DELETE FROM membership_requests'));

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';

function caller(userId: UserId): Caller {
  const principal = { organizationId: ORGANIZATION, actor: { type: 'user', id: userId }, scopes: new Set(ALL_SCOPES) };
  return { principal, channel: 'rest', traceId: TRACE_ID } as Caller;
}

function ask(userId = person(1), asker = person(2), id?: MembershipRequestObject['id']) {
  const wanted = { departmentId: DEPARTMENT, userId, reason: 'Because.', ...(id ? { id } : {}) };
  return database.dataSource.transaction((tx) => createMembershipRequest(tx, caller(asker), wanted));
}

function decide({ id }: MembershipRequestObject, decision: MembershipDecision, by = JANE) {
  const request = { departmentId: DEPARTMENT, id };
  return database.dataSource.transaction((tx) => decideMembershipRequest(tx, caller(by), request, decision));
}

async function members(): Promise<string[]> {
  const rows: { user_id: string }[] = await database.dataSource.query(
    'SELECT user_id FROM department_members WHERE department_id = $1 ORDER BY user_id',
    [DEPARTMENT],
  );
  return rows.map(({ user_id }) => user_id);
}

function expireNow() {
  return database.dataSource.query(`UPDATE membership_requests SET expires_at = clock_timestamp()`);
}

async function audited(): Promise<string[]> {
  const rows: { action: string }[] = await database.dataSource.query(
    `SELECT action FROM audit_events WHERE trace_id = $1 ORDER BY id DESC LIMIT 3`,
    [TRACE_ID],
  );
  return rows.map(({ action }) => action).reverse();
}

it('an approval adds the member in its own transaction, and both are audited', async () => {
  const request = await ask();
  const days = (Date.parse(request.expires_at) - Date.parse(request.created_at)) / 86_400_000;
  expect([request.status, Math.round(days)]).toEqual(['pending', 14]);
  const approved = await decide(request, 'approve');
  expect(approved).toMatchObject({ status: 'approved', decided_by: { type: 'user', id: JANE } });
  expect(await members()).toEqual([person(1)]);
  expect(await audited()).toEqual(['membership_request.create', 'member.add', 'membership_request.approve']);
  const [operation] = await database.dataSource.query('SELECT state, actor_id FROM operations WHERE id = $1', [
    approved.operation_id,
  ]);
  expect(operation).toEqual({ state: 'done', actor_id: JANE });
});

it('of ten decisions at the same time one counts, whoever makes them', async () => {
  const request = await ask();
  const decisions = Array.from(
    { length: 10 },
    (_, index): MembershipDecision => (index % 2 === 0 ? 'approve' : 'deny'),
  );
  // With a connection for each, so that they do begin at the same time.
  await Promise.all(decisions.map(() => database.dataSource.query('SELECT pg_sleep(0.2)')));
  const ends = await Promise.allSettled(decisions.map((each, index) => decide(request, each, person(10 + index))));
  const counted = ends.filter(({ status }) => status === 'fulfilled');
  expect(counted).toHaveLength(1);
  const [{ value }] = counted as [PromiseFulfilledResult<MembershipRequestObject>];
  expect(await members()).toEqual(value.status === 'approved' ? [person(1)] : []);
  for (const end of ends) {
    if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'MEMBERSHIP_REQUEST_DECIDED' });
  }
});

it('the same decision by the same person again gets the same answer, and another one is refused', async () => {
  const request = await ask();
  const approved = await decide(request, 'approve');
  expect(await decide(request, 'approve')).toEqual(approved);
  const details = { request_id: request.id, status: 'approved', decided_by: { type: 'user', id: JANE } };
  const refused = { code: 'MEMBERSHIP_REQUEST_DECIDED', details: expect.objectContaining(details) };
  await expect(decide(request, 'deny')).rejects.toMatchObject(refused);
  await expect(decide(request, 'approve', person(3))).rejects.toMatchObject(refused);
});

it('a decision whose transaction fails after the add has neither decided nor added', async () => {
  const request = await ask();
  const failing = database.dataSource.transaction(async (tx) => {
    await decideMembershipRequest(tx, caller(JANE), { departmentId: DEPARTMENT, id: request.id }, 'approve');
    throw new Error('the process died');
  });
  await expect(failing).rejects.toThrow('the process died');
  expect(await members()).toEqual([]);
  expect(await decide(request, 'approve')).toMatchObject({ status: 'approved' });
  expect(await members()).toEqual([person(1)]);
});

it('someone who was added meanwhile is approved; someone who was deactivated is not, and the request stays open', async () => {
  const request = await ask();
  await database.dataSource.query(
    `INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
     VALUES ($1, $2, $3, now(), 'test')`,
    [DEPARTMENT, person(1), ORGANIZATION],
  );
  expect(await decide(request, 'approve')).toMatchObject({ status: 'approved' });

  const other = await ask(person(4));
  const deactivate = (at: string) =>
    database.dataSource.query(`UPDATE organization_members SET deactivated_at = ${at} WHERE user_id = $1`, [person(4)]);
  await deactivate('now()');
  await expect(decide(other, 'approve')).rejects.toMatchObject({ code: 'MEMBER_DEACTIVATED' });
  await expect(ask(person(4))).rejects.toMatchObject({ code: 'MEMBER_DEACTIVATED' });
  await deactivate('NULL');
  expect(await decide(other, 'approve')).toMatchObject({ status: 'approved' });
});

it('an expired request cannot be decided, is audited once, and is not in the way of another', async () => {
  const request = await ask();
  await expireNow();
  await expect(decide(request, 'approve')).rejects.toMatchObject({ code: 'MEMBERSHIP_REQUEST_EXPIRED' });
  const open = { organizationId: ORGANIZATION, departmentId: DEPARTMENT, viewer: null, limit: 10 };
  const statuses = async () =>
    (await listMembershipRequests(database.dataSource.manager, open)).items.map(({ status }) => status);
  expect(await statuses()).toEqual(['expired']);
  expect(await expireMembershipRequests(database.dataSource, TRACE_ID)).toBe(1);
  expect(await expireMembershipRequests(database.dataSource, TRACE_ID)).toBe(0);
  expect((await audited()).at(-1)).toBe('membership_request.expire');
  await ask();
  expect(await statuses()).toEqual(['pending', 'expired']);

  await expireNow();
  await ask();
  expect(await statuses()).toEqual(['pending', 'expired', 'expired']);
  expect(await members()).toEqual([]);
});

it('one request can be open for a user and a department, also when two ask at the same time', async () => {
  const ends = await Promise.allSettled([ask(person(1), person(2)), ask(person(1), person(3))]);
  const [refused] = ends.filter((end) => end.status === 'rejected');
  const [made] = ends.filter((end) => end.status === 'fulfilled');
  expect(refused?.reason).toMatchObject({
    code: 'MEMBERSHIP_REQUEST_DUPLICATE',
    details: { user_id: person(1), department_id: DEPARTMENT, request_id: made?.value.id },
  });
});

it('a request with a derived ID that comes again is the same request, also after its decision', async () => {
  const id = deriveMembershipRequestId('command:T0ACME:1', person(1));
  const [one, other] = await Promise.all([ask(person(1), person(2), id), ask(person(1), person(2), id)]);
  expect(one).toEqual(other);
  const denied = await decide(one, 'deny');
  expect(await ask(person(1), person(2), id)).toEqual(denied);
});

it('nobody has more open requests than the limit, also when two ask for the last one', async () => {
  await database.dataSource.query(
    `INSERT INTO departments (id, organization_id, name) SELECT 'dept_limit' || n, $1, 'Limit ' || n
     FROM generate_series(2, $2::int) AS n`,
    [ORGANIZATION, MAX_OPEN_REQUESTS],
  );
  await database.dataSource.query(
    `INSERT INTO membership_requests (id, organization_id, department_id, user_id, requested_by_type, requested_by_id,
                                      expires_at)
     SELECT 'mrq_' || d.id, $1, d.id, $2, 'user', $2, now() + interval '1 day'
     FROM departments d WHERE d.id LIKE 'dept_limit%'`,
    [ORGANIZATION, person(2)],
  );
  const ends = await Promise.allSettled([ask(person(1)), ask(person(3)), ask(person(4), person(5))]);
  expect(ends.map(({ status }) => status).filter((status) => status === 'fulfilled')).toHaveLength(2);
  const refused = ends.find((end) => end.status === 'rejected');
  expect(refused?.reason).toMatchObject({ code: 'MEMBERSHIP_REQUEST_LIMIT_REACHED' });
});

it('of an asker who is removed the request stays, of a user who is removed it goes', async () => {
  await ask(person(40), person(41));
  await database.dataSource.query('DELETE FROM organization_members WHERE user_id = $1', [person(41)]);
  const count = () => database.dataSource.query('SELECT FROM membership_requests').then(({ length }) => length);
  expect(await count()).toBe(1);
  await database.dataSource.query('DELETE FROM organization_members WHERE user_id = $1', [person(40)]);
  expect(await count()).toBe(0);
});

it('a decision waits for another one and then sees it', async () => {
  const request = await ask();
  let second: Promise<MembershipRequestObject> | undefined;
  await database.dataSource.transaction(async (tx) => {
    await decideMembershipRequest(tx, caller(JANE), { departmentId: DEPARTMENT, id: request.id }, 'deny');
    second = decide(request, 'approve', person(3));
    await lockWaiter(database);
  });
  await expect(second).rejects.toMatchObject({ code: 'MEMBERSHIP_REQUEST_DECIDED' });
  expect(await members()).toEqual([]);
});
