import {
  type Caller,
  type DepartmentId,
  departmentIdSchema,
  newId,
  ROLE_SCOPES,
  type Scope,
  type UserId,
} from '@roster/domain';
import { command, openTestDatabase } from '../database.fixture.js';
import { managesDepartment } from '../departments/department-tree.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { linkSlackUser } from './link-slack-user.js';
import { addPerson, auditOf, callerOf, newOrganization } from './members.fixture.js';
import { removeMember, updateMember } from './members.js';

const database = await openTestDatabase();
afterAll(() => database.close());

const update = (caller: Caller, userId: UserId, changes: Parameters<typeof updateMember>[3]) =>
  database.dataSource.transaction((tx) => updateMember(tx, caller, userId, changes));
const remove = (caller: Caller, userId: UserId) =>
  database.dataSource.transaction((tx) => removeMember(tx, caller, userId));
const count = async (table: string, userId: UserId): Promise<number> => {
  const [row] = await database.dataSource.query(`SELECT count(*)::int FROM ${table} WHERE user_id = $1`, [userId]);
  return row.count;
};

/** How each of several promises ended: `ok`, or the code of its refusal. */
async function endings(promises: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(promises);
  return settled.map((result) => (result.status === 'fulfilled' ? 'ok' : result.reason.code)).sort();
}

async function newDepartment({ principal }: Caller, parentId: string | null = null): Promise<DepartmentId> {
  const id = departmentIdSchema.parse(newId('user').replace('usr_', 'dept_'));
  await database.dataSource.query(
    `INSERT INTO departments (id, organization_id, parent_id, name) VALUES ($1, $2, $3, $1)`,
    [id, principal.organizationId, parentId],
  );
  return id;
}

describe('an organization', () => {
  it('begins with an owner, and the audit tells both', async () => {
    const { caller, owner } = await newOrganization(database.dataSource);
    expect(owner).toMatchObject({ role: 'owner', status: 'active', email: 'olga@example.com' });
    expect(await auditOf(database.dataSource, caller)).toMatchObject([
      { action: 'organization.create', after: { name: 'Test' }, trace_id: caller.traceId },
      { action: 'person.create', user_id: owner.user_id, after: { role: 'owner' } },
    ]);
  });
});

describe('an e-mail address', () => {
  it('is of one person of the organization, whatever the case, also when ten ask at once', async () => {
    const { caller } = await newOrganization(database.dataSource);
    const asked = Array.from({ length: 10 }, (_, index) =>
      addPerson(database.dataSource, caller, { email: index % 2 === 0 ? 'ada@example.com' : 'ADA@Example.COM' }),
    );
    expect(await endings(asked)).toEqual([...Array(9).fill('MEMBER_EMAIL_DUPLICATE'), 'ok']);
    expect(await auditOf(database.dataSource, caller)).toHaveLength(3);
  });

  it('may be used in another organization, and be kept by who has it', async () => {
    const [one, other] = [await newOrganization(database.dataSource), await newOrganization(database.dataSource)];
    expect(one.owner.email).toBe(other.owner.email);
    expect(await update(one.caller, one.owner.user_id, { email: 'OLGA@example.com' })).toMatchObject({
      email: 'OLGA@example.com',
    });
  });

  it('is not taken from somebody by a change', async () => {
    const { caller, owner } = await newOrganization(database.dataSource);
    const pat = await addPerson(database.dataSource, caller);
    await expect(update(caller, pat.user_id, { email: owner.email.toUpperCase() })).rejects.toMatchObject({
      code: 'MEMBER_EMAIL_DUPLICATE',
    });
  });
});

