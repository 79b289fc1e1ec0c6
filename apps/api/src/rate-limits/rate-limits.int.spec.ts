import { type RunningApi, send, startApi } from '../api.fixture.js';

const REDIS = process.env.ROSTER_TEST_REDIS_URL;
const PATH = '/members/usr_demo001/departments';

const backends: [string, string | undefined, typeof describe | typeof describe.skip][] = [
  ['Postgres', undefined, describe],
  [REDIS ? 'Redis' : 'Redis (no redis-server)', REDIS, REDIS ? describe : describe.skip],
];

for (const [name, redisUrl, suite] of backends) {
  suite(`rate limits over ${name}`, () => {
    let api: RunningApi;
    beforeAll(async () => {
      api = await startApi({ worker: false, redisUrl, rateLimits: { perKey: 5, perOrganization: 8 } });
    });
    afterAll(() => api.close());

    it('refuses the sixth request of a key in a minute, and the ninth of an organization', async () => {
      const first = await api.request('GET', PATH);
      expect(first.status).toBe(200);
      expect(first.headers.get('ratelimit-policy')).toBe('"key";q=5;w=60, "organization";q=8;w=60');
      expect(first.headers.get('ratelimit')).toBe('"key";r=4;t=60, "organization";r=7;t=60');
      for (let more = 0; more < 4; more += 1) expect((await api.request('GET', PATH)).status).toBe(200);

      const refused = await api.request('GET', PATH);
      expect(refused).toMatchObject({
        status: 429,
        body: { error: { code: 'RATE_LIMITED', details: { policy: 'key', retry_after: expect.any(Number) } } },
      });
      const retryAfter = Number(refused.headers.get('retry-after'));
      expect(retryAfter).toBe(refused.body.error.details.retry_after);
      expect(retryAfter).toBeGreaterThan(50);
      expect(refused.headers.get('ratelimit')).toMatch(/^"key";r=0;t=\d+, "organization";r=3;t=\d+$/);

      const other = await api.tokenFor(['members:read']);
      const url = `${api.url}/v1/organizations/org_xyz789${PATH}`;
      for (let more = 0; more < 3; more += 1) expect((await send(url, 'GET', other)).status).toBe(200);
      expect(await send(url, 'GET', other)).toMatchObject({
        status: 429,
        body: { error: { details: { policy: 'organization' } } },
      });
    });

    it('leaves other organizations and probes alone', async () => {
      const foreign = await api.tokenFor(['members:read'], 'org_foreign');
      expect((await send(`${api.url}/v1/organizations/org_foreign${PATH}`, 'GET', foreign)).status).toBe(404);
      const live = await fetch(`${api.url}/health/live`);
      expect([live.status, live.headers.get('ratelimit')]).toEqual([200, null]);
    });
  });
}

for (const [name, redisUrl, suite] of backends) {
  suite(`failed authentication over ${name}`, () => {
    let api: RunningApi;
    beforeAll(async () => {
      const rateLimits = { perKey: 0, perOrganization: 0, failedPerAddress: 3 };
      api = await startApi({ worker: false, redisUrl, rateLimits, trustedProxies: ['127.0.0.1'] });
    });
    afterAll(() => api.close());

    const ask = (token: string, address: string) =>
      api.request('GET', PATH, { headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': address } });

    it('is refused with 429 after too many failures from one address, and valid tokens are not affected', async () => {
      const [known, unseen] = [await api.tokenFor(['members:read']), await api.tokenFor(['members:read'])];
      expect((await ask(known, '192.0.2.1')).status).toBe(200);
      for (const token of ['a', 'b', 'c']) expect((await ask(token, '192.0.2.1')).status).toBe(401);
      const refused = await ask('d', '192.0.2.1');
      expect(refused).toMatchObject({
        status: 429,
        body: { error: { code: 'RATE_LIMITED', details: { policy: 'address', retry_after: expect.any(Number) } } },
      });
      expect(refused.headers.get('retry-after')).toBe(String(refused.body.error.details.retry_after));
      expect((await ask(known, '192.0.2.1')).status).toBe(200);
      expect((await ask(unseen, '192.0.2.1')).status).toBe(200);
      expect((await ask('a', '192.0.2.2')).status).toBe(401);
    });

    it.each([
      ['whatever the port is that a proxy writes', (n: number) => `198.51.100.1:${4711 + n}`],
      ['of IPv6 with ports', (n: number) => `[2001:db8::${n + 1}]:443`],
      ['together where a trusted proxy does not tell the address', (n: number) => `unknown-${n}`],
    ])('is counted %s', async (_, address) => {
      const statuses: number[] = [];
      for (const n of [0, 1, 2, 3]) statuses.push((await ask(`x${n}`, address(n))).status);
      expect(statuses).toEqual([401, 401, 401, 429]);
    });
  });
}

it('without limits nobody is refused and no header is sent', async () => {
  const api = await startApi({ worker: false });
  try {
    expect((await api.request('GET', PATH)).headers.get('ratelimit')).toBeNull();
  } finally {
    await api.close();
  }
});
