import { type Answer, type RunningApi, send, startApi } from '../api.fixture.js';
import { requestDeclared } from './declared-answers.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const MEMBERS = '/departments/dept_abc123/members';
const ask = (method: string, path: string, headers: Record<string, string> = {}, json?: unknown) =>
  requestDeclared(api, method, path, json === undefined ? { headers } : { headers, json });
const etagOf = ({ headers }: Answer) => headers.get('etag') ?? '';

describe('If-None-Match', () => {
  it.each([
    '',
    '/departments',
    '/departments/tree',
    '/departments/dept_abc123',
    '/members',
    '/members/usr_def456',
    '/api-keys',
  ])('GET …%s is answered 304 without a body while nothing has changed', async (path) => {
    const first = await ask('GET', path);
    expect(first).toMatchObject({ status: 200 });
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const again = await ask('GET', path, { 'if-none-match': `"other", ${etagOf(first)}` });
    expect([again.status, again.text, etagOf(again)]).toEqual([304, '', etagOf(first)]);
    expect((await ask('GET', path, { 'if-none-match': '"other"' })).text).toBe(first.text);
    expect((await ask('GET', path, { 'if-none-match': 'other' })).body.error.details.header).toBe('If-None-Match');
  });

  it('a department with one more member is another answer, but the version that an edit refers to is the same', async () => {
    const before = await ask('GET', '/departments/dept_supp01');
    await ask('PUT', '/departments/dept_supp01/members/usr_demo003');
    const after = await ask('GET', '/departments/dept_supp01', { 'if-none-match': etagOf(before) });
    expect([after.status, after.body.member_count]).toEqual([200, before.body.member_count + 1]);
    expect(etagOf(after)).not.toBe(etagOf(before));
    const edit = await ask('PATCH', '/departments/dept_supp01', { 'if-match': etagOf(before) }, { description: 'x' });
    expect(edit.status).toBe(200);
    const late = await ask('PATCH', '/departments/dept_supp01', { 'if-match': etagOf(after) }, { description: 'y' });
    expect([late.status, late.body.error.code]).toEqual([412, 'PRECONDITION_FAILED']);
  });
});

describe('If-Match', () => {
  const newMember = async () => {
    const email = `${crypto.randomUUID()}@company.com`;
    const made = await ask('POST', '/members', {}, { full_name: 'Mo', email });
    return { path: `/members/${made.body.user_id}`, etag: etagOf(made) };
  };

  it('a member is changed only in the version that the caller has seen', async () => {
    const { path, etag } = await newMember();
    const changed = await ask('PATCH', path, { 'if-match': `"other", ${etag}` }, { full_name: 'Mona' });
    expect([changed.status, etagOf(changed)]).toEqual([200, etagOf(await ask('GET', path))]);
    const user_id = changed.body.user_id;
    for (const stale of [etag, `W/${etagOf(changed)}`]) {
      const refused = await ask('PATCH', path, { 'if-match': stale }, { full_name: 'Moritz' });
      expect(refused).toMatchObject({
        status: 412,
        body: { error: { code: 'PRECONDITION_FAILED', details: { user_id, etag: etagOf(changed) } } },
      });
      expect((await ask('DELETE', path, { 'if-match': stale })).status).toBe(412);
    }
    expect((await ask('GET', path)).body.full_name).toBe('Mona');
    expect((await ask('DELETE', path, { 'if-match': '*' })).status).toBe(204);
  });

  it('of two who have seen the same version of a member, one changes it', async () => {
    const { path, etag } = await newMember();
    const changes = ['One', 'Two'].map((full_name) => ask('PATCH', path, { 'if-match': etag }, { full_name }));
    expect((await Promise.all(changes)).map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('an organization is renamed only in the version that the caller has seen', async () => {
    const seen = await ask('GET', '');
    const renamed = await ask('PATCH', '', { 'if-match': etagOf(seen) }, { name: 'Seen' });
    expect(renamed.status).toBe(200);
    expect(await ask('PATCH', '', { 'if-match': etagOf(seen) }, { name: 'Unseen' })).toMatchObject({
      status: 412,
      body: { error: { details: { organization_id: 'org_xyz789', etag: etagOf(renamed) } } },
    });
    expect((await ask('GET', '')).body.name).toBe('Seen');
  });
});

describe('Link', () => {
  it('leads from page to page, with the same filters, and ends on the last', async () => {
    const seen: string[] = [];
    let path: string | undefined = '/members?limit=20&q=demo&role=member';
    while (path !== undefined) {
      const page: Answer = await ask('GET', path);
      seen.push(...page.body.data.map(({ user_id }: { user_id: string }) => user_id));
      const link: string | null = page.headers.get('link');
      expect(link === null).toBe(page.body.next_cursor === null);
      path = link?.match(/^<\/v1\/organizations\/org_xyz789(.+)>; rel="next"$/)?.[1];
      if (link !== null) expect(path).toContain('limit=20&q=demo&role=member&cursor=');
    }
    const all = await ask('GET', '/members?limit=100&q=demo&role=member');
    expect(seen).toEqual(all.body.data.map(({ user_id }: { user_id: string }) => user_id));
    expect(seen.length).toBeGreaterThan(20);
  });
});

describe('a merge patch', () => {
  const type = (name: string) => ({ 'content-type': name });

  it('is taken where JSON is: null removes, what is absent stays', async () => {
    await ask('PATCH', '/departments/dept_plat01', {}, { description: 'There' });
    const before = (await ask('GET', '/departments/dept_plat01')).body;
    const patch = { description: null };
    const after = await ask('PATCH', '/departments/dept_plat01', type('application/merge-patch+json'), patch);
    expect(after).toMatchObject({ status: 200, body: { name: before.name, description: null } });
  });

  it('is not taken elsewhere, and another patch is refused with what is taken', async () => {
    const posted = await ask('POST', MEMBERS, type('application/merge-patch+json'), { user_id: 'usr_demo001' });
    expect(posted.status).toBe(415);
    expect(posted.headers.get('accept-patch')).toBeNull();
    const refused = await ask('PATCH', '/departments/dept_plat01', type('application/json-patch+json'), []);
    expect(refused.status).toBe(415);
    const accepted = 'application/json, application/merge-patch+json';
    expect(refused.headers.get('accept-patch')).toBe(accepted);
    for (const [method, status] of [
      ['OPTIONS', 204],
      ['PUT', 405],
    ] as const) {
      const asked = await send(`${api.url}/v1/organizations/org_xyz789`, method, api.demo.token);
      expect(asked.status).toBe(status);
      expect(asked.headers.get('allow')).toBe('GET, HEAD, OPTIONS, PATCH');
      expect(asked.headers.get('accept-patch')).toBe(accepted);
    }
  });
});

it.each([
  ['POST', `${MEMBERS}/bulk?mode=nonsense`],
  ['POST', '/departments/dept_plat01/reparent?dry_run=nonsense'],
])('a body of another type is refused before the query is read: %s …%s', async (method, path) => {
  const answer = await requestDeclared(api, method, path, { body: '<x/>', headers: { 'content-type': 'text/xml' } });
  expect([answer.status, answer.body.error.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
});
