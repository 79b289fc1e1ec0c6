import { request as httpRequest, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type RunningApi, startApi } from '../api.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  const user_ids = Array.from({ length: 40 }, (_, index) => `usr_demo${String(index + 1).padStart(3, '0')}`);
  for (const name of ['Legal', 'Sales', 'Design', 'Finance'])
    expect((await api.request('POST', '/departments', { json: { name } })).status).toBe(201);
  const bulk = { json: { user_ids }, headers: { prefer: 'wait=30' } };
  expect((await api.request('POST', '/departments/dept_abc123/members/bulk', bulk)).status).toBe(200);
});
afterAll(() => api.close());

const ORGANIZATION = '/v1/organizations/org_xyz789';

/** As it comes over the wire: `fetch` would decompress it. */
async function ask(path: string, headers: Record<string, string>, method = 'GET', body?: object) {
  const all = { authorization: `Bearer ${api.demo.token}`, 'content-type': 'application/json', ...headers };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = httpRequest(`${api.url}${path}`, { method, headers: all }, resolve).on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
  return { status: response.statusCode, headers: response.headers, bytes: await buffer(response) };
}

const LONG = [
  '/openapi.json',
  `${ORGANIZATION}/departments/dept_abc123/members`,
  `${ORGANIZATION}/members`,
  `${ORGANIZATION}/departments/tree`,
  `${ORGANIZATION}/audit-events`,
];
const csv = { accept: 'text/csv' };

describe.each([
  ['br', brotliDecompressSync],
  ['gzip', gunzipSync],
])('Accept-Encoding: %s', (encoding, decompress) => {
  it.each([...LONG.map((path) => [path, {}] as const), [`${ORGANIZATION}/audit-events`, csv] as const])(
    'GET %s %j comes compressed, and is the same',
    async (path, headers) => {
      const plain = await ask(path, headers);
      const compressed = await ask(path, { ...headers, 'accept-encoding': encoding });
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(compressed.headers['content-encoding']).toBe(encoding);
      expect(compressed.headers.vary).toContain('accept-encoding');
      expect(compressed.bytes.length).toBeLessThan(plain.bytes.length);
      expect(decompress(compressed.bytes).toString()).toBe(plain.bytes.toString());
      expect(compressed.headers.etag).toBe(plain.headers.etag);
      const again = await ask(path, { ...headers, 'accept-encoding': encoding });
      expect([again.headers['content-encoding'], again.headers.vary]).toEqual([encoding, compressed.headers.vary]);
      expect(again.bytes.equals(compressed.bytes)).toBe(true);
    },
  );
});

it.each([
  ['a short list', 'GET', `${ORGANIZATION}/departments/dept_abc123/members?limit=1`, undefined],
  ['a single object', 'GET', `${ORGANIZATION}/departments/dept_abc123`, undefined],
  ['an add', 'POST', `${ORGANIZATION}/departments/dept_plat01/members`, { user_id: 'usr_def456' }],
  ['a new key with its token', 'POST', `${ORGANIZATION}/api-keys`, { name: 'ci', scopes: ['members:read'] }],
])('%s comes as it is', async (_, method, path, body) => {
  const answer = await ask(path, { 'accept-encoding': 'br, gzip' }, method, body);
  expect(answer.headers['content-encoding']).toBeUndefined();
  expect(() => JSON.parse(answer.bytes.toString())).not.toThrow();
});

it('a long object that an edit may refer to comes as it is: its tag is a strong one', async () => {
  const description = 'long '.repeat(200).trim();
  const path = `${ORGANIZATION}/departments/dept_plat01`;
  const changed = await ask(path, {}, 'PATCH', { description: description.replace(/ /g, 'ßßß').slice(0, 1_000) });
  const read = await ask(path, { 'accept-encoding': 'br, gzip' });
  expect(read.bytes.length).toBeGreaterThan(1_500);
  expect([read.headers['content-encoding'], read.headers.etag]).toEqual([undefined, changed.headers.etag]);
});

it('the document is answered 304 while it is the same', async () => {
  const { headers } = await ask('/openapi.json', {});
  expect(headers['cache-control']).toBe('public, no-cache');
  const again = await ask('/openapi.json', { 'if-none-match': String(headers.etag) });
  expect([again.status, again.bytes.length]).toEqual([304, 0]);
  expect((await ask('/openapi.json', { 'if-none-match': '"other"' })).status).toBe(200);
});
