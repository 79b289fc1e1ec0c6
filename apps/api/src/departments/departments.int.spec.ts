import { departmentSchema } from '@roster/domain';
import { type Answer, type RunningApi, startApi } from '../api.fixture.js';
import { departmentMaker, ENGINEERING } from './departments.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ worker: false });
});
afterAll(() => api.close());

const create = (json: object) => api.request('POST', '/departments', { json });
const patch = (path: string, json: unknown, headers: Record<string, string> = {}) =>
  api.request('PATCH', path, { json, headers });

const somewhere = departmentMaker(() => api);

/** The part of the tag that an edit refers to. */
const versionIn = ({ headers }: Answer) => headers.get('etag')?.replace(/\..*/, '"');

describe('creating a department', () => {
  it('is answered 201 with the object, its Location and its ETag, and can be read back', async () => {
    const { body, answer, path } = await somewhere({ parent_id: 'dept_abc123', manager_user_id: 'usr_def456' });
    expect(departmentSchema.strict().parse(body)).toEqual(body);
    expect(body).toMatchObject({ path: `Company/Engineering/${body.name}`, depth: 3, description: null });
    expect(answer.headers.get('location')).toBe(`/v1/organizations/org_xyz789${path}`);
    const read = await api.request('GET', path);
    expect(read).toMatchObject({ status: 200, body });
    expect(read.headers.get('etag')).toBe(answer.headers.get('etag'));
    expect(read.headers.get('etag')).toMatch(/^"[\w-]{22}\.[\w-]{11}"$/);
  });

  it('is audited with key, trace and channel', async () => {
    const { id, answer } = await somewhere();
    expect(
      await api.database.query(
        `SELECT action, channel, actor_type, trace_id, operation_id FROM audit_events WHERE subject = $1`,
        [id],
      ),
    ).toEqual([
      {
        action: 'department.create',
        channel: 'rest',
        actor_type: 'api_key',
        trace_id: answer.headers.get('trace-id'),
        operation_id: null,
      },
    ]);
  });

  it('normalizes and trims the name', async () => {
    expect((await create({ name: '  Cafe\u0301 ' })).body.name).toBe('Caf\u00e9');
    expect(await create({ name: 'CAF\u00c9' })).toMatchObject({
      status: 409,
      body: { error: { code: 'DEPARTMENT_NAME_TAKEN', details: { name: 'CAF\u00c9', parent_id: null } } },
    });
  });

  it('sent twice at once creates one department', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => create({ name: 'Twice' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it.each([
    [{}, 'name'],
    [{ name: '' }, 'name'],
    [{ name: ' ' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ name: 'a\u0000b' }, 'name'],
    [{ name: 'a\ud800b' }, 'name'],
    [{ name: 'a\u202eb' }, 'name'],
    [{ name: 'a\u200eb' }, 'name'],
    [{ name: ['a'] }, 'name'],
    [{ name: 'a', parent_id: 'usr_def456' }, 'parent_id'],
    [{ name: 'a', parent_id: '' }, 'parent_id'],
    [{ name: 'a', manager_user_id: 'dept_abc123' }, 'manager_user_id'],
    [{ name: 'a', description: 'x'.repeat(1_001) }, 'description'],
    [{ name: 'a', description: '\u0000' }, 'description'],
    [{ name: 'a', id: 'dept_mine' }, 'id'],
    [{ name: 'a', member_count: 3 }, 'member_count'],
    [[], 'body'],
  ])('with %j is 422 and names %s', async (json, field) => {
    expect(await create(json)).toMatchObject({
      status: 422,
      body: { error: { code: 'VALIDATION_FAILED', details: { fields: [expect.objectContaining({ field })] } } },
    });
  });

  it.each([
    [{ name: 'a', parent_id: 'dept_none' }, 'DEPARTMENT_NOT_FOUND', { department_id: 'dept_none' }],
    [{ name: 'a', manager_user_id: 'usr_none' }, 'MEMBER_NOT_FOUND', { user_id: 'usr_none' }],
  ])('with %j is 404', async (json, code, details) => {
    expect(await create(json)).toMatchObject({ status: 404, body: { error: { code, details } } });
  });
});

describe('updating a department', () => {
  it('with the current version succeeds once', async () => {
    const { path, answer, body } = await somewhere();
    const etag = String(answer.headers.get('etag'));
    const updated = await patch(path, { description: 'New' }, { 'if-match': etag });
    expect(updated).toMatchObject({
      status: 200,
      body: { ...body, description: 'New', updated_at: expect.anything() },
    });
    expect(updated.headers.get('etag')).not.toBe(etag);
    expect(await patch(path, { description: 'Newer' }, { 'if-match': etag })).toMatchObject({
      status: 412,
      body: { error: { code: 'PRECONDITION_FAILED', details: { etag: versionIn(updated) } } },
    });
    expect((await api.request('GET', path)).body.description).toBe('New');
  });

  it('needs no version, takes any with *, and refuses a malformed one', async () => {
    const { path } = await somewhere();
    expect((await patch(path, { description: 'a' })).status).toBe(200);
    expect((await patch(path, { description: 'b' }, { 'if-match': '*' })).status).toBe(200);
    expect(await patch(path, { description: 'c' }, { 'if-match': 'b' })).toMatchObject({
      status: 400,
      body: { error: { code: 'MALFORMED_REQUEST', details: { header: 'If-Match' } } },
    });
  });

  it('removes a description and a manager with null', async () => {
    const { path } = await somewhere({ description: 'x', manager_user_id: 'usr_def456' });
    expect((await patch(path, { description: null, manager_user_id: null })).body).toMatchObject({
      description: null,
      manager_user_id: null,
    });
  });

  it.each([
    [{}, 'body'],
    [{ name: null }, 'name'],
    [{ parent_id: null }, 'parent_id'],
    [{ name: 'x', path: 'y' }, 'path'],
    [{ manager_user_id: 7 }, 'manager_user_id'],
    [null, 'body'],
  ])('with %j is 422 and names %s', async (json, field) => {
    const answer = await patch(ENGINEERING, json);
    expect(answer.status).toBe(422);
    expect(answer.body.error.details.fields).toContainEqual(expect.objectContaining({ field }));
  });
});

describe('listing departments', () => {
  it('lists each once across pages', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await api.request('GET', `/departments?limit=2&sort=-created_at${cursor}`);
      seen.push(...body.data.map(({ id }: { id: string }) => id));
      cursor = body.next_cursor === null ? '' : `&cursor=${body.next_cursor}`;
    } while (cursor !== '');
    const [{ count }] = await api.database.query('SELECT count(*)::int AS count FROM departments');
    expect([new Set(seen).size, seen.length]).toEqual([count, count]);
  });

  it('filters by parent, name and manager', async () => {
    const { id } = await somewhere({ parent_id: 'dept_supp01', name: 'Übersee', manager_user_id: 'usr_demo001' });
    for (const query of ['parent=dept_supp01', 'name=%C3%BCBER', 'manager=usr_demo001', 'parent=dept_supp01&name=see'])
      expect((await api.request('GET', `/departments?${query}`)).body.data).toMatchObject([{ id }]);
    const top = (await api.request('GET', '/departments?parent=none&name=company')).body;
    expect(top).toMatchObject({ data: [{ id: 'dept_root01', parent_id: null, depth: 1 }], next_cursor: null });
  });

  it.each([
    ['?sort=size', 'sort'],
    ['?sort=name&sort=name', 'sort'],
    ['?parent=usr_def456', 'parent'],
    ['?parent=', 'parent'],
    ['?name=%00', 'name'],
    ['?name=', 'name'],
    ['?manager=dept_abc123', 'manager'],
    ['?limit=0', 'limit'],
    ['?cursor=nonsense', 'cursor'],
    ['?page=2', 'page'],
  ])('%s is refused and names %s', async (query, field) => {
    expect(await api.request('GET', `/departments${query}`)).toMatchObject({
      status: 422,
      body: { error: { details: { fields: [expect.objectContaining({ field })] } } },
    });
  });

  it('says that a parent may be "none" when it is neither that nor an id', async () => {
    const { body } = await api.request('GET', '/departments?parent=nobody');
    expect(body.error.details.fields).toEqual([
      expect.objectContaining({ expected: expect.stringContaining('"none"') }),
    ]);
  });

  it('refuses a cursor of another sort', async () => {
    const { body } = await api.request('GET', '/departments?limit=1&sort=name');
    const answer = await api.request('GET', `/departments?sort=created_at&cursor=${body.next_cursor}`);
    expect(answer.body.error.details.fields).toEqual([expect.objectContaining({ field: 'cursor' })]);
  });
});

describe('deleting a department', () => {
  it('answers 204, then 404', async () => {
    const { path } = await somewhere();
    expect(await api.request('DELETE', path)).toMatchObject({ status: 204, text: '' });
    expect((await api.request('DELETE', path)).status).toBe(404);
  });

  it('that is not empty is 409 unless the request says what to do with children and members', async () => {
    const { path, id } = await somewhere();
    const child = await somewhere({ parent_id: id });
    await api.database.query(
      `INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
       VALUES ($1, 'usr_def456', 'org_xyz789', now(), 'test')`,
      [child.id],
    );
    expect(await api.request('DELETE', path)).toMatchObject({
      status: 409,
      body: {
        error: { code: 'DEPARTMENT_NOT_EMPTY', details: { department_id: id, children: 1, members: 0 } },
      },
    });
    expect((await api.request('DELETE', `${path}?children=cascade`)).status).toBe(409);
    expect((await api.request('GET', child.path)).status).toBe(200);
    expect((await api.request('DELETE', `${path}?children=cascade&members=remove`)).status).toBe(204);
    expect((await api.request('GET', child.path)).status).toBe(404);
  });

  it('with "members=move" moves them to its parent or to "members_to", and loses nobody', async () => {
    const parent = await somewhere();
    const [one, two] = [await somewhere({ parent_id: parent.id }), await somewhere({ parent_id: parent.id })];
    await api.database.query(
      `INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
       SELECT m.department_id, m.user_id, 'org_xyz789', now(), 'test' FROM (VALUES
         ($1, 'usr_demo001'), ($1, 'usr_demo002'), ($2, 'usr_demo002'), ($2, 'usr_demo003')) AS m (department_id, user_id)`,
      [one.id, two.id],
    );
    const people = async (path: string) =>
      (await api.request('GET', `${path}/members`)).body.data.map(({ user_id }: { user_id: string }) => user_id).sort();

    const refused = await api.request('DELETE', one.path);
    expect(refused.body.error).toMatchObject({ code: 'DEPARTMENT_NOT_EMPTY', details: { members: 2 } });
    expect(refused.body.error.message).toContain('members=move');
    expect((await api.request('DELETE', `${one.path}?members=move&members_to=${two.id}`)).status).toBe(204);
    expect(await people(two.path)).toEqual(['usr_demo001', 'usr_demo002', 'usr_demo003']);
    expect((await api.request('DELETE', `${two.path}?members=move`)).status).toBe(204);
    expect(await people(parent.path)).toEqual(['usr_demo001', 'usr_demo002', 'usr_demo003']);
    expect(await api.request('DELETE', `${parent.path}?members=move`)).toMatchObject({
      status: 422,
      body: { error: { details: { fields: [{ field: 'members_to' }] } } },
    });
    expect(await people(parent.path)).toHaveLength(3);
  });

  it('with an old version is 412 and deletes nothing', async () => {
    const { path } = await somewhere();
    expect((await api.request('DELETE', path, { headers: { 'if-match': '"old"' } })).status).toBe(412);
    expect((await api.request('GET', path)).status).toBe(200);
  });

  it.each([
    '?children=keep',
    '?members=keep',
    '?children=cascade&children=cascade',
    '?force=true',
    '?members_to=dept_plat01',
    '?members=remove&members_to=dept_plat01',
    '?members=move&members_to=x',
  ])('%s is 422', async (query) => {
    expect((await api.request('DELETE', `${ENGINEERING}${query}`)).status).toBe(422);
  });
});
