import { type RunningApi, send, startApi } from '../api.fixture.js';
import { ENGINEERING } from './departments.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ worker: false });
});
afterAll(() => api.close());

describe('access', () => {
  const ROUTES: [string, string, object | undefined][] = [
    ['GET', '/departments', undefined],
    ['GET', '/departments/tree', undefined],
    ['GET', ENGINEERING, undefined],
    ['POST', '/departments', { name: 'x' }],
    ['PATCH', ENGINEERING, { name: 'x' }],
    ['POST', `${ENGINEERING}/reparent`, { parent_id: null }],
    ['DELETE', `${ENGINEERING}?children=cascade&members=remove`, undefined],
  ];

  it.each(ROUTES)('%s %s takes its scope and names it', async (method, path, json) => {
    const needed = method === 'GET' ? 'departments:read' : 'departments:write';
    const token = await api.tokenFor(['members:read', 'members:write']);
    const answer = await api.request(method, path, { json, headers: { authorization: `Bearer ${token}` } });
    expect(answer).toMatchObject({ status: 403, body: { error: { details: { required_scope: needed } } } });
  });

  it.each(ROUTES)('%s %s does not reveal another organization', async (method, path, json) => {
    const token = await api.tokenFor(['departments:read', 'departments:write'], 'org_other');
    const options = { json, headers: { authorization: `Bearer ${token}` } };
    expect(await api.request(method, path, options)).toMatchObject({
      status: 404,
      body: { error: { code: 'ORGANIZATION_NOT_FOUND' } },
    });
    if (!path.startsWith(ENGINEERING)) return;
    const own = await send(`${api.url}/v1/organizations/org_other${path}`, method, token, { json });
    expect(own).toMatchObject({ status: 404, body: { error: { code: 'DEPARTMENT_NOT_FOUND' } } });
  });

  it('a parent of another organization looks like one that does not exist', async () => {
    const token = await api.tokenFor(['departments:write'], 'org_other');
    const url = `${api.url}/v1/organizations/org_other/departments`;
    const ids = ['dept_abc123', 'dept_none'];
    const answers = await Promise.all(
      ids.map((parent_id) => send(url, 'POST', token, { json: { name: 'x', parent_id } })),
    );
    expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual(
      ids.map(() => [404, 'DEPARTMENT_NOT_FOUND']),
    );
  });

  it.each(['usr_def456', 'nonsense', '%00', 'dept_%F0%9F%98%80', 'dept_none'])('%s is not a department', async (id) => {
    expect(await api.request('GET', `/departments/${id}`)).toMatchObject({
      status: 404,
      body: { error: { code: 'DEPARTMENT_NOT_FOUND' } },
    });
  });
});
