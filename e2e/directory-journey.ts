import { createHash } from 'node:crypto';
import { isOperation, Roster } from '@roster/sdk';
import { CalledOperations } from './called-operations.js';

const organization = { organizationId: 'org_xyz789' };
const inDepartment = (departmentId: string) => ({ ...organization, departmentId });
const ofMember = (departmentId: string, userId: string) => ({ ...organization, departmentId, userId });
const ofPerson = (userId: string) => ({ ...organization, userId });

/** A company that keeps its whole directory over the API, with the SDK. Each test goes on where the one before ended. */
export function directoryJourney(running: () => { api: string; token: string; provisioningToken: string }): void {
  const called = new CalledOperations();
  const people: string[] = [];
  let roster: Roster;
  let region: string;
  let team: string;
  let bulk: string;

  const clientWith = (apiKey: string) => new Roster({ baseUrl: running().api, apiKey, fetch: called.fetch });

  beforeAll(() => {
    roster = clientWith(running().token);
  });

  it('begins: with a token of the installation a company gets its organization, owner and first key', async () => {
    const { token, provisioningToken } = running();
    const company = { name: 'Journey Ltd', owner: { fullName: 'Olga Owner', email: 'olga@journey.example' } };
    const idempotencyKey = crypto.randomUUID();
    const begin = (of: string) => clientWith(of).organizations.create(company, { idempotencyKey });
    const made = await begin(provisioningToken);
    expect(await begin(provisioningToken)).toEqual(made);
    await expect(begin(token)).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    const own = { organizationId: made.organization.id };
    expect((await clientWith(made.apiKey.token).members.list(own).page()).data).toEqual([made.owner]);
    await expect(roster.organizations.get(own)).rejects.toMatchObject({ status: 404 });
  });

  it('gives the organization another name, and its own back', async () => {
    const before = await roster.organizations.get(organization);
    const rename = (name: string) => roster.organizations.update({ ...organization, name });
    expect(await rename('Journey Company')).toMatchObject({ ...before, name: 'Journey Company' });
    expect(await rename(before.name)).toMatchObject(before);
  });

  it('takes people in, gives a role, deactivates and finds them', async () => {
    for (const name of ['Ida', 'Ivo', 'Isa']) {
      const person = { fullName: `${name} Journey`, email: `${name}@journey.example` };
      people.push((await roster.members.create({ ...organization, ...person })).userId);
    }
    const [ida = '', ivo = ''] = people;
    const change = (userId: string, changes: { role?: 'admin'; status?: 'active' | 'deactivated' }) =>
      roster.members.update({ ...ofPerson(userId), ...changes });
    expect(await change(ida, { role: 'admin' })).toMatchObject({ role: 'admin', status: 'active' });
    expect(await change(ivo, { status: 'deactivated' })).toMatchObject({ status: 'deactivated' });
    await change(ivo, { status: 'active' });
    expect(await roster.members.get(ofPerson(ivo))).toMatchObject({ status: 'active' });
    expect(await ids(roster.members.list({ ...organization, q: 'JOURNEY', limit: 2 }))).toEqual([...people].sort());
    const byName = roster.members.list({ ...organization, q: 'JOURNEY', limit: 2, sort: 'full_name' });
    expect(await ids(byName)).toEqual([ida, people[2], ivo]);
  });

  it('builds a tree of departments, tries a move before making it, and refuses a stale change', async () => {
    const { departments } = roster;
    region = (await departments.create({ ...organization, name: 'Journey Region' })).id;
    team = (await departments.create({ ...organization, name: 'Journey Team' })).id;
    const reparent = (dryRun: boolean) => departments.reparent({ ...inDepartment(team), parentId: region, dryRun });
    const tried = await reparent(true);
    expect(await reparent(false)).toMatchObject({ dryRun: false, after: tried.after, departmentsMoved: 1 });

    const { response } = await departments.get(inDepartment(team)).withResponse();
    const ifMatch = response.headers.get('etag') ?? '';
    const describe = (description: string) => departments.update({ ...inDepartment(team), description }, { ifMatch });
    expect(await describe('First')).toMatchObject({ description: 'First', path: 'Journey Region/Journey Team' });
    await expect(describe('Second')).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });

    const children = await departments.list({ ...organization, parent: region, sort: '-name' }).page();
    expect(children.data.map(({ id }) => id)).toEqual([team]);
  });

  it('adds, puts, moves, finds and removes members', async () => {
    const { departments } = roster;
    const [ida = '', ivo = '', isa = ''] = people;
    const added = await departments.addMember(ofMember(team, ida));
    expect(added).toMatchObject({ userId: ida, fullName: 'Ida Journey' });
    for (const status of [201, 200]) {
      const { response } = await departments.putMember(ofMember(team, ivo)).withResponse();
      expect(response.status).toBe(status);
    }
    const accepted = await departments.putMember(ofMember(region, isa), { wait: 0 });
    if (!isOperation(accepted)) throw new Error('the change was not answered with its operation');
    const operation = { ...organization, operationId: accepted.id };
    expect(await roster.waitForOperation(operation)).toMatchObject({ state: 'done' });

    await departments.moveMember({ ...ofMember(team, ivo), toDepartmentId: region });
    expect(await departments.getMember(ofMember(region, ivo))).toMatchObject({ userId: ivo });
    const list = (query: { q?: string; sort?: 'full_name'; includeDescendants?: boolean; limit?: number }) =>
      ids(departments.listMembers({ ...inDepartment(region), ...query }));
    expect(await list({ sort: 'full_name' })).toEqual([isa, ivo]);
    expect(await list({ sort: 'full_name', includeDescendants: true, limit: 1 })).toEqual([ida, isa, ivo]);
    expect(await list({ q: 'ida@', includeDescendants: true })).toEqual([ida]);

    const departmentsOf = await roster.members.listDepartments(ofPerson(ivo)).page();
    expect(departmentsOf.data.map(({ departmentId }) => departmentId)).toEqual([region]);
    const tree = await departments.getTree({ ...organization, root: region, depth: 1 });
    expect(tree.data).toMatchObject([{ memberCount: 2, totalMemberCount: 3, childCount: 1, children: [] }]);
    const { response } = await departments.removeMember(ofMember(region, isa)).withResponse();
    expect(response.status).toBe(204);
  });

  it('proves that its copy of a department is that of the feed', async () => {
    const copy = (await ids(roster.departments.listMembers(inDepartment(region)))).sort();
    const own = createHash('sha256')
      .update(copy.map((userId) => `${userId}\n`).join(''))
      .digest('hex');
    for await (const { nextCursor } of roster.events({ ...inDepartment(region), wait: 1 }).pages()) {
      const request = { ...inDepartment(region), at: nextCursor };
      const { digest, memberCount, cursor } = await roster.departments.getDigest(request);
      expect(cursor).toBe(nextCursor);
      if (digest !== own) continue;
      expect(memberCount).toBe(copy.length);
      break;
    }
  });

  it('asks for a membership, which is approved, and for another one, which is denied', async () => {
    const { membershipRequests, departments } = roster;
    const isa = people[2] ?? '';
    const ask = () => membershipRequests.create({ ...ofMember(region, isa), reason: 'Joins in March.' });
    const decide = (requestId: string, decision: 'approve' | 'deny') =>
      membershipRequests.decide({ ...inDepartment(region), requestId, decision });
    const asked = await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'MEMBERSHIP_REQUEST_DUPLICATE' });
    expect(await decide(asked.id, 'approve')).toMatchObject({ status: 'approved' });
    await expect(decide(asked.id, 'deny')).rejects.toMatchObject({ code: 'MEMBERSHIP_REQUEST_DECIDED' });
    await departments.removeMember(ofMember(region, isa));
    const denied = await decide((await ask()).id, 'deny');
    expect(await membershipRequests.get({ ...inDepartment(region), requestId: denied.id })).toEqual(denied);
    const listed: string[] = [];
    for await (const { id } of membershipRequests.list({ ...inDepartment(region), limit: 1 })) listed.push(id);
    expect(listed).toEqual([denied.id, asked.id]);
  });

  it('adds many at once, shows what became of each, and tries those who were left out again', async () => {
    const everybody = { ...inDepartment(region), userIds: [...people, 'usr_nobody'] };
    const answer = await roster.departments.bulkAddMembers(everybody, { wait: 30 });
    bulk = answer.id;
    // Ivo is there already; he and nobody are left out.
    expect(answer).toMatchObject({ state: 'done', summary: { total: 4, added: 2, rejected: 2, cancelled: 0 } });
    const operation = { ...organization, operationId: bulk };
    const codes: (string | undefined)[] = [];
    const rejected = roster.operations.listItems({ ...operation, state: 'rejected', limit: 1 });
    for await (const { error } of rejected) codes.push(error?.code);
    expect(codes).toEqual(['DEPARTMENT_MEMBERSHIP_DUPLICATE', 'MEMBER_NOT_FOUND']);
    const again = await roster.operations.retry(operation, { wait: 30 });
    expect(again).toMatchObject({ state: 'done', summary: { total: 2, added: 0, rejected: 2 } });
  });

  it('adds a list of addresses, and tells of the progress', async () => {
    const progress: number[] = [];
    const emails = ['isa@journey.example', 'nobody@journey.example'];
    const onProgress = ({ done }: { done: number }) => progress.push(done);
    const result = await roster.bulkAdd({ ...inDepartment(team), emails }, { onProgress });
    expect(result).toMatchObject({ total: 2, added: 1, rejected: 1 });
    expect(progress.at(-1)).toBe(2);
    await roster.departments.removeMember(ofMember(team, people[2] ?? ''));
  });

  it('cancels an operation that has not begun, and only such a one', async () => {
    const cancel = (operationId: string) => roster.operations.cancel({ ...organization, operationId });
    await expect(cancel(bulk)).rejects.toMatchObject({ status: 409 });
    // Which of the two comes first is not ours to say, so it is asked until the cancellation does.
    const userIds = Array.from({ length: 5_000 }, (_, index) => `usr_nobody${index}`);
    for (let state = ''; state !== 'cancelled'; ) {
      const { id } = await roster.departments.bulkAddMembers({ ...inDepartment(team), userIds }, { wait: 0 });
      state = await cancel(id).then(
        (operation) => operation.state,
        () => '',
      );
    }
  });

  it('gives an integration a key that may do just what it needs, rotates and revokes it', async () => {
    const { apiKeys } = roster;
    const issued = await apiKeys.create({ ...organization, name: 'journey', scopes: ['members:read'] });
    const membersWith = (token: string) => clientWith(token).departments.listMembers(inDepartment(region)).page();
    expect((await membersWith(issued.token)).data).toHaveLength(3);
    const adding = clientWith(issued.token).departments.addMember(ofMember(team, people[0] ?? ''));
    await expect(adding).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    const next = await apiKeys.rotate({ ...organization, keyId: issued.id, overlapSeconds: 60 });
    expect(await apiKeys.get({ ...organization, keyId: issued.id })).toMatchObject({ replacedBy: next.id });
    expect(await clientWith(issued.token).me.get()).toMatchObject({ id: issued.id, scopes: ['members:read'] });
    for (const { token } of [issued, next]) await membersWith(token);
    expect(next.createdBy).toEqual((await apiKeys.get({ ...organization, keyId: issued.id })).createdBy);
    await apiKeys.revoke({ ...organization, keyId: next.id, children: 'revoke' });
    const revoked: string[] = [];
    for await (const { id } of apiKeys.list({ ...organization, status: 'revoked' })) revoked.push(id);
    expect(revoked).toContain(next.id);
  });

  it('connects an identity provider over SCIM, exchanges its token and disconnects it', async () => {
    const { scimConnections } = roster;
    const issued = await scimConnections.create({ ...organization, name: 'Okta', rootDepartmentId: region });
    const connection = { ...organization, connectionId: issued.id };
    expect(issued).toMatchObject({ onDelete: 'deactivate', adopt: false });
    expect(issued.baseUrl).toMatch(/^http.*\/scim\/v2$/);
    await expect(clientWith(issued.token).me.get()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const changes = { onDelete: 'remove', rootDepartmentId: null, departmentMapping: 'membership' } as const;
    const changed = await scimConnections.update({ ...connection, ...changes });
    expect(await scimConnections.get(connection)).toEqual(changed);
    const rotated = await scimConnections.rotate({ ...connection, overlapSeconds: 60 });
    expect(rotated).toMatchObject({ ...changed, formerTokenExpiresAt: expect.any(String) });
    expect(rotated.token).not.toBe(issued.token);
    expect((await scimConnections.list(organization).page()).data).toContainEqual(
      await scimConnections.get(connection),
    );
    await scimConnections.delete(connection);
    await expect(scimConnections.get(connection)).rejects.toMatchObject({ code: 'SCIM_CONNECTION_NOT_FOUND' });
  });

  it('lets an owner connect a Slack workspace, and an admin say who is who there', async () => {
    const { url } = await roster.slack.createLink(organization);
    expect(url).toMatch(/^https:\/\/slack-bot\.acme\.example\/slack\/install\?link=/);
    // The workspace that `npm run slack:try` has connected.
    const user = { workspaceId: 'T0DEMO', slackUserId: 'U0JOURNEY', userId: people[0] ?? '' };
    const { response } = await roster.slack.linkUser({ ...organization, ...user }).withResponse();
    expect(response.status).toBe(204);
    const linked: string[] = [];
    for await (const { slackUserId } of roster.slack.listUsers({ ...organization, userId: user.userId }))
      linked.push(slackUserId);
    expect(linked).toEqual(['U0JOURNEY']);
    await roster.slack.unlinkUser({ ...organization, workspaceId: 'T0DEMO', slackUserId: 'U0JOURNEY' });
  });

  it('lets an owner see the workspaces, and disconnect one', async () => {
    const workspaces: string[] = [];
    for await (const { id } of roster.slack.listWorkspaces(organization)) workspaces.push(id);
    expect(workspaces).toEqual(['T0DEMO']);
    const workspace = { ...organization, workspaceId: 'T0DEMO' };
    expect(await roster.slack.getWorkspace(workspace)).toMatchObject({ status: 'connected', name: expect.any(String) });
    const elsewhere = { ...organization, workspaceId: 'T0ELSEWHERE' };
    const refused = expect.objectContaining({ code: 'SLACK_WORKSPACE_NOT_FOUND' });
    await expect(roster.slack.disconnectWorkspace(elsewhere)).rejects.toEqual(refused);
    for (const _ of ['once', 'again']) await roster.slack.disconnectWorkspace(workspace);
    expect(await roster.slack.getWorkspace(workspace)).toMatchObject({ disconnectReason: 'disconnected' });
  });

  it('tells a webhook endpoint of a department, tests it, and sends it again what it had', async () => {
    const { webhookEndpoints } = roster;
    const url = 'https://127.0.0.1:1/journey';
    const made = await webhookEndpoints.create({ ...organization, url, departmentId: team });
    const endpoint = { ...organization, webhookEndpointId: made.id };
    expect(await webhookEndpoints.update({ ...endpoint, description: 'Journey' })).toMatchObject({
      url,
      departmentId: team,
    });
    const { secret } = await webhookEndpoints.rotateSecret({ ...endpoint, overlapSeconds: 0 });
    expect(secret).not.toBe(made.secret);
    expect(await webhookEndpoints.test(endpoint)).toMatchObject({ status: null, error: 'The connection was refused.' });
    await webhookEndpoints.replay({ ...endpoint, since: made.createdAt });
    for await (const { state } of webhookEndpoints.listDeliveries(endpoint)) expect(state).toBe('pending');
    expect(await webhookEndpoints.get(endpoint)).toMatchObject({
      id: made.id,
      description: 'Journey',
      disabled: false,
    });
    await webhookEndpoints.delete(endpoint);
    const left: string[] = [];
    for await (const { id } of webhookEndpoints.list(organization)) left.push(id);
    expect(left).not.toContain(made.id);
  });

  it('deletes only what is empty, unless it is said what becomes of the rest', async () => {
    const { departments } = roster;
    await expect(departments.delete(inDepartment(region))).rejects.toMatchObject({ code: 'DEPARTMENT_NOT_EMPTY' });
    await departments.delete({ ...inDepartment(region), children: 'cascade', members: 'remove' });
    for (const id of [region, team])
      await expect(departments.get(inDepartment(id))).rejects.toMatchObject({ status: 404 });
    for (const userId of people) await roster.members.remove(ofPerson(userId));
  });

  it('finds all of it in the audit, page by page and as CSV', async () => {
    const ofTeam = { ...organization, departmentId: team };
    const actions: string[] = [];
    for await (const { action } of roster.auditEvents.list({ ...ofTeam, limit: 3 })) actions.push(action);
    expect(actions.reverse()).toEqual(
      expect.arrayContaining([
        ...['department.create', 'department.reparent', 'department.update'],
        ...['member.add', 'member.remove', 'department.delete'],
      ]),
    );
    const csv = await new Response(await roster.auditEvents.list(ofTeam).csv()).text();
    // A header, a line for each event, and the end of the last one.
    expect(csv.split('\r\n')).toHaveLength(actions.length + 2);
  });

  it('finds all of it in the feed of events, in order and each once', async () => {
    const ofTeam = { ...organization, departmentId: team };
    let last = 0;
    for await (const { sequence, type } of roster.events(ofTeam)) {
      last += 1;
      expect(sequence).toBe(last);
      if (type === 'department.deleted') break;
    }
    expect(last).toBeGreaterThan(5);
  });

  it('has called everything that the OpenAPI document promises', () => {
    expect(called.missing).toEqual([]);
  });
}

async function ids(members: AsyncIterable<{ userId: string }>): Promise<string[]> {
  const found: string[] = [];
  for await (const { userId } of members) found.push(userId);
  return found;
}
