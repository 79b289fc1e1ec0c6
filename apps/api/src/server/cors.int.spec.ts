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

it('pages of other origins may not', async () => {
  const answer = await open.request('GET', MEMBERS, { headers: { origin: 'https://evil.example.com' } });
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
});

it('without allowed origins no page may', async () => {
  const asked = await closed.request('OPTIONS', MEMBERS, { headers: preflight });
  expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, null]);
  const answer = await closed.request('GET', MEMBERS, { headers: { origin: PAGE } });
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
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
