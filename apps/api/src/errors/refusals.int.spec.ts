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
    ['a Host that is none', get('/v1', 'Host: a b/c@d'), 400, 'MALFORMED_REQUEST'],
    [
      'two tokens',
      get('/v1', 'Host: x\r\nAuthorization: Bearer a\r\nauthorization: Bearer b'),
      400,
      'MALFORMED_REQUEST',
    ],
    ['HTTP/2.0 in the form of HTTP/1', get('/v1', 'Host: x', 'HTTP/2.0'), 400, 'MALFORMED_REQUEST'],
    ['a coding beside chunked', post('HTTP/1.1', 'gzip, chunked'), 400, 'MALFORMED_REQUEST'],
    ['chunks in HTTP/1.0', post('HTTP/1.0', 'chunked'), 400, 'MALFORMED_REQUEST'],
    ['a length beside chunks', post('HTTP/1.1', 'chunked\r\nContent-Length: 7'), 400, 'MALFORMED_REQUEST'],
    ['NUL in a header', get('/v1', 'Host: x\r\nX: a\0b'), 400, 'MALFORMED_REQUEST'],
    ['NUL in the address', get('/v1/\0'), 400, 'MALFORMED_REQUEST'],
    ['CONNECT', 'CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n', 405, 'METHOD_NOT_ALLOWED'],
    ['TRACE', 'TRACE /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 405, 'METHOD_NOT_ALLOWED'],
    ['an address with a broken escape', get('/%zz'), 400, 'MALFORMED_REQUEST'],
  ])('%s is answered in the envelope, too, with security headers', async (_, bytes, status, code) => {
    const answer = await raw(bytes);
    expect(answer).toMatchObject({ status, error: { code } });
    for (const header of ['x-content-type-options: nosniff', 'content-security-policy: ', 'cache-control: no-store']) {
      expect(answer.head).toContain(`\r\n${header}`);
    }
  });
});

describe('the target of a request', () => {
  it('may be a whole URL, and the answer is the same', async () => {
    const me = (target: string) =>
      exchange(
        `GET ${target} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${api.demo.token}\r\nConnection: close\r\n\r\n`,
      );
    const [whole, path] = [await me('http://x.example:3000/v1/me'), await me('/v1/me')];
    expect([whole.status, whole.body]).toEqual([200, path.body]);
    expect((await exchange(get('http://x.example?a=b'))).status).toBe(404);
  });

  it('may be *, which asks for the methods of the server', async () => {
    const answer = await exchange('OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect([answer.status, answer.body]).toEqual([204, '']);
    expect(answer.head).toContain('\r\nallow: DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT\r\n');
    expect(await raw(get('*'))).toMatchObject({ status: 404, error: { code: 'ROUTE_NOT_FOUND' } });
  });
});

it('no header is left out, however many there are', async () => {
  const many = 'a:\r\n'.repeat(2_500);
  const answer = await exchange(
    `GET /v1/me HTTP/1.1\r\nHost: x\r\n${many}Authorization: Bearer ${api.demo.token}\r\nConnection: close\r\n\r\n`,
  );
  expect(answer.status).toBe(200);
});

it('an internal error reveals nothing, and is logged with its stack', async () => {
  await api.owner.query('ALTER TABLE department_members RENAME TO hidden');
  try {
    const answer = await api.request('GET', MEMBERS);
    expect(answer).toMatchObject({ status: 500, body: { error: { code: 'INTERNAL_ERROR', details: {} } } });
    expect(answer.text).not.toContain('department_members');
    const traceId = answer.headers.get('trace-id');
    expect(api.log.find((line) => line.level === 'error' && line.trace_id === traceId)).toMatchObject({
      err: { message: expect.stringContaining('department_members'), stack: expect.any(String) },
    });
  } finally {
    await api.owner.query('ALTER TABLE hidden RENAME TO department_members');
  }
});

it('problem details are sent on request', async () => {
  const answer = await api.request('GET', '/operations/op_none', { headers: { accept: 'application/problem+json' } });
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.body).toMatchObject({ status: 404, code: 'OPERATION_NOT_FOUND', details: { operation_id: 'op_none' } });
});

function get(target: string, headers = 'Host: x', version = 'HTTP/1.1'): string {
  return `GET ${target} ${version}\r\n${headers}\r\nConnection: close\r\n\r\n`;
}

function post(version: string, coding: string): string {
  return `POST /v1 ${version}\r\nHost: x\r\nTransfer-Encoding: ${coding}\r\n\r\n2\r\n{}\r\n0\r\n\r\n`;
}

/** Sends raw bytes and reads the answer, until the server closes the connection. */
async function exchange(bytes: string) {
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.write(bytes);
  await once(socket, 'close');
  const end = answer.indexOf('\r\n\r\n');
  return { status: Number(answer.split(' ')[1]), head: answer.slice(0, end + 2), body: answer.slice(end + 4) };
}

/** The same for an answer that must be an envelope. */
async function raw(bytes: string) {
  const { status, head, body } = await exchange(bytes);
  return { status, head, error: errorEnvelopeSchema.parse(JSON.parse(body)).error };
}
