import { type Answer, type RunningApi, startApi } from '../api.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ worker: false });
});
afterAll(() => api.close());

const BULK = '/departments/dept_abc123/members/bulk';
const ids = (count: number) => Array.from({ length: count }, (_, index) => `usr_${index}`);

async function expectNothingDone(): Promise<void> {
  const tables = ['operations', 'operation_items', 'department_members'];
  for (const table of tables) expect(await api.database.query(`SELECT FROM ${table}`)).toEqual([]);
}

afterEach(expectNothingDone);

function send(body: string | Uint8Array, type: string, query = ''): Promise<Answer> {
  return api.request('POST', `${BULK}${query}`, { body, headers: { 'content-type': type } });
}

it.each([
  ['nothing', '', 'user_ids'],
  ['an empty list', '{"user_ids":[]}', 'user_ids'],
  ['10,001 ids', JSON.stringify({ user_ids: ids(10_001) }), 'user_ids'],
  ['no list', '{"user_ids":"usr_1"}', 'user_ids'],
  ['a malformed id', '{"user_ids":["usr_1","usr-2"]}', 'user_ids.1'],
  ['another mode', '{"user_ids":["usr_1"],"mode":"some"}', 'mode'],
  ['an unknown field', '{"user_ids":["usr_1"],"emails":[]}', 'emails'],
  ['an array', '[]', 'body'],
])('JSON with %s is 422 and names %3$s', async (_, body, field) => {
  const answer = await send(body, 'application/json');
  expect(answer).toMatchObject({ status: 422, body: { error: { code: 'VALIDATION_FAILED' } } });
  expect(answer.body.error.details.fields).toContainEqual(expect.objectContaining({ field }));
});

it('the error for an unknown mode lists both modes', async () => {
  const answer = await send('{"user_ids":["usr_1"],"mode":"some"}', 'application/json');
  expect(answer.body.error.details.fields).toMatchObject([{ expected: '"partial" or "atomic"' }]);
});

it('the first twenty of 10,000 malformed ids are listed', async () => {
  const answer = await send(JSON.stringify({ user_ids: ids(10_000).map((id) => `x${id}`) }), 'application/json');
  expect(answer.body.error.details.fields).toHaveLength(20);
});

it.each<[string, string | Uint8Array, object]>([
  ['a wrong header', 'name\nJane\n', { line: 1 }],
  ['nothing in it', '', { line: 1 }],
  ['a header only', 'email\n', {}],
  ['10,001 lines', `user_id\n${ids(10_001).join('\n')}`, { line: 10_002 }],
  ['a NUL byte', 'user_id\nusr_\u0000\n', { line: 2 }],
  ['bytes that are not UTF-8', new Uint8Array([...Buffer.from('user_id\n'), 0xff]), { line: 2 }],
  ['a malformed id', 'user_id\nusr_1\nusr 2\n', { line: 3, field: 'user_id' }],
  ['a malformed e-mail address', 'email\na@b.de\n@\n', { line: 3, field: 'email' }],
  ['a quote that is never closed', 'user_id\n"usr_1\n', { field: 'body' }],
])('a file with %s is 422, and says where', async (_, body, problem) => {
  const answer = await send(body, 'text/csv');
  expect(answer).toMatchObject({ status: 422, body: { error: { code: 'VALIDATION_FAILED' } } });
  expect(answer.body.error.details.fields).toEqual([expect.objectContaining(problem)]);
});

it.each([
  ['?mode=some', 'mode', 'text/csv', 'user_id\nusr_1\n'],
  ['?mod=atomic', 'mod', 'text/csv', 'user_id\nusr_1\n'],
  ['?mode=atomic', 'mode', 'application/json', '{"user_ids":["usr_1"]}'],
])('the query %s is 422 and names %s, with a body of %s', async (query, field, type, body) => {
  const answer = await send(body, type, query);
  expect(answer).toMatchObject({ status: 422, body: { error: { details: { fields: [{ field }] } } } });
});

it.each(['text/csv', 'Text/CSV', 'application/json'])(
  'a body of %s over 2 MiB is 413 and names the limit, and the connection stays usable',
  async (type) => {
    const body = `user_id\n${'\n'.repeat(3_000_000)}`;
    expect(await send(body, type)).toMatchObject({
      status: 413,
      body: { error: { code: 'PAYLOAD_TOO_LARGE', details: { limit_bytes: 2_097_152 } } },
    });
    expect((await api.request('GET', '/operations/op_1')).status).toBe(404);
  },
);

it('a file that is refused long before its end is answered, and the connection stays usable', async () => {
  const answer = await send(`user_id\n${'usr_1\n'.repeat(300_000)}`, 'text/csv');
  expect(answer).toMatchObject({ status: 422, body: { error: { details: { fields: [{ line: 10_002 }] } } } });
  expect((await api.request('GET', '/operations/op_1')).status).toBe(404);
});

it.each(['text/plain', 'application/x-ndjson', 'text/csv; charset=latin1', 'multipart/form-data; boundary=x', ';'])(
  'a body of type %s is 415',
  async (type) => {
    expect(await send('user_id\nusr_1\n', type)).toMatchObject({
      status: 415,
      body: { error: { code: 'UNSUPPORTED_MEDIA_TYPE' } },
    });
  },
);

it('a file is 415 on a route that takes none', async () => {
  const headers = { 'content-type': 'text/csv' };
  const answer = await api.request('POST', '/departments/dept_abc123/members', { body: 'user_id\nusr_1\n', headers });
  expect(answer).toMatchObject({ status: 415 });
});

it('an unknown department is 404', async () => {
  const answer = await api.request('POST', '/departments/dept_none/members/bulk', { json: { user_ids: ['usr_1'] } });
  expect(answer).toMatchObject({ status: 404, body: { error: { code: 'DEPARTMENT_NOT_FOUND' } } });
});

it.each(['prefer', 'idempotency-key'])('a malformed %s is 400', async (name) => {
  const options = { json: { user_ids: ['usr_1'] }, headers: { [name]: '"' } };
  expect(await api.request('POST', BULK, options)).toMatchObject({
    status: 400,
    body: { error: { code: 'MALFORMED_REQUEST' } },
  });
});

it.each(['GET', 'PUT', 'DELETE'])('%s is 405', async (method) => {
  const answer = await api.request(method, BULK);
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe('OPTIONS, POST');
});
