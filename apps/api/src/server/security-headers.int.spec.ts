import { type RunningApi, startApi } from '../api.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ worker: false });
});
afterAll(() => api.close());

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

it.each([
  [200, 'GET', '/departments', {}],
  [401, 'GET', '/departments', { authorization: '' }],
  [404, 'GET', '/departments/dept_none', {}],
  [404, 'GET', '/nothing/here', {}],
  [422, 'GET', '/departments?limit=x', {}],
])('an answer %i restricts what browsers may do', async (status, method, path, headers) => {
  const answer = await api.request(method, path, { headers });
  expect(answer.status).toBe(status);
  expect(Object.fromEntries(answer.headers)).toMatchObject(HEADERS);
  for (const name of ['x-powered-by', 'x-xss-protection']) expect(answer.headers.has(name)).toBe(false);
  // What has a tag may be kept by the caller alone, who has to ask each time.
  expect(answer.headers.get('cache-control')).toBe(answer.headers.has('etag') ? 'private, no-cache' : 'no-store');
});

it('the documentation page may be cached, and loads nothing from elsewhere', async () => {
  const { headers } = await fetch(`${api.url}/docs`);
  expect(headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; script-src 'self'; .*connect-src 'self'; .*frame-ancestors 'none'$/,
  );
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(headers.get('permissions-policy')).toBe('camera=(), geolocation=(), microphone=()');
  expect(headers.get('cache-control')).not.toBe('no-store');
});
