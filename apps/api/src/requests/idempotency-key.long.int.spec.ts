import { randomUUID } from 'node:crypto';
import { type Answer, type RunningApi, send } from '../api.fixture.js';
import { isWrite } from '../contract/contract.js';
import { dereference } from '../contract/dereference.fixture.js';
import { openApiDocument } from '../contract/openapi.js';
import { ENDPOINTS } from '../endpoints.js';
import { routeTemplate } from '../tracing/route-template.js';
import { ask, made, name, newDepartment, startForWrites, WRITES } from './writes.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startForWrites();
});
afterAll(() => api.close());

/** What callers see of an answer. The trace is that of the current request. */
function seen({ status, headers, text, body }: Answer) {
  const shown = [status, headers.get('etag'), headers.get('location')];
  return [...shown, body?.error ? { ...body.error, trace_id: null, timestamp: null } : text];
}

/** The number of requests that changed something; each may change several things. */
async function audited(): Promise<number> {
  const [{ count }] = await api.database.query('SELECT count(DISTINCT trace_id)::int FROM audit_events');
  return count;
}

describe.each(WRITES)('%s with an Idempotency-Key', (_, input) => {
  it('is made once, and answered the same when repeated', async () => {
    const [wanted, key] = [await input(api), randomUUID()];
    const first = await ask(api, wanted, key);
    expect(first.status).toBeLessThan(300);
    const once = await audited();
    expect(seen(await ask(api, wanted, key))).toEqual(seen(first));
    expect(await audited()).toBe(once);
  });

  it('is made once when ten come at the same time', async () => {
    const [wanted, key] = [await input(api), randomUUID()];
    const before = await audited();
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(api, wanted, key)));
    expect(answers[0]?.status).toBeLessThan(300);
    expect(new Set(answers.map((answer) => JSON.stringify(seen(answer)))).size).toBe(1);
    expect((await audited()) - before).toBeLessThan(2);
  });
});

/** A link holds nothing that another request could ask for instead. */
it.each(WRITES.filter(([id]) => id !== 'createSlackLink'))(
  '%s is refused when its key comes with another request',
  async (_, input) => {
    const [wanted, other, key] = [await input(api), await input(api), randomUUID()];
    await ask(api, wanted, key);
    expect(await ask(api, other, key)).toMatchObject({
      status: 422,
      body: { error: { code: 'IDEMPOTENCY_KEY_REUSED' } },
    });
  },
);

it('every write is tested here, or is an operation', () => {
  const tried = new Set(WRITES.map(([id]) => id));
  const writes = ENDPOINTS.filter(isWrite);
  expect(writes.filter(({ operationId, prefer }) => !prefer && !tried.has(operationId))).toEqual([]);
  expect(writes.length).toBeGreaterThan(15);
});

it('the document declares an Idempotency-Key for every write', () => {
  const { paths } = dereference(openApiDocument(ENDPOINTS));
  const taken = ENDPOINTS.filter(isWrite).map(({ operationId, path, method }) => {
    const operation = paths[routeTemplate(path)]?.[method.toLowerCase()] as { parameters: { name: string }[] };
    return [operationId, operation.parameters.map(({ name }) => name)];
  });
  for (const [id, names] of taken) expect([id, names]).toEqual([id, expect.arrayContaining(['Idempotency-Key'])]);
});

describe('a replayed answer', () => {
  it('contains the same token of a new key, which works and is not readable in the database', async () => {
    const input = { method: 'POST', path: '/api-keys', json: { name: 'x', scopes: ['members:read'] } };
    const key = randomUUID();
    await ask(api, input, key);
    const { token } = (await ask(api, input, key)).body;
    const members = `${api.url}/v1/organizations/org_xyz789/members`;
    expect((await send(members, 'GET', token)).status).toBe(200);
    const rows: { answer: Buffer }[] = await api.database.query('SELECT answer FROM stored_answers');
    expect(rows.length).toBeGreaterThan(0);
    for (const { answer } of rows) expect(answer.toString('latin1')).not.toContain(token);
  });

  it('may be a refusal, even if the request would succeed now', async () => {
    const [taken, key] = [name(), randomUUID()];
    const id = await made(api, '/departments', { name: taken });
    const input = { method: 'POST', path: '/departments', json: { name: taken } };
    const first = await ask(api, input, key);
    expect(first).toMatchObject({ status: 409, body: { error: { code: 'DEPARTMENT_NAME_TAKEN' } } });
    await api.request('DELETE', `/departments/${id}`);
    expect(seen(await ask(api, input, key))).toEqual(seen(first));
    expect((await ask(api, input, randomUUID())).status).toBe(201);
  });

  it('does not depend on how the JSON is written, but on If-Match', async () => {
    const [key, path] = [randomUUID(), `/departments/${await newDepartment(api)}`];
    const write = (body: string, headers = {}) =>
      api.request('PATCH', path, {
        body,
        headers: { 'content-type': 'application/json', 'idempotency-key': key, ...headers },
      });
    const first = await write('{"description":"d","manager_user_id":null}');
    const second = await write(' { "manager_user_id" : null, "description" : "d" } ', {
      'idempotency-key': `"${key}"`,
    });
    expect(seen(second)).toEqual(seen(first));
    const other = await write('{"description":"d","manager_user_id":null}', { 'if-match': '*' });
    expect(other.body.error.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('is for its caller only: another caller with the same key makes a separate change', async () => {
    const [key, input] = [randomUUID(), { json: { name: 'x', scopes: ['members:read'] } }];
    const other = await api.tokenFor(['keys:write', 'members:read']);
    const headers = { 'idempotency-key': key };
    const mine = await api.request('POST', '/api-keys', { ...input, headers });
    const theirs = await send(`${api.url}/v1/organizations/org_xyz789/api-keys`, 'POST', other, { ...input, headers });
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.body.id).not.toBe(mine.body.id);
    const revoked = await api.tokenFor(['members:read']);
    const denied = await send(`${api.url}/v1/organizations/org_xyz789/api-keys`, 'POST', revoked, {
      ...input,
      headers,
    });
    expect(denied.status).toBe(403);
  });

  it.each(['a b', 'ü', '"', 'x'.repeat(256)])('needs a valid key: not %j', async (key) => {
    const headers = { 'idempotency-key': Buffer.from(key).toString('latin1') };
    const answer = await api.request('PATCH', '', { json: { name: 'No' }, headers });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'MALFORMED_REQUEST' } } });
  });

  it('is not stored for an invalid request: the key can be used for a valid one', async () => {
    const key = randomUUID();
    expect((await ask(api, { method: 'POST', path: '/departments', json: { name: 7 } }, key)).status).toBe(422);
    expect((await ask(api, { method: 'POST', path: '/departments', json: { name: name() } }, key)).status).toBe(201);
  });
});
