import { once } from 'node:events';
import { connect } from 'node:net';
import { errorEnvelopeSchema } from '@roster/domain';
import { type RunningApi, send, startApi } from '../api.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ worker: false });
});
afterAll(() => api.close());

const MEMBERS = '/departments/dept_abc123/members';
const JSON_TYPE = { 'content-type': 'application/json' };

describe('a body', () => {
  it.each([
    ['nothing', '', 422, 'VALIDATION_FAILED', 'user_id'],
    ['an empty object', '{}', 422, 'VALIDATION_FAILED', 'user_id'],
    ['an array', '[]', 422, 'VALIDATION_FAILED', 'body'],
    ['null', 'null', 422, 'VALIDATION_FAILED', 'body'],
    ['a text', '"x"', 422, 'VALIDATION_FAILED', 'body'],
    ['a number for an id', '{"user_id":5}', 422, 'VALIDATION_FAILED', 'user_id'],
    ['an id of another kind', '{"user_id":"org_1"}', 422, 'VALIDATION_FAILED', 'user_id'],
    ['an id with NUL', '{"user_id":"usr_\\u0000"}', 422, 'VALIDATION_FAILED', 'user_id'],
    ['an unknown field', '{"user_id":"usr_1","role":"owner"}', 422, 'VALIDATION_FAILED', 'role'],
    ['a field twice', '{"user_id":"usr_1","user_id":"usr_2"}', 422, 'VALIDATION_FAILED', 'user_id'],
    ['__proto__', '{"user_id":"usr_1","__proto__":{}}', 422, 'VALIDATION_FAILED', '__proto__'],
    ['constructor', '{"user_id":"usr_1","constructor":{}}', 422, 'VALIDATION_FAILED', 'constructor'],
  ])('that is %s is refused and names the field', async (_, body, status, code, field) => {
    const answer = await api.request('POST', MEMBERS, { body, headers: JSON_TYPE });
    expect(answer).toMatchObject({ status, body: { error: { code } } });
    expect(answer.body.error.details.fields).toContainEqual(expect.objectContaining({ field }));
  });

  it.each([
    ['broken JSON', '{"user_id":'],
    ['a NUL byte', '{"user_id":"usr_\u0000"}'],
    ['bytes that are not UTF-8', new Uint8Array([0x7b, 0xff, 0x7d])],
  ])('with %s is malformed', async (_, body) => {
    expect(await api.request('POST', MEMBERS, { body, headers: JSON_TYPE })).toMatchObject({
      status: 400,
      body: { error: { code: 'MALFORMED_REQUEST', details: { part: 'body' } } },
    });
  });

  it('over 64 KiB is 413 and names the limit', async () => {
    const body = JSON.stringify({ user_id: 'x'.repeat(64 * 1024) });
    expect(await api.request('POST', MEMBERS, { body, headers: JSON_TYPE })).toMatchObject({
      status: 413,
      body: { error: { code: 'PAYLOAD_TOO_LARGE', details: { limit_bytes: 65_536 } } },
    });
  });

  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'nonsense', ';'])(
    'of type %s is 415',
    async (type) => {
      expect(await api.request('POST', MEMBERS, { body: '{}', headers: { 'content-type': type } })).toMatchObject({
        status: 415,
        body: { error: { code: 'UNSUPPORTED_MEDIA_TYPE' } },
      });
    },
  );
});

describe('an address', () => {
  it.each(['/', '/v1', '/v1/people', '/docs/../etc', '/V1/organizations', `/${'a'.repeat(9_000)}`])(
    '%.40s that does not exist gives 404, without a token',
    async (path) => {
      const answer = await send(`${api.url}${path}`, 'GET', '', { headers: { authorization: '' } });
      expect(answer).toMatchObject({ status: 404, body: { error: { code: 'ROUTE_NOT_FOUND' } } });
    },
  );

  it.each(['PUT', 'PATCH', 'PROPFIND'])('that does not support %s gives 405 with Allow', async (method) => {
    const answer = await api.request(method, MEMBERS, { headers: { authorization: '' } });
    expect(answer).toMatchObject({ status: 405, body: { error: { code: 'METHOD_NOT_ALLOWED' } } });
    expect(answer.headers.get('allow')).toBe('GET, HEAD, OPTIONS, POST');
  });

  it('tells its methods with OPTIONS, without a token', async () => {
    const answer = await api.request('OPTIONS', MEMBERS, { headers: { authorization: '' } });
    expect([answer.status, answer.headers.get('allow'), answer.text]).toEqual([204, 'GET, HEAD, OPTIONS, POST', '']);
  });

  it('with a broken escape gives 400', async () => {
    expect(await raw('GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatchObject({
      status: 400,
      error: { code: 'MALFORMED_REQUEST', details: { part: 'address' } },
    });
  });
});

describe('bytes that are not a valid request', () => {
  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    ['an unknown method', 'FOO / HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    ['a header without a name', 'GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    ['no Host', 'GET /v1 HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    ['two Hosts', 'GET /v1 HTTP/1.1\r\nHost: x\r\nhost: y\r\nConnection: close\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'HEADERS_TOO_LARGE'],
  ])('%s is answered in the envelope, too', async (_, bytes, status, code) => {
    expect(await raw(bytes)).toMatchObject({ status, error: { code } });
  });
});

it('an internal error reveals nothing, and is logged with its stack', async () => {
  await api.database.query('ALTER TABLE department_members RENAME TO hidden');
  try {
    const answer = await api.request('GET', MEMBERS);
    expect(answer).toMatchObject({ status: 500, body: { error: { code: 'INTERNAL_ERROR', details: {} } } });
    expect(answer.text).not.toContain('department_members');
    const traceId = answer.headers.get('trace-id');
    expect(api.log.find((line) => line.level === 'error' && line.trace_id === traceId)).toMatchObject({
      err: { message: expect.stringContaining('department_members'), stack: expect.any(String) },
    });
  } finally {
    await api.database.query('ALTER TABLE hidden RENAME TO department_members');
  }
});

it('problem details are sent on request', async () => {
  const answer = await api.request('GET', '/operations/op_none', { headers: { accept: 'application/problem+json' } });
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.body).toMatchObject({ status: 404, code: 'OPERATION_NOT_FOUND', details: { operation_id: 'op_none' } });
});

/** Sends raw bytes and reads the answer, which must be an envelope. */
async function raw(bytes: string) {
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.write(bytes);
  await once(socket, 'close');
  const body = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')));
  return { status: Number(answer.split(' ')[1]), error: errorEnvelopeSchema.parse(body).error };
}
