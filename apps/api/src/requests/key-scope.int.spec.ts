import { formerOperationId, newId, type OrganizationId } from '@roster/domain';
import { type Answer, type RunningApi, send, startApi } from '../api.fixture.js';

const DEPARTMENT = '/departments/dept_abc123/members';
const WAIT = { prefer: 'wait=10' };

let api: RunningApi;
let otherToken: string;
beforeAll(async () => {
  api = await startApi();
  otherToken = await api.tokenFor(['members:read', 'members:write', 'operations:read']);
  await api.owner.query(`INSERT INTO transitions (name, began_at) VALUES ('operations_by_actor', now())`);
});
afterAll(() => api.close());

let people = 0;
function somebody(): string {
  people += 1;
  return `usr_demo${String(people).padStart(3, '0')}`;
}

type Sender = (method: string, path: string, json: object, key: string) => Promise<Answer>;
const asDemo: Sender = (method, path, json, key) =>
  api.request(method, path, { json, headers: { ...WAIT, 'idempotency-key': key } });
const asOther: Sender = (method, path, json, key) =>
  send(`${api.url}/v1/organizations/org_xyz789${path}`, method, otherToken, {
    json,
    headers: { ...WAIT, 'idempotency-key': key },
  });

const operationOf = ({ headers }: Answer) => headers.get('operation-id') as string;

/** Gives a stored operation the ID that earlier versions derived for this key. */
async function ageOperation(id: string, route: string, key: string): Promise<string> {
  const former = formerOperationId({ organizationId: 'org_xyz789' as OrganizationId, route, key });
  await api.database.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO operations SELECT (jsonb_populate_record(o, jsonb_build_object('id', $2::text))).*
                    FROM operations o WHERE id = $1`,
      [id, former],
    );
    await tx.query('UPDATE operation_items SET operation_id = $2 WHERE operation_id = $1', [id, former]);
    await tx.query('DELETE FROM operations WHERE id = $1', [id]);
  });
  return former;
}

const ADD_ROUTE = 'POST /v1/organizations/:organization_id/departments/:department_id/members';

describe('an Idempotency-Key that another caller has used', () => {
  it('is neither replayed nor refused: the change is an operation of its own', async () => {
    const [user, key] = [somebody(), newId('operation')];
    const mine = await asDemo('POST', DEPARTMENT, { user_id: user }, key);
    const theirs = await asOther('POST', DEPARTMENT, { user_id: user }, key);
    expect(mine.status).toBe(201);
    expect(theirs).toMatchObject({ status: 409, body: { error: { code: 'DEPARTMENT_MEMBERSHIP_DUPLICATE' } } });
    expect(operationOf(theirs)).not.toBe(operationOf(mine));
    expect((await asOther('POST', DEPARTMENT, { user_id: somebody() }, newId('operation'))).status).toBe(201);
  });

  it('may be used for another request', async () => {
    const key = newId('operation');
    const [mine, theirs] = await Promise.all([
      asDemo('POST', DEPARTMENT, { user_id: somebody() }, key),
      asOther('POST', DEPARTMENT, { user_id: somebody() }, key),
    ]);
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(operationOf(theirs)).not.toBe(operationOf(mine));
  });

  it('makes a bulk of its own, and a retry of its own', async () => {
    const [user, key] = [somebody(), newId('operation')];
    const json = { user_ids: [user, 'usr_nobody'] };
    const mine = await asDemo('POST', `${DEPARTMENT}/bulk`, json, key);
    const theirs = await asOther('POST', `${DEPARTMENT}/bulk`, { user_ids: [user] }, key);
    expect(mine.body.summary).toMatchObject({ added: 1, rejected: 1 });
    expect(theirs.body.summary).toMatchObject({ added: 0, rejected: 1 });
    expect(theirs.body.id).not.toBe(mine.body.id);
    const path = `/operations/${mine.body.id}/retry`;
    const retries = await Promise.all([asDemo('POST', path, {}, key), asOther('POST', path, {}, key)]);
    expect(retries.map(({ status }) => status)).toEqual([200, 200]);
    expect(retries[0].body.id).not.toBe(retries[1].body.id);
  });
});

describe('an operation that an earlier version stored', () => {
  it('keeps its answer for its caller, and stays hidden from others', async () => {
    const [user, key] = [somebody(), newId('operation')];
    const first = await asDemo('POST', DEPARTMENT, { user_id: user }, key);
    const former = await ageOperation(operationOf(first), ADD_ROUTE, key);
    const again = await asDemo('POST', DEPARTMENT, { user_id: user }, key);
    expect([again.status, again.text, operationOf(again)]).toEqual([201, first.text, former]);
    expect(await asDemo('POST', DEPARTMENT, { user_id: somebody() }, key)).toMatchObject({
      status: 422,
      body: { error: { code: 'IDEMPOTENCY_KEY_REUSED' } },
    });
    const theirs = await asOther('POST', DEPARTMENT, { user_id: user }, key);
    expect(theirs.status).toBe(409);
    expect(operationOf(theirs)).not.toBe(former);
  });

  it('keeps its answer when it is a bulk', async () => {
    const [json, key] = [{ user_ids: [somebody()] }, newId('operation')];
    const first = await asDemo('POST', `${DEPARTMENT}/bulk`, json, key);
    const former = await ageOperation(first.body.id, `${ADD_ROUTE}/bulk`, key);
    const again = await asDemo('POST', `${DEPARTMENT}/bulk`, json, key);
    expect(again).toMatchObject({ status: 200, body: { ...first.body, id: former } });
  });

  it('is no longer looked for when all have been purged', async () => {
    const [user, key] = [somebody(), newId('operation')];
    const first = await asDemo('POST', DEPARTMENT, { user_id: user }, key);
    await ageOperation(operationOf(first), ADD_ROUTE, key);
    await api.database.query('DELETE FROM transitions');
    expect((await asDemo('POST', DEPARTMENT, { user_id: user }, key)).status).toBe(409);
  });
});
