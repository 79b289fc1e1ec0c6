import { type Answer, type RunningApi, send } from '../../api.fixture.js';
import { USER_SCHEMA } from '../schema/user-schema.js';

/** An identity provider at a connection of its own. */
export interface Provider {
  readonly connectionId: string;
  readonly url: string;
  scim(method: string, path: string, json?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export async function connectProvider(api: RunningApi, settings: object = {}): Promise<Provider> {
  const { body } = await api.request('POST', '/scim-connections', { json: { name: 'Okta', ...settings } });
  return {
    connectionId: body.id,
    url: body.base_url,
    scim: (method, path, json, headers = {}) =>
      send(`${body.base_url}${path}`, method, body.token, json === undefined ? { headers } : { json, headers }),
  };
}

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
