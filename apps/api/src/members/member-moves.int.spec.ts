import { type RunningApi, startApi } from '../api.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const ENGINEERING = '/departments/dept_abc123/members';
const PLATFORM = '/departments/dept_plat01/members';
let people = 0;
/** A member of the organization that no other test uses. */
function somebody(): string {
  people += 1;
  return `usr_demo${String(people).padStart(3, '0')}`;
}
const add = (user: string, members = ENGINEERING) => api.request('POST', members, { json: { user_id: user } });
const put = (user: string, headers = {}) => api.request('PUT', `${ENGINEERING}/${user}`, { headers });
const move = (user: string, to: string, headers = {}) =>
  api.request('POST', `${ENGINEERING}/${user}/move`, { json: { to_department_id: to }, headers });

async function departmentsOf(user: string): Promise<string[]> {
  const { body } = await api.request('GET', `/members/${user}/departments`);
  return body.data.map(({ department_id }: { department_id: string }) => department_id);
}

describe('putting a member', () => {
  it('is answered 201 when the user was added, and 200 with the same object when already there', async () => {
    const user = somebody();
    const first = await put(user);
    const second = await put(user);
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.text).toBe(first.text);
    expect(Object.keys(first.body)).toEqual(['user_id', 'full_name', 'email', 'added_at']);
  });

  it('sent twenty times at once is answered 201 once and 200 otherwise', async () => {
    const user = somebody();
    const statuses = (await Promise.all(Array.from({ length: 20 }, () => put(user)))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 200)).toHaveLength(19);
  });

  it('gives the first answer again for the same Idempotency-Key, even after the member was removed', async () => {
    const user = somebody();
    await add(user);
    const headers = { 'idempotency-key': 'put-again' };
    const first = await put(user, headers);
    await api.request('DELETE', `${ENGINEERING}/${user}`);
    const second = await put(user, headers);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.text).toBe(first.text);
  });

  it.each(['usr_nobody', 'nonsense', 'dept_abc123', '%00'])('does not find the user %s', async (user) => {
    expect(await put(user)).toMatchObject({
      status: 404,
      body: { error: { code: 'MEMBER_NOT_FOUND', details: { user_id: decodeURIComponent(user) } } },
    });
  });
});

