import { createRoster, isOperation, items, ok, type RosterClient, waitForOperation } from '@roster/sdk';
import { CalledOperations } from './called-operations.js';

const ORGANIZATIONS = '/v1/organizations';
const ORGANIZATION = `${ORGANIZATIONS}/{organization_id}` as const;
const PEOPLE = `${ORGANIZATION}/members` as const;
const DEPARTMENTS = `${ORGANIZATION}/departments` as const;
const DEPARTMENT = `${DEPARTMENTS}/{department_id}` as const;
const MEMBERS = `${DEPARTMENT}/members` as const;
const KEYS = `${ORGANIZATION}/api-keys` as const;
const OPERATION = `${ORGANIZATION}/operations/{operation_id}` as const;

const organization = { organization_id: 'org_xyz789' };
const inDepartment = (department_id: string) => ({ path: { ...organization, department_id } });
const ofMember = (department_id: string, user_id: string) => ({ path: { ...organization, department_id, user_id } });
const ofPerson = (user_id: string) => ({ path: { ...organization, user_id } });

/** A company that keeps its whole directory over the API, with the SDK. Each test goes on where the one before ended. */
export function directoryJourney(running: () => { api: string; token: string; provisioningToken: string }): void {
  const called = new CalledOperations();
  const people: string[] = [];
  let roster: RosterClient;
  let region: string;
  let team: string;
  let bulk: string;

  const department = async (name: string, parent_id: string | null = null) =>
    ok(
      roster.POST(DEPARTMENTS, {
        params: { path: organization },
        body: { name, parent_id },
      }),
    );

  beforeAll(() => {
    const { api, token } = running();
    roster = createRoster({ baseUrl: api, token, fetch: called.fetch });
  });

  it('begins: with a token of the installation a company gets its organization, owner and first key', async () => {
    const { api, token, provisioningToken } = running();
    const body = { name: 'Journey Ltd', owner: { full_name: 'Olga Owner', email: 'olga@journey.example' } };
    const header = { 'Idempotency-Key': crypto.randomUUID() };
    const begin = (of: string) =>
      ok(
        createRoster({ baseUrl: api, token: of, fetch: called.fetch }).POST(ORGANIZATIONS, {
          params: { header },
          body,
        }),
      );
    const made = await begin(provisioningToken);
    expect(await begin(provisioningToken)).toEqual(made);
    await expect(begin(token)).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    const path = { organization_id: made.organization.id };
    const own = createRoster({ baseUrl: api, token: made.api_key.token });
    expect((await ok(own.GET(PEOPLE, { params: { path } }))).data).toEqual([made.owner]);
    await expect(ok(roster.GET(ORGANIZATION, { params: { path } }))).rejects.toMatchObject({ status: 404 });
  });

  it('gives the organization another name, and its own back', async () => {
    const before = await ok(roster.GET(ORGANIZATION, { params: { path: organization } }));
    const rename = (name: string) => ok(roster.PATCH(ORGANIZATION, { params: { path: organization }, body: { name } }));
    expect(await rename('Journey Company')).toEqual({ ...before, name: 'Journey Company' });
    expect(await rename(before.name)).toEqual(before);
  });

  it('takes people in, gives a role, deactivates and finds them', async () => {
    for (const name of ['Ida', 'Ivo', 'Isa']) {
      const body = { full_name: `${name} Journey`, email: `${name}@journey.example` };
      people.push((await ok(roster.POST(PEOPLE, { params: { path: organization }, body }))).user_id);
    }
    const [ida = '', ivo = ''] = people;
    const change = (user_id: string, body: { role?: 'admin'; status?: 'active' | 'deactivated' }) =>
      ok(roster.PATCH(`${PEOPLE}/{user_id}`, { params: ofPerson(user_id), body }));
    expect(await change(ida, { role: 'admin' })).toMatchObject({ role: 'admin', status: 'active' });
    expect(await change(ivo, { status: 'deactivated' })).toMatchObject({ status: 'deactivated' });
    await change(ivo, { status: 'active' });
    expect(await ok(roster.GET(`${PEOPLE}/{user_id}`, { params: ofPerson(ivo) }))).toMatchObject({ status: 'active' });
    const query = { q: 'JOURNEY', limit: 2 };
    const found = items((cursor) =>
      roster.GET(PEOPLE, { params: { path: organization, query: { ...query, ...(cursor && { cursor }) } } }),
    );
    expect(await ids(found)).toEqual([...people].sort());
  });

  it('builds a tree of departments, tries a move before making it, and refuses a stale change', async () => {
    region = (await department('Journey Region')).id;
    team = (await department('Journey Team')).id;
    const move = { params: inDepartment(team), body: { parent_id: region } };
    const reparent = (dry_run: boolean) =>
      ok(roster.POST(`${DEPARTMENT}/reparent`, { ...move, params: { ...move.params, query: { dry_run } } }));
    const tried = await reparent(true);
    expect(await reparent(false)).toMatchObject({ dry_run: false, after: tried.after, departments_moved: 1 });

    const read = await roster.GET(DEPARTMENT, { params: inDepartment(team) });
    const etag = read.response.headers.get('etag') ?? '';
    const describe = (description: string) =>
      roster.PATCH(DEPARTMENT, {
        params: { ...inDepartment(team), header: { 'If-Match': etag } },
        body: { description },
      });
    expect(await ok(describe('First'))).toMatchObject({ description: 'First', path: 'Journey Region/Journey Team' });
    await expect(ok(describe('Second'))).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });

    const children = await ok(
      roster.GET(DEPARTMENTS, { params: { path: organization, query: { parent: region, sort: '-name' } } }),
    );
    expect(children.data.map(({ id }) => id)).toEqual([team]);
  });

  it('adds, puts, moves, finds and removes members', async () => {
    const [ida = '', ivo = '', isa = ''] = people;
    const added = await ok(roster.POST(MEMBERS, { params: inDepartment(team), body: { user_id: ida } }));
    expect(added).toMatchObject({ user_id: ida, full_name: 'Ida Journey' });
    for (const status of [201, 200]) {
      const { response } = await roster.PUT(`${MEMBERS}/{user_id}`, { params: ofMember(team, ivo) });
      expect(response.status).toBe(status);
    }
    const isaAsked = { params: { ...ofMember(region, isa), header: { Prefer: 'respond-async' } } };
    const accepted = await ok(roster.PUT(`${MEMBERS}/{user_id}`, isaAsked));
    if (!isOperation(accepted)) throw new Error('the change was not answered with its operation');
    expect(await waitForOperation(roster, organization.organization_id, accepted.id)).toMatchObject({ state: 'done' });

    await ok(
      roster.POST(`${MEMBERS}/{user_id}/move`, { params: ofMember(team, ivo), body: { to_department_id: region } }),
    );
    expect(await ok(roster.GET(`${MEMBERS}/{user_id}`, { params: ofMember(region, ivo) }))).toMatchObject({
      user_id: ivo,
    });
    const list = (query: { q?: string; sort?: 'full_name'; include_descendants?: boolean; limit?: number }) =>
      items((cursor) =>
        roster.GET(MEMBERS, { params: { ...inDepartment(region), query: { ...query, ...(cursor && { cursor }) } } }),
      );
    expect(await ids(list({ sort: 'full_name' }))).toEqual([isa, ivo]);
    expect(await ids(list({ sort: 'full_name', include_descendants: true, limit: 1 }))).toEqual([ida, isa, ivo]);
    expect(await ids(list({ q: 'ida@', include_descendants: true }))).toEqual([ida]);

    const departmentsOf = await ok(roster.GET(`${PEOPLE}/{user_id}/departments`, { params: ofPerson(ivo) }));
    expect(departmentsOf.data.map(({ department_id }) => department_id)).toEqual([region]);
    const tree = await ok(
      roster.GET(`${DEPARTMENTS}/tree`, { params: { path: organization, query: { root: region, depth: 1 } } }),
    );
    expect(tree.data).toMatchObject([{ member_count: 2, total_member_count: 3, child_count: 1, children: [] }]);
    const { response } = await roster.DELETE(`${MEMBERS}/{user_id}`, { params: ofMember(region, isa) });
    expect(response.status).toBe(204);
  });

  it('adds many at once, shows what became of each, and tries those who were left out again', async () => {
    const header = { Prefer: 'wait=30' };
    const answer = await ok(
      roster.POST(`${MEMBERS}/bulk`, {
        params: { ...inDepartment(region), header },
        body: { user_ids: [...people, 'usr_nobody'], mode: 'partial' },
      }),
    );
    bulk = answer.id;
    // Ivo is there already; he and nobody are left out.
    expect(answer).toMatchObject({ state: 'done', summary: { total: 4, added: 2, rejected: 2, cancelled: 0 } });
    const path = { ...organization, operation_id: bulk };
    const rejected = items((cursor) =>
      roster.GET(`${OPERATION}/items`, {
        params: { path, query: { state: 'rejected', limit: 1, ...(cursor && { cursor }) } },
      }),
    );
    const codes: (string | null | undefined)[] = [];
    for await (const { error } of rejected) codes.push(error?.code);
    expect(codes).toEqual(['DEPARTMENT_MEMBERSHIP_DUPLICATE', 'MEMBER_NOT_FOUND']);
    const again = await ok(roster.POST(`${OPERATION}/retry`, { params: { path, header } }));
    expect(again).toMatchObject({ state: 'done', summary: { total: 2, added: 0, rejected: 2 } });
  });

  it('cancels an operation that has not begun, and only such a one', async () => {
    const path = { ...organization, operation_id: bulk };
    await expect(ok(roster.DELETE(OPERATION, { params: { path } }))).rejects.toMatchObject({ status: 409 });
    // Which of the two comes first is not ours to say, so it is asked until the cancellation does.
    for (let state = ''; state !== 'cancelled'; ) {
      const { id } = await ok(
        roster.POST(`${MEMBERS}/bulk`, {
          params: { ...inDepartment(team), header: { Prefer: 'respond-async' } },
          body: { user_ids: Array.from({ length: 5_000 }, (_, index) => `usr_nobody${index}`), mode: 'partial' },
        }),
      );
      const { data } = await roster.DELETE(OPERATION, { params: { path: { ...organization, operation_id: id } } });
      state = data?.state ?? '';
    }
  });

  it('gives an integration a key that may do just what it needs, rotates and revokes it', async () => {
    const issued = await ok(
      roster.POST(KEYS, {
        params: { path: organization },
        body: { name: 'journey', scopes: ['members:read'], expires_at: null },
      }),
    );
    const integration = createRoster({ baseUrl: running().api, token: issued.token });
    expect((await ok(integration.GET(MEMBERS, { params: inDepartment(region) }))).data).toHaveLength(3);
    await expect(
      ok(integration.POST(MEMBERS, { params: inDepartment(team), body: { user_id: people[0] ?? '' } })),
    ).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    const ofKey = (key_id: string) => ({ path: { ...organization, key_id } });
    const next = await ok(
      roster.POST(`${KEYS}/{key_id}/rotate`, { params: ofKey(issued.id), body: { overlap_seconds: 60 } }),
    );
    expect(await ok(roster.GET(`${KEYS}/{key_id}`, { params: ofKey(issued.id) }))).toMatchObject({
      replaced_by: next.id,
    });
    expect(await ok(integration.GET('/v1/me'))).toMatchObject({ id: issued.id, scopes: ['members:read'] });
    for (const token of [issued.token, next.token])
      await ok(createRoster({ baseUrl: running().api, token }).GET(MEMBERS, { params: inDepartment(region) }));
    expect((await roster.DELETE(`${KEYS}/{key_id}`, { params: ofKey(next.id) })).response.status).toBe(204);
    const revoked = items((cursor) =>
      roster.GET(KEYS, {
        params: { path: organization, query: { status: 'revoked', ...(cursor && { cursor }) } },
      }),
    );
    const names: string[] = [];
    for await (const { id } of revoked) names.push(id);
    expect(names).toContain(next.id);
  });

  it('lets an owner connect a Slack workspace, and an admin say who is who there', async () => {
    const { url } = await ok(roster.POST(`${ORGANIZATION}/slack-links`, { params: { path: organization } }));
    expect(url).toMatch(/^https:\/\/slack-bot\.acme\.example\/slack\/install\?link=/);
    // The workspace that `npm run slack:try` has connected.
    const body = { workspace_id: 'T0DEMO', slack_user_id: 'U0JOURNEY', user_id: people[0] ?? '' };
    const { response } = await roster.POST(`${ORGANIZATION}/slack-users`, { params: { path: organization }, body });
    expect(response.status).toBe(204);
  });

  it('deletes only what is empty, unless it is said what becomes of the rest', async () => {
    const remove = (query: { children?: 'cascade'; members?: 'remove' }) =>
      roster.DELETE(DEPARTMENT, { params: { ...inDepartment(region), query } });
    await expect(ok(remove({}))).rejects.toMatchObject({ code: 'DEPARTMENT_NOT_EMPTY' });
    expect((await remove({ children: 'cascade', members: 'remove' })).response.status).toBe(204);
    for (const id of [region, team])
      await expect(ok(roster.GET(DEPARTMENT, { params: inDepartment(id) }))).rejects.toMatchObject({ status: 404 });
    for (const user_id of people)
      expect((await roster.DELETE(`${PEOPLE}/{user_id}`, { params: ofPerson(user_id) })).response.status).toBe(204);
  });

  it('finds all of it in the audit, page by page and as CSV', async () => {
    const events = items((cursor) =>
      roster.GET(`${ORGANIZATION}/audit-events`, {
        params: { path: organization, query: { department_id: team, limit: 3, ...(cursor && { cursor }) } },
      }),
    );
    const actions: string[] = [];
    for await (const { action } of events) actions.push(action);
    expect(actions.reverse()).toEqual(
      expect.arrayContaining([
        ...['department.create', 'department.reparent', 'department.update'],
        ...['member.add', 'member.remove', 'department.delete'],
      ]),
    );
    const csv = await roster.GET(`${ORGANIZATION}/audit-events`, {
      params: { path: organization, query: { department_id: team } },
      headers: { Accept: 'text/csv' },
      parseAs: 'text',
    });
    // A header, a line for each event, and the end of the last one.
    expect(String(csv.data).split('\r\n')).toHaveLength(actions.length + 2);
  });

  it('has called everything that the OpenAPI document promises', () => {
    expect(called.missing).toEqual([]);
  });
}

async function ids(members: AsyncIterable<{ user_id: string }>): Promise<string[]> {
  const found: string[] = [];
  for await (const { user_id } of members) found.push(user_id);
  return found;
}
