import { type RunningApi, startApi } from '../api.fixture.js';
import { origins } from './cors.js';

const PAGE = 'https://app.example.com';
const MEMBERS = '/departments/dept_abc123/members';
const preflight = { origin: PAGE, 'access-control-request-method': 'POST', authorization: '' };

let open: RunningApi;
let closed: RunningApi;
beforeAll(async () => {
  open = await startApi({ worker: false, corsOrigins: [PAGE] });
  closed = await startApi({ worker: false });
});
afterAll(() => Promise.all([open.close(), closed.close()]));

it('pages of an allowed origin may send requests and read answers', async () => {
  const asked = await open.request('OPTIONS', MEMBERS, { headers: preflight });
  expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, PAGE]);
  const answer = await open.request('GET', MEMBERS, { headers: { origin: PAGE } });
  expect(answer.headers.get('access-control-allow-origin')).toBe(PAGE);
  const readable = answer.headers.get('access-control-expose-headers');
  for (const name of ['ETag', 'Operation-Id', 'Retry-After']) expect(readable).toContain(name);
  const refused = await open.request('GET', MEMBERS, { headers: { origin: PAGE, authorization: '' } });
  expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([401, PAGE]);
});

it('OPTIONS that is no preflight is answered with the methods of the path', async () => {
  const answer = await open.request('OPTIONS', MEMBERS, { headers: { origin: PAGE } });
  expect([answer.status, answer.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS, POST']);
});

it('a preflight learns which methods and headers may be sent, and for how long', async () => {
  const headers = { ...preflight, 'access-control-request-headers': 'authorization,content-type' };
  const asked = await open.request('OPTIONS', MEMBERS, { headers });
  expect(Object.fromEntries(asked.headers)).toMatchObject({
    'access-control-allow-origin': PAGE,
    'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers': 'authorization,content-type',
    'access-control-max-age': '600',
    vary: 'Origin, Access-Control-Request-Headers',
    allow: 'GET, HEAD, OPTIONS, POST',
  });
});

it.each([
  ['another origin', () => open, 'https://evil.example.com'],
  ['no origin in particular', () => open, 'null'],
  ['two origins', () => open, `${PAGE}, https://evil.example.com`],
  ['an origin, where none is allowed', () => closed, PAGE],
])('a preflight of %s is refused in the envelope, whatever the path', async (_, api, origin) => {
  for (const path of [MEMBERS, '/nothing/here']) {
    const refused = await api().request('OPTIONS', path, { headers: { ...preflight, origin } });
    expect(refused).toMatchObject({
      status: 403,
      body: { success: false, error: { code: 'ORIGIN_NOT_ALLOWED', details: { origin } } },
    });
    expect([...refused.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    expect(refused.headers.get('x-content-type-options')).toBe('nosniff');
  }
});

it('a preflight for a path that does not exist is 404 in the envelope, which the page may read', async () => {
  const asked = await open.request('OPTIONS', '/nothing/here', { headers: preflight });
  expect(asked).toMatchObject({ status: 404, body: { error: { code: 'ROUTE_NOT_FOUND' } } });
  expect(asked.headers.get('access-control-allow-origin')).toBe(PAGE);
});

it('a request of another origin that needs no preflight is answered, and the page cannot read it', async () => {
  for (const api of [open, closed]) {
    const answer = await api.request('GET', MEMBERS, { headers: { origin: 'https://evil.example.com' } });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, null]);
  }
});

it.each([
  ['', []],
  ['https://a.example', ['https://a.example']],
  [' https://a.example , http://localhost:5173,', ['https://a.example', 'http://localhost:5173']],
])('CORS_ORIGINS "%s" is %j', (text, list) => {
  expect(origins.parse(text)).toEqual(list);
});

it.each(['*', 'app.example.com', 'https://a.example/', 'https://a.example/path', 'null'])(
  'CORS_ORIGINS "%s" is refused',
  (text) => {
    expect(origins.safeParse(text).error?.issues[0]?.message).toContain('origins like');
  },
);
