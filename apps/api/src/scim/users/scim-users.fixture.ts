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
