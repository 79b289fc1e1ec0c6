import { openTestDatabase } from '../database.fixture.js';
import { largeTenant } from './large-tenant.js';
import { seedLarge } from './seed-large.js';

const database = await openTestDatabase();
afterAll(() => database.close());

const SIZE = { people: 400, departments: 60, memberships: 1_100 };
const seed = (change: Partial<Parameters<typeof seedLarge>[1]> = {}) =>
  seedLarge(database.dataSource, { ...SIZE, seed: 7, name: 'Acme', ...change });

/** Everything that was made, as one text; keys are left out because their tokens are random. */
async function everything(organizationId: string): Promise<string> {
  const tables = ['organization_members', 'departments', 'department_members', 'audit_events'];
  const rows = tables.map((table) =>
    database.dataSource.query(
      `SELECT to_jsonb(t) - 'id' AS row FROM ${table} t WHERE organization_id = $1 ORDER BY to_jsonb(t)::text`,
      [organizationId],
    ),
  );
  return JSON.stringify(await Promise.all(rows));
}

describe('a large tenant', () => {
  it('has exactly what was asked for, everything audited, and making it again changes nothing', async () => {
    const { organizationId, complete, contents } = await seed();
    expect([complete, contents]).toEqual([true, { ...SIZE, keys: 12, audit_events: 1 + 12 + 400 + 60 + 1_100 }]);
    const before = await everything(organizationId);
    expect(await seed()).toEqual({ organizationId, complete, contents });
    expect(await everything(organizationId)).toBe(before);
  });

  it.each([
    ['everybody in every department', { people: 30, departments: 4, memberships: 120 }],
    ['one department', { people: 30, departments: 1, memberships: 30 }],
    ['fewer memberships than people', { people: 30, departments: 9, memberships: 20 }],
    ['one person', { people: 1, departments: 9, memberships: 9 }],
    ['nobody in a department', { people: 30, departments: 9, memberships: 0 }],
  ])('can also be %s', async (_, size) => {
    expect((await seed(size)).contents).toMatchObject(size);
  });

  it('that was interrupted says what is there, and is finished by the same call', async () => {
    const stop = new AbortController();
    const seen: string[] = [];
    const part = await seed({
      seed: 8,
      signal: stop.signal,
      onProgress: (phase, done, total) => {
        seen.push(`${phase} ${done}/${total}`);
        if (phase === 'departments' && done === total) stop.abort();
      },
    });
    expect(part).toMatchObject({ complete: false, contents: { people: 400, departments: 60, memberships: 0 } });
    expect(seen).toContain('people 400/400');
    const whole = await seed({ seed: 8 });
    expect(whole).toMatchObject({ organizationId: part.organizationId, complete: true, contents: SIZE });
    expect(whole.contents.audit_events).toBe(1 + 12 + 400 + 60 + 1_100);
  });

  it('stands beside others: another seed is another tenant with other people', async () => {
    const { organizationId } = await seed({ seed: 9 });
    expect(organizationId).toBe(largeTenant(SIZE, 9).organizationId);
    expect(organizationId).not.toBe(largeTenant(SIZE, 7).organizationId);
    const [{ alike }] = await database.dataSource.query(
      `SELECT count(*)::int AS alike FROM organization_members a JOIN organization_members b USING (email)
       WHERE a.organization_id = $1 AND b.organization_id = $2`,
      [organizationId, largeTenant(SIZE, 7).organizationId],
    );
    expect(alike).toBeLessThan(SIZE.people / 10);
  });
});
