import fc from 'fast-check';
import { type RunningApi, send, startApi } from '../api.fixture.js';
import { expectDeclared, requestDeclared, responsesOf } from '../contract/declared-answers.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const RUNS = { numRuns: 200 };
const MEMBERS = '/departments/dept_abc123/members';

const anyText = fc.string({ unit: 'binary', maxLength: 60 });
const anyId = fc.oneof(
  anyText,
  anyText.map((text) => `usr_${text}`),
  fc.constantFrom('', '..', '%00', 'dept_abc123'),
);
/** Characters allowed in a header; clients refuse the rest. */
const anyHeader = fc
  .string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)), maxLength: 60 })
  .filter((text) => !text.includes('\u007f'));

it('any JSON as the body', async () => {
  const body = fc.oneof(
    fc.json(),
    fc.record({ user_id: fc.jsonValue() }).map((value) => JSON.stringify(value)),
    fc
      .dictionary(fc.constantFrom('user_id', '__proto__', 'constructor', 'toString'), fc.jsonValue())
      .map((value) => JSON.stringify(value)),
    fc.record({ user_id: anyId }).map((value) => JSON.stringify(value)),
  );
  await fc.assert(
    fc.asyncProperty(body, async (text) => {
      await requestDeclared(api, 'POST', MEMBERS, { body: text, headers: { 'content-type': 'application/json' } });
    }),
    RUNS,
  );
});

it('any bytes as the body, of any type', async () => {
  const type = fc.oneof(fc.constant('application/json'), anyHeader);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), type, async (bytes, contentType) => {
      await requestDeclared(api, 'POST', MEMBERS, { body: bytes, headers: { 'content-type': contentType } });
    }),
    RUNS,
  );
});

it('any ids in the path', async () => {
  const part = (text: string) => encodeURIComponent(text);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('GET', 'POST', 'DELETE', 'PUT'), anyId, anyId, anyId, async (method, a, b, c) => {
      const { token } = api.demo;
      const url = `${api.url}/v1/organizations/${part(a)}/departments/${part(b)}/members/${part(c)}`;
      expectDeclared(await send(url, method, token), responsesOf(method, url));
      await requestDeclared(api, method, `/departments/${part(b)}/members/${part(c)}`);
      await requestDeclared(api, 'GET', `/operations/${part(a)}`);
    }),
    RUNS,
  );
});

it('any query', async () => {
  const parameter = fc.tuple(fc.constantFrom('limit', 'cursor', '__proto__', 'x'), anyText);
  await fc.assert(
    fc.asyncProperty(fc.array(parameter, { maxLength: 3 }), async (parameters) => {
      const query = new URLSearchParams(parameters);
      await requestDeclared(api, 'GET', `${MEMBERS}?${query}`);
    }),
    RUNS,
  );
});

it('any headers that we read', async () => {
  const names = ['prefer', 'idempotency-key', 'traceparent', 'accept', 'authorization', 'content-encoding'];
  const headers = fc.dictionary(fc.constantFrom(...names), anyHeader);
  await fc.assert(
    fc.asyncProperty(headers, async (some) => {
      const { accept: _, ...others } = some;
      await requestDeclared(api, 'POST', MEMBERS, { json: { user_id: 'usr_none' }, headers: others });
      await requestDeclared(api, 'GET', MEMBERS, { headers: some });
    }),
    RUNS,
  );
});

it('any fields and query of departments', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 120 });
  const field = fc.oneof(text, fc.jsonValue(), fc.constantFrom('dept_abc123', 'usr_def456', null));
  const body = fc.dictionary(
    fc.constantFrom('name', 'parent_id', 'description', 'manager_user_id', '__proto__'),
    field,
  );
  const query = fc.dictionary(fc.constantFrom('parent', 'name', 'manager', 'sort', 'cursor', 'root', 'depth'), text);
  await fc.assert(
    fc.asyncProperty(body, query, async (json, parameters) => {
      const search = new URLSearchParams(parameters);
      await requestDeclared(api, 'POST', '/departments', { json });
      await requestDeclared(api, 'PATCH', '/departments/dept_supp01', { json });
      await requestDeclared(api, 'POST', '/departments/dept_supp01/reparent', { json });
      await requestDeclared(api, 'GET', `/departments?${search}`);
      await requestDeclared(api, 'GET', `/departments/tree?${search}`);
    }),
    { numRuns: 100 },
  );
});