describe('changing a person', () => {
  it('is audited with what was before and after, and only that', async () => {
    const { caller } = await newOrganization(database.dataSource);
    const pat = await addPerson(database.dataSource, caller);
    await update(caller, pat.user_id, { role: 'admin', full_name: pat.full_name });
    await update(caller, pat.user_id, { role: 'admin' });
    expect((await auditOf(database.dataSource, caller)).slice(3)).toMatchObject([
      { action: 'person.update', user_id: pat.user_id, before: { role: 'member' }, after: { role: 'admin' } },
    ]);
  });

  it.each(['full_name', 'email', 'role', 'status'] as const)(
    'of an owner takes an owner, whatever is changed: %s',
    async (field) => {
      const { caller, owner } = await newOrganization(database.dataSource);
      await addPerson(database.dataSource, caller, { role: 'owner' });
      const values = { full_name: 'X', email: 'x@example.com', role: 'member', status: 'deactivated' } as const;
      const admin = callerOf(caller.principal.organizationId, ROLE_SCOPES.admin);
      await expect(update(admin, owner.user_id, { [field]: values[field] })).rejects.toMatchObject({
        code: 'PERMISSION_DENIED',
        details: { required_scope: 'organization:write' },
      });
      await update(caller, owner.user_id, { [field]: values[field] });
    },
  );

  it('does not find somebody of another organization', async () => {
    const [one, other] = [await newOrganization(database.dataSource), await newOrganization(database.dataSource)];
    await expect(update(one.caller, other.owner.user_id, { full_name: 'X' })).rejects.toMatchObject({
      code: 'MEMBER_NOT_FOUND',
    });
    await expect(remove(one.caller, other.owner.user_id)).rejects.toMatchObject({ code: 'MEMBER_NOT_FOUND' });
  });
});

