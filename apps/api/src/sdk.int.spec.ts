import { createRoster, isOperation, isRosterError, items, NotFoundError, ok, Roster } from '@roster/sdk';
import { type RunningApi, startApi } from './api.fixture.js';

const organizationId = 'org_xyz789';
const department = { organizationId, departmentId: 'dept_abc123' };

let api: RunningApi;
let roster: Roster;
beforeAll(async () => {
  api = await startApi({ rateLimits: { perKey: 1_000, perOrganization: 0 } });
  roster = new Roster({ baseUrl: api.url, apiKey: api.demo.token });
});
afterAll(() => api.close());

/** A client whose first answer is lost. */
function flakyRoster() {
  const state = { lost: 0 };
  const flaky = new Roster({
    baseUrl: api.url,
    apiKey: api.demo.token,
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

describe('the SDK on the running API', () => {
  it('adds, reads, moves and removes a member', async () => {
    const jane = { ...department, userId: 'usr_def456' };
    const added = await roster.departments.addMember(jane);
    expect(added).toEqual({
      userId: 'usr_def456',
      fullName: 'Jane Smith',
      email: 'jane@company.com',
      addedAt: expect.stringMatching(/Z$/),
    });
    expect(await roster.departments.getMember(jane)).toEqual(added);
    await roster.departments.moveMember({ ...jane, toDepartmentId: 'dept_plat01' });
    const { response } = await roster.departments.removeMember({ ...jane, departmentId: 'dept_plat01' }).withResponse();
    expect([response.status, response.headers.get('ratelimit')]).toEqual([204, expect.stringContaining('"key";r=')]);
  });

  it('throws the API’s errors by class', async () => {
    const adding = roster.departments.addMember({ ...department, userId: 'usr_nobody' });
    await expect(adding).rejects.toBeInstanceOf(NotFoundError);
    const error = await adding.catch((thrown: unknown) => thrown);
    expect(isRosterError(error, 'MEMBER_NOT_FOUND')).toBe(true);
    expect(error).toMatchObject({ status: 404, details: { user_id: 'usr_nobody' }, traceId: expect.any(String) });
    await expect(roster.slack.createLink({ organizationId })).rejects.toMatchObject({ code: 'SLACK_NOT_CONFIGURED' });
  });

  it('gives the operation of a change that is only stored, and waits for it', async () => {
    const answer = await roster.departments.putMember({ ...department, userId: 'usr_demo001' }, { wait: 0 });
    if (!isOperation(answer)) throw new Error('not an operation');
    expect(await roster.waitForOperation({ organizationId, operationId: answer.id })).toMatchObject({
      state: 'done',
      result: { userId: 'usr_demo001' },
      error: null,
    });
  });

  it('iterates over all pages of a list', async () => {
    for (let number = 1; number <= 5; number += 1)
      await roster.departments.putMember({ ...department, userId: `usr_demo00${number}` });
    const seen: string[] = [];
    for await (const { userId } of roster.departments.listMembers({ ...department, limit: 2 })) seen.push(userId);
    expect([...seen].sort()).toEqual([1, 2, 3, 4, 5].map((number) => `usr_demo00${number}`));
    const users = new Set<string | null>();
    const events = roster.auditEvents.list({ organizationId, action: 'member.add', limit: 3 });
    for await (const event of events) users.add(event.userId);
    expect(users.size).toBe(6);
  });

  it('adds more than one bulk can hold, by address, and says who was left out and why', async () => {
    const emails = Array.from({ length: 10_001 }, (_, index) => `nobody${index}@company.com`);
    const progress: number[] = [];
    const result = await roster.bulkAdd(
      { organizationId, departmentId: 'dept_plat01', emails: ['person001@company.com', ...emails] },
      { onProgress: ({ done }) => progress.push(done) },
    );
    expect(result).toMatchObject({ total: 10_002, done: 10_002, added: 1, rejected: 10_001, cancelled: 0 });
    expect(progress.at(-1)).toBe(10_002);
    expect(result.operations.map(({ summary }) => summary?.total)).toEqual([10_000, 2]);
    const left: (string | null)[] = [];
    for await (const { email, error } of result.items('rejected')) {
      expect(error?.code).toBe('MEMBER_NOT_FOUND');
      left.push(email);
    }
    expect(left).toEqual(emails);
  });

  it('makes a change once when the answer is lost', async () => {
    const { flaky, state } = flakyRoster();
    const added = await flaky.departments.addMember({ ...department, userId: 'usr_demo020' });
    expect([state.lost, added]).toEqual([1, expect.objectContaining({ userId: 'usr_demo020' })]);
    const rows = await api.database.query(`SELECT FROM audit_events WHERE user_id = 'usr_demo020'`);
    expect(rows).toHaveLength(1);
  });

  it('creates a department, and an API key whose token works, once when the answer is lost', async () => {
    const first = flakyRoster();
    await first.flaky.departments.create({ organizationId, name: 'Made once' });
    const second = flakyRoster();
    const { token, id } = await second.flaky.apiKeys.create({
      organizationId,
      name: 'made once',
      scopes: ['organization:read'],
    });
    expect([first.state.lost, second.state.lost]).toEqual([1, 1]);
    const made = await api.database.query(`SELECT id FROM api_keys WHERE name = 'made once'`);
    expect(made).toEqual([{ id }]);
    const mine = new Roster({ baseUrl: api.url, apiKey: async () => token });
    expect(await mine.organizations.get({ organizationId })).toMatchObject({ id: organizationId });
  });

  it('can be called by path, with the names of the API', async () => {
    const raw = createRoster({ baseUrl: api.url, token: api.demo.token });
    const MEMBERS = '/v1/organizations/{organization_id}/departments/{department_id}/members';
    const path = { organization_id: organizationId, department_id: 'dept_abc123' };
    const added = await ok(raw.POST(MEMBERS, { params: { path }, body: { user_id: 'usr_demo021' } }));
    expect(added).toMatchObject({ user_id: 'usr_demo021' });
    const members = items((cursor) =>
      raw.GET(MEMBERS, { params: { path, query: { limit: 2, ...(cursor && { cursor }) } } }),
    );
    const seen: unknown[] = [];
    for await (const { user_id } of members) seen.push(user_id);
    expect(seen).toContain('usr_demo021');
  });
});