describe('moving a member', () => {
  it('is answered 200 with the new membership, and the user is only there', async () => {
    const user = somebody();
    await add(user);
    const answer = await move(user, 'dept_plat01');
    expect(answer).toMatchObject({ status: 200, body: { user_id: user, added_at: expect.any(String) } });
    expect(answer.headers.get('operation-id')).toMatch(/^op_/);
    expect(await departmentsOf(user)).toEqual(['dept_plat01']);
    expect((await api.request('GET', `${PLATFORM}/${user}`)).body).toEqual(answer.body);
  });

  it('gives the first answer again for the same Idempotency-Key, and refuses another target', async () => {
    const user = somebody();
    await add(user);
    const headers = { 'idempotency-key': 'move-again' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => move(user, 'dept_plat01', headers)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(200);
    expect(await move(user, 'dept_supp01', headers)).toMatchObject({
      status: 422,
      body: { error: { code: 'IDEMPOTENCY_KEY_REUSED' } },
    });
  });

  it('lets one of two moves to different departments win, and loses nobody', async () => {
    const user = somebody();
    await add(user);
    const answers = await Promise.all([move(user, 'dept_plat01'), move(user, 'dept_supp01')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect(await departmentsOf(user)).toHaveLength(1);
  });

  it.each([
    ['who is not there', 'usr_demo040', 'dept_plat01', 404, 'DEPARTMENT_MEMBER_NOT_FOUND'],
    ['who does not exist', 'usr_nobody', 'dept_plat01', 404, 'DEPARTMENT_MEMBER_NOT_FOUND'],
    ['to nowhere', 'usr_demo041', 'dept_none', 404, 'DEPARTMENT_NOT_FOUND'],
    ['to where it is', 'usr_demo041', 'dept_abc123', 409, 'DEPARTMENT_MEMBERSHIP_DUPLICATE'],
    ['to an id of another kind', 'usr_demo041', 'usr_demo041', 422, 'VALIDATION_FAILED'],
  ])('refuses to move a user %s', async (_, user, to, status, code) => {
    await put('usr_demo041');
    expect(await move(user, to)).toMatchObject({ status, body: { error: { code } } });
    expect(await departmentsOf('usr_demo041')).toEqual(['dept_abc123']);
  });

  it('can be asynchronous', async () => {
    const user = somebody();
    await add(user);
    const answer = await move(user, 'dept_plat01', { prefer: 'respond-async' });
    expect(answer).toMatchObject({ status: 202, body: { kind: 'member.move', department_id: 'dept_abc123' } });
  });
});

describe('reading members', () => {
  it('finds a member, and no one who is not a member', async () => {
    const user = somebody();
    const { body } = await add(user);
    expect(await api.request('GET', `${ENGINEERING}/${user}`)).toMatchObject({ status: 200, body });
    expect(await api.request('GET', `${PLATFORM}/${user}`)).toMatchObject({
      status: 404,
      body: { error: { code: 'DEPARTMENT_MEMBER_NOT_FOUND' } },
    });
  });

  it('lists the departments of a user in the order of adding, page by page', async () => {
    const user = somebody();
    const departments = ['dept_supp01', 'dept_abc123', 'dept_plat01'];
    for (const department of departments) await add(user, `/departments/${department}/members`);
    const first = await api.request('GET', `/members/${user}/departments?limit=2`);
    const second = await api.request('GET', `/members/${user}/departments?limit=2&cursor=${first.body.next_cursor}`);
    expect([...first.body.data, ...second.body.data].map(({ department_id }) => department_id)).toEqual(departments);
    expect(second.body.next_cursor).toBeNull();
    expect(first.body.data[0]).toEqual({
      department_id: 'dept_supp01',
      name: 'Support',
      parent_id: 'dept_root01',
      added_at: expect.any(String),
    });
  });

  it('distinguishes a user without departments from one who does not exist', async () => {
    expect(await api.request('GET', '/members/usr_demo048/departments')).toMatchObject({
      status: 200,
      body: { data: [], next_cursor: null },
    });
    expect(await api.request('GET', '/members/usr_nobody/departments')).toMatchObject({
      status: 404,
      body: { error: { code: 'MEMBER_NOT_FOUND' } },
    });
  });

  it('searches, sorts and includes descendants', async () => {
    await put('usr_demo044');
    await put('usr_demo045');
    await add('usr_demo044', PLATFORM);
    const query = '?include_descendants=true&sort=full_name&q=person04&limit=1';
    const first = await api.request('GET', `/departments/dept_root01/members${query}`);
    expect(first.body.data).toEqual([expect.objectContaining({ email: 'person041@company.com' })]);
    const second = await api.request(
      'GET',
      `/departments/dept_root01/members${query}&cursor=${first.body.next_cursor}`,
    );
    expect(second.body.data).toEqual([expect.objectContaining({ user_id: 'usr_demo044' })]);
    expect(await api.request('GET', `/departments/dept_root01/members?cursor=${first.body.next_cursor}`)).toMatchObject(
      { status: 422, body: { error: { details: { fields: [{ field: 'cursor' }] } } } },
    );
  });

  it.each([
    ['q=', 'q'],
    ['q=%00', 'q'],
    [`q=${'x'.repeat(201)}`, 'q'],
    ['q=a&q=b', 'q'],
    ['sort=email', 'sort'],
    ['include_descendants=1', 'include_descendants'],
  ])('%.30s is refused and names %s', async (query, field) => {
    expect(await api.request('GET', `${ENGINEERING}?${query}`)).toMatchObject({
      status: 422,
      body: { error: { code: 'VALIDATION_FAILED', details: { fields: [expect.objectContaining({ field })] } } },
    });
  });
});
