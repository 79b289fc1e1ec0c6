import type { components, operations, Roster } from './index.js';
import type * as types from './types.generated.js';

type Camel<Name> = Name extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : Name;

/** The type of a body of the API, as the SDK gives it: maps stay as they are. */
type Camelized<Body> = Body extends readonly (infer Item)[]
  ? Camelized<Item>[]
  : Body extends object
    ? string extends keyof Body
      ? Body
      : { [Field in keyof Body as Camel<Field>]: Camelized<Body[Field]> }
    : Body;

type Same<A, B> = [A, B] extends [B, A] ? true : never;
type Schemas = components['schemas'];

/** `npm run typecheck` fails when one of them is not true. */
const same: [
  Same<types.ApiKey, Camelized<Schemas['ApiKey']>>,
  Same<types.AuditEvent, Camelized<Schemas['AuditEvent']>>,
  Same<types.CreatedOrganization, Camelized<Schemas['CreatedOrganization']>>,
  Same<types.Department, Camelized<Schemas['Department']>>,
  Same<types.DepartmentMove, Camelized<Schemas['DepartmentMove']>>,
  Same<types.DepartmentTree, Camelized<Schemas['DepartmentTree']>>,
  Same<types.Operation, Camelized<Schemas['Operation']>>,
  Same<types.OperationItem, Camelized<Schemas['OperationItemPage']['data'][number]>>,
  Same<types.Person, Camelized<Schemas['Person']>>,
  Same<types.SlackLink, Camelized<Schemas['SlackLink']>>,
  Same<
    Required<types.MoveDepartmentMemberParams>,
    Required<Camelized<operations['moveDepartmentMember']['parameters']['path'] & Schemas['MoveDepartmentMemberInput']>>
  >,
] = [true, true, true, true, true, true, true, true, true, true, true];

/** Wrong calls that do not compile. */
export async function wrong(roster: Roster) {
  const ids = { organizationId: 'org_1', departmentId: 'dept_1' };
  // @ts-expect-error: a parameter is missing.
  await roster.departments.addMember(ids);
  // @ts-expect-error: there is no such parameter.
  await roster.departments.addMember({ ...ids, user_id: 'usr_1' });
  // @ts-expect-error: with `wait` it may be the operation.
  (await roster.departments.addMember({ ...ids, userId: 'usr_1' }, { wait: 0 })).fullName;
  // @ts-expect-error: reading takes no key.
  await roster.departments.get(ids, { idempotencyKey: 'mine' });
  // @ts-expect-error: there is no such order.
  roster.departments.listMembers({ ...ids, sort: 'addedAt' });
}

it('the types of the methods are those of the document in camelCase', () => {
  expect(same).not.toContain(false);
});
