import { type RunningApi, startApi } from '../api.fixture.js';

let direct: RunningApi;
let proxied: RunningApi;
beforeAll(async () => {
  direct = await startApi();
  proxied = await startApi({ trustedProxies: ['127.0.0.1', '10.0.0.0/8'] });
});
afterAll(() => Promise.all([direct.close(), proxied.close()]));

/** The addresses in the audit events with this trace. */
async function addressesOf(api: RunningApi, traceId: string): Promise<unknown[]> {
  const { body } = await api.request('GET', `/audit-events?trace_id=${traceId}`);
  return body.data.map(({ address }: { address: unknown }) => address);
}

const JANE = '/departments/dept_plat01/members/usr_def456';

/** One change of each kind. */
async function changeEverything(api: RunningApi, forwarded: string): Promise<unknown[]> {
  const traceId = 'ab'.repeat(15) + String(api === direct ? 10 : 20);
  const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01`, 'x-forwarded-for': forwarded };
  const statuses = [
    await api.request('PUT', JANE, { headers }),
    await api.request('POST', `${JANE}/move`, { headers, json: { to_department_id: 'dept_abc123' } }),
    await api.request('POST', '/departments/dept_supp01/members/bulk', {
      headers: { ...headers, prefer: 'wait=10' },
      json: { user_ids: ['usr_demo001'] },
    }),
    await api.request('PATCH', '/departments/dept_supp01', { headers, json: { description: 'x' } }),
    await api.request('DELETE', '/departments/dept_supp01?members=remove', { headers }),
    await api.request('PATCH', '', { headers, json: { name: 'Renamed' } }),
    await api.request('DELETE', '/members/usr_demo002', { headers }),
  ].map(({ status }) => status);
  expect(statuses).toEqual([201, 200, 200, 200, 204, 200, 204]);
  return addressesOf(api, traceId);
}

it('every change is audited with the peer’s address, whatever the caller forwards', async () => {
  expect(await changeEverything(direct, '203.0.113.7')).toEqual(Array(9).fill('127.0.0.1'));
});

it('a proxy that is not trusted is warned of once', async () => {
  for (const api of [direct, proxied])
    for (let turn = 0; turn < 2; turn += 1)
      await api.request('GET', '/departments', { headers: { 'x-forwarded-for': '203.0.113.7' } });
  const warnings = ({ log }: RunningApi) => log.filter(({ msg }) => String(msg).includes('TRUSTED_PROXIES'));
  expect(warnings(direct)).toEqual([expect.objectContaining({ level: 'warn' })]);
  expect(warnings(proxied)).toEqual([]);
});

it('behind a trusted proxy, with the last address that is not a trusted proxy', async () => {
  expect(await changeEverything(proxied, '192.0.2.66, 203.0.113.7, 10.1.2.3')).toEqual(Array(9).fill('203.0.113.7'));
});

it.each([
  ['192.0.2.66, 203.0.113.7:4711, 10.1.2.3:4712', '203.0.113.7'],
  ['[2001:DB8::1]:443', '2001:db8::1'],
])('a proxy may write ports: %s is %s', async (forwarded, address) => {
  const traceId = Buffer.from(forwarded).toString('hex').slice(-32);
  const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01`, 'x-forwarded-for': forwarded };
  expect((await proxied.request('PATCH', '', { headers, json: { name: forwarded } })).status).toBe(200);
  expect(await addressesOf(proxied, traceId)).toEqual([address]);
});

it('an invalid address is not stored', async () => {
  const traceId = 'cd'.repeat(16);
  const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01`, 'x-forwarded-for': "'; DROP TABLE x" };
  expect((await proxied.request('PATCH', '', { headers, json: { name: 'Other' } })).status).toBe(200);
  expect(await addressesOf(proxied, traceId)).toEqual([null]);
});
