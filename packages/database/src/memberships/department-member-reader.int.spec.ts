import { departmentIdSchema, organizationIdSchema } from '@roster/domain';
import {
  command,
  DEPARTMENT,
  ORGANIZATION,
  OTHER_DEPARTMENT,
  openTestDatabase,
  person,
  type TestDatabase,
} from '../database.fixture.js';
import { DepartmentMemberReader } from './department-member-reader.js';
import { MembershipLedger } from './membership-ledger.js';

let database: TestDatabase;
let reader: DepartmentMemberReader;
beforeAll(async () => {
  database = await openTestDatabase();
  reader = new DepartmentMemberReader(database.dataSource);
  const commands = Array.from({ length: 25 }, (_, index) => command({ userId: person(index + 1) }));
  await new MembershipLedger(database.dataSource).apply(commands);
});
afterAll(() => database.close());

describe('listing members', () => {
  it('walks every member once over pages, although all were added in the same moment', async () => {
    const seen: string[] = [];
    let after: { addedAt: string; userId: string } | undefined;
    do {
      const page = await reader.list({ organizationId: ORGANIZATION, departmentId: DEPARTMENT, limit: 10, after });
      seen.push(...page.members.map((member) => member.user_id));
      after = page.next ?? undefined;
    } while (after);
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => person(index + 1)));
  });

  it('gives an empty page for a department without members', async () => {
    expect(await reader.list({ organizationId: ORGANIZATION, departmentId: OTHER_DEPARTMENT, limit: 10 })).toEqual({
      members: [],
      next: null,
    });
  });

  it.each([
    ['a department that does not exist', ORGANIZATION, 'dept_none'],
    ['a department of another organization', organizationIdSchema.parse('org_foreign'), DEPARTMENT],
  ])('does not find %s', async (_, organizationId, departmentId) => {
    const query = { organizationId, departmentId: departmentIdSchema.parse(departmentId), limit: 10 };
    await expect(reader.list(query)).rejects.toMatchObject({ code: 'DEPARTMENT_NOT_FOUND' });
  });
});
