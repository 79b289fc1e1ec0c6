import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { Roster } from '@roster/sdk';
import { type RunningApi, send, startApi } from '../api.fixture.js';

let api: RunningApi;
let status = 200;
const asked: (string | undefined)[] = [];
const cells = {
  cells: { eu2: { api: 'https://eu2.roster.example/' }, http: { api: '' } },
  organizations: {},
};
/** What the SDK sends to the other cell, which is this server, too. */
const followed: unknown[] = [];
const directory = createServer(async (request, response) => {
  const { method, url, headers } = request;
  if (url?.startsWith('/v1/')) {
    followed.push({ method, url, headers, body: await json(request) });
    response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"dept_new"}');
    return;
  }
  asked.push(request.headers['if-none-match']);
  response.writeHead(request.headers['if-none-match'] === '"1"' && status === 200 ? 304 : status, { etag: '"1"' });
  response.end(JSON.stringify(cells));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => directory.listen(0, '127.0.0.1', resolve));
  const { port } = directory.address() as AddressInfo;
  cells.cells.http.api = `http://127.0.0.1:${port}`;
  api = await startApi({ worker: false, cellDirectoryUrl: `http://127.0.0.1:${port}/cells.json` });
});
afterAll(async () => {
  await api.close();
  await new Promise((resolve) => directory.close(resolve));
});

const fence = (state: string, movedTo: string | null, organization: string = api.demo.organizationId) =>
  api.owner.query(
    `INSERT INTO organization_fences (organization_id, state, ticket_hash, moved_to) VALUES ($1, $2, '', $3)
     ON CONFLICT (organization_id) DO UPDATE SET state = excluded.state, moved_to = excluded.moved_to`,
    [organization, state, movedTo],
  );

it('a frozen organization is read, and its changes are answered 503 with Retry-After', async () => {
  await fence('frozen', null);
  expect((await api.request('GET', '/departments')).status).toBe(200);
  const refused = await api.request('POST', '/departments', { json: { name: 'New' } });
  expect(refused).toMatchObject({ status: 503, body: { error: { code: 'ORGANIZATION_MOVING' } } });
  expect(refused.headers.get('retry-after')).toBe('5');
});

it('an organization that has moved is redirected, method and body included, but only for those whom it knows', async () => {
  const organization = 'org_moved';
  await fence('moved', 'eu2', organization);
  const token = await api.tokenFor(['departments:read'], organization);
  const path = `/v1/organizations/${organization}/departments?limit=1`;
  const moved = await fetch(`${api.url}${path}`, { redirect: 'manual', headers: { authorization: `Bearer ${token}` } });
  expect(moved.status).toBe(308);
  expect(moved.headers.get('location')).toBe(`https://eu2.roster.example${path}`);
  expect(await moved.json()).toMatchObject({ error: { code: 'ORGANIZATION_MOVED', status: 308 } });
  expect((await send(`${api.url}${path}`, 'GET', 'unknown')).status).toBe(401);
  expect((await api.request('GET', '/departments')).status).toBe(200);
  expect(asked).toEqual([undefined]);
});

it('the SDK follows it there, with the token, the body and the key', async () => {
  const organizationId = 'org_followed';
  await fence('moved', 'http', organizationId);
  const apiKey = await api.tokenFor(['departments:write'], organizationId);
  const roster = new Roster({ apiKey, baseUrl: api.url });
  expect(await roster.departments.create({ organizationId, name: 'New' }, { idempotencyKey: 'mine' })).toEqual({
    id: 'dept_new',
  });
  expect(followed).toMatchObject([
    {
      method: 'POST',
      url: `/v1/organizations/${organizationId}/departments`,
      headers: { authorization: `Bearer ${apiKey}`, 'idempotency-key': 'mine' },
      body: { name: 'New' },
    },
  ]);
});

it('while the directory is silent, those who have moved are answered 503, and the others go on', async () => {
  status = 500;
  const organization = 'org_moved2';
  await fence('moved', 'eu3', organization);
  const token = await api.tokenFor(['departments:read'], organization);
  const answer = await send(`${api.url}/v1/organizations/${organization}/departments`, 'GET', token);
  expect(answer).toMatchObject({ status: 503, body: { error: { code: 'ORGANIZATION_MOVING' } } });
  expect((await api.request('GET', '/departments')).status).toBe(200);
});
