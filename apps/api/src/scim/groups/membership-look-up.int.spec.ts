import type { ScimMemberChange } from '@roster/database';
import { type OrganizationId, type ScimConnectionId, userIdSchema } from '@roster/domain';
import { type RunningApi, startApi } from '../../api.fixture.js';
import { recordStatements } from '../../statements.fixture.js';
import { MembershipLookUp } from './membership-look-up.js';
import { connectProvider, type Provider } from './scim-groups.fixture.js';

let api: RunningApi;
let okta: Provider;
let lookUp: MembershipLookUp;
beforeAll(async () => {
  api = await startApi({ worker: false });
  okta = await connectProvider(api);
  lookUp = new MembershipLookUp(api.database);
});
afterAll(() => api.close());

const change = (
  groupId: string,
  userId: string,
  adds: boolean,
  connectionId = okta.connectionId,
): ScimMemberChange => ({
  organizationId: api.demo.organizationId as OrganizationId,
  connectionId: connectionId as ScimConnectionId,
  groupId,
  userId: userIdSchema.parse(userId),
  adds,
});

/** What came of each: whether it is due, or the code of the error. */
const outcomes = async (changes: readonly ScimMemberChange[]) =>
  (await Promise.allSettled(changes.map((each) => lookUp.isDue(each)))).map((result) =>
    result.status === 'fulfilled' ? result.value : result.reason.code,
  );

it('tells each of many changes at the same time for itself, all after the first in one statement', async () => {
  const [inside = '', outside = '', deleted = ''] = await okta.people(3);
  const [id, empty] = [await okta.group('Looked up', [inside]), await okta.group('Empty')];
  await api.database.query('UPDATE scim_users SET deleted_at = now() WHERE user_id = $1', [deleted]);
  const entra = await connectProvider(api);
  const cases: [ScimMemberChange, boolean | string][] = [
    [change(id, outside, true), true],
    [change(id, inside, true), false],
    [change(id, inside, false), true],
    [change(id, outside, false), false],
    [change(empty, inside, true), true],
    [change(id, api.demo.userId, true), 'SCIM_MEMBER_NOT_FOUND'],
    [change(id, api.demo.userId, false), false],
    [change(id, deleted, true), 'SCIM_MEMBER_NOT_FOUND'],
    [change('dept_none', inside, true), 'SCIM_GROUP_NOT_FOUND'],
    [change(id, inside, true, entra.connectionId), 'SCIM_GROUP_NOT_FOUND'],
    [change(api.demo.departmentId, inside, true), 'SCIM_GROUP_NOT_FOUND'],
  ];
  const statements = await recordStatements(api.database);
  try {
    const sent = await statements.during(async () => {
      expect(await outcomes(cases.map(([each]) => each))).toEqual(cases.map(([, outcome]) => outcome));
    });
    expect(sent.filter((text) => text.includes('scim_groups'))).toHaveLength(2);
  } finally {
    statements.stop();
  }
});

it('goes on after a statement that failed', async () => {
  const [jane = ''] = await okta.people(1);
  const id = await okta.group('After a failure');
  // Postgres takes no NUL in a text.
  await expect(lookUp.isDue(change('dept_\0', jane, true))).rejects.toThrow('invalid byte sequence');
  expect(await lookUp.isDue(change(id, jane, true))).toBe(true);
});
