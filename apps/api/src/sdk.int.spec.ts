import { createRoster, isOperation, isRosterError, items, ok, type RosterClient, waitForOperation } from '@roster/sdk';
import { type RunningApi, startApi } from './api.fixture.js';

const MEMBERS = '/v1/organizations/{organization_id}/departments/{department_id}/members';
const ORGANIZATION = { organization_id: 'org_xyz789' };
const path = { ...ORGANIZATION, department_id: 'dept_abc123' };

let api: RunningApi;
let roster: RosterClient;
beforeAll(async () => {
  api = await startApi({ rateLimits: { perKey: 1_000, perOrganization: 0 } });
  roster = createRoster({ baseUrl: api.url, token: api.demo.token });
});
afterAll(() => api.close());

describe('the SDK on the running API', () => {
  it('adds, reads, moves and removes a member', async () => {
    const user = { ...path, user_id: 'usr_def456' };
    const added = await ok(roster.POST(MEMBERS, { params: { path }, body: { user_id: 'usr_def456' } }));
    expect(added).toMatchObject({ user_id: 'usr_def456', full_name: 'Jane Smith' });
    expect(await ok(roster.GET(`${MEMBERS}/{user_id}`, { params: { path: user } }))).toEqual(added);
    const body = { to_department_id: 'dept_plat01' };
    await ok(roster.POST(`${MEMBERS}/{user_id}/move`, { params: { path: user }, body }));
    const platform = { ...user, department_id: 'dept_plat01' };
    const { response } = await roster.DELETE(`${MEMBERS}/{user_id}`, { params: { path: platform } });
    expect([response.status, response.headers.get('ratelimit')]).toEqual([204, expect.stringContaining('"key";r=')]);
  });

  it('throws the API’s errors with their codes', async () => {
    const adding = ok(roster.POST(MEMBERS, { params: { path }, body: { user_id: 'usr_nobody' } }));
    const error = await adding.catch((thrown: unknown) => thrown);
    expect(isRosterError(error, 'MEMBER_NOT_FOUND')).toBe(true);
    expect(error).toMatchObject({ status: 404, details: { user_id: 'usr_nobody' }, traceId: expect.any(String) });
  });

  it('waits for an operation that was only accepted', async () => {
    const params = { path: { ...path, user_id: 'usr_demo001' }, header: { Prefer: 'respond-async' } };
    const answer = await ok(roster.PUT(`${MEMBERS}/{user_id}`, { params }));
    if (!isOperation(answer)) throw new Error('not an operation');
    expect(await waitForOperation(roster, path.organization_id, answer.id)).toMatchObject({
      state: 'done',
      result: { user_id: 'usr_demo001' },
      error: null,
    });
  });

  it('iterates over all pages of a list', async () => {
    for (let number = 1; number <= 5; number += 1) {
      const user = { ...path, user_id: `usr_demo00${number}` };
      await ok(roster.PUT(`${MEMBERS}/{user_id}`, { params: { path: user } }));
    }
    const seen: string[] = [];
    const members = items((cursor) =>
      roster.GET(MEMBERS, { params: { path, query: { limit: 2, ...(cursor && { cursor }) } } }),
    );
    for await (const member of members) seen.push(member.user_id);
    expect([...seen].sort()).toEqual([1, 2, 3, 4, 5].map((number) => `usr_demo00${number}`));
    const events = items((cursor) =>
      roster.GET('/v1/organizations/{organization_id}/audit-events', {
        params: { path: ORGANIZATION, query: { action: 'member.add', limit: 3, ...(cursor && { cursor }) } },
      }),
    );
    const users = new Set<string | null>();
    for await (const event of events) users.add(event.user_id);
    expect(users.size).toBe(6);
  });

  /** A client whose first answer is lost. */
  function flakyRoster() {
    const state = { lost: 0 };
    const flaky = createRoster({
      baseUrl: api.url,
      token: api.demo.token,
      retry: { firstPauseMs: 1 },
      async fetch(request) {
        const response = await fetch(request);
        if (state.lost > 0) return response;
        state.lost += 1;
        await response.body?.cancel();
        throw new TypeError('fetch failed');
      },
    });
    return { flaky, state };
  }

  it('makes a change once when the answer is lost', async () => {
    const { flaky, state } = flakyRoster();
    const added = await ok(flaky.POST(MEMBERS, { params: { path }, body: { user_id: 'usr_demo020' } }));
    expect([state.lost, added]).toEqual([1, expect.objectContaining({ user_id: 'usr_demo020' })]);
    const rows = await api.database.query(`SELECT FROM audit_events WHERE user_id = 'usr_demo020'`);
    expect(rows).toHaveLength(1);
  });

  it('creates a department, and an API key whose token works, once when the answer is lost', async () => {
    const organization = { params: { path: { organization_id: 'org_xyz789' } } };
    const department = flakyRoster();
    await ok(
      department.flaky.POST('/v1/organizations/{organization_id}/departments', {
        ...organization,
        body: { name: 'Made once' },
      }),
    );
    const key = flakyRoster();
    const { token, id } = await ok(
      key.flaky.POST('/v1/organizations/{organization_id}/api-keys', {
        ...organization,
        body: { name: 'made once', scopes: ['organization:read'], expires_at: null },
      }),
    );
    expect([department.state.lost, key.state.lost]).toEqual([1, 1]);
    const made = await api.database.query(`SELECT id FROM api_keys WHERE name = 'made once'`);
    expect(made).toEqual([{ id }]);
    const mine = createRoster({ baseUrl: api.url, token });
    expect(await ok(mine.GET('/v1/organizations/{organization_id}', organization))).toMatchObject({ id: 'org_xyz789' });
  });
});
