import { type RunningApi, startApi } from '../api.fixture.js';
import { departmentMaker, ENGINEERING } from './departments.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ worker: false });
});
afterAll(() => api.close());

const somewhere = departmentMaker(() => api);

describe('the tree', () => {
  it('is nested, with totals of all levels below', async () => {
    const { body } = await api.request('GET', '/departments/tree?root=dept_abc123&depth=2');
    expect(body.data).toMatchObject([
      { id: 'dept_abc123', path: 'Company/Engineering', depth: 2, total_member_count: 0, children: expect.any(Array) },
    ]);
    expect(body.data[0].children).toHaveLength(body.data[0].child_count);
    expect((await api.request('GET', '/departments/tree')).body.data).toMatchObject([{ id: 'dept_root01', depth: 1 }]);
  });

  it.each([
    ['?root=dept_none', 404],
    ['?root=usr_def456', 422],
    ['?depth=0', 422],
    ['?depth=33', 422],
    ['?depth=-1', 422],
    ['?x=1', 422],
  ])('%s is %i', async (query, status) => {
    expect((await api.request('GET', `/departments/tree${query}`)).status).toBe(status);
  });
});

describe('the tree, asked for again', () => {
  const TREE = '/departments/tree';
  const ask = async (headers: Record<string, string> = {}) => {
    const { status, body, headers: answered } = await api.request('GET', TREE, { headers });
    return { status, tree: JSON.stringify(body), etag: String(answered.get('etag')) };
  };

  it('is the same text with the same tag, or 304, until something changes', async () => {
    const first = await ask();
    expect(await ask()).toEqual(first);
    expect(await ask({ 'if-none-match': first.etag })).toMatchObject({ status: 304, etag: first.etag });
    const { path, answer } = await somewhere();
    const changed = await ask({ 'if-none-match': first.etag });
    expect(changed.status).toBe(200);
    expect(changed.tree).toContain(answer.body.id);
    await api.request('DELETE', path);
    expect(await ask()).toEqual(first);
  });

  it.each(['br', 'gzip', 'identity'])(
    'shows in %s what its caller has changed before, also while others ask',
    async (encoding) => {
      const { path } = await somewhere();
      for (const number of [1, 2, 3]) {
        const others = Array.from({ length: 5 }, () => ask({ 'accept-encoding': encoding }));
        const description = `Version ${number} for ${encoding}`;
        expect((await api.request('PATCH', path, { json: { description } })).status).toBe(200);
        expect((await ask({ 'accept-encoding': encoding })).tree).toContain(description);
        await Promise.all(others);
      }
    },
  );
});

describe('reparenting', () => {
  const reparent = (path: string, json: unknown, query = '', headers: Record<string, string> = {}) =>
    api.request('POST', `${path}/reparent${query}`, { json, headers });

  it('first reports what would change, then changes it', async () => {
    const { path, answer } = await somewhere();
    const etag = String(answer.headers.get('etag'));
    const tried = await reparent(path, { parent_id: 'dept_plat01' }, '?dry_run=true', { 'if-match': etag });
    expect(tried).toMatchObject({ status: 200, body: { dry_run: true, after: { depth: 4 }, departments_moved: 1 } });
    expect(tried.headers.get('etag')).toBe(etag);
    const moved = await reparent(path, { parent_id: 'dept_plat01' }, '', { 'if-match': etag });
    expect(moved).toMatchObject({ status: 200, body: { dry_run: false, after: tried.body.after } });
    expect(await reparent(path, { parent_id: null }, '', { 'if-match': etag })).toMatchObject({ status: 412 });
    expect((await reparent(path, { parent_id: null })).body.department).toMatchObject({ parent_id: null, depth: 1 });
  });

  it('below itself is 409, and an unknown parent or department is 404', async () => {
    expect(await reparent(ENGINEERING, { parent_id: 'dept_plat01' })).toMatchObject({
      status: 409,
      body: { error: { code: 'DEPARTMENT_CYCLE' } },
    });
    expect((await reparent(ENGINEERING, { parent_id: 'dept_none' })).status).toBe(404);
    expect((await reparent('/departments/dept_none', { parent_id: null })).status).toBe(404);
  });

  it.each([
    [{}, '', 'parent_id'],
    [{ parent_id: 'usr_def456' }, '', 'parent_id'],
    [{ parent_id: null, name: 'x' }, '', 'name'],
    [{ parent_id: null }, '?dry_run=yes', 'dry_run'],
    [{ parent_id: null }, '?dry_run=', 'dry_run'],
  ])('with %j%s is 422 and names %s', async (json, query, field) => {
    expect(await reparent(ENGINEERING, json, query)).toMatchObject({
      status: 422,
      body: { error: { details: { fields: [expect.objectContaining({ field })] } } },
    });
  });
});