describe('who signs in as a member', () => {
  const { member: reads } = ROLE_SCOPES;
  const link = (caller: Caller, userId: UserId) =>
    database.dataSource.transaction((tx) =>
      linkSlackUser(tx, caller, { workspaceId: `T${caller.principal.organizationId}`, slackUserId: 'U1', userId }),
    );
  const doors = {
    'a new address': (caller: Caller, userId: UserId) => update(caller, userId, { email: 'mallory@example.com' }),
    'a Slack user': link,
  };
  type Door = keyof typeof doors;

  /** A workspace of the organization. */
  async function connect({ principal: { organizationId } }: Caller): Promise<string> {
    const workspace = `T${organizationId}`;
    await database.dataSource.query(
      `INSERT INTO slack_installations (workspace_id, team_id, organization_id, scopes) VALUES ($1, $1, $2, '{}')`,
      [workspace, organizationId],
    );
    return workspace;
  }

  it.each<[Door, readonly Scope[], string]>([
    ['a new address', ['members:write'], 'organization:read'],
    ['a Slack user', ['members:write'], 'organization:read'],
    ['a new address', ['members:write', 'members:read'], 'organization:read'],
  ])('is not decided by %s from a caller with %j, who lacks %s', async (door, scopes, required_scope) => {
    const { caller } = await newOrganization(database.dataSource);
    await connect(caller);
    const pat = await addPerson(database.dataSource, caller);
    const limited = callerOf(caller.principal.organizationId, scopes);
    const refusal = { code: 'PERMISSION_DENIED', details: { required_scope } };
    await expect(doors[door](limited, pat.user_id)).rejects.toMatchObject(refusal);
    await expect(addPerson(database.dataSource, limited)).rejects.toMatchObject(refusal);
    // The rest of a plain member can be changed, and so can the case of the address.
    const changes = { full_name: 'Pat Other', email: pat.email.toUpperCase() };
    expect(await update(limited, pat.user_id, changes)).toMatchObject(changes);
  });

  it.each<Door>(['a new address', 'a Slack user'])(
    'is decided by %s from a caller with the scopes of a member, but for a manager only with departments:write',
    async (door) => {
      const { caller } = await newOrganization(database.dataSource);
      await connect(caller);
      const pat = await addPerson(database.dataSource, caller);
      const department = await newDepartment(caller);
      const limited = callerOf(caller.principal.organizationId, [...reads, 'members:write']);
      const manage = (userId: UserId | null) =>
        database.dataSource.query(`UPDATE departments SET manager_user_id = $1 WHERE id = $2`, [userId, department]);
      await manage(pat.user_id);
      await expect(doors[door](limited, pat.user_id)).rejects.toMatchObject({
        code: 'PERMISSION_DENIED',
        details: { required_scope: 'departments:write' },
      });
      await manage(null);
      await doors[door](limited, pat.user_id);
      await manage(pat.user_id);
      const greater = callerOf(caller.principal.organizationId, [...reads, 'members:write', 'departments:write']);
      await update(greater, pat.user_id, { email: 'pat@example.com' });
    },
  );

  it('is told in Slack and in the audit when it changes, and only then', async () => {
    const { caller, owner } = await newOrganization(database.dataSource);
    const workspace = await connect(caller);
    const { organizationId } = caller.principal;
    const identify = (slackUserId: string, how: string, userId: UserId) =>
      database.dataSource.query(
        `INSERT INTO slack_identities (team_id, slack_user_id, organization_id, user_id, how) VALUES ($1, $2, $3, $4, $5)`,
        [workspace, slackUserId, organizationId, userId, how],
      );
    const deliveries = () =>
      database.dataSource.query(
        `SELECT method, target, payload ->> 'text' AS text, trace_id FROM slack_deliveries
         WHERE workspace_id = $1 ORDER BY target ->> 'user'`,
        [workspace],
      );
    const pat = await addPerson(database.dataSource, caller, { email: 'pat@example.com' });
    await identify('U1', 'email', pat.user_id);
    await identify('U2', 'explicit', pat.user_id);
    await identify('U3', 'explicit', owner.user_id);

    await update(caller, pat.user_id, { full_name: 'Pat', email: 'PAT@example.com' });
    await expect(update(caller, pat.user_id, { email: owner.email })).rejects.toThrow();
    expect(await deliveries()).toEqual([]);

    await update(caller, pat.user_id, { email: 'new@example.com' });
    const told = { method: 'direct', text: expect.stringContaining('from `PAT@example.com` to `new@example.com`') };
    expect(await deliveries()).toEqual([
      { ...told, target: { team: workspace, user: 'U1' }, trace_id: caller.traceId },
      { ...told, target: { team: workspace, user: 'U2' }, trace_id: caller.traceId },
    ]);
    expect((await auditOf(database.dataSource, caller)).at(-1)).toMatchObject({
      action: 'person.update',
      before: { email: 'PAT@example.com' },
      after: { email: 'new@example.com' },
    });
    // Whoever has the former address in Slack is no longer this member.
    const links = await database.dataSource.query(
      'SELECT slack_user_id FROM slack_identities WHERE organization_id = $1 ORDER BY slack_user_id',
      [organizationId],
    );
    expect(links).toEqual([{ slack_user_id: 'U2' }, { slack_user_id: 'U3' }]);
  });
});

describe('the last owner', () => {
  it.each([
    ['demoted', (caller: Caller, id: UserId) => update(caller, id, { role: 'admin' })],
    ['deactivated', (caller: Caller, id: UserId) => update(caller, id, { status: 'deactivated' })],
    ['removed', remove],
  ])('cannot be %s; with another active one it can', async (_, change) => {
    const { caller, owner } = await newOrganization(database.dataSource);
    const other = await addPerson(database.dataSource, caller, { role: 'owner' });
    await update(caller, other.user_id, { status: 'deactivated' });
    await expect(change(caller, owner.user_id)).rejects.toMatchObject({ code: 'LAST_OWNER' });
    await update(caller, other.user_id, { status: 'active' });
    await change(caller, owner.user_id);
  });

  it('remains when all owners are taken away at the same time, each in another way', async () => {
    const { caller, owner } = await newOrganization(database.dataSource);
    const owners = [owner];
    for (let index = 0; index < 5; index += 1) {
      owners.push(await addPerson(database.dataSource, caller, { role: 'owner' }));
    }
    const changes = owners.map(({ user_id }, index) => {
      if (index % 3 === 0) return remove(caller, user_id);
      return update(caller, user_id, index % 3 === 1 ? { role: 'member' } : { status: 'deactivated' });
    });
    expect(await endings(changes)).toEqual(['LAST_OWNER', ...Array(5).fill('ok')]);
  });
});

