import { type Answer, type RunningApi, send, startApi } from '../api.fixture.js';

const MEMBERS = '/departments/dept_abc123/members';
const WAIT = { prefer: 'wait=10' };
const CSV = { 'content-type': 'text/csv' };

let api: RunningApi;
let withoutMembers: string;
let withMembers: string;
let writing: string;
beforeAll(async () => {
  api = await startApi();
  withoutMembers = await api.tokenFor(['operations:read']);
  withMembers = await api.tokenFor(['operations:read', 'members:read']);
  writing = await api.tokenFor(['operations:read', 'members:write']);
});
afterAll(() => api.close());

function as(token: string, method: string, path: string, options = {}): Promise<Answer> {
  return send(`${api.url}/v1/organizations/org_xyz789${path}`, method, token, options);
}

const PERSON_1 = { user_id: 'usr_demo001', full_name: expect.any(String), email: 'person001@company.com' };

describe('the result of an operation', () => {
  it.each([
    ['added', 'POST', MEMBERS, { user_id: 'usr_demo001' }],
    ['there already', 'PUT', `${MEMBERS}/usr_demo001`, undefined],
    ['moved', 'POST', `${MEMBERS}/usr_demo001/move`, { to_department_id: 'dept_plat01' }],
  ])('of a member who was %s has name and address only with members:read', async (_, method, path, json) => {
    const made = await api.request(method, path, { json });
    const operation = `/operations/${made.headers.get('operation-id')}`;
    const { added_at } = made.body;
    expect((await as(withMembers, 'GET', operation)).body.result).toEqual({ ...PERSON_1, added_at });
    const { text, body } = await as(withoutMembers, 'GET', operation);
    expect(body.result).toEqual({ user_id: 'usr_demo001', added_at });
    expect(text).not.toMatch(/@|Person/);
  });

  it('is complete for the caller that asked for the change and saw it in the first answer', async () => {
    const json = { user_id: 'usr_demo002' };
    const made = await as(writing, 'POST', MEMBERS, { json });
    const operation = `/operations/${made.headers.get('operation-id')}`;
    expect((await as(writing, 'GET', operation)).body.result).toEqual(made.body);
    expect((await as(withoutMembers, 'GET', operation)).body.result).not.toHaveProperty('email');
  });
});

describe('the items of a bulk', () => {
  it('have addresses only with members:read, those that nobody has included', async () => {
    const body = 'email\nperson003@company.com\nnobody@company.com\n';
    const made = await api.request('POST', `${MEMBERS}/bulk`, { body, headers: { ...CSV, ...WAIT } });
    const items = `/operations/${made.body.id}/items`;
    expect((await as(withMembers, 'GET', items)).body.data).toMatchObject([
      { user_id: 'usr_demo003', email: 'person003@company.com', error: null },
      { user_id: null, email: 'nobody@company.com', error: { details: { email: 'nobody@company.com' } } },
    ]);
    const { text, body: page } = await as(withoutMembers, 'GET', items);
    expect(page.data).toMatchObject([
      { line: 2, user_id: 'usr_demo003', email: null, state: 'added', error: null },
      { line: 3, user_id: null, email: null, state: 'rejected', error: { code: 'MEMBER_NOT_FOUND', details: {} } },
    ]);
    expect(text).not.toContain('@');
  });

  it('do not tell the addresses of another caller after a retry', async () => {
    const body = 'email\nanother@company.com\n';
    const made = await api.request('POST', `${MEMBERS}/bulk`, { body, headers: { ...CSV, ...WAIT } });
    const retried = await as(writing, 'POST', `/operations/${made.body.id}/retry`, { headers: WAIT });
    expect(retried.status).toBe(200);
    expect((await as(writing, 'GET', `/operations/${retried.body.id}/items`)).text).not.toContain('@');
  });
});
