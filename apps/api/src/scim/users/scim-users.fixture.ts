import type { RunningApi } from '../../api.fixture.js';
import type { Provider } from '../groups/scim-groups.fixture.js';
import { USER_SCHEMA } from '../schema/user-schema.js';

let count = 0;

/** The body of a new user, whom nobody knows yet. */
export function newUser(fields: object = {}) {
  count += 1;
  const address = `person${count}@company.example`;
  return {
    schemas: [USER_SCHEMA.id],
    userName: address,
    name: { givenName: 'Person', familyName: `Number ${count}` },
    emails: [{ value: address, type: 'work', primary: true }],
    active: true,
    ...fields,
  };
}

/** Creates a new user, and returns it as it was answered. */
export async function createUser(provider: Provider, fields: object = {}) {
  return (await provider.request('POST', '/Users', newUser(fields))).body;
}

/** The member that a user is. */
export async function memberOf(api: RunningApi, id: string) {
  return (await api.request('GET', `/members/${id}`)).body;
}