describe('leaving the organization', () => {
  it('ends all memberships and management, each with its row in the audit', async () => {
    const { caller } = await newOrganization(database.dataSource);
    const { organizationId } = caller.principal;
    const { user_id: userId } = await addPerson(database.dataSource, caller);
    const departments = [await newDepartment(caller), await newDepartment(caller), await newDepartment(caller)];
    await new MembershipLedger(database.dataSource).apply(
      departments.map((departmentId) => command({ organizationId, departmentId, userId })),
    );
    await database.dataSource.query(`UPDATE departments SET manager_user_id = $1 WHERE id = $2`, [
      userId,
      departments[0],
    ]);
    await remove(caller, userId);
    expect([await count('department_members', userId), await count('organization_members', userId)]).toEqual([0, 0]);
    const events = (await auditOf(database.dataSource, caller)).slice(-5);
    expect(events.map(({ action }) => action)).toEqual([
      ...Array(3).fill('member.remove'),
      'department.update',
      'person.remove',
    ]);
    expect(events.slice(0, 3).map(({ department_id }) => department_id)).toEqual(
      expect.arrayContaining([...departments]),
    );
    expect(events.map(({ operation_id }) => operation_id)).toEqual(Array(5).fill(null));
    await expect(remove(caller, userId)).rejects.toMatchObject({ code: 'MEMBER_NOT_FOUND' });
  });

  it('happens as a whole or not at all', async () => {
    const { caller, owner } = await newOrganization(database.dataSource);
    const departmentId = await newDepartment(caller);
    const { organizationId } = caller.principal;
    await new MembershipLedger(database.dataSource).apply([
      command({ organizationId, departmentId, userId: owner.user_id }),
    ]);
    await expect(remove(caller, owner.user_id)).rejects.toMatchObject({ code: 'LAST_OWNER' });
    expect(await count('department_members', owner.user_id)).toBe(1);
  });

  it('leaves no membership behind when adds run at the same time, and the audit adds up', async () => {
    const { caller } = await newOrganization(database.dataSource);
    const { organizationId } = caller.principal;
    const { user_id: userId } = await addPerson(database.dataSource, caller);
    const ledger = new MembershipLedger(database.dataSource);
    const departments: DepartmentId[] = [];
    for (let index = 0; index < 12; index += 1) departments.push(await newDepartment(caller));
    const add = (departmentId: DepartmentId) =>
      ledger.apply([command({ organizationId, departmentId, userId })]).catch((error: Error) => error);
    const adds = departments.slice(0, 6).map(add);
    const leaving = remove(caller, userId);
    await Promise.all([...adds, ...departments.slice(6).map(add), leaving]);
    expect(await count('department_members', userId)).toBe(0);
    const events = await auditOf(database.dataSource, caller);
    const of = (action: string) => events.filter((event) => event.action === action).length;
    expect(of('member.add')).toBe(of('member.remove'));
  });
});

describe('the manager of a department', () => {
  it('manages it and all below it, and nothing else', async () => {
    const { caller, owner } = await newOrganization(database.dataSource);
    const { organizationId } = caller.principal;
    const root = await newDepartment(caller);
    const managed = await newDepartment(caller, root);
    const child = await newDepartment(caller, managed);
    const grandchild = await newDepartment(caller, child);
    const sibling = await newDepartment(caller, root);
    await database.dataSource.query(`UPDATE departments SET manager_user_id = $1 WHERE id = $2`, [
      owner.user_id,
      managed,
    ]);
    const { manager } = database.dataSource;
    const asked = [root, managed, child, grandchild, sibling].map((department) =>
      managesDepartment(manager, organizationId, owner.user_id, department),
    );
    expect(await Promise.all(asked)).toEqual([false, true, true, true, false]);
    const foreign = callerOf('org_xyz789').principal.organizationId;
    expect(await managesDepartment(manager, foreign, owner.user_id, managed)).toBe(false);
  });
});
